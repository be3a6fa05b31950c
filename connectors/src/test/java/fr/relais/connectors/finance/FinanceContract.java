package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorContract;
import fr.relais.connectors.Errand;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.soap.SoapSettings;
import java.time.Duration;

/** Of every operation of the finance back-office. */
abstract class FinanceContract extends ConnectorContract {

    FinanceContract(Errand errand, String change) {
        super("finance", errand, change, "rechercherTiers");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        return finance(soap);
    }

    static FinanceConnector finance(SoapSettings soap) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(2));
        return new FinanceConnector(new FinanceSettings(soap, lane), new SimulatorsSettings("127.0.0.1", 9090));
    }
}
