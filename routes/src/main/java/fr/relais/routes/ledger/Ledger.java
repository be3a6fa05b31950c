package fr.relais.routes.ledger;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.LaneSettings;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Dossiers;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;

/**
 * What is promised, and who may keep it: accepts submissions and grants claims, each act one transaction.
 *
 * <p>What becomes of a delivery afterwards is {@link Settlement}'s. Both take locks in one order: lane, submission, order key, delivery.
 */
public final class Ledger {

    private final RoundTrips trips;
    private final Deliveries deliveries;
    private final Events events;
    private final IdempotencyKeys keys;
    private final SealedRows sealed;
    private final Attachments attachments;
    private final ProofKeys proofs;
    private final Turns turns;
    private final Settlement settlement;
    private final Vault vault;
    private final WorkSignal signal;
    private final TransactionTemplate transactions;

    Ledger(
            JdbcClient jdbc,
            RoundTrips trips,
            TransactionTemplate transactions,
            Vault vault,
            WorkSignal signal,
            Settlement settlement,
            Clock clock,
            String build) {
        this.trips = trips;
        this.deliveries = new Deliveries(jdbc);
        this.events = new Events(trips);
        this.keys = new IdempotencyKeys(jdbc);
        this.sealed = new SealedRows(jdbc, vault);
        this.attachments = new Attachments(jdbc, transactions, vault);
        this.proofs = new ProofKeys(jdbc, vault);
        this.turns = new Turns(jdbc, trips, deliveries, new Attempts(jdbc, build), transactions, clock);
        this.settlement = settlement;
        this.vault = vault;
        this.signal = signal;
        this.transactions = transactions;
    }

    /** The answer given before to this key, if any. */
    public Optional<Acceptance> find(IdempotencyKey key) {
        return keys.find(key);
    }

    /** Keeps a submission, its deliveries and its key, or nothing at all. Once this returns, they outlast any crash. */
    public Acceptance accept(NewSubmission submission) {
        try {
            return keep(submission);
        } catch (IdempotencyKeys.Busy busy) {
            return new Acceptance.InProgress();
        } catch (DuplicateKeyException sameReference) {
            return keep(submission); // drawn anew; a second collision would be a defect
        }
    }

    private Acceptance keep(NewSubmission submission) {
        var id = UUID.randomUUID();
        var authority = submission.key().authority();
        var reference =
                Reference.draw(submission.receivedAt().atOffset(ZoneOffset.UTC).getYear());
        var receipt = new Receipt(
                        id, reference, submission.receivedAt(), submission.key().teleservice())
                .bytes();
        var envelopes = new ArrayList<SealedRows.Envelope>();
        envelopes.add(sealed.seal(authority, id, Vault.Kind.BODY, submission.body()));
        envelopes.add(sealed.seal(authority, id, Vault.Kind.DOSSIER, Dossiers.written(submission.dossier())));
        var portalReference = utf8(submission.portalReference());
        if (portalReference != null) {
            envelopes.add(sealed.seal(authority, id, Vault.Kind.PORTAL_REFERENCE, portalReference));
        }
        var portalReferenceKey = portalReference == null ? null : vault.hmac("portal-reference", portalReference);

        boolean kept = transactions.execute(status -> {
            var key = IdempotencyKeys.taking(submission.key(), id, receipt, submission.receivedAt());
            var inserted = Submissions.inserting(id, reference, submission, portalReferenceKey);
            try {
                trips.run(key, inserted, SealedRows.inserting(envelopes));
            } catch (DataAccessException failed) {
                throw IdempotencyKeys.orBusy(failed);
            }
            if (key.answer() == 0) { // by somebody faster: who is merely late was answered before
                status.setRollbackOnly();
                return false;
            }
            long submissionId = inserted.answer();
            attachments.claim(submission, submissionId);
            proofs.use(submission.proofs(), submissionId);
            trips.run(inOrder(submission, submissionId));
            submission.deliveries().stream()
                    .filter(delivery -> delivery.heldFor() != null && delivery.waits() == null)
                    .forEach(delivery -> events.tell(
                            submissionId,
                            EventKind.DELIVERY_PARKED,
                            delivery.connector(),
                            Resolution.TO_VERIFY + delivery.heldFor(),
                            submission.receivedAt()));
            return true;
        });
        if (!kept) {
            return keys.find(submission.key()).orElseThrow();
        }
        submission.deliveries().forEach(delivery -> signal.raise(delivery.connector()));
        return new Acceptance.Accepted(id, receipt, false);
    }

