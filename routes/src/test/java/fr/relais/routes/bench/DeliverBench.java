package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast, how evenly and how soon deliveries reach a back-office, beside who calls that back-office without a hub. */
final class DeliverBench implements Callable<Boolean> {

    private static final int WIDE = 16;
    private static final int NARROW = 4;
    private static final int FAST = 1_000;
    private static final int PACE = 20;
    private static final int LONG = 4;
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final int IDLE_POSTS = 200;
    private static final long BETWEEN_POSTS_MILLIS = 100;
    private static final double MICROS = 1e6;
    private static final double MICROS_A_MILLI = 1e3;

    private final Duration length;
    private final int pairs;
    private final Report report = new Report("deliver");

    private DeliverBench(Duration length, int pairs) {
        this.length = length;
        this.pairs = pairs;
    }

    static DeliverBench of(List<String> words) {
        return new DeliverBench(
                Duration.ofSeconds(Bench.option(words, "--seconds", 5)), Bench.option(words, "--pairs", 6));
    }

    /** Whether all that was sent arrived at the first attempt. */
    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Bench.FIGURES), "deliver");
        try (var ledger = TestPostgres.database();
                var finance = BareFinanceProcess.start()) {
            report.machine(JdbcClient.create(ledger.dataSource()));
            return fast(folder, ledger, finance) & paced(folder, ledger, finance);
        } finally {
            report.write(Bench.FIGURES);
        }
    }

    private boolean fast(Path folder, TestDatabase ledger, BareFinanceProcess finance) throws Exception {
        try (var hub = BenchedHub.start(folder, ledger, FinanceLine.settings(finance, FAST, WIDE))) {
            var line = new FinanceLine(hub, ledger, finance, length);
            var calls = new DirectCalls(finance.url("/finance"));
            Callable<Double> direct = () -> FinanceLine.rate(finance, calls, WIDE, length);
            report.say("warm after", WarmUp.of(line::rate));
            report.say("direct calls warm after", WarmUp.of(direct));
            report.ratio("R4", "deliveries a second over direct calls, c=16", beside(line::rate, direct), 0.50);
            finance.answerAfter(DELAY);
            report.ratio("R5", "the same, answered after 50 ms", beside(line::rate, direct), 0.97);
            report.ratio("R11", "beside a lane that hangs", beside(line::rateBesideOneThatHangs, line::rate), 0.99);
            finance.answerAfter(Duration.ZERO);
            idle(line, finance);
            return line.isTrue();
        }
    }

    private List<Rates> beside(Callable<Double> hub, Callable<Double> bare) throws Exception {
        return TurnByTurn.measured(pairs, hub, bare, Rates::new);
    }

    /** How close a lane with a backlog keeps to its pace, and whether it ever exceeds it. */
    private boolean paced(Path folder, TestDatabase ledger, BareFinanceProcess finance) throws Exception {
        try (var hub = BenchedHub.start(folder, ledger, FinanceLine.settings(finance, PACE, NARROW))) {
            var line = new FinanceLine(hub, ledger, finance, length);
            var span = length.multipliedBy(LONG);
            line.stock(PACE * (int) span.multipliedBy(3).toSeconds());
            line.calls(span); // warms up
            long[] attempts = line.calls(span).stream()
                    .filter(BareFinanceProcess.Call::isFirst)
                    .mapToLong(BareFinanceProcess.Call::at)
                    .toArray();
            double mean = (attempts.length - 1) * MICROS / (attempts[attempts.length - 1] - attempts[0]);
            report.metric(
                    "R6",
                    "most calls in a second over the pace",
                    mostInASecond(attempts) / (double) PACE,
                    Aim.atMost(1));
            report.metric("R6", "mean use of the pace, with a backlog", mean / PACE, Aim.atLeast(0.97));
            return line.isTrue();
        }
    }

    private static int mostInASecond(long[] attempts) {
        int most = 0;
        int oldest = 0;
        for (int newest = 0; newest < attempts.length; newest++) {
            while (attempts[newest] - attempts[oldest] >= MICROS) {
                oldest++;
            }
            most = Math.max(most, newest - oldest + 1);
        }
        return most;
    }

    /** From the 202 in the portal's hands to the call at the back-office, when there is nothing else to do. */
    private void idle(FinanceLine line, BareFinanceProcess finance) throws Exception {
        line.drain();
        var waits = new ArrayList<Double>();
        var claims = new ArrayList<Double>();
        try (var portal = line.posts().client()) {
            for (int n = 0; n < IDLE_POSTS; n++) {
                finance.calls();
                portal.once();
                long accepted = FinanceLine.micros(Instant.now());
                TimeUnit.MILLISECONDS.sleep(BETWEEN_POSTS_MILLIS);
                waits.add((finance.calls().getFirst().at() - accepted) / MICROS_A_MILLI);
                claims.add((line.lastClaim() - accepted) / MICROS_A_MILLI);
            }
        }
        var sorted = waits.stream().sorted().toList();
        report.say("202 to call, p99 ms", "%.1f".formatted(sorted.get(IDLE_POSTS * 99 / 100)));
        report.say(
                "202 to claim, median ms",
                "%.1f".formatted(claims.stream().sorted().toList().get(IDLE_POSTS / 2)));
        report.metric("R12", "ms from a 202 to its call, idle, median", sorted.get(IDLE_POSTS / 2), Aim.atMost(10));
    }
}
