package fr.relais.routes.chaos;

import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Does what goes wrong in a year to two hubs, their database and their back-offices, one thing after the other, as a seed has it. */
final class Nemesis {

    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    /** Seconds in which what is not there is asked after once more, sent again and applied. */
    private static final int SENT_AGAIN = 20;

    private static final int MOST_FAULTY_CALLS = 20;

    /** What it may do; the more often it is listed, the more often it is done. */
    enum Blow {
        /** Back-offices alone misbehave. */
        NOTHING("F7"),
        KILL("F1"),
        KILL_AND_DELETE_BROKER("F3"),
        TERMINATE("F15"),
        FREEZE("F19"),
        FREEZE_PAST_THE_LEASE("F19"),
        /** A hub that has its answers writes none of them down, until another has taken its work over: a pause of its machine, drawn out. */
        HOLD_OUTCOMES("F2"),
        STOP_DATABASE("F5"),
        DOUBLE_POINTERS("F18");

        private final String row;

        /** @param row of the table in {@code routes/docs/faults.md} */
        Blow(String row) {
            this.row = row;
        }

        String row() {
            return row;
        }
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
    private final int settleSeconds;
    private final Log log;
    private final Random random;
    private final Map<String, Integer> did = new TreeMap<>();
    private final long begun = System.nanoTime();
    private int struck;

    Nemesis(
            Plan plan,
            List<Trial.Hub> hubs,
            List<RunningSystem> systems,
            StoppablePostgres postgres,
            int leaseSeconds,
            int settleSeconds,
            Log log) {
        this.plan = plan;
        this.hubs = hubs;
        this.systems = systems;
        this.postgres = postgres;
        this.leaseSeconds = leaseSeconds;
        this.settleSeconds = settleSeconds;
        this.log = log;
        this.random = new Random(plan.seed());
    }

    boolean hasDoneEnough() {
        if (!plan.directed().isEmpty()) {
            return struck >= plan.directed().size();
        }
        int kills = did.getOrDefault(Blow.KILL.name(), 0) + did.getOrDefault(Blow.KILL_AND_DELETE_BROKER.name(), 0);
        return kills >= plan.kills() && System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(plan.seconds());
    }

    /** One blow at a hub or the database, and faults of the back-offices meanwhile. */
    void strike() throws InterruptedException, IOException {
        if (plan.directed().isEmpty()) {
            drawn();
        } else if (struck < plan.directed().size()) {
            directed(plan.directed().get(struck++));
        } else {
            rest(); // posts are still to come
        }
    }

    private void directed(Plan.Strike strike) throws InterruptedException, IOException {
        rest();
        var fault = strike.fault();
        if (fault != null) {
            systems.forEach(system -> system.fail(fault));
            rest();
        }
        note(strike.blow().name());
        strike(strike.blow(), hubs.getFirst());
        systems.forEach(RunningSystem::recover);
    }

    private void drawn() throws InterruptedException, IOException {
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
            case HOLD_OUTCOMES -> {
                hub.holdOutcomes();
                try {
                    rest();
                    systems.forEach(RunningSystem::recover); // so that the other hub can settle what this one has begun
                    TimeUnit.SECONDS.sleep(leaseSeconds + settleSeconds + SENT_AGAIN);
                } finally {
                    hub.writeOutcomes();
                }
            }
            case NOTHING -> TimeUnit.MILLISECONDS.sleep(LONGEST_PAUSE_MILLIS);
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

    /** How often each was dealt, by its row in the table of faults. */
    Map<String, Integer> did() {
        var rows = new TreeMap<String, Integer>();
        int all = did.values().stream().mapToInt(Integer::intValue).sum();
        for (var blow : Blow.values()) {
            int times = did.getOrDefault(blow.name(), 0);
            all -= times;
            rows.put(blow.row() + " " + blow, times);
        }
        rows.put("F7 faults of back-offices", all);
        return rows;
    }

    List<String> unproven() {
        var rows = new ArrayList<String>();
        rows.add("power cut: a killed process leaves its page cache to the kernel");
        rows.add("clock jumps of a whole machine: hubs are processes that share one clock");
        return rows;
    }
}
