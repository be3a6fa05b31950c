package fr.relais.simulators.social;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Backend;
import fr.relais.simulators.soap.SoapBackend;
import fr.relais.simulators.soap.SoapContract;
import java.util.Set;

final class SocialSystem implements SimulatedSystem {

    private static final SoapContract CONTRACT = new SoapContract(
            "social",
            "/social",
            "urn:relais:contrat-generique:social:1",
            Set.of("enregistrerDemande", "modifierSituation"));

    @Override
    public String id() {
        return CONTRACT.system();
    }

    @Override
    public String name() {
        return "Service social";
    }

    @Override
    public int portOffset() {
        return 1;
    }

    @Override
    public String path() {
        return CONTRACT.path();
    }

    @Override
    public Backend open(Surroundings surroundings) {
        var service = new SocialService(surroundings.journal(), surroundings.decisions(), surroundings.people());
        return new SoapBackend(CONTRACT, service, surroundings.security(), surroundings.workFolder());
    }
}
