package fr.relais.routes.recovery;

import fr.relais.routes.delivery.Lane;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Notices;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Settlement;
import fr.relais.routes.ledger.Unsettled;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds what its hub left behind, what has waited too long, and who has not heard of a closed lane. */
@Component
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** As many as a tick bears; the next one goes on. */
    private static final int MOST_BATCHES = 20;

    private final Unsettled unsettled;
    private final Notices notices;
    private final Lanes lanes;
    private final Settlement settlement;
    private final Clock clock;

    Sweeper(Unsettled unsettled, Notices notices, Lanes lanes, Settlement settlement, Clock clock) {
        this.unsettled = unsettled;
        this.notices = notices;
        this.lanes = lanes;
        this.settlement = settlement;
        this.clock = clock;
    }

    public void tellOverdue() {
        for (var item : notices.overdue(clock.instant())) {
            LOG.warn("{} is still open at {}", item, item.connector());
        }
    }

    /** Past its deadline an engineer must look: resending in silence for weeks helps nobody. */
    public void parkLate() {
        for (var late : unsettled.late(clock.instant())) {
            settlement.settle(late.item(), late.state(), Resolution.parked("deadline"));
        }
    }

    /** An attempt whose lease is over may have reached the target: from here on it is a doubt. */
    public void markLost() {
        for (var item : unsettled.lost()) {
            if (settlement.leftBehind(item)) {
                LOG.warn("{} was left behind by its hub", item);
            }
        }
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The sweep of one lane. */
    final class OfLane {

        private final Lane lane;
        private final AtomicReference<Instant> closedAndTold = new AtomicReference<>(Instant.MIN);

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        /** Once for each time the lane closes: looking again each second for nobody would cost as much as the backlog is long. */
        public void tellClosed() {
            var view = lanes.view(lane.authority(), lane.connector().id());
            if (view.state() != LaneState.TRIPPED || view.since().equals(closedAndTold.get())) {
                return;
            }
            for (int batch = 0; batch < MOST_BATCHES; batch++) {
                if (notices.laneClosed(lane.authority(), lane.connector().id(), clock.instant()) == 0) {
                    closedAndTold.set(view.since());
                    return;
                }
            }
        }
    }
}
