package fr.relais.connectors;

import java.time.Duration;

/**
 * The time a hub may act on a delivery as its only owner. Past its end another hub will, so no state-changing call may start that could
 * outlast it.
 */
@FunctionalInterface
public interface Lease {

    Duration remaining();

    default boolean covers(Duration call) {
        return remaining().compareTo(call) > 0;
    }
}
