package fr.relais.routes.bench;

import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says each figure as it comes, and keeps all of them for programs. */
final class Report {

    private final String name;
    private final Map<String, Object> kept = new LinkedHashMap<>();

    Report(String name) {
        this.name = name;
    }

    void say(String what, String figure) {
        kept.put(what, figure);
        System.out.printf("%-20s %s%n", what, figure);
    }

    void machine(JdbcClient jdbc) {
        say(
                "machine",
                Runtime.getRuntime().availableProcessors() + " processors, JDK "
                        + Runtime.version().feature());
        say(
                "PostgreSQL",
                setting(jdbc, "server_version") + ", fsync " + setting(jdbc, "fsync") + ", synchronous_commit "
                        + setting(jdbc, "synchronous_commit"));
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("show " + name).query(String.class).single();
    }

    /** What the hub really keeps of a submission; the bare rows are as long. */
    void sizes(JdbcClient jdbc) {
        var sealed = jdbc.sql("select kind || ' ' || avg(length(bytes))::int from sealed group by kind order by kind")
                .query(String.class)
                .list();
        var receipt = jdbc.sql("select 'receipt ' || avg(length(receipt))::int from idempotency_key")
                .query(String.class)
                .single();
        say("bytes kept", String.join(", ", sealed) + ", " + receipt);
    }

    void pairs(List<Pair> pairs) {
        pairs("bare tx", pairs, Pair::ratio);
    }

    /**
     * Windows side by side.
     *
     * @param bare what the hub is measured beside
     */
    void pairs(String bare, List<Pair> pairs, ToDoubleFunction<Pair> compared) {
        row("", "hub", bare);
        for (var pair : pairs) {
            row(
                    "  a pair",
                    rate(pair.hub()),
                    rate(pair.bare()) + "   ratio %.3f".formatted(compared.applyAsDouble(pair)));
        }
        both("rate a second", pairs, Window::rate);
        both("p50 ms", pairs, Window::p50Ms);
        both("p95 ms", pairs, Window::p95Ms);
        both("p99 ms", pairs, Window::p99Ms);
        both("load's share of CPU", pairs, Window::loadShare);
        var ratio = Figures.of(pairs, compared);
        kept.put("ratios", pairs.stream().map(compared::applyAsDouble).toList());
        say("ratio", "%.3f (%.3f to %.3f)".formatted(ratio.median(), ratio.min(), ratio.max()));
    }

    private void both(String what, List<Pair> pairs, ToDoubleFunction<Window> figure) {
        var hub = Figures.of(pairs, pair -> figure.applyAsDouble(pair.hub()));
        var bare = Figures.of(pairs, pair -> figure.applyAsDouble(pair.bare()));
        kept.put(what, Map.of("hub", hub, "bare", bare));
        row(what, "%.2f".formatted(hub.median()), "%.2f".formatted(bare.median()));
    }

    private static String rate(Window window) {
        return "%.0f".formatted(window.rate());
    }

    private static void row(String what, String hub, String bare) {
        System.out.printf("%-20s %12s %12s%n", what, hub, bare);
    }

    void write(Path folder) throws IOException {
        var file = Files.createDirectories(folder).resolve(name + ".json");
        Files.writeString(file, Json.LEDGER.writerWithDefaultPrettyPrinter().writeValueAsString(kept));
    }
}
