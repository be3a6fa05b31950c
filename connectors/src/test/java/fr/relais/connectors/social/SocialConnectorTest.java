package fr.relais.connectors.social;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorContract;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.soap.SoapSettings;
import java.time.Duration;

class SocialConnectorTest extends ConnectorContract {

    SocialConnectorTest() {
        super("social", "modifierSituation");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(2));
        return new SocialConnector(new SocialSettings(soap, lane), new SimulatorsSettings(9090));
    }
}
