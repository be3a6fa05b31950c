package fr.relais.routes.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.relais.routes.chaos.Mutant.Proof.ByTest;
import fr.relais.routes.chaos.Mutant.Proof.ByTrial;
import fr.relais.routes.chaos.Plan.Strike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * {@code ./relais chaos [--kills N] [--submissions N] [--seconds N] [--seed S]}: exit 0 when nothing was lost, doubled, reordered, stuck
 * or lied about. {@code ./relais chaos prove} does it to hubs that are broken on purpose: exit 0 when each was caught.
 */
final class Chaos {

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        var words = List.of(arguments);
        System.exit((words.contains("prove") ? prove(words) : run(words)) ? 0 : 1);
    }

    private static boolean run(List<String> words) throws Exception {
        var plan = Plan.random(
                option(words, "--seed", System.nanoTime() % 1_000_000),
                (int) option(words, "--submissions", 2_000),
                (int) option(words, "--kills", 10),
                option(words, "--seconds", 0));
        var report = new Trial(folder("run"), plan, null).call();
        report.print(System.out);
        return report.isClean();
    }

    /** Each mutant is given what it can't bear. A sound hub is, too, and must: by a trial here, by a test in each build. */
    private static boolean prove(List<String> words) throws Exception {
        boolean all = true;
        boolean some = Stream.of(Mutant.values()).map(Mutant::name).anyMatch(words::contains);
        for (var mutant : Mutant.values()) {
            if (!some || words.contains(mutant.name())) {
                all &= switch (mutant.proof()) {
                    case ByTest(var test) -> isCaught(mutant, test);
                    case ByTrial(var strikes) -> isCaught(mutant, strikes, words);
                };
            }
        }
        return all;
    }

    private static boolean isCaught(Mutant mutant, String test) throws Exception {
        var folder = folder(mutant.name().toLowerCase(Locale.ROOT));
        var overlay = new Overlay();
        mutant.alter(overlay);
        var verdict = OneTest.run(test, overlay.into(folder), folder);
        System.out.printf(
                "%-4s %-34s %s%n",
                mutant.row(),
                mutant,
                verdict.red() ? "caught by " + test + ": " + verdict.said() : "NOT CAUGHT by " + test);
        return verdict.red();
    }

    private static boolean isCaught(Mutant mutant, List<Strike> strikes, List<String> words) throws Exception {
        boolean caught = !tried(words, mutant.name(), strikes, mutant).isClean();
        boolean clean = tried(words, "sound-" + mutant.name(), strikes, null).isClean();
        System.out.printf(
                "%-4s %-34s %s%n",
                mutant.row(),
                mutant,
                (caught ? "caught" : "NOT CAUGHT") + (clean ? "" : ", and a sound hub does not bear it either"));
        return caught && clean;
    }

    private static Report tried(List<String> words, String called, List<Strike> strikes, @Nullable Mutant mutant)
            throws Exception {
        var plan = new Plan(
                option(words, "--seed", 1),
                (int) option(words, "--submissions", 200),
                0,
                0,
                option(words, "--patience", 150),
                strikes);
        var name = called.toLowerCase(Locale.ROOT);
        var report = new Trial(folder(name), plan, mutant).call();
        System.out.printf("  %-36s %d posts, %s: %s%n", name, report.submissions(), report.did(), report.found());
        return report;
    }

    private static Path folder(String name) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "chaos").toAbsolutePath()), name);
    }

    private static long option(List<String> words, String name, long otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(words.get(at + 1));
    }

    private Chaos() {}
}
