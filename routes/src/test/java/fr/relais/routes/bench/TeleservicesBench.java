package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What téléservices cost a hub: its start and its memory with those that ship, beside many more, turn by turn in one run. */
final class TeleservicesBench implements Callable<Boolean> {

    private final int more;
    private final int turns;

    private TeleservicesBench(int more, int turns) {
        this.more = more;
        this.turns = turns;
    }

    static TeleservicesBench of(List<String> words) {
        return new TeleservicesBench(Bench.option(words, "--teleservices", 200), Bench.option(words, "--pairs", 3));
    }

    /** One start. */
    private record Start(double seconds, double residentMb, double liveHeapMb) {}

    @Override
    public Boolean call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "teleservices");
        var many = BenchTeleservices.copies(folder.resolve("many"), more);
        var report = new Report("teleservices");
        var few = new ArrayList<Start>();
        var full = new ArrayList<Start>();
        start(folder.resolve("warm-up"), folder); // whoever starts first reads the jars from disk
        for (int turn = 0; turn < turns; turn++) {
            few.add(start(folder.resolve("few-" + turn), folder));
            full.add(start(folder.resolve("many-" + turn), many));
        }
        report.say("téléservices", "those shipped, and %d more".formatted(more));
        say(report, "start s", few, full, Start::seconds);
        say(report, "resident MB", few, full, Start::residentMb);
        say(report, "live heap MB", few, full, Start::liveHeapMb);
        report.write(Bench.FIGURES);
        return true;
    }

    private static void say(
            Report report, String what, List<Start> few, List<Start> full, ToDoubleFunction<Start> figure) {
        var before = Figures.of(few, figure);
        var after = Figures.of(full, figure);
        report.say(
                what,
                "%.1f, with more %.1f (%.1f to %.1f): ratio %.2f"
                        .formatted(
                                before.median(),
                                after.median(),
                                after.min(),
                                after.max(),
                                after.median() / before.median()));
    }

    private static Start start(Path folder, Path location) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (var database = TestPostgres.database();
                var hub = BenchedHub.start(
                        Files.createDirectories(folder), database, "--relais.teleservices.locations=" + location)) {
            double seconds = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
            return new Start(seconds, hub.residentMb(), hub.liveHeapMb());
        }
    }
}
