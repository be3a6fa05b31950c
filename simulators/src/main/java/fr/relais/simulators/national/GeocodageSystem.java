package fr.relais.simulators.national;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import java.net.InetAddress;
import java.net.URI;

final class GeocodageSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "geocodage";
    }

    @Override
    public String name() {
        return "Géoplateforme";
    }

    @Override
    public int portOffset() {
        return 7;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port);
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        return new Gate(bind, port, new ApiBackend(id(), new GeocodageApi(new Cases(surroundings.cases()))));
    }
}
