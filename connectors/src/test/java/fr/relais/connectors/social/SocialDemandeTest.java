package fr.relais.connectors.social;

import fr.relais.connectors.Errand;

class SocialDemandeTest extends SocialContract {

    SocialDemandeTest() {
        super(Errand.DEMANDE, "enregistrerDemande");
    }
}
