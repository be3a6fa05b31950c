package fr.relais.connectors.social;

import fr.relais.connectors.Errand;

class SocialSituationFamilialeTest extends SocialContract {

    SocialSituationFamilialeTest() {
        super(Errand.SITUATION_FAMILIALE, "modifierSituation");
    }
}
