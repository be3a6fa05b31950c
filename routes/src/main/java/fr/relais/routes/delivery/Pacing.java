package fr.relais.routes.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to try again: later each time, and never all at once. */
final class Pacing {

    private final DeliverySettings settings;
    private final RandomGenerator random;

    Pacing(DeliverySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The time of the next attempt.
     *
     * @param failures how many attempts failed before this one
     * @param asked what the target asked for; it is granted in full
     */
    Instant next(Instant now, int failures, @Nullable Duration asked) {
        if (asked != null) {
            return now.plus(asked);
        }
        var delays = settings.retryDelays();
        var delay = delays.get(Math.min(failures, delays.size() - 1));
        var most = Math.min(delay.toMillis(), settings.longestRetryDelay().toMillis());
        return now.plusMillis(random.nextLong(most + 1));
    }
}
