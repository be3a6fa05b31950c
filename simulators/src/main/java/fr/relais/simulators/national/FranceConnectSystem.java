package fr.relais.simulators.national;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.gate.Gate;
import java.net.InetAddress;
import java.net.URI;

final class FranceConnectSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "franceconnect";
    }

    @Override
    public String name() {
        return "FranceConnect";
    }

    @Override
    public int portOffset() {
        return 10;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("http://" + host + ":" + port + "/api/v2");
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        return new Gate(bind, port, new ApiBackend(id(), new FranceConnectApi(new Cases(surroundings.cases()))));
    }
}
