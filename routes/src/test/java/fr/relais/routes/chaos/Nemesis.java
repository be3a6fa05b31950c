package fr.relais.routes.chaos;

import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does what goes wrong in a year to two hubs, their database and their back-offices, one thing after the other, as a seed has it. */
final class Nemesis {

    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    private static final int MOST_FAULTY_CALLS = 20;

    /** What it may do; the more often it is listed, the more often it is done. */
    private enum Blow {
        KILL,
        KILL_AND_DELETE_BROKER,
        TERMINATE,
        FREEZE,
        FREEZE_PAST_THE_LEASE,
        STOP_DATABASE,
        DOUBLE_POINTERS
    }

    private static final List<Blow> OFTEN = List.of(
            Blow.KILL,
            Blow.KILL,
            Blow.KILL,
            Blow.KILL,
            Blow.KILL,
            Blow.KILL_AND_DELETE_BROKER,
            Blow.KILL_AND_DELETE_BROKER,
            Blow.TERMINATE,
            Blow.FREEZE,
            Blow.DOUBLE_POINTERS);

    private static final List<Blow> SELDOM = List.of(Blow.FREEZE_PAST_THE_LEASE, Blow.STOP_DATABASE);
    private static final int SELDOM_IN = 12;

    private final Plan plan;
    private final List<Trial.Hub> hubs;
    private final List<RunningSystem> systems;
    private final StoppablePostgres postgres;
    private final int leaseSeconds;
    private final Log log;
    private final Random random;
    private final Map<String, Integer> did = new TreeMap<>();
    private final long begun = System.nanoTime();

    Nemesis(
            Plan plan,
            List<Trial.Hub> hubs,
            List<RunningSystem> systems,
            StoppablePostgres postgres,
            int leaseSeconds,
            Log log) {
        this.plan = plan;
        this.hubs = hubs;
        this.systems = systems;
        this.postgres = postgres;
        this.leaseSeconds = leaseSeconds;
        this.log = log;
        this.random = new Random(plan.seed());
    }

    boolean hasDoneEnough() {
        int kills = did.getOrDefault(Blow.KILL.name(), 0) + did.getOrDefault(Blow.KILL_AND_DELETE_BROKER.name(), 0);
        return kills >= plan.kills() && System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(plan.seconds());
    }

    /** One blow at a hub or the database, and faults of the back-offices meanwhile. */
    void strike() throws InterruptedException, IOException {
        for (var system : systems) {
            var fault = fault();
            note(system.id() + " " + fault.mode());
            system.fail(fault);
        }
        rest();
        var seldom = random.nextInt(SELDOM_IN) == 0;
        var blow = seldom ? SELDOM.get(random.nextInt(SELDOM.size())) : OFTEN.get(random.nextInt(OFTEN.size()));
        note(blow.name());
        strike(blow, hubs.get(random.nextInt(hubs.size())));
        systems.forEach(RunningSystem::recover);
        rest();
    }

    private void strike(Blow blow, Trial.Hub hub) throws InterruptedException, IOException {
        switch (blow) {
            case KILL, KILL_AND_DELETE_BROKER -> {
                hub.kill(blow == Blow.KILL_AND_DELETE_BROKER);
                hub.start();
            }
            case TERMINATE -> {
                systems.forEach(RunningSystem::recover); // an orderly end waits for what hangs
                hub.terminate();
                hub.start();
            }
            case FREEZE -> frozen(hub, random.nextInt(LONGEST_PAUSE_MILLIS));
            case FREEZE_PAST_THE_LEASE -> frozen(hub, TimeUnit.SECONDS.toMillis(leaseSeconds + 5));
            case STOP_DATABASE -> {
                postgres.kill();
                rest();
                postgres.restart();
            }
            case DOUBLE_POINTERS -> doublePointers();
        }
    }

    private static void frozen(Trial.Hub hub, long millis) throws InterruptedException, IOException {
        hub.freeze();
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            hub.thaw();
        }
    }

    /** As if every pointer had been lost: what is on the queues already is put there again. */
    private void doublePointers() {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
                var statement = connection.createStatement()) {
            statement.executeUpdate("update delivery set emitted_at = null where state = 'PENDING'");
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private Fault fault() {
        var modes = FaultMode.values();
        var fault = Fault.of(modes[random.nextInt(modes.length)]);
        return fault.mode() == FaultMode.BUSINESS_REFUSAL || random.nextBoolean()
                ? fault.times(1 + random.nextInt(MOST_FAULTY_CALLS))
                : fault;
    }

    private void rest() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private void note(String what) {
        did.merge(what, 1, Integer::sum);
        log.write(Map.of("event", "struck", "blow", what));
    }

    /** Leaves everybody in peace. */
    void relent() {
        systems.forEach(RunningSystem::recover);
        log.write(Map.of("event", "relented"));
    }

    /** Blows alone: faults of back-offices are many. */
    Map<String, Integer> did() {
        var blows = new TreeMap<>(did);
        blows.keySet().retainAll(Arrays.stream(Blow.values()).map(Blow::name).toList());
        blows.put(
                "FAULTS",
                did.values().stream().mapToInt(Integer::intValue).sum()
                        - blows.values().stream().mapToInt(Integer::intValue).sum());
        return blows;
    }

    List<String> unproven() {
        var rows = new ArrayList<String>();
        rows.add("power cut: a killed process leaves its page cache to the kernel");
        rows.add("clock jumps of a whole machine: hubs are processes that share one clock");
        return rows;
    }
}
