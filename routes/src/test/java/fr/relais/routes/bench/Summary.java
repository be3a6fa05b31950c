package fr.relais.routes.bench;

import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The figures of the latest runs in one table, and in one picture: how far each is from what it is to be. */
final class Summary {

    private static final int ROW = 26;
    private static final int LEFT = 420;
    private static final int WIDTH = 900;
    /** Pixels a figure takes that is just as it is to be. */
    private static final int MET = 240;

    private static final Pattern NUMBERED = Pattern.compile("R(\\d+)\\D*");

    private static final double MOST_SHOWN = 1.7;

    private final List<Metric> metrics = new ArrayList<>();

    /** Of all reports in a folder. */
    static Summary of(Path folder) throws IOException {
        var summary = new Summary();
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Json.LEDGER.readTree(Files.readString(file)).path("metrics").forEach(summary::add);
            }
        }
        summary.metrics.sort(Comparator.comparingInt(Summary::number).thenComparing(Metric::id));
        return summary;
    }

    private void add(JsonNode node) {
        metrics.add(Json.LEDGER.treeToValue(node, Metric.class));
    }

    /** Those of the reliability sheet first, in its order; what else was measured after them. */
    private static int number(Metric metric) {
        var numbered = NUMBERED.matcher(metric.id());
        return numbered.matches() ? Integer.parseInt(numbered.group(1)) : Integer.MAX_VALUE;
    }

    void print(PrintStream out) {
        out.println();
        metrics.forEach(metric -> out.printf("%-4s %-48s %s%n", metric.id(), metric.what(), metric));
    }

    void draw(Path file) throws IOException {
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#fff"/>
                """.formatted(WIDTH, ROW * (metrics.size() + 2)));
        for (int row = 0; row < metrics.size(); row++) {
            draw(metrics.get(row), row, svg);
        }
        int bottom = ROW * (metrics.size() + 1);
        svg.append("""
                <line x1="%1$d" y1="6" x2="%1$d" y2="%2$d" stroke="#222" stroke-dasharray="4 3"/>
                <text x="%1$d" y="%3$d" text-anchor="middle">aim</text>
                </svg>
                """.formatted(LEFT + MET, bottom, bottom + 14));
        Files.writeString(file, svg);
    }

    private static void draw(Metric metric, int row, StringBuilder svg) {
        int top = row * ROW + 8;
        double share = metric.aim().atLeast()
                ? metric.value() / metric.aim().value()
                : metric.aim().value() / Math.max(metric.value(), metric.aim().value() / MOST_SHOWN);
        svg.append("""
                <text x="%d" y="%d" text-anchor="end">%s %s</text>
                <rect x="%d" y="%d" width="%.0f" height="%d" fill="%s"/>
                <text x="%d" y="%d">%.2f</text>
                """.formatted(
                        LEFT - 10,
                        top + 13,
                        metric.id(),
                        metric.what(),
                        LEFT,
                        top,
                        MET * Math.clamp(share, 0, MOST_SHOWN),
                        ROW - 8,
                        metric.isMet() ? "#2a7f62" : "#b5532a",
                        LEFT + 8,
                        top + 13,
                        metric.value()));
    }
}
