package fr.relais.simulators.finance;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Backend;
import fr.relais.simulators.soap.SoapBackend;
import fr.relais.simulators.soap.SoapContract;
import java.util.Set;

final class FinanceSystem implements SimulatedSystem {

    private static final SoapContract CONTRACT = new SoapContract(
            "finance",
            "/finance",
            "urn:relais:contrat-generique:finance:1",
            Set.of("creerOuModifierTiers", "modifierCoordonneesBancaires"));

    @Override
    public String id() {
        return CONTRACT.system();
    }

    @Override
    public String name() {
        return "Service finances";
    }

    @Override
    public int portOffset() {
        return 2;
    }

    @Override
    public String path() {
        return CONTRACT.path();
    }

    @Override
    public Backend open(Surroundings surroundings) {
        var service = new FinanceService(surroundings.journal(), surroundings.people());
        return new SoapBackend(CONTRACT, service, surroundings.security(), surroundings.workFolder());
    }
}
