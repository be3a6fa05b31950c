package fr.relais.simulators.depot;

import fr.relais.simulators.SimulatedSystem;
import fr.relais.simulators.gate.Front;
import java.net.InetAddress;
import java.net.URI;

final class DepotSystem implements SimulatedSystem {

    @Override
    public String id() {
        return "depot";
    }

    @Override
    public String name() {
        return "Dépôt de fichiers";
    }

    @Override
    public int portOffset() {
        return 3;
    }

    @Override
    public URI url(String host, int port) {
        return URI.create("sftp://" + host + ":" + port + "/" + DepotServer.FOLDER);
    }

    @Override
    public Front open(Surroundings surroundings, InetAddress bind, int port) {
        return new DepotServer(surroundings, bind, port);
    }
}
