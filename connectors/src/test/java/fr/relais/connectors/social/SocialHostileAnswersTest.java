package fr.relais.connectors.social;

import fr.relais.connectors.Connector;
import fr.relais.connectors.Errand;
import fr.relais.connectors.HostileAnswersContract;
import fr.relais.connectors.soap.SoapSettings;

class SocialHostileAnswersTest extends HostileAnswersContract {

    SocialHostileAnswersTest() {
        super("social", Errand.RIB, "modifierSituation");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        return SocialContract.social(soap);
    }
}
