package fr.relais.simulators.social;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import fr.relais.simulators.soap.SoapBackend;
import fr.relais.simulators.soap.SoapContract;
import java.net.InetAddress;
import java.net.URI;
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
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port + CONTRACT.path());
    }

    @Override
    public URI contract(URI url) {
        return URI.create(url + "?wsdl");
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        var service = new SocialService(surroundings.journal(), surroundings.decisions(), surroundings.people());
        return new Gate(
                bind, port, new SoapBackend(CONTRACT, service, surroundings.security(), surroundings.workFolder()));
    }
}
