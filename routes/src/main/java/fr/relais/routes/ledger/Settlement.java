package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Ruling;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Dossiers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of a delivery that is under way, in doubt or parked: the ends of attempts, what look-ups find, what engineers and
 * back-offices decide. Each act is one transaction.
 */
public final class Settlement {

    private final Submissions submissions;
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Events events;
    private final SealedRows sealed;
    private final WorkSignal signal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Settlement(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Vault vault,
            WorkSignal signal,
            Clock clock,
            String build) {
        this.submissions = new Submissions(jdbc);
        this.deliveries = new Deliveries(jdbc);
        this.attempts = new Attempts(jdbc, build);
        this.events = new Events(jdbc, submissions);
        this.sealed = new SealedRows(jdbc, vault);
        this.signal = signal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the end of an attempt was worth. */
    public enum Weight {
        /** It decided the delivery's state. */
        DECIDED,
        /** It came too late and changes nothing. */
        EVIDENCE,
        /** It came too late and is proof of an effect nobody counted: there may be two. */
        CONTRADICTION
    }

    /**
     * Records how an attempt ended.
     *
     * <p>One whose lease was lost meanwhile is kept as evidence, and believed where nothing else is known since.
     */
    public Weight record(Claim.Item item, Resolution resolution, String outcome, Evidence evidence) {
        var exchange = exchange(item, evidence);
        return transactions.execute(status -> {
            var now = clock.instant();
            boolean kept = hold(item, resolution);
            boolean inTime = deliveries.move(item, DeliveryState.SENDING, resolution, now);
            boolean decides = inTime
                    || believedFrom(item, resolution).stream()
                            .anyMatch(from -> deliveries.move(item, from, resolution, now));
            attempts.end(item, result(outcome, resolution, evidence, kept ? exchange : null), !inTime, now);
            if (decides) {
                tell(item, resolution, now);
                return Weight.DECIDED;
            }
            if (resolution.targetReference() == null || deliveries.isKnownAs(item, resolution.targetReference())) {
                return Weight.EVIDENCE;
            }
            events.tell(item.submissionId(), EventKind.DELIVERY_CONTRADICTED, item.connector(), null, now);
            return Weight.CONTRADICTION;
        });
    }

    /** Where an outcome that comes late still says more than is known: any answer ends a doubt, and a proof ends a wait. */
    private List<DeliveryState> believedFrom(Claim.Item item, Resolution late) {
        return switch (late.state()) {
            case UNKNOWN -> List.of();
            case DELIVERED ->
                deliveries.isDuplicated(item)
                        ? List.of()
                        : List.of(DeliveryState.UNKNOWN, DeliveryState.PENDING, DeliveryState.PARKED);
            default -> List.of(DeliveryState.UNKNOWN);
        };
    }

    /** A delivery whose lease is over is in doubt, unless its attempt was never begun: then nothing can have been sent. */
    public boolean leftBehind(Claim.Item item) {
        return transactions.execute(status -> {
            submissions.lock(item.submissionId());
            var now = clock.instant();
            return settle(
                    item,
                    DeliveryState.SENDING,
                    attempts.isBegun(item) ? Resolution.unknown("lease-over", now) : Resolution.maySendAgain(now));
        });
    }

    /** Records what a look-up, a sweep or an engineer decided about a delivery seen in {@code from}. */
    public boolean settle(Claim.Item item, DeliveryState from, Resolution resolution) {
        return transactions.execute(status -> {
            var now = clock.instant();
            hold(item, resolution);
            boolean moved = deliveries.move(item, from, resolution, now);
            if (moved) {
                tell(item, resolution, now);
            }
            return moved;
        });
    }

    /**
     * Sends a delivery again that was parked or, by force, delivered: at once, or in its turn when an older one of the same person is open.
     *
     * @param doubted whether it may have been applied: then the target is asked first, as long as it takes
     */
    boolean replay(Claim.Item item, DeliveryState from, boolean doubted) {
        return transactions.execute(status -> {
            submissions.lock(item.submissionId());
            deliveries.holdOrder(item.authority(), List.of(new Deliveries.OrderKey(item.connector(), item.orderKey())));
            var now = clock.instant();
            var to = doubted
                    ? DeliveryState.UNKNOWN
                    : deliveries.isBehind(item) ? DeliveryState.WAITING : DeliveryState.PENDING;
            var resolution = Resolution.replayed(to, now);
            boolean moved = deliveries.move(item, from, resolution, now);
            if (moved) {
                tell(item, resolution, now);
            }
            return moved;
        });
    }

    /** Gives a parked delivery another dossier than its submission's; false when it is not parked, or may have been applied. See {@link Acts#remap}. */
    boolean remap(Claim.Item item, Dossier anew, @Nullable String heldFor) {
        var envelope =
                sealed.seal(item.authority(), item.submissionPublicId(), Vault.Kind.DOSSIER, Dossiers.written(anew));
        return transactions.execute(status -> {
            if (!submissions.lock(item.submissionId()) || !deliveries.remap(item, sealed.insert(envelope), heldFor)) {
                status.setRollbackOnly();
                return false;
            }
            events.tell(item.submissionId(), EventKind.DELIVERY_REMAPPED, item.connector(), null, clock.instant());
            return true;
        });
    }

    /** Whether an older one of the same person is open on its lane: then it would have to wait. */
    public boolean isBehind(Claim.Item item) {
        return deliveries.isBehind(item);
    }

    /** Keeps a look-up's exchange beside the attempts. */
    public void lookedUp(Claim.Item item, String outcome, @Nullable String code, Evidence evidence, Instant startedAt) {
        var exchange = exchange(item, evidence);
        transactions.executeWithoutResult(status -> {
            boolean kept = submissions.lock(item.submissionId());
            attempts.lookup(
                    item,
                    new Attempts.Result(
                            outcome, code, evidence, kept && exchange != null ? sealed.insert(exchange) : null),
                    startedAt,
                    clock.instant());
        });
    }

    /** Whether the submission is kept still: after its purge, nothing of a person is written to it. */
    private boolean hold(Claim.Item item, Resolution resolution) {
        boolean kept = submissions.lock(item.submissionId());
        if (resolution.state().isTerminal()) {
            holdOrder(item);
        }
        return kept;
    }

    /** The order of the delivery, and of those of its submission that may follow it. */
    private void holdOrder(Claim.Item item) {
        var items = deliveries.followers(item.submissionId()).stream()
                .map(Deliveries.Follower::item)
                .collect(Collectors.toCollection(ArrayList::new));
        items.add(item);
        deliveries.holdOrder(
                item.authority(),
                items.stream()
                        .map(held -> new Deliveries.OrderKey(held.connector(), held.orderKey()))
                        .toList());
    }

    private void tell(Claim.Item item, Resolution resolution, Instant now) {
        events.tell(item.submissionId(), resolution.event(), item.connector(), resolution.cause(), now);
        if (resolution.state().isTerminal()) {
            deliveries.releaseNext(item, now).forEach(this::signalOnceCommitted);
            boolean delivered = resolution.state() == DeliveryState.DELIVERED;
            follow(item, follower -> !(delivered && follower.onDecision()), delivered, now);
        }
        if (resolution.state() == DeliveryState.PENDING) {
            signalOnceCommitted(item.connector());
        }
    }

    /**
     * Lets those that waited for this delivery go on, or gives them up.
     *
     * @param which of them this settles
     * @param go whether what they waited for has come; else it can't any more
     */
    private void follow(Claim.Item item, Predicate<Deliveries.Follower> which, boolean go, Instant now) {
        int ordinal = item.key().ordinal();
        for (var follower : deliveries.followers(item.submissionId())) {
            if (follower.after() != ordinal || !which.test(follower)) {
                continue;
            }
            if (!go) {
                if (deliveries.move(follower.item(), DeliveryState.WAITING, Resolution.pointless(), now)) {
                    tell(follower.item(), Resolution.pointless(), now);
                }
            } else if (deliveries.join(follower, now)) {
                signalOnceCommitted(follower.item().connector());
            }
        }
    }

    /** Keeps what a system decided of a request it has, and lets what waited for that go on. False when it had decided before. */
    public boolean decide(Claim.Item item, Ruling.Given ruling) {
        return transactions.execute(status -> {
            submissions.lock(item.submissionId());
            holdOrder(item);
            if (!deliveries.decide(item, ruling)) {
                return false;
            }
            var now = clock.instant();
            submissions.decided(item.submissionId(), ruling);
            follow(item, Deliveries.Follower::onDecision, ruling.outcome().isFavourable(), now);
            events.tell(
                    item.submissionId(),
                    EventKind.DECISION_MADE,
                    item.connector(),
                    ruling.outcome().name(),
                    now);
            return true;
        });
    }

    private void signalOnceCommitted(ConnectorId connector) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.raise(connector);
            }
        });
    }

    private SealedRows.@Nullable Envelope exchange(Claim.Item item, Evidence evidence) {
        return evidence.request() == null && evidence.response() == null
                ? null
                : sealed.seal(
                        item.authority(),
                        item.submissionPublicId(),
                        Vault.Kind.EXCHANGE,
                        Json.LEDGER.writeValueAsBytes(Exchange.of(evidence)));
    }

    private Attempts.Result result(
            String outcome, Resolution resolution, Evidence evidence, SealedRows.@Nullable Envelope exchange) {
        return new Attempts.Result(
                outcome, resolution.cause(), evidence, exchange == null ? null : sealed.insert(exchange));
    }
}
