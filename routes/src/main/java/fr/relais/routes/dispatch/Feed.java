package fr.relais.routes.dispatch;

import fr.relais.routes.channels.Closing;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Outbox;
import fr.relais.routes.ledger.WorkSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Finds what is due on a lane. */
@Component
final class Feed {

    /** As many pointers as keep a lane busy; a backlog of a million stays in the ledger. */
    private static final int MOST_OUT = 200;

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final Duration UNTIL_THERE_IS_ROOM = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Outbox outbox;
    private final Lanes lanes;
    private final WorkSignal signal;
    private final Closing closing;
    private final Clock clock;

    Feed(Outbox outbox, Lanes lanes, WorkSignal signal, Closing closing, Clock clock) {
        this.outbox = outbox;
        this.lanes = lanes;
        this.signal = signal;
        this.closing = closing;
        this.clock = clock;
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The feed of one lane. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
            outbox.recall(lane.authority(), lane.connector().id());
        }

        /** Pointers to hand out now; rests until there may be work, a second at most, and as long when the ledger is away. */
        public List<String> next() throws InterruptedException {
            try {
                return found();
            } catch (DataAccessException | TransactionException away) {
                signal.await(lane.connector().id(), LONGEST_REST);
                throw away;
            }
        }

        private List<String> found() throws InterruptedException {
            var connector = lane.connector().id();
            if (closing.hasBegun()) {
                return List.of();
            }
            if (lanes.view(lane.authority(), connector).state() == LaneState.RUNNING) {
                var due = outbox.take(lane.authority(), connector, MOST_OUT, PATIENCE, clock.instant());
                if (due.isEmpty()) {
                    signal.await(connector, UNTIL_THERE_IS_ROOM);
                    return List.of();
                }
                if (!due.get().isEmpty()) {
                    return due.get().stream().map(String::valueOf).toList();
                }
            }
            signal.await(connector, LONGEST_REST);
            return List.of();
        }
    }
}
