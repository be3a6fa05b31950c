package fr.relais.routes.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a lane stops trying: five breakdowns in a row, or half of the last twenty. Then one probe at a time, each twice as long after the
 * last one.
 *
 * @param recent the last outcomes, oldest first: {@code .} answered, {@code x} did not
 * @param trips how often it tripped since the last success
 */
public record Breaker(
        LaneState state, String recent, int trips, @Nullable Instant probeAt) {

    private static final int WINDOW = 20;
    private static final int IN_A_ROW = 5;
    private static final Duration FIRST_PROBE = Duration.ofSeconds(30);

    /** What the system's answer, or the want of one, makes of this lane. */
    Breaker after(boolean answered, Instant now, Duration longestProbeInterval) {
        var window = (recent + (answered ? '.' : 'x'));
        window = window.substring(Math.max(0, window.length() - WINDOW));
        return switch (state) {
            case RUNNING ->
                !answered && isTooMuch(window) ? tripped(now, longestProbeInterval) : running(window, answered);
            case PROBING -> answered ? running("", true) : tripped(now, longestProbeInterval);
            case TRIPPED, PAUSED -> this; // a straggler of before
        };
    }

    private Breaker running(String window, boolean answered) {
        return new Breaker(LaneState.RUNNING, window, answered ? 0 : trips, null);
    }

    private Breaker tripped(Instant now, Duration longest) {
        var interval = FIRST_PROBE.multipliedBy(1L << Math.min(trips, 10));
        var probeAt = now.plus(interval.compareTo(longest) < 0 ? interval : longest);
        return new Breaker(LaneState.TRIPPED, "", trips + 1, probeAt);
    }

    private static boolean isTooMuch(String window) {
        if (window.endsWith("x".repeat(IN_A_ROW))) {
            return true;
        }
        return window.length() == WINDOW && window.chars().filter(c -> c == 'x').count() * 2 >= WINDOW;
    }
}
