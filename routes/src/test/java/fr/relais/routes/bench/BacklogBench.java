package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What very many waiting change, beside a thousand: the portal's wait, the pace of deliveries, the hub's memory, and its start after a kill. */
final class BacklogBench implements Callable<Boolean> {

    private static final int FEW = 1_000;
    private static final int ENOUGH_FOR_STARTS = 10_000;
    private static final int CLIENTS = 16;
    private static final int WIDE = 16;
    private static final int FAST = 1_000;
    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int MOST_LOOKS = 3_000;

    private final Duration length;
    private final int pairs;
    private final int many;
    private final Report report = new Report("backlog");

    private BacklogBench(Duration length, int pairs, int many) {
        this.length = length;
        this.pairs = pairs;
        this.many = many;
    }

    static BacklogBench of(List<String> words) {
        return new BacklogBench(
                Duration.ofSeconds(Bench.option(words, "--seconds", 5)),
                Bench.option(words, "--pairs", 6),
                Bench.option(words, "--waiting", 1_000_000));
    }

    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Bench.FIGURES), "backlog");
        try (var finance = BareFinanceProcess.start();
                var none = TestPostgres.database();
                var few = TestPostgres.database();
                var lots = TestPostgres.database()) {
            report.machine(JdbcClient.create(few.dataSource()));
            report.say("waiting", "%d, and %d".formatted(FEW, many));
            boolean isTrue = sideBySide(folder, finance, few, lots);
            restarts(folder, finance, none, few, lots);
            return isTrue;
        } finally {
            report.write(Bench.FIGURES);
        }
    }

    private boolean sideBySide(Path folder, BareFinanceProcess finance, TestDatabase few, TestDatabase lots)
            throws Exception {
        var settings = FinanceLine.settings(finance, FAST, WIDE);
        try (var one = BenchedHub.start(place(folder, "few"), few, settings);
                var other = BenchedHub.start(place(folder, "many"), lots, settings)) {
            var light = new FinanceLine(one, few, finance, length);
            var heavy = new FinanceLine(other, lots, finance, length);
            light.stock(FEW);
            heavy.stock(FEW);
            heavy.settled(); // or the numbering of events would meet that of the copies
            long begun = System.nanoTime();
            Copies.make(JdbcClient.create(lots.dataSource()), many);
            report.say("made in", "%.0f s".formatted((System.nanoTime() - begun) / NANOS));
            waits(light, heavy);
            report.ratio(
                    "R8", "deliveries a second, of %d waiting over %d".formatted(many, FEW), rates(light, heavy), 0.97);
            report.metric(
                    "R9",
                    "MB of live heap, of %d waiting less %d".formatted(many, FEW),
                    other.liveHeapMb() - one.liveHeapMb(),
                    Aim.atMost(16));
            boolean isTrue = light.isTrue() && heavy.isTrue();
            light.stock(ENOUGH_FOR_STARTS);
            heavy.stock(ENOUGH_FOR_STARTS);
            one.resume("finance");
            other.resume("finance");
            return isTrue;
        }
    }

    /** At half of what a hub with next to nothing waiting takes. */
    private void waits(FinanceLine light, FinanceLine heavy) throws Exception {
        WarmUp.of(() -> Window.of(heavy.posts(), CLIENTS, length).rate());
        WarmUp.of(() -> Window.of(light.posts(), CLIENTS, length).rate());
        double half = Window.of(light.posts(), CLIENTS, length).rate() / 2;
        report.say("posts a second", "%.0f".formatted(half));
        var measured = TurnByTurn.measured(
                pairs,
                () -> Window.paced(heavy.posts(), CLIENTS, half, length),
                () -> Window.paced(light.posts(), CLIENTS, half, length),
                Pair::new);
        report.pairs(
                "R8",
                "p99 of a 202, of %d waiting over %d".formatted(many, FEW),
                FEW + " waiting",
                measured,
                pair -> pair.hub().p99Ms() / pair.bare().p99Ms(),
                Aim.atMost(1.15));
    }

    private List<Rates> rates(FinanceLine light, FinanceLine heavy) throws Exception {
        report.say("%d waiting, warm after".formatted(many), WarmUp.of(heavy::rate));
        report.say("%d waiting, warm after".formatted(FEW), WarmUp.of(light::rate));
        return TurnByTurn.measured(pairs, heavy::rate, light::rate, Rates::new);
    }

    /** Seconds from a start to the first 202, and to the first call at the back-office. */
    private record Back(double accepts, double delivers) {}

    /** Turn by turn: a start with nothing waiting, and starts after a kill. */
    private void restarts(
            Path folder, BareFinanceProcess finance, TestDatabase none, TestDatabase few, TestDatabase lots)
            throws Exception {
        back(place(folder, "none"), none, finance); // whoever starts first reads the jars from disk
        back(place(folder, "few"), few, finance);
        back(place(folder, "many"), lots, finance);
        var clean = new ArrayList<Back>();
        var light = new ArrayList<Back>();
        var heavy = new ArrayList<Back>();
        for (int n = 0; n < pairs; n++) {
            clean.add(back(place(folder, "none"), none, finance));
            light.add(back(place(folder, "few"), few, finance));
            heavy.add(back(place(folder, "many"), lots, finance));
        }
        report.say("a clean start", said(clean));
        report.say("some waiting", said(light));
        report.say("%d waiting".formatted(many), said(heavy));
        report.metric(
                "R10",
                "s to a 202 after a kill, over a clean start",
                slower(heavy, clean, Back::accepts),
                Aim.atMost(1));
        report.metric(
                "R10",
                "s to a call after a kill, over a clean start",
                slower(heavy, clean, Back::delivers),
                Aim.atMost(1));
        report.metric(
                "R10",
                "s to a call, of %d waiting over some".formatted(many),
                slower(heavy, light, Back::delivers),
                Aim.atMost(1));
    }

    private static double slower(List<Back> ones, List<Back> others, ToDoubleFunction<Back> figure) {
        return Figures.of(ones, figure).median() - Figures.of(others, figure).median();
    }

    private static String said(List<Back> starts) {
        return "202 after %.2f s, a call after %.2f s"
                .formatted(
                        Figures.of(starts, Back::accepts).median(),
                        Figures.of(starts, Back::delivers).median());
    }

    /** Ends by a kill, so that the next start follows one. */
    private static Back back(Path place, TestDatabase ledger, BareFinanceProcess finance) throws Exception {
        finance.calls();
        long begun = FinanceLine.micros(Instant.now());
        var hub = BenchedHub.open(place, ledger, FinanceLine.settings(finance, FAST, WIDE));
        try (var portal = new HubLoad(hub).client()) {
            portal.once();
            long accepted = FinanceLine.micros(Instant.now());
            return new Back((accepted - begun) / MICROS, (firstCall(finance) - begun) / MICROS);
        } finally {
            hub.kill();
        }
    }

    private static long firstCall(BareFinanceProcess finance) throws Exception {
        for (int n = 0; n < MOST_LOOKS; n++) {
            var calls = finance.calls();
            if (!calls.isEmpty()) {
                return calls.getFirst().at();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IllegalStateException("nothing was delivered");
    }

    private static Path place(Path folder, String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }
}
