package fr.relais.connectors.social;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorContract;
import fr.relais.connectors.Errand;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.soap.SoapSettings;
import java.time.Duration;

/** Of every operation of the social back-office. */
abstract class SocialContract extends ConnectorContract {

    SocialContract(Errand errand, String change) {
        super("social", errand, change);
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        return social(soap);
    }

    static SocialConnector social(SoapSettings soap) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(2));
        return new SocialConnector(new SocialSettings(soap, lane), new SimulatorsSettings("127.0.0.1", 9090));
    }
}
