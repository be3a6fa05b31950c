package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many submissions a second a hub accepts for good, beside the bare transaction on the same server and beside a broker that keeps as
 * many messages; and how long one waits for its 202.
 */
final class AcceptBench implements Callable<Boolean> {

    private static final List<Integer> CLIENTS = List.of(8, 32);
    private static final int MOST = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ALONE = Duration.ofSeconds(3);
    private static final long LOOK_EVERY_MILLIS = 100;

    /** As Artemis does by default, and not at all: which is faster depends on how many send. */
    private static final List<Integer> GATHER_NANOS = List.of(3_333_333, 0);

    private final TestDatabase ledger = TestPostgres.database();
    private final JdbcClient jdbc = JdbcClient.create(ledger.dataSource());
    private final Report report = new Report("accept");
    private final Duration length;
    private final int pairs;

    AcceptBench(Duration length, int pairs) {
        this.length = length;
        this.pairs = pairs;
    }

    /** Whether every post was accepted and kept, and no rate was too good to be true. */
    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Bench.FIGURES), "accept");
        report.machine(jdbc);
        try (var hub = BenchedHub.start(folder, ledger)) {
            var posts = new HubLoad(hub);
            report.say(
                    "warm after",
                    WarmUp.of(() -> Window.of(posts, MOST, WARM_UP).rate()));
            var sizes = Sizes.of(jdbc);
            report.say("bytes kept", sizes.toString());
            return beside(hub, posts, folder, sizes);
        } finally {
            report.write(Bench.FIGURES);
            ledger.close();
        }
    }

    private boolean beside(BenchedHub hub, HubLoad posts, Path folder, Sizes sizes) throws Exception {
        try (var rows = TestPostgres.database();
                var gathering = new BrokerLoad(folder.resolve("gathering"), GATHER_NANOS.getFirst(), sizes.body());
                var hasty = new BrokerLoad(folder.resolve("hasty"), GATHER_NANOS.getLast(), sizes.body())) {
            var bare = new BareTransaction(rows, sizes);
            Window.of(bare, MOST, length);
            report.say("resident before", hub.residentMb() + " MB");
            report.say("live heap before", hub.liveHeapMb() + " MB");
            double most = 0;
            for (int clients : CLIENTS) {
                most = beside(posts, bare, best(clients, List.of(gathering, hasty)), clients);
            }
            var disk = LieDetector.disk(folder, ALONE);
            waits(posts, most / 2, disk);
            boolean isTrue = isTrue(posts, most, disk);
            report.say("resident after", hub.residentMb() + " MB");
            report.say("live heap after", hub.liveHeapMb() + " MB");
            return isTrue;
        }
    }

    /** The better of the broker's two ways for so many senders, measured once warm. */
    private BrokerLoad best(int clients, List<BrokerLoad> brokers) throws Exception {
        var rates = new ArrayList<Double>();
        for (var broker : brokers) {
            Window.of(broker, clients, length);
            rates.add(Window.of(broker, clients, length).rate());
            broker.empty();
        }
        int best = rates.indexOf(Collections.max(rates));
        report.say(
                "raw broker, c=" + clients,
                "journal gathers %d ns: %.0f/s, %d ns: %.0f/s"
                        .formatted(GATHER_NANOS.getFirst(), rates.getFirst(), GATHER_NANOS.getLast(), rates.getLast()));
        return brokers.get(best);
    }

    /** A B C, then C B A: what drifts, drifts for all. The hub's rate, at the median. */
    private double beside(HubLoad posts, Load bare, BrokerLoad broker, int clients) throws Exception {
        var transactions = new ArrayList<Pair>();
        var messages = new ArrayList<Pair>();
        var perSync = new ArrayList<Double>();
        for (int n = 0; n < pairs; n++) {
            Window message = n % 2 == 0 ? null : message(broker, clients);
            Window transaction = n % 2 == 0 ? null : Window.of(bare, clients, length);
            long syncs = syncs();
            long before = posts.accepted();
            var hub = Window.of(posts, clients, length);
            perSync.add((posts.accepted() - before) / (double) (syncs() - syncs));
            settled();
            transactions.add(new Pair(hub, transaction == null ? Window.of(bare, clients, length) : transaction));
            messages.add(new Pair(hub, message == null ? message(broker, clients) : message));
        }
        report.pairs("R1", "202 over raw broker, c=" + clients, "raw broker", messages, Pair::ratio, Aim.atLeast(0.50));
        report.pairs("R1b", "202 over bare tx, c=" + clients, "bare tx", transactions, Pair::ratio, Aim.atLeast(0.60));
        if (clients == MOST) {
            report.metric(
                    "R2",
                    "accepted per fsync, c=32",
                    Figures.of(perSync, value -> value).median(),
                    Aim.atLeast(8));
        }
        return Figures.of(transactions, pair -> pair.hub().rate()).median();
    }

    private Window message(BrokerLoad broker, int clients) throws Exception {
        var window = Window.of(broker, clients, length);
        broker.empty();
        return window;
    }

    /** How often the ledger's server has forced its log; other databases of it rest meanwhile. */
    private long syncs() {
        return jdbc.sql("select sum(fsyncs) from pg_stat_io where object = 'wal'")
                .query(Long.class)
                .single();
    }

    /** What the hub still owes of a window, the numbering of its events, must not fall on the next one. */
    private void settled() throws InterruptedException {
        var events = jdbc.sql("select exists (select from event where position is null)");
        while (events.query(Boolean.class).single()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** At half of what it could take, once what came before has settled; a post that should have left earlier has waited since then. */
    private void waits(HubLoad posts, double rate, LieDetector.Disk disk) throws Exception {
        Window.paced(posts, MOST, rate, length);
        var window = Window.paced(posts, MOST, rate, length.multipliedBy(2));
        report.say(
                "at half its rate",
                "%.0f/s: p50 %.2f ms, p99 %.2f ms; a forced write alone p99 %.2f ms"
                        .formatted(window.rate(), window.p50Ms(), window.p99Ms(), disk.p99Ms()));
        report.metric(
                "R3",
                "p99 of a 202 at half its rate, in forced writes' p99",
                window.p99Ms() / disk.p99Ms(),
                Aim.atMost(15));
    }

    private boolean isTrue(HubLoad posts, double most, LieDetector.Disk disk) throws Exception {
        double alone = Window.of(posts, 1, ALONE).rate();
        report.metric("R2", "rate with 32 clients over rate with one", most / alone, Aim.atLeast(4));
        report.say("one client", "%.0f/s; the disk alone %.0f/s".formatted(alone, disk.forcedASecond()));
        report.say("lie detector", alone <= disk.forcedASecond() ? "ok" : "LIED");
        report.say("answers", posts.answers().toString());
        long kept =
                jdbc.sql("select count(*) from submission").query(Long.class).single();
        report.say("accepted and kept", posts.accepted() + " and " + kept);
        return alone <= disk.forcedASecond()
                && kept == posts.accepted()
                && posts.answers().keySet().equals(Set.of(202));
    }

    static AcceptBench of(List<String> options) {
        return new AcceptBench(
                Duration.ofSeconds(Bench.option(options, "--seconds", 5)), Bench.option(options, "--pairs", 6));
    }
}
