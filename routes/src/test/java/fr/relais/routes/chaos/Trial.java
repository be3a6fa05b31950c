package fr.relais.routes.chaos;

import fr.relais.mappings.json.Json;
import fr.relais.routes.hub.HubOnItsOwn;
import fr.relais.routes.hub.Portal;
import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** Two hubs on one database, citizens who post, back-offices that apply, and a {@link Nemesis}; then quiet, and the checker. */
final class Trial implements Callable<Report> {

    private static final int PORTALS = 8;
    private static final long SHORTEST_PAUSE_MILLIS = 5;
    private static final long UNHURRIED_PAUSE_MILLIS = 250;

    /** From one kill to the next, about: a hub must start anew in between. */
    private static final long KILL_MILLIS = 22_000;

    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int LEASE_SECONDS = 33;
    private static final int SETTLE_SECONDS = LEASE_SECONDS + 8;

    private static final String SETTLEMENT = "routes/src/main/java/fr/relais/routes/ledger/Settlement.java";
    private static final String RECORDS =
            "public Weight record(Claim.Item item, Resolution resolution, String outcome, Evidence evidence) {";
    private static final String HOLDS = """

                    while (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
                    }
            """;

    private final Path folder;
    private final Plan plan;
    private final @Nullable Mutant mutant;

    Trial(Path folder, Plan plan, @Nullable Mutant mutant) {
        this.folder = folder;
        this.plan = plan;
        this.mutant = mutant;
    }

    @Override
    public Report call() throws Exception {
        try (var postgres = StoppablePostgres.startedIn(Files.createDirectories(folder.resolve("postgres")));
                var simulators = Simulators.start(folder.resolve("simulators"), 0);
                var log = new Log(folder.resolve("trial.jsonl"))) {
            var systems = List.of(simulators.system("social"), simulators.system("finance"));
            var hubs = hubs(postgres, systems);
            var citizens = new Citizens(() -> any(hubs), log);
            try {
                citizens.begin(PORTALS, pauseMillis(), plan.seed());
                var nemesis = new Nemesis(plan, hubs, systems, postgres, LEASE_SECONDS, SETTLE_SECONDS, log);
                while (citizens.sent() < plan.submissions() || !nemesis.hasDoneEnough()) {
                    nemesis.strike();
                }
                nemesis.relent();
                citizens.end();
                var jdbc = JdbcClient.create(
                        new DriverManagerDataSource(postgres.url(), postgres.username(), postgres.password()));
                quiet(jdbc, plan.patience());
                return report(citizens, systems, hubs, nemesis, jdbc);
            } finally {
                citizens.end();
                for (var hub : hubs) {
                    hub.close();
                }
            }
        }
    }

    /** So that posts and kills come to their numbers at about the same time. */
    private long pauseMillis() {
        if (!plan.directed().isEmpty()) {
            return UNHURRIED_PAUSE_MILLIS; // a hub must have the machine to start on
        }
        return Math.max(SHORTEST_PAUSE_MILLIS, PORTALS * KILL_MILLIS * plan.kills() / Math.max(1, plan.submissions()));
    }

    private List<Hub> hubs(StoppablePostgres postgres, List<RunningSystem> systems) throws Exception {
        var hubs = new ArrayList<Hub>();
        for (var name : List.of("one", "other")) {
            var place = folder.resolve(name);
            var process = new HubOnItsOwn(place, systems.getFirst(), systems.getLast(), settings(postgres));
            var hold = place.resolve("hold");
            var overlay = new Overlay()
                    .alter(SETTLEMENT, RECORDS, RECORDS + HOLDS.formatted(hold)); // as a machine that pauses just there
            if (mutant != null) {
                mutant.alter(overlay);
            }
            process.prefer(overlay.into(place.resolve("altered")));
            hubs.add(new Hub(process, hold));
        }
        HubOnItsOwn.shareKeys(hubs.stream().map(hub -> hub.process).toArray(HubOnItsOwn[]::new));
        for (var hub : hubs) {
            hub.start();
        }
        return List.copyOf(hubs);
    }

