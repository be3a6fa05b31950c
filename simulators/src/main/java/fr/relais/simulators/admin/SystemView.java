package fr.relais.simulators.admin;

import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.gate.Fault;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A running system as the admin API shows it. */
record SystemView(
        String id, String name, URI url, int port, @Nullable URI wsdl, Fault fault) {

    static SystemView of(RunningSystem system) {
        return new SystemView(system.id(), system.name(), system.url(), system.port(), system.wsdl(), system.fault());
    }
}
