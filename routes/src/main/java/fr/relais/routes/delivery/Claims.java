package fr.relais.routes.delivery;

import fr.relais.routes.channels.Closing;
import fr.relais.routes.ledger.Claim;
import fr.relais.routes.ledger.ClaimAnswer;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Ledger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns pointers into claims, no faster and no wider than the back-office bears. */
@Component
final class Claims {

    private final Ledger ledger;
    private final Closing closing;

    Claims(Ledger ledger, Closing closing) {
        this.ledger = ledger;
        this.closing = closing;
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The claims of one lane. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        /** Waits for the lane where it is merely busy; null when there is nothing to send. */
        public @Nullable Claim claim(String pointer) {
            long delivery = Long.parseLong(pointer);
            var connector = lane.connector();
            while (!closing.hasBegun()) {
                switch (ledger.claim(lane.authority(), connector.id(), delivery, connector.lane(), LaneState.RUNNING)) {
                    case ClaimAnswer.Granted(Claim claim) -> {
                        return claim;
                    }
                    case ClaimAnswer.NotYet(var after) -> LockSupport.parkNanos(after.toNanos());
                    case ClaimAnswer.Gone gone -> {
                        return null;
                    }
                    case ClaimAnswer.Closed closed -> {
                        return null;
                    }
                }
            }
            return null;
        }
    }
}
