package fr.relais.simulators;

import fr.relais.simulators.gate.Front;
import fr.relais.simulators.journal.Decisions;
import fr.relais.simulators.journal.Journal;
import fr.relais.simulators.people.People;
import fr.relais.simulators.soap.Security;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A system that can be simulated; implementing it, with a constructor without arguments, is enough to be started. */
public interface SimulatedSystem {

    /** The name téléservices target it by. */
    String id();

    /** As people call it. */
    String name();

    /** How far its public port is from the simulators' own; each system takes one of its own. */
    int portOffset();

    /** How its service is addressed once it runs. */
    URI url(String host, int port);

    /** Where its contract can be read, if it has one for programs. */
    default @Nullable URI contract(URI url) {
        return null;
    }

    /** Opens it at that address. */
    Front open(Surroundings surroundings, InetAddress bind, int port);

    /**
     * What a system is given to live in.
     *
     * @param decisions what its people decide, told by whoever plays them
     * @param security what it is to demand of its callers
     * @param cases a folder of more to know, for who answers questions
     * @param workFolder for what its server needs while it runs
     */
    record Surroundings(
            Journal journal,
            Decisions decisions,
            People people,
            Security security,
            @Nullable Path cases,
            Path workFolder) {}
}
