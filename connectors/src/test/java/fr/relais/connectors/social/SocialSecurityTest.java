package fr.relais.connectors.social;

import fr.relais.connectors.Connector;
import fr.relais.connectors.Errand;
import fr.relais.connectors.SecurityContract;
import fr.relais.connectors.soap.SoapSettings;

class SocialSecurityTest extends SecurityContract {

    SocialSecurityTest() {
        super("social", Errand.RIB, "modifierSituation");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        return SocialContract.social(soap);
    }
}
