package fr.relais.routes.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** {@code ./relais bench [name] [--seconds N] [--pairs N]}: exit 0 when the figures can be believed. */
final class Bench {

    private static final Map<String, Function<List<String>, Callable<Boolean>>> ALL = Map.of(
            "accept", AcceptBench::of,
            "backlog", BacklogBench::of,
            "console", ConsoleBench::of,
            "deliver", DeliverBench::of,
            "prefill", PrefillBench::of,
            "teleservices", TeleservicesBench::of,
            "translate", TranslateBench::of);

    private static final List<String> AIMED = List.of("accept", "deliver", "backlog", "prefill");

    /** Where figures are kept for programs. */
    static final Path FIGURES = Path.of("target", "bench");

    public static void main(String[] arguments) throws Exception {
        quiet();
        var words = List.of(arguments);
        boolean named = !words.isEmpty() && !words.getFirst().startsWith("--");
        if (named && !ALL.containsKey(words.getFirst())) {
            System.err.println("usage: ./relais bench [name] [--seconds N] [--pairs N]; names: " + ALL.keySet());
            System.exit(64);
        }
        System.exit((named ? ALL.get(words.getFirst()).apply(words).call() : all(words)) ? 0 : 1);
    }

    /** Those whose figures are to be so much; each by itself, then all in a table. */
    private static boolean all(List<String> words) throws Exception {
        boolean isTrue = true;
        for (var name : AIMED) {
            System.out.println("\n--- " + name);
            isTrue &= ALL.get(name).apply(words).call();
        }
        var summary = Summary.of(FIGURES);
        summary.print(System.out);
        summary.draw(FIGURES.resolve("aims.svg"));
        return isTrue;
    }

    /** Of libraries, warnings only. */
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    }

    static int option(List<String> words, String name, int otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
    }

    private Bench() {}
}
