package fr.relais.routes.console;

import fr.relais.routes.ledger.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices of a span as bars, each of what went well, what was declined and what broke. Lengths are in pixels of an SVG.
 *
 * @param most what the highest bar stands for
 */
public record Bars(List<Bar> bars, long most) {

    public static final int WIDTH = 1080;
    public static final int HEIGHT = 120;
    private static final double GAP = 0.2;

    /** One bar; its parts stand one upon the other, the broken ones on top. */
    public record Bar(Instant from, double x, double width, double delivered, double declined, double broken) {

        public double deliveredTop() {
            return HEIGHT - delivered;
        }

        public double declinedTop() {
            return deliveredTop() - declined;
        }

        public double brokenTop() {
            return declinedTop() - broken;
        }
    }

    static Bars of(List<Traffic.Slice> slices) {
        long most = slices.stream().mapToLong(Traffic.Slice::all).max().orElse(0);
        double step = (double) WIDTH / Math.max(1, slices.size());
        double unit = (double) HEIGHT / Math.max(1, most);
        var bars = new ArrayList<Bar>();
        for (var slice : slices) {
            bars.add(new Bar(
                    slice.from(),
                    bars.size() * step,
                    step * (1 - GAP),
                    slice.delivered() * unit,
                    slice.declined() * unit,
                    slice.broken() * unit));
        }
        return new Bars(bars, most);
    }
}
