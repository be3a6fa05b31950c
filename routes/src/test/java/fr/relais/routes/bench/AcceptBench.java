package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many submissions a second a hub accepts for good, beside the transaction that does, on the same server in the same run. */
final class AcceptBench implements Callable<Boolean> {

    private static final int CLIENTS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration ALONE = Duration.ofSeconds(3);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final TestDatabase ledger = TestPostgres.database();
    private final Duration length;
    private final int pairs;

    AcceptBench(Duration length, int pairs) {
        this.length = length;
        this.pairs = pairs;
    }

    /** Whether every post was accepted and kept, and no rate was too good to be true. */
    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "accept");
        var report = new Report("accept");
        report.machine(JdbcClient.create(ledger.dataSource()));
        try (var hub = BenchedHub.start(folder, ledger)) {
            var posts = new HubLoad(hub);
            var bare = new BareTransaction(TestPostgres.database());
            Window.of(posts, CLIENTS, WARM_UP);
            Window.of(bare, CLIENTS, length);
            report.sizes(JdbcClient.create(ledger.dataSource()));
            report.say("resident before", hub.residentMb() + " MB");
            report.say("live heap before", hub.liveHeapMb() + " MB");
            long most = 0;
            var measured = new ArrayList<Pair>();
            for (int n = 0; n < pairs; n++) {
                measured.add(pair(n % 2 == 0, posts, bare));
                most = Math.max(most, hub.residentMb());
            }
            report.pairs(measured);
            report.say("resident at most", most + " MB");
            report.say("live heap after", hub.liveHeapMb() + " MB");
            return isTrue(report, posts, folder);
        } finally {
            report.write(Path.of("target", "bench"));
            ledger.close();
        }
    }

    /** A B, then B A: what drifts, drifts for both. */
    private Pair pair(boolean hubFirst, Load posts, Load bare) throws Exception {
        if (hubFirst) {
            var first = Window.of(posts, CLIENTS, length);
            settled();
            return new Pair(first, Window.of(bare, CLIENTS, length));
        }
        var first = Window.of(bare, CLIENTS, length);
        var second = Window.of(posts, CLIENTS, length);
        settled();
        return new Pair(second, first);
    }

    /** What the hub still owes of a window, the numbering of its events, must not fall on the next one. */
    private void settled() throws InterruptedException {
        var events =
                JdbcClient.create(ledger.dataSource()).sql("select exists (select from event where position is null)");
        while (events.query(Boolean.class).single()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private boolean isTrue(Report report, HubLoad posts, Path folder) throws Exception {
        double alone = Window.of(posts, 1, ALONE).rate();
        double forced = LieDetector.forcedASecond(folder, ALONE);
        report.say("one client", "%.0f/s; the disk alone %.0f/s".formatted(alone, forced));
        report.say("lie detector", alone <= forced ? "ok" : "LIED");
        report.say("answers", posts.answers().toString());
        long kept = JdbcClient.create(ledger.dataSource())
                .sql("select count(*) from submission")
                .query(Long.class)
                .single();
        long accepted = posts.answers().getOrDefault(202, 0L);
        report.say("accepted and kept", accepted + " and " + kept);
        return alone <= forced && kept == accepted && posts.answers().keySet().equals(Set.of(202));
    }

    static AcceptBench of(List<String> options) {
        return new AcceptBench(
                Duration.ofSeconds(Bench.option(options, "--seconds", 5)), Bench.option(options, "--pairs", 6));
    }
}
