package fr.relais.simulators;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Every simulated system, started together; the admin application and the tests of other modules share this door. */
public final class Simulators implements AutoCloseable {

    private static final Duration SLOWNESS = Duration.ofSeconds(3);

    private final List<RunningSystem> systems = new ArrayList<>();

    private Simulators(Path folder, InetAddress bind, int basePort, Duration slowness) {
        try {
            for (SimulatedSystem system : SystemCatalogue.systems()) {
                systems.add(new RunningSystem(system, folder, bind, basePort, slowness));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** On loopback, each system at its offset from {@code basePort}; base 0 gives each a free port. */
    public static Simulators start(Path folder, int basePort) {
        return start(folder, basePort, InetAddress.getLoopbackAddress(), SLOWNESS);
    }

    /** As above; {@code slowness} is how long {@code LENT-TEST} makes a change wait. */
    public static Simulators start(Path folder, int basePort, InetAddress bind, Duration slowness) {
        return new Simulators(folder, bind, basePort, slowness);
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
