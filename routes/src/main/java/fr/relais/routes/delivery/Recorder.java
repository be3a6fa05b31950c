package fr.relais.routes.delivery;

import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.delivery.Handover.Handled;
import fr.relais.routes.ledger.Claim;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes what is known after an attempt, and lets the lane learn from it. */
@Component
public final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Settlement settlement;
    private final LaneHealth health;
    private final Pacing pacing;
    private final Hops hops;
    private final Clock clock;

    Recorder(Settlement settlement, LaneHealth health, Pacing pacing, Hops hops, Clock clock) {
        this.settlement = settlement;
        this.health = health;
        this.pacing = pacing;
        this.hops = hops;
        this.clock = clock;
    }

    public void record(Handled handled) {
        hops.later(handled.claim().item().marked("outcome"), () -> record(handled.claim(), handled.outcome()));
    }

    private Outcome record(Claim claim, Outcome outcome) {
        var resolution = resolution(claim, outcome);
        var name = outcome.name();
        var weight = kept(claim, resolution, name, outcome);
        LOG.atLevel(weight == Settlement.Weight.CONTRADICTION ? Level.ERROR : Level.INFO)
                .log(
                        "{} {} at {}: {}{}",
                        claim.item(),
                        name,
                        claim.item().connector(),
                        resolution.cause() == null ? "ok" : resolution.cause(),
                        switch (weight) {
                            case DECIDED -> "";
                            case EVIDENCE -> " (too late)";
                            case CONTRADICTION -> " (too late: it was taken for lost, so there may be two effects)";
                        });
        switch (outcome) {
            case Delivered delivered -> health.answered(claim.item());
            case Declined declined -> health.answered(claim.item());
            case Failed failed when failed.cause().equals(Failed.LEASE_TOO_SHORT) -> {}
            case Failed failed
            when failed.again() == Failed.Again.NEVER && failed.evidence().httpStatus() == null -> {}
            case Failed failed when failed.again() == Failed.Again.LATER -> health.broke(claim.item(), failed.cause());
            case Failed failed -> health.answered(claim.item());
            case Unknown unknown when !unknown.isBreakdown() -> health.answered(claim.item());
            case Unknown unknown -> health.broke(claim.item(), unknown.cause());
        }
        return outcome;
    }

    /** A proof in hand outlives a database that is away for a moment; past the lease, others have begun to look for it. */
    private Settlement.Weight kept(Claim claim, Resolution resolution, String name, Outcome outcome) {
        while (true) {
            try {
                return settlement.record(claim.item(), resolution, name, outcome.evidence());
            } catch (DataAccessException | TransactionException away) {
                if (System.nanoTime() > claim.expiresAtNanos()) {
                    throw away;
                }
                LOG.warn(
                        "{} ended, and the ledger does not take it: {}",
                        claim.item(),
                        away.getClass().getSimpleName());
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    private Resolution resolution(Claim claim, Outcome outcome) {
        var now = clock.instant();
        return switch (outcome) {
            case Delivered(var reference, var evidence) -> Resolution.delivered(reference);
            case Declined declined when isNotConcerned(claim, declined) -> Resolution.notConcerned();
            case Declined declined -> Resolution.declined(declined.code());
            case Failed failed when failed.again() == Failed.Again.NEVER -> Resolution.parked(failed.cause());
            case Failed failed ->
                Resolution.again(
                        failed.cause(), pacing.next(now, claim.failures(), failed.retryAfter()), claim.failures() == 0);
            case Unknown unknown -> Resolution.unknown(unknown.cause(), now);
        };
    }

    private static boolean isNotConcerned(Claim claim, Declined declined) {
        return declined.code().equals(Declined.UNKNOWN_PERSON) && claim.ifUnknown() == IfUnknown.NOT_CONCERNED;
    }
}
