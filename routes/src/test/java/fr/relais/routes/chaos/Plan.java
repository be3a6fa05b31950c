package fr.relais.routes.chaos;

import fr.relais.simulators.gate.FaultMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial is to be.
 *
 * @param seed what is drawn of it is drawn again of the same
 * @param submissions at least
 * @param kills of hubs, at least
 * @param seconds at least; 0 for no matter how long
 * @param patience how many seconds what is open may take once all is well again
 * @param directed what is done instead of what the seed draws, in turn
 */
record Plan(long seed, int submissions, int kills, long seconds, long patience, List<Strike> directed) {

    private static final long PATIENCE = 300;

    Plan {
        directed = List.copyOf(directed);
    }

    /** Whatever the seed draws. */
    static Plan random(long seed, int submissions, int kills, long seconds) {
        return new Plan(seed, submissions, kills, seconds, PATIENCE, List.of());
    }

    /**
     * One blow, and how back-offices behave from shortly before.
     *
     * @param fault of all of them until the blow is over; none when absent
     */
    record Strike(Nemesis.Blow blow, @Nullable FaultMode fault) {}
}
