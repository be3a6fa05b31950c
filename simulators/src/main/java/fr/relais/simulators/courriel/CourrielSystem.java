package fr.relais.simulators.courriel;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import java.net.InetAddress;
import java.net.URI;

final class CourrielSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "courriel";
    }

    @Override
    public String name() {
        return "Boîte aux lettres d'un service";
    }

    @Override
    public int portOffset() {
        return 4;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("smtp://" + host + ":" + port);
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        return new CourrielServer(bind, port);
    }
}
