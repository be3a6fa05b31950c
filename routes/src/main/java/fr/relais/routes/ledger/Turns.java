package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.LaneSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.transaction.support.TransactionTemplate;

/** Who may call next: the lane's gate, its pace, how many call already, and the claim itself, in one transaction or not at all. */
final class Turns {

    /** What came of asking. */
    sealed interface Turn {

        record Not(ClaimAnswer answer) implements Turn {}

        /** It is claimed; the call may start after that. */
        record Taken(Deliveries.Claimed claimed, Duration slotIn) implements Turn {}
    }

    private static final Duration UNTIL_ONE_ENDS = Duration.ofMillis(100);

    private final Lanes lanes;
    private final Submissions submissions;
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Turns(
            Lanes lanes,
            Submissions submissions,
            Deliveries deliveries,
            Attempts attempts,
            TransactionTemplate transactions,
            Clock clock) {
        this.lanes = lanes;
        this.submissions = submissions;
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is not taken costs the lane nothing: its slot is free again. */
    Turn next(Authority authority, ConnectorId connector, long deliveryId, LaneSettings settings, LaneState gate) {
        return transactions.execute(status -> {
            var turn = take(authority, connector, deliveryId, settings, gate);
            if (!(turn instanceof Turn.Taken)) {
                status.setRollbackOnly();
            }
            return turn;
        });
    }

    private Turn take(
            Authority authority, ConnectorId connector, long deliveryId, LaneSettings settings, LaneState gate) {
        return switch (lanes.pass(authority, connector, settings.perSecond(), gate)) {
            case Lanes.Pass.Closed closed -> new Turn.Not(new ClaimAnswer.Closed());
            case Lanes.Pass.NotYet(var after) -> new Turn.Not(new ClaimAnswer.NotYet(after));
            case Lanes.Pass.In in
            when deliveries.underWay(authority, connector) >= settings.concurrency() ->
                new Turn.Not(new ClaimAnswer.NotYet(UNTIL_ONE_ENDS));
            case Lanes.Pass.In(var slotIn) -> claim(authority, connector, deliveryId, settings.lease(), slotIn);
        };
    }

    private Turn claim(Authority authority, ConnectorId connector, long deliveryId, Duration lease, Duration slotIn) {
        var now = clock.instant();
        var claimed =
                deliveries.claim(authority, connector, deliveryId, lease, now).orElse(null);
        if (claimed == null) {
            return new Turn.Not(new ClaimAnswer.Gone());
        }
        var item = claimed.item();
        attempts.start(item, now);
        submissions.standing(item.submissionId(), SubmissionStatus.of(submissions.parts(item.submissionId())), now);
        return new Turn.Taken(claimed, slotIn);
    }
}
