package fr.relais.routes.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** {@code ./relais bench <name> [--seconds N] [--pairs N]}: exit 0 when the figures can be believed. */
final class Bench {

    private static final Map<String, Function<List<String>, Callable<Boolean>>> ALL = Map.of(
            "accept", AcceptBench::of,
            "prefill", PrefillBench::of,
            "teleservices", TeleservicesBench::of,
            "translate", TranslateBench::of);

    /** Where figures are kept for programs. */
    static final Path FIGURES = Path.of("target", "bench");

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var words = List.of(arguments);
        var bench = words.isEmpty() ? null : ALL.get(words.getFirst());
        if (bench == null) {
            System.err.println("usage: ./relais bench <name> [--seconds N] [--pairs N]; names: " + ALL.keySet());
            System.exit(64);
        } else {
            System.exit(bench.apply(words).call() ? 0 : 1);
        }
    }

    static int option(List<String> words, String name, int otherwise) {
        int at = words.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(words.get(at + 1));
    }

    private Bench() {}
}
