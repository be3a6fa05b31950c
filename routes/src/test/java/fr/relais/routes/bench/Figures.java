package fr.relais.routes.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Median and extremes of what was measured several times. */
record Figures(double median, double min, double max) {

    static Figures of(double... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = measured.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Figures(median, sorted[0], sorted[sorted.length - 1]);
    }

    static <T> Figures of(List<T> several, ToDoubleFunction<T> figure) {
        return of(several.stream().mapToDouble(figure).toArray());
    }

    /** The nearest rank: a value that was really measured. */
    static long percentile(long[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }
}
