package fr.relais.routes.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** Two things measured by turns: A B, then B A, so that what drifts, drifts for both. */
final class TurnByTurn {

    /**
     * Measures both so many times.
     *
     * @param both makes one of the two of a turn, the hub's first
     */
    static <T, R> List<R> measured(int turns, Callable<T> hub, Callable<T> bare, BiFunction<T, T, R> both)
            throws Exception {
        var measured = new ArrayList<R>();
        for (int turn = 0; turn < turns; turn++) {
            if (turn % 2 == 0) {
                var first = hub.call();
                measured.add(both.apply(first, bare.call()));
            } else {
                var first = bare.call();
                measured.add(both.apply(hub.call(), first));
            }
        }
        return measured;
    }

    private TurnByTurn() {}
}
