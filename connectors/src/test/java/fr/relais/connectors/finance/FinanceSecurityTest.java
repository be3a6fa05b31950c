package fr.relais.connectors.finance;

import fr.relais.connectors.Connector;
import fr.relais.connectors.Errand;
import fr.relais.connectors.SecurityContract;
import fr.relais.connectors.soap.SoapSettings;

class FinanceSecurityTest extends SecurityContract {

    FinanceSecurityTest() {
        super("finance", Errand.RIB, "modifierCoordonneesBancaires");
    }

    @Override
    protected Connector connector(SoapSettings soap) {
        return FinanceContract.finance(soap);
    }
}
