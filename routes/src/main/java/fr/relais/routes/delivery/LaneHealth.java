package fr.relais.routes.delivery;

import fr.relais.connectors.ConnectorId;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Claim;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.WorkSignal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells a lane's breaker how its system does; when it opens again, what waits is due at once. */
@Component
public final class LaneHealth {

    private static final Logger LOG = LoggerFactory.getLogger(LaneHealth.class);

    private final Lanes lanes;
    private final WorkSignal signal;
    private final DeliverySettings settings;
    private final Clock clock;

    LaneHealth(Lanes lanes, WorkSignal signal, DeliverySettings settings, Clock clock) {
        this.lanes = lanes;
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
    }

    void answered(Claim.Item item) {
        observe(item.authority(), item.connector(), null);
    }

    void broke(Claim.Item item, String cause) {
        observe(item.authority(), item.connector(), cause);
    }

    /**
     * Learns from a call of any kind.
     *
     * @param cause why there was no answer; null when there was one
     */
    public void observe(Authority authority, ConnectorId connector, @Nullable String cause) {
        var now = clock.instant();
        lanes.observe(authority, connector, cause, now, settings.longestProbeInterval())
                .ifPresent(change -> {
                    LOG.warn("lane {} is {}, was {}: {}", connector, change.after(), change.before(), cause);
                    if (change.after() == LaneState.RUNNING) {
                        lanes.hurry(authority, connector, now);
                        signal.raise(connector);
                    }
                });
    }
}
