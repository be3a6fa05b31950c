package fr.relais.simulators.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that reached a system, whatever became of it.
 *
 * @param traceparent the trace it said it was part of (W3C Trace Context)
 */
public record Call(
        String system,
        String operation,
        @Nullable String cleRelais,
        Instant at,
        boolean stateChanging,
        @Nullable String traceparent) {

    /** One that spoke of no trace. */
    public Call(String system, String operation, @Nullable String cleRelais, Instant at, boolean stateChanging) {
        this(system, operation, cleRelais, at, stateChanging, null);
    }
}