    /** As fast as can be; an attempt is given up as soon as the settings allow. */
    private static String[] settings(StoppablePostgres postgres) {
        var lanes = Stream.of("social", "finance")
                .map(system -> "--relais.connectors." + system)
                .flatMap(system -> Stream.of(
                        system + ".soap.connect-timeout=500ms",
                        system + ".soap.read-timeout=2s",
                        system + ".lane.lease=" + LEASE_SECONDS + "s",
                        system + ".lane.longest-delay=6s",
                        system + ".lane.settle=" + SETTLE_SECONDS + "s",
                        system + ".lane.per-second=1000",
                        system + ".lane.concurrency=8"));
        var hub = Stream.of(
                "--relais.database.url=" + postgres.url(),
                "--relais.database.username=" + postgres.username(),
                "--relais.database.password=" + postgres.password(),
                "--relais.delivery.retry-delays=500ms,2s",
                "--relais.delivery.longest-retry-delay=2s",
                "--relais.delivery.longest-probe-interval=2s");
        return Stream.concat(lanes, hub).toArray(String[]::new);
    }

    /** One that serves, as a load balancer would find it. */
    private static Portal any(List<Hub> hubs) {
        var serving = hubs.stream().filter(Hub::serves).toList();
        var hub = serving.isEmpty()
                ? hubs.getFirst()
                : serving.get(ThreadLocalRandom.current().nextInt(serving.size()));
        return hub.portal();
    }

    /** Waits until nothing is open, or for as long as any of it may rightly take. */
    private static void quiet(JdbcClient jdbc, long patience) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        while (System.nanoTime() < end
                && jdbc.sql(
                                "select exists (select from delivery where state in ('WAITING', 'PENDING', 'SENDING', 'UNKNOWN'))")
                        .query(Boolean.class)
                        .single()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private Report report(
            Citizens citizens, List<RunningSystem> systems, List<Hub> hubs, Nemesis nemesis, JdbcClient jdbc) {
        var posts = citizens.posts();
        var effects = systems.stream()
                .flatMap(system ->
                        system.records().stream().map(record -> new Checker.Effect(system.id(), record.cleRelais())))
                .toList();
        var standings = standings(hubs.getFirst().portal());
        return new Report(
                plan,
                posts.size(),
                (int) posts.stream().filter(post -> post.receipt() == null).count(),
                effects.size(),
                nemesis.did(),
                jdbc.sql("select count(*) from attempt where kind = 'SEND' and late and ended_at is not null")
                        .query(Long.class)
                        .single(),
                new TreeMap<>(standings.stream()
                        .flatMap(standing -> standing.owed().stream())
                        .collect(Collectors.groupingBy(Checker.Owed::state, Collectors.counting()))),
                Checker.check(posts, effects, standings),
                nemesis.unproven());
    }

    /** What the hub tells its portal of all it has. */
    private static List<Checker.Standing> standings(Portal portal) {
        var standings = new ArrayList<Checker.Standing>();
        var cursor = "";
        do {
            portal.forgetTokens();
            var page = Json.EDGE.readTree(portal.get("/api/v1/submissions?limit=200" + cursor, "portail-demo")
                    .body());
            page.path("items").forEach(item -> {
                var reference = item.path("reference").asString();
                var owed = new ArrayList<Checker.Owed>();
                item.path("deliveries")
                        .forEach(delivery -> owed.add(new Checker.Owed(
                                delivery.path("target").asString(),
                                reference + "/" + (owed.size() + 1),
                                delivery.path("state").asString())));
                standings.add(new Checker.Standing(
                        item.path("portalReference").asString(),
                        reference,
                        item.path("status").asString(),
                        owed));
            });
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return standings;
    }

    /** A hub, and the portal that reaches it as long as it runs. */
    static final class Hub {

        private final HubOnItsOwn process;
        private final Path hold;
        private volatile @Nullable Portal portal;

        Hub(HubOnItsOwn process, Path hold) {
            this.process = process;
            this.hold = hold;
        }

        void start() throws IOException {
            process.launch();
            var reached = process.serves();
            reached.token("portail-demo");
            portal = reached;
        }

        boolean serves() {
            return portal != null;
        }

        /** The last one known, though it may be gone: nobody tells a portal. */
        Portal portal() {
            var reached = portal;
            if (reached == null) {
                throw new UncheckedIOException(new IOException("no hub serves"));
            }
            return reached;
        }

        void kill(boolean andItsBroker) throws InterruptedException, IOException {
            process.killHard();
            portal = null;
            if (andItsBroker) {
                FileSystemUtils.deleteRecursively(process.broker());
            }
        }

        void terminate() throws InterruptedException {
            portal = null;
            process.terminate();
        }

        void freeze() throws IOException, InterruptedException {
            process.freeze();
        }

        void thaw() throws IOException, InterruptedException {
            process.thaw();
        }

        void holdOutcomes() throws IOException {
            Files.createFile(hold);
        }

        void writeOutcomes() throws IOException {
            Files.delete(hold);
        }

        void close() throws InterruptedException {
            process.close();
        }
    }
}
