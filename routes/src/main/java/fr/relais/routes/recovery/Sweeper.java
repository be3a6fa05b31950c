package fr.relais.routes.recovery;

import fr.relais.routes.delivery.Lane;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Unsettled;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds what its hub left behind, and what has waited too long. */
@Component
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Unsettled unsettled;
    private final Ledger ledger;
    private final Clock clock;

    Sweeper(Unsettled unsettled, Ledger ledger, Clock clock) {
        this.unsettled = unsettled;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Past its deadline an engineer must look: resending in silence for weeks helps nobody. */
    public void parkLate() {
        for (var late : unsettled.late(clock.instant())) {
            ledger.settle(late.item(), late.state(), Resolution.parked("deadline"));
        }
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The sweep of one lane. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        /** An attempt whose lease is over may have reached the target: from here on it is a doubt. */
        public void markLost() {
            for (var item : unsettled.lost(lane.authority(), lane.connector().id())) {
                if (ledger.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()))) {
                    LOG.warn("{} was left behind by its hub", item);
                }
            }
        }
    }
}
