package fr.relais.connectors.social;

import fr.relais.connectors.Errand;

class SocialAdresseTest extends SocialContract {

    SocialAdresseTest() {
        super(Errand.ADRESSE, "modifierSituation");
    }
}
