package fr.relais.simulators.finance;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import fr.relais.simulators.soap.SoapBackend;
import fr.relais.simulators.soap.SoapContract;
import java.net.InetAddress;
import java.net.URI;
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
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port + CONTRACT.path());
    }

    @Override
    public URI contract(URI url) {
        return URI.create(url + "?wsdl");
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        var service = new FinanceService(surroundings.journal(), surroundings.people());
        return new Gate(
                bind, port, new SoapBackend(CONTRACT, service, surroundings.security(), surroundings.workFolder()));
    }
}
