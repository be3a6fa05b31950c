package fr.relais.connectors.finance;

import fr.relais.connectors.Errand;

class FinanceRibTest extends FinanceContract {

    FinanceRibTest() {
        super(Errand.RIB, "modifierCoordonneesBancaires");
    }
}
