package fr.relais.connectors.finance;

import fr.relais.connectors.Errand;

class FinanceTiersTest extends FinanceContract {

    FinanceTiersTest() {
        super(Errand.TIERS, "creerOuModifierTiers");
    }

    @Override
    protected String afterAccuse() {
        return "<numeroTiers>T-1</numeroTiers>";
    }
}
