package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells whoever feeds a lane, within this process, that there may be work; other hubs find it by looking. */
public final class WorkSignal {

    private final ConcurrentHashMap<ConnectorId, Semaphore> signals = new ConcurrentHashMap<>();

    public void raise(ConnectorId lane) {
        var signal = signal(lane);
        if (signal.availablePermits() == 0) { // one is enough, however many raise it
            signal.release();
        }
    }

    /** Waits for a signal, no longer than that. */
    public void await(ConnectorId lane, Duration longest) throws InterruptedException {
        if (signal(lane).tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            signal(lane).drainPermits();
        }
    }

    private Semaphore signal(ConnectorId lane) {
        return signals.computeIfAbsent(lane, any -> new Semaphore(0));
    }
}
