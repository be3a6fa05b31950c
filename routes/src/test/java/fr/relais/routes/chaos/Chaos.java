package fr.relais.routes.chaos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        var plan = new Plan(
                option(words, "--seed", System.nanoTime() % 1_000_000),
                (int) option(words, "--submissions", 2_000),
                (int) option(words, "--kills", 10),
                option(words, "--seconds", 0));
        var report = new Trial(folder("run"), plan, null).call();
        report.print(System.out);
        return report.isClean();
    }

    /** Each mutant is run with what it can't bear. */
    private static boolean prove(List<String> words) throws Exception {
        boolean all = true;
        for (var mutant : Mutant.values()) {
            var plan = new Plan(
                    option(words, "--seed", 1),
                    (int) option(words, "--submissions", 600),
                    (int) option(words, "--kills", 3),
                    option(words, "--seconds", 0));
            var report = new Trial(folder(mutant.name().toLowerCase(Locale.ROOT)), plan, mutant).call();
            System.out.printf("%-28s %s%n", mutant, report.isClean() ? "NOT CAUGHT" : "caught: " + report.found());
            all &= !report.isClean();
        }
        return all;
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
