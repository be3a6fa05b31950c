package fr.relais.routes.recovery;

import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Reconciler;
import fr.relais.routes.delivery.Handover;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneHealth;
import fr.relais.routes.delivery.Recorder;
import fr.relais.routes.ledger.ClaimAnswer;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks a tripped lane's system, one probe at a time, whether it is back.
 *
 * <p>By a look-up that concerns nobody where it offers one and is reached by it; else by the oldest delivery that waits.
 */
@Component
final class Probes {

    /** No submission ever has this reference: its check character is wrong. */
    private static final DeliveryKey NOBODY = new DeliveryKey("R00-2222-2223/0");

    private static final Duration NO_PATIENCE = Duration.ZERO;

    private final Lanes lanes;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Handover handover;
    private final Recorder recorder;
    private final LaneHealth health;
    private final Clock clock;

    Probes(
            Lanes lanes,
            Outbox outbox,
            Ledger ledger,
            Handover handover,
            Recorder recorder,
            LaneHealth health,
            Clock clock) {
        this.lanes = lanes;
        this.outbox = outbox;
        this.ledger = ledger;
        this.handover = handover;
        this.recorder = recorder;
        this.health = health;
        this.clock = clock;
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The probes of one lane. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        public void probe() {
            var connector = lane.connector();
            boolean ours = lanes.startProbe(
                    lane.authority(),
                    connector.id(),
                    clock.instant(),
                    connector.lane().lease());
            if (!ours) {
                return;
            }
            if (connector instanceof Reconciler reconciler && !(connector instanceof ClaimCheck)) {
                var cause = reconciler.find(NOBODY) instanceof Finding.NoAnswer silence && silence.isBreakdown()
                        ? silence.cause()
                        : null;
                health.observe(lane.authority(), connector.id(), cause);
            } else {
                sendOldest();
            }
        }

        private void sendOldest() {
            var oldest = outbox
                    .take(lane.authority(), lane.connector().id(), LaneState.PROBING, 1, NO_PATIENCE, clock.instant())
                    .stream()
                    .flatMap(List::stream)
                    .findFirst();
            if (oldest.isEmpty()) { // nobody waits, so nobody is harmed by trying the next one
                health.observe(lane.authority(), lane.connector().id(), null);
                return;
            }
            var settings = lane.connector().lane();
            var answer =
                    ledger.claim(lane.authority(), lane.connector().id(), oldest.get(), settings, LaneState.PROBING);
            if (answer instanceof ClaimAnswer.Granted(var claim)) {
                recorder.record(handover.send(claim));
            }
        }
    }
}
