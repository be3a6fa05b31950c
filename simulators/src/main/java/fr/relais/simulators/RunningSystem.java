package fr.relais.simulators;

import fr.relais.simulators.SimulatedSystem.Surroundings;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.gate.Front;
import fr.relais.simulators.journal.Applied;
import fr.relais.simulators.journal.Decisions;
import fr.relais.simulators.journal.Journal;
import fr.relais.simulators.people.People;
import fr.relais.simulators.soap.Security;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One system that runs: where it is, what it received and applied, and how it is made to fail. */
public final class RunningSystem implements AutoCloseable {

    private final SimulatedSystem system;
    private final String host;
    private final Journal journal;
    private final Decisions decisions = new Decisions();
    private final Front front;

    RunningSystem(
            SimulatedSystem system,
            Path folder,
            InetAddress bind,
            int basePort,
            Duration slowness,
            Security security,
            @Nullable Path cases) {
        this.system = system;
        host = bind.isAnyLocalAddress() ? "127.0.0.1" : bind.getHostAddress();
        journal = new Journal(folder.resolve(system.id() + ".jsonl"), system.id(), Clock.systemUTC());
        Path workFolder = folder.resolve("work").resolve(system.id());
        var surroundings =
                new Surroundings(journal, decisions, new People(system.id(), slowness), security, cases, workFolder);
        try {
            front = system.open(surroundings, bind, basePort == 0 ? 0 : basePort + system.portOffset());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    public String id() {
        return system.id();
    }

    public String name() {
        return system.name();
    }

    public int port() {
        return front.port();
    }

    public URI url() {
        return system.url(host.indexOf(':') < 0 ? host : "[" + host + "]", port());
    }

    /** Its contract for programs; absent where there is none. */
    public @Nullable URI wsdl() {
        return system.contract(url());
    }

    public Fault fault() {
        return front.fault();
    }

    /** Takes effect on the next call; connections held by the former fault are closed. */
    public void fail(Fault fault) {
        front.set(fault);
    }

    public void fail(FaultMode mode) {
        fail(Fault.of(mode));
    }

    public void recover() {
        fail(Fault.NONE);
    }

    /** Everything applied, oldest first. */
    public List<Applied> records() {
        return journal.all();
    }

    public List<Applied> records(String cleRelais) {
        return journal.under(cleRelais);
    }

    /**
     * Decides of every request applied under that key, as the people behind the system would.
     *
     * @throws NoSuchElementException when nothing was
     */
    public void decide(String cleRelais, Decisions.Sens sens) {
        var applied = records(cleRelais);
        if (applied.isEmpty()) {
            throw new NoSuchElementException("nothing was applied under that key");
        }
        var decision = new Decisions.Decision(sens, Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
        applied.forEach(record -> decisions.decide(record.reference(), decision));
    }

    /** Everything received since the start, applied or not. */
    public List<Call> calls() {
        return front.calls();
    }

    public long calls(String cleRelais, String operation) {
        return front.calls().stream()
                .filter(call -> cleRelais.equals(call.cleRelais()))
                .filter(call -> operation.equals(call.operation()))
                .count();
    }

    /** The bodies of the last state-changing calls under a key, byte by byte as they came. */
    public List<byte[]> bodies(String cleRelais) {
        return front.bodies(cleRelais);
    }

    /** Forgets what was applied, on disk too, and what was received. */
    public void forget() {
        journal.forget();
        decisions.forget();
        front.forget();
    }

    @Override
    public void close() {
        front.close();
        journal.close();
    }
}
