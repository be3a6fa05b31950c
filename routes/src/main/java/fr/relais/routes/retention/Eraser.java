package fr.relais.routes.retention;

import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Attachments;
import fr.relais.routes.ledger.Purge;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases all that is due, and says what could not be. */
@Component
final class Eraser {

    private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

    private final Purge purge;
    private final Attachments attachments;
    private final LaneRegistry lanes;
    private final Clock clock;

    Eraser(Purge purge, Attachments attachments, LaneRegistry lanes, Clock clock) {
        this.purge = purge;
        this.attachments = attachments;
        this.lanes = lanes;
        this.clock = clock;
    }

    public void eraseDue() {
        int erased = 0;
        var boxes = lanes.boxes();
        for (int batch = purge.erase(clock.instant(), boxes); batch > 0; batch = purge.erase(clock.instant(), boxes)) {
            erased += batch;
        }
        if (erased > 0) {
            LOG.info("{} submissions were kept long enough, and are erased", erased);
        }
        int dropped = attachments.dropExpired(clock.instant());
        if (dropped > 0) {
            LOG.info("{} attachments were claimed by no submission in time, and are dropped", dropped);
        }
        purge.forgetReasons(clock.instant());
        long heldBack = purge.heldBack(clock.instant(), boxes);
        if (heldBack > 0) {
            LOG.warn(
                    "{} submissions should be erased, but have deliveries that are open, or wait in a service's box: replay, resolve or skip them, or have them taken and decided",
                    heldBack);
        }
    }
}
