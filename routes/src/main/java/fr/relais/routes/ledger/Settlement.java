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
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final RoundTrips trips;
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Events events;
    private final SealedRows sealed;
    private final WorkSignal signal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Settlement(
            JdbcClient jdbc,
            RoundTrips trips,
            TransactionTemplate transactions,
            Vault vault,
            WorkSignal signal,
            Clock clock,
            String build) {
        this.trips = trips;
        this.deliveries = new Deliveries(jdbc);
        this.attempts = new Attempts(jdbc, build);
        this.events = new Events(trips);
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
            var held = hold(item);
            var moved = Deliveries.moving(item, DeliveryState.SENDING, resolution, now);
            var sealedRow = exchange == null || !held.kept() ? null : SealedRows.inserting(exchange);
            var parts = Submissions.parts(item.submissionId());
            run(order(item, resolution, held), moved, sealedRow, parts);
            boolean inTime = moved.answer() == 1;
            boolean decides = inTime
                    || believedFrom(item, resolution).stream()
                            .anyMatch(from -> trips.run(Deliveries.moving(item, from, resolution, now)) == 1);
            var result = new Attempts.Result(
                    outcome, resolution.cause(), evidence, sealedRow == null ? null : sealedRow.answer());
            var ended = Attempts.ending(item, result, !inTime, now);
            if (decides) {
                var after = inTime ? parts.answer() : trips.run(Submissions.parts(item.submissionId()));
                tell(item, resolution, held, after, now, ended);
                return Weight.DECIDED;
            }
            trips.run(ended);
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
            trips.run(Submissions.locking(item.submissionId()));
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
            var held = hold(item);
            var moved = Deliveries.moving(item, from, resolution, now);
            var parts = Submissions.parts(item.submissionId());
            run(order(item, resolution, held), moved, parts);
            return tellIfMoved(moved, parts, item, resolution, held, now);
        });
    }

    /**
     * Sends a delivery again that was parked or, by force, delivered: at once, or in its turn when an older one of the same person is open.
     *
     * @param doubted whether it may have been applied: then the target is asked first, as long as it takes
     */
    boolean replay(Claim.Item item, DeliveryState from, boolean doubted) {
        return transactions.execute(status -> {
            var held = hold(item);
            trips.run(Deliveries.holdingOrder(item.authority(), List.of(orderKey(item))));
            var now = clock.instant();
            var to = doubted
                    ? DeliveryState.UNKNOWN
                    : deliveries.isBehind(item) ? DeliveryState.WAITING : DeliveryState.PENDING;
            var resolution = Resolution.replayed(to, now);
            var moved = Deliveries.moving(item, from, resolution, now);
            var parts = Submissions.parts(item.submissionId());
            trips.run(moved, parts);
            return tellIfMoved(moved, parts, item, resolution, held, now);
        });
    }

    /** Gives a parked delivery another dossier than its submission's; false when it is not parked, or may have been applied. See {@link Acts#remap}. */
    boolean remap(Claim.Item item, Dossier anew, @Nullable String heldFor) {
        var envelope =
                sealed.seal(item.authority(), item.submissionPublicId(), Vault.Kind.DOSSIER, Dossiers.written(anew));
        return transactions.execute(status -> {
            if (!trips.run(Submissions.locking(item.submissionId())).kept()
                    || !deliveries.remap(item, trips.run(SealedRows.inserting(envelope)), heldFor)) {
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
            boolean kept = trips.run(Submissions.locking(item.submissionId())).kept();
            var exchangeId = kept && exchange != null ? trips.run(SealedRows.inserting(exchange)) : null;
            trips.run(attempts.lookup(
                    item, new Attempts.Result(outcome, code, evidence, exchangeId), startedAt, clock.instant()));
        });
    }

    /**
     * A submission that is locked, and what of it waits for another of its deliveries.
     *
     * @param kept whether what it says of a person is kept still
     */
    private record Held(boolean kept, List<Deliveries.Follower> followers) {}

    private Held hold(Claim.Item item) {
        var locked = Submissions.locking(item.submissionId());
        var followers = Deliveries.followers(item.submissionId());
        trips.run(locked, followers);
        return new Held(locked.answer().kept(), followers.answer());
    }

    /** Holds the order of the delivery, and of those of its submission that may follow it; nothing where none is released. */
    private static @Nullable Step<?> order(Claim.Item item, Resolution resolution, Held held) {
        return resolution.state().isTerminal() ? order(item, held) : null;
    }

    private static Step<?> order(Claim.Item item, Held held) {
        var keys = held.followers().stream()
                .map(follower -> orderKey(follower.item()))
                .collect(Collectors.toCollection(ArrayList::new));
        keys.add(orderKey(item));
        return Deliveries.holdingOrder(item.authority(), keys);
    }

    private static Deliveries.OrderKey orderKey(Claim.Item item) {
        return new Deliveries.OrderKey(item.connector(), item.orderKey());
    }

    /** In one trip, those there are. */
    private void run(@Nullable Step<?>... steps) {
        trips.run(Arrays.stream(steps).flatMap(Stream::ofNullable).toList());
    }

    /** Tells of a move, if it was made. */
    private boolean tellIfMoved(
            Step<Integer> moved,
            Step<List<SubmissionStatus.Part>> parts,
            Claim.Item item,
            Resolution resolution,
            Held held,
            Instant now) {
        if (moved.answer() != 1) {
            return false;
        }
        tell(item, resolution, held, parts.answer(), now, null);
        return true;
    }

    /** Tells what became of it, and lets go on what waited for it. */
    private void tell(
            Claim.Item item,
            Resolution resolution,
            Held held,
            List<SubmissionStatus.Part> parts,
            Instant now,
            @Nullable Step<?> besides) {
        var told = Events.telling(
                item.submissionId(), parts, resolution.event(), item.connector(), resolution.cause(), now);
        if (!resolution.state().isTerminal()) {
            run(besides, told);
        } else {
            var released = Deliveries.releasingNext(item, now);
            run(besides, told, released);
            released.answer().forEach(this::signalOnceCommitted);
            boolean delivered = resolution.state() == DeliveryState.DELIVERED;
            follow(item, held, follower -> !(delivered && follower.onDecision()), delivered, now);
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
    private void follow(Claim.Item item, Held held, Predicate<Deliveries.Follower> which, boolean go, Instant now) {
        int ordinal = item.key().ordinal();
        for (var follower : held.followers()) {
            if (follower.after() != ordinal || !which.test(follower)) {
                continue;
            }
            if (!go) {
                var given = Deliveries.moving(follower.item(), DeliveryState.WAITING, Resolution.pointless(), now);
                var parts = Submissions.parts(item.submissionId());
                trips.run(given, parts);
                tellIfMoved(given, parts, follower.item(), Resolution.pointless(), held, now);
            } else if (deliveries.join(follower, now)) {
                signalOnceCommitted(follower.item().connector());
            }
        }
    }

    /** Keeps what a system decided of a request it has, and lets what waited for that go on. False when it had decided before. */
    public boolean decide(Claim.Item item, Ruling.Given ruling) {
        return transactions.execute(status -> {
            var held = hold(item);
            trips.run(order(item, held));
            if (!deliveries.decide(item, ruling)) {
                return false;
            }
            var now = clock.instant();
            trips.run(Submissions.deciding(item.submissionId(), ruling));
            follow(item, held, Deliveries.Follower::onDecision, ruling.outcome().isFavourable(), now);
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
}
