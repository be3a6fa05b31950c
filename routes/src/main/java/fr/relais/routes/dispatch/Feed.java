package fr.relais.routes.dispatch;

import fr.relais.routes.channels.Closing;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Outbox;
import fr.relais.routes.ledger.WorkSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final WorkSignal signal;
    private final Closing closing;
    private final Clock clock;

    Feed(Outbox outbox, WorkSignal signal, Closing closing, Clock clock) {
        this.outbox = outbox;
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

        /**
         * Pointers to hand out now. When there are none it rests until there may be, a second at most, and looks once more; it rests as long
         * when the ledger is away.
         */
        public List<String> next() throws InterruptedException {
            try {
                return found();
            } catch (DataAccessException | TransactionException away) {
                signal.await(lane.connector().id(), LONGEST_REST);
                throw away;
            }
        }

        private List<String> found() throws InterruptedException {
            if (closing.hasBegun()) {
                return List.of();
            }
            var due = due();
            if (due.isEmpty() || due.get().isEmpty()) {
                signal.await(lane.connector().id(), due.isEmpty() ? UNTIL_THERE_IS_ROOM : LONGEST_REST);
                due = due();
            }
            if (due.isEmpty() || due.get().isEmpty()) {
                return List.of();
            }
            return due.get().stream().map(String::valueOf).toList();
        }

        private Optional<List<Long>> due() {
            return closing.hasBegun()
                    ? Optional.of(List.of())
                    : outbox.take(
                            lane.authority(),
                            lane.connector().id(),
                            LaneState.RUNNING,
                            MOST_OUT,
                            PATIENCE,
                            clock.instant());
        }
    }
}
