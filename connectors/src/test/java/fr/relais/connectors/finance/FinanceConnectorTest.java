package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorContract;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.soap.SoapSettings;
import java.time.Duration;

class FinanceConnectorTest extends ConnectorContract {

    FinanceConnectorTest() {
        super("finance", "modifierCoordonneesBancaires", "rechercherTiers");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(2));
        return new FinanceConnector(new FinanceSettings(soap, lane), new SimulatorsSettings(9090));
    }
}
