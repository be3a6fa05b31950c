package fr.relais.simulators.national;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import java.net.InetAddress;
import java.net.URI;

final class GeoSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "geo";
    }

    @Override
    public String name() {
        return "API Géo";
    }

    @Override
    public int portOffset() {
        return 8;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        return new Gate(bind, port, new ApiBackend(id(), new GeoApi(new Cases(surroundings.cases()))));
    }
}
