package fr.relais.connectors.social;

import fr.relais.connectors.Errand;

class SocialRibTest extends SocialContract {

    SocialRibTest() {
        super(Errand.RIB, "modifierSituation");
    }
}
