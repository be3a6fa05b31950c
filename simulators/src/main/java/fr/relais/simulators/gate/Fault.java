package fr.relais.simulators.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault asked for: its mode, for {@code apply-late} and {@code slow} a delay, and after how many touched calls it ends.
 *
 * <p>{@code count} means nothing to {@code connection-refused}: nobody can count calls that never reach a socket.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(
        FaultMode mode, @Nullable Long delayMs, @Nullable Integer count) {

    public static final Fault NONE = of(FaultMode.NONE);

    private static final long LONGEST_DELAY_MS = 600_000;

    @SuppressWarnings("ConstantValue") // JSON may leave the mode out
    public Fault {
        if (mode == null) {
            throw new IllegalArgumentException("mode is missing");
        }
        if (delayMs != null && (delayMs < 0 || delayMs > LONGEST_DELAY_MS)) {
            throw new IllegalArgumentException("delayMs is between 0 and " + LONGEST_DELAY_MS);
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("count is 1 or more");
        }
    }

    public static Fault of(FaultMode mode) {
        return new Fault(mode, null, null);
    }

    public Fault times(int calls) {
        return new Fault(mode, delayMs, calls);
    }

    public Fault after(Duration delay) {
        return new Fault(mode, delay.toMillis(), count);
    }

    public Duration delay() {
        return delayMs == null ? mode.usualDelay() : Duration.ofMillis(delayMs);
    }

    /** What remains once a call was touched. */
    public Fault spent() {
        if (count == null || mode == FaultMode.CONNECTION_REFUSED) {
            return this;
        }
        return count == 1 ? NONE : times(count - 1);
    }
}
