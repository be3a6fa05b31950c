package fr.relais.routes.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Works until it gets no faster: a virtual machine compiles what it does often for minutes, and what it did before is not what it can do. */
final class WarmUp {

    private static final int MOST = 24;
    private static final int IN_VAIN = 3;
    private static final double FASTER = 1.03;

    /**
     * Measures and measures again, until none of the last three windows beat what was reached before.
     *
     * @param rate a window's
     * @return what they came to, in words
     */
    static String of(Callable<Double> rate) throws Exception {
        var rates = new ArrayList<Double>();
        do {
            rates.add(rate.call());
        } while (rates.size() < MOST && isGettingFaster(rates));
        return "%d windows: %.0f/s in the first, %.0f/s in the last"
                .formatted(rates.size(), rates.getFirst(), rates.getLast());
    }

    static boolean isGettingFaster(List<Double> rates) {
        int before = rates.size() - IN_VAIN;
        return before < 1
                || Collections.max(rates.subList(before, rates.size()))
                        > FASTER * Collections.max(rates.subList(0, before));
    }

    private WarmUp() {}
}
