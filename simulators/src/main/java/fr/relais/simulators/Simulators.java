package fr.relais.simulators;

import fr.relais.simulators.soap.Security;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every simulated system, started together; the admin application and the tests of other modules share this door. */
public final class Simulators implements AutoCloseable {

    private static final Duration SLOWNESS = Duration.ofSeconds(3);

    private final List<RunningSystem> systems = new ArrayList<>();

    private Simulators(
            Path folder,
            InetAddress bind,
            int basePort,
            Duration slowness,
            Map<String, Security> security,
            @Nullable Path cases) {
        var nobodys = new TreeSet<>(security.keySet());
        try {
            for (SimulatedSystem system : SystemCatalogue.systems()) {
                var demanded = security.getOrDefault(system.id(), Security.NONE);
                systems.add(new RunningSystem(system, folder, bind, basePort, slowness, demanded, cases));
                nobodys.remove(system.id());
            }
            if (!nobodys.isEmpty()) {
                throw new IllegalArgumentException("security is set for " + nobodys + ", which no simulated system is");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** On loopback, each system at its offset from {@code basePort}; base 0 gives each a free port. */
    public static Simulators start(Path folder, int basePort) {
        return start(folder, basePort, Map.of());
    }

    /** As above; some systems, by their id, demand WS-Security of their callers. */
    public static Simulators start(Path folder, int basePort, Map<String, Security> security) {
        return start(folder, basePort, InetAddress.getLoopbackAddress(), SLOWNESS, security, null);
    }

    /** As above; {@code slowness} is how long {@code LENT-TEST} makes a change wait. */
    public static Simulators start(Path folder, int basePort, InetAddress bind, Duration slowness) {
        return start(folder, basePort, bind, slowness, Map.of(), null);
    }

    /** As above; the State's APIs know whom those case files are about. */
    public static Simulators start(Path folder, int basePort, Path cases) {
        return start(folder, basePort, InetAddress.getLoopbackAddress(), SLOWNESS, Map.of(), cases);
    }

    static Simulators start(
            Path folder,
            int basePort,
            InetAddress bind,
            Duration slowness,
            Map<String, Security> security,
            @Nullable Path cases) {
        return new Simulators(folder, bind, basePort, slowness, security, cases);
    }

    public List<RunningSystem> systems() {
        return List.copyOf(systems);
    }

    public RunningSystem system(String id) {
        return systems.stream()
                .filter(system -> system.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such system"));
    }

    /** Forgets everything applied and received, and ends every fault. */
    public void reset() {
        systems.forEach(RunningSystem::recover);
        systems.forEach(RunningSystem::forget);
    }

    @Override
    public void close() {
        systems.forEach(RunningSystem::close);
    }
}
