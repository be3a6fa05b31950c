package fr.relais.routes.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting by condition, within a bound. */
final class Wait {

    private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

    private Wait() {}

    /** Whether the condition came true in time. An interruption does not cut it short: a server must not be left half-stopped. */
    static boolean until(BooleanSupplier condition, Duration patience) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    return false;
                }
                LockSupport.parkNanos(STEP_NANOS);
                interrupted |= Thread.interrupted();
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
