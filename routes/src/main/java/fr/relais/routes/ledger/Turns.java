package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.LaneSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may call next: the lane's gate, its pace, how many call already, and the claim itself, together or not at all.
 *
 * <p>In two steps, so that hubs and their threads don't queue for each other's disk. The first holds the lane's row and takes the delivery;
 * it is not forced to disk. The second writes the attempt down and is, which takes the first along. Between them nothing is sent: what is
 * left behind there without an attempt is sent again without a doubt, once its lease is over.
 */
final class Turns {

    /** What came of asking. */
    sealed interface Turn {

        record Not(ClaimAnswer answer) implements Turn {}

        /** It is claimed; the call may start after that. */
        record Taken(Deliveries.Claimed claimed, Duration slotIn) implements Turn {}
    }

    private static final Duration UNTIL_ONE_ENDS = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final RoundTrips trips;
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Turns(
            JdbcClient jdbc,
            RoundTrips trips,
            Deliveries deliveries,
            Attempts attempts,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.trips = trips;
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is not taken costs the lane nothing: its slot is still free. */
    Turn next(Authority authority, ConnectorId connector, long deliveryId, LaneSettings settings, LaneState gate) {
        var now = clock.instant();
        var take = take(authority, connector, deliveryId, settings, gate, now);
        return switch (take.verdict()) {
            case TAKEN -> begun(authority, connector, deliveryId, take, now);
            case BUSY -> new Turn.Not(new ClaimAnswer.NotYet(UNTIL_ONE_ENDS));
            case NOT_YET -> new Turn.Not(new ClaimAnswer.NotYet(Lanes.LONGEST_WAIT.dividedBy(4)));
            case CLOSED -> new Turn.Not(new ClaimAnswer.Closed());
            case GONE -> new Turn.Not(new ClaimAnswer.Gone());
        };
    }

    /** What {@code claim_delivery} answers. */
    enum Verdict {
        TAKEN,
        /** As many are under way as may be. */
        BUSY,
        /** The next slot is too far. */
        NOT_YET,
        /** The lane is not in the state that was asked for. */
        CLOSED,
        /** Not due, not pending, or not of this lane. */
        GONE
    }

    record Take(Verdict verdict, int attempt, long submission, double slotIn) {}

    /** The first step: a transaction of its own, in one round trip. */
    Take take(
            Authority authority,
            ConnectorId connector,
            long deliveryId,
            LaneSettings settings,
            LaneState gate,
            Instant now) {
        Moves.check(DeliveryState.PENDING, DeliveryState.SENDING);
        return jdbc.sql("""
                        select * from claim_delivery(:authority, :connector, :id, :gate, :gap, :concurrency, :lease,
                            :longest, :farthest, :now)
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("id", deliveryId)
                .param("gate", gate.name())
                .param("gap", Sql.seconds(settings.gap()))
                .param("concurrency", settings.concurrency())
                .param("lease", Sql.seconds(settings.lease()))
                .param("longest", Sql.seconds(Lanes.LONGEST_WAIT))
                .param("farthest", Sql.seconds(Lanes.FARTHEST_SLOT))
                .param("now", Sql.at(now))
                .query((row, number) -> new Take(
                        Verdict.valueOf(row.getString("verdict")),
                        row.getInt("number"),
                        row.getLong("submission"),
                        row.getDouble("slot_in")))
                .single();
    }

    /** The second step; where it fails, another attempt need not wait for this one's lease. */
    private Turn begun(Authority authority, ConnectorId connector, long deliveryId, Take take, Instant now) {
        try {
            return begin(authority, connector, deliveryId, take, now);
        } catch (DataAccessException | TransactionException failed) {
            try {
                deliveries.unclaim(deliveryId, take.attempt(), now);
            } catch (DataAccessException away) {
                failed.addSuppressed(away);
            }
            throw failed;
        }
    }

    private Turn begin(Authority authority, ConnectorId connector, long deliveryId, Take take, Instant now) {
        var locked = Submissions.locking(take.submission());
        var start = attempts.starting(authority, connector, deliveryId, take.attempt(), now);
        var claimed = Deliveries.claimed(deliveryId, take.attempt());
        var parts = Submissions.parts(take.submission());
        return transactions.execute(transaction -> {
            trips.run(locked, start, claimed, parts);
            if (claimed.answer().isEmpty()) {
                transaction.setRollbackOnly(); // with the attempt: else what was never sent would be doubted
                return new Turn.Not(new ClaimAnswer.Gone()); // this hub slept, and its lease was over
            }
            var status = SubmissionStatus.of(parts.answer());
            if (status != locked.answer().status()) {
                trips.run(Submissions.standing(take.submission(), status, now));
            }
            return new Turn.Taken(claimed.answer().getFirst(), Duration.ofNanos((long) (take.slotIn() * 1e9)));
        });
    }
}
