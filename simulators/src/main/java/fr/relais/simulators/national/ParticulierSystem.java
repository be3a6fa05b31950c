package fr.relais.simulators.national;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;

final class ParticulierSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "particulier";
    }

    @Override
    public String name() {
        return "API Particulier";
    }

    @Override
    public int portOffset() {
        return 5;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        var api = new ParticulierApi(new Cases(surroundings.cases()), Clock.systemUTC());
        return new Gate(bind, port, new ApiBackend(id(), api));
    }
}
