package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorContract;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.soap.SoapSettings;
import java.net.URI;
import java.time.Duration;

class FinanceConnectorTest extends ConnectorContract {

    @Override
    protected Connector connector(URI url) {
        var soap = new SoapSettings(url, Duration.ofMillis(500), Duration.ofSeconds(1), "Site en maintenance");
        var lane = new LaneSettings(
                "Exploitation", 20, 4, Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(90));
        return new FinanceConnector(new FinanceSettings(soap, lane), new SimulatorsSettings(9090));
    }

    @Override
    protected String systemName() {
        return "finance";
    }

    @Override
    protected boolean readsBeforeItChanges() {
        return true;
    }
}