    /** Holds the order of what is to be delivered, and draws its place in it. */
    private static List<Step<?>> inOrder(NewSubmission submission, long submissionId) {
        var steps = new ArrayList<Step<?>>();
        steps.add(Deliveries.holdingOrder(
                submission.key().authority(),
                submission.deliveries().stream()
                        .map(delivery -> new Deliveries.OrderKey(delivery.connector(), delivery.orderKey()))
                        .toList()));
        int ordinal = 0;
        for (var delivery : submission.deliveries()) {
            steps.add(Deliveries.inserting(submission, submissionId, ++ordinal, delivery));
        }
        return steps;
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Passes the lane's gate and claims, in one act: a delivery that can't be claimed costs the lane nothing.
     *
     * @param gate the state the lane must be in: running, or probing for the one probe
     */
    public ClaimAnswer claim(
            Authority authority, ConnectorId connector, long deliveryId, LaneSettings settings, LaneState gate) {
        Assert.state(
                !TransactionSynchronizationManager.isActualTransactionActive(),
                "a claim must be committed before its call");
        long expires = System.nanoTime() + settings.lease().toNanos();
        return switch (turns.next(authority, connector, deliveryId, settings, gate)) {
            case Turns.Turn.Not(var answer) -> answer;
            case Turns.Turn.Taken(var claimed, var slotIn) -> granted(claimed, slotIn, expires);
        };
    }

    /** What a delivery gives its target. */
    public record Contents(Dossier dossier, IfUnknown ifUnknown, List<Attachment> attachments) {

        /** The delivery of these, to be shown and not made: it has no time left for that. */
        public Delivery shown(Operations.Row row, int attempt) {
            return new Delivery(
                    row.item().key(),
                    row.operation(),
                    dossier,
                    attachments,
                    ifUnknown == IfUnknown.CREATE,
                    attempt,
                    () -> Duration.ZERO);
        }
    }

    /**
     * What the delivery gives its target, as it was accepted; empty once the submission is erased.
     *
     * @throws IllegalStateException when it can't be opened
     */
    public Optional<Contents> contents(Claim.Item item) {
        return deliveries
                .find(item)
                .filter(found -> found.dossier() != null)
                .map(found -> new Contents(
                        dossier(item.submissionPublicId(), found),
                        found.ifUnknown(),
                        attachments.of(item.submissionId(), found.attachments())));
    }

    /** What it would give its target if that were its dossier. */
    public Optional<Contents> contents(Claim.Item item, Dossier anew) {
        return deliveries
                .find(item)
                .map(found -> new Contents(
                        read(Dossiers.written(anew), Dossier.SCHEMA_VERSION, found),
                        found.ifUnknown(),
                        attachments.of(item.submissionId(), found.attachments())));
    }

    /** Opened once the claim is committed: a dossier that does not open is parked, and holds up nobody. */
    private ClaimAnswer granted(Deliveries.Claimed claimed, Duration slotIn, long expires) {
        var item = claimed.item();
        Dossier dossier;
        try {
            dossier = dossier(item.submissionPublicId(), claimed);
        } catch (IllegalArgumentException
                | IllegalStateException
                | NoSuchElementException
                | JacksonException unreadable) {
            settlement.record(item, Resolution.parked("unreadable-dossier"), "FAILED", Evidence.NONE);
            return new ClaimAnswer.Gone();
        }
        List<Attachment> given;
        try {
            given = attachments.of(item.submissionId(), claimed.attachments());
        } catch (IllegalStateException spoilt) {
            settlement.record(item, Resolution.parked("unreadable-attachment"), "FAILED", Evidence.NONE);
            return new ClaimAnswer.Gone();
        }
        return new ClaimAnswer.Granted(new Claim(
                item,
                claimed.operation(),
                claimed.ifUnknown(),
                dossier,
                given,
                claimed.trial(),
                claimed.failures(),
                slotIn,
                expires));
    }

    private Dossier dossier(UUID submission, Deliveries.Claimed claimed) {
        var bytes = claimed.dossier();
        if (bytes == null) {
            throw new NoSuchElementException("its dossier is not there");
        }
        return read(vault.unseal(submission, Vault.Kind.DOSSIER, bytes), claimed.dossierSchema(), claimed);
    }

    private static Dossier read(byte[] bytes, int schema, Deliveries.Claimed claimed) {
        var filter = claimed.filter();
        return filter == null ? Dossiers.read(bytes, schema) : Dossiers.read(bytes, schema, filter);
    }
}
