package fr.relais.routes.bench;

import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says each figure as it comes, and keeps all of them for programs. */
final class Report {

    private final String name;
    private final Map<String, Object> kept = new LinkedHashMap<>();
    private final List<Metric> metrics = new ArrayList<>();

    Report(String name) {
        this.name = name;
    }

    void say(String what, String figure) {
        kept.put(what, figure);
        System.out.printf("%-20s %s%n", what, figure);
    }

    /** A figure that is to be so much. */
    void metric(String id, String what, double value, Aim aim) {
        metric(new Metric(id, what, value, value, value, aim));
    }

    /** What the hub reaches over what is reached without it: the median of rates side by side. */
    void ratio(String id, String what, List<Rates> rates, double atLeast) {
        say(
                id + " a second",
                "hub %.0f, bare %.0f"
                        .formatted(
                                Figures.of(rates, Rates::hub).median(),
                                Figures.of(rates, Rates::bare).median()));
        var ratio = Figures.of(rates, Rates::ratio);
        metric(new Metric(id, what, ratio.median(), ratio.min(), ratio.max(), Aim.atLeast(atLeast)));
    }

    private void metric(Metric metric) {
        metrics.add(metric);
        System.out.printf("%-20s %s: %s%n", metric.id(), metric.what(), metric);
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

    /**
     * Windows side by side, and what they come to.
     *
     * @param what the title, with how many clients
     * @param bare what the hub is measured beside
     */
    void pairs(String id, String what, String bare, List<Pair> pairs, ToDoubleFunction<Pair> compared, Aim aim) {
        System.out.println();
        row(what, "hub", bare);
        for (var pair : pairs) {
            row(
                    "  a pair",
                    rate(pair.hub()),
                    rate(pair.bare()) + "   ratio %.3f".formatted(compared.applyAsDouble(pair)));
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("rate a second", both("rate a second", pairs, Window::rate));
        all.put("p50 ms", both("p50 ms", pairs, Window::p50Ms));
        all.put("p95 ms", both("p95 ms", pairs, Window::p95Ms));
        all.put("p99 ms", both("p99 ms", pairs, Window::p99Ms));
        all.put("load's share of CPU", both("load's share of CPU", pairs, Window::loadShare));
        kept.put(id + " " + what, all);
        var ratio = Figures.of(pairs, compared);
        metric(new Metric(id, what, ratio.median(), ratio.min(), ratio.max(), aim));
    }

    private static Map<String, Figures> both(String what, List<Pair> pairs, ToDoubleFunction<Window> figure) {
        var hub = Figures.of(pairs, pair -> figure.applyAsDouble(pair.hub()));
        var bare = Figures.of(pairs, pair -> figure.applyAsDouble(pair.bare()));
        row(what, "%.2f".formatted(hub.median()), "%.2f".formatted(bare.median()));
        return Map.of("hub", hub, "bare", bare);
    }

    private static String rate(Window window) {
        return "%.0f".formatted(window.rate());
    }

    private static void row(String what, String hub, String bare) {
        System.out.printf("%-36s %12s %12s%n", what, hub, bare);
    }

    void write(Path folder) throws IOException {
        kept.put("metrics", metrics);
        var file = Files.createDirectories(folder).resolve(name + ".json");
        Files.writeString(file, Json.LEDGER.writerWithDefaultPrettyPrinter().writeValueAsString(kept));
    }
}
