package fr.relais.connectors.finance;

import fr.relais.connectors.Errand;

class FinanceAdresseTest extends FinanceContract {

    FinanceAdresseTest() {
        super(Errand.ADRESSE, "creerOuModifierTiers");
    }

    @Override
    protected String afterAccuse() {
        return "<numeroTiers>T-1</numeroTiers>";
    }
}
