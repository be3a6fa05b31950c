package fr.relais.routes.ledger;

import fr.relais.connectors.Ruling;
import fr.relais.mappings.model.Dossier;
import fr.relais.routes.channels.Hops;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The submission rows. Whoever changes one of its deliveries locks the submission first. */
final class Submissions {

    private Submissions() {}

    /** Inserts it with the event that tells of it. */
    static Step<Long> inserting(
            UUID id, Reference reference, NewSubmission submission, byte @Nullable [] portalReferenceKey) {
        return Step.row("""
                        with received as (
                            insert into submission (authority_id, public_id, reference, portal, portal_reference_key,
                                teleservice, teleservice_version, bundle_hash, canal, person_key, dossier_schema,
                                submitted_at, received_at, updated_at, status, purge_after, key_hmac, last_seq, traceparent)
                            values (:authority, :id, :reference, :portal, :portalReference,
                                :teleservice, :version, :bundle, :canal, :person, :schema,
                                :submitted, :received, :received, :status, :purge, :key, 1, :traceparent)
                            returning id, last_seq
                        ), told as (
                            insert into event (authority_id, submission_id, seq, kind, visibility, at)
                            select :authority, id, last_seq, :event, :visibility, :received from received
                        )
                        select id from received
                        """, (row, number) -> row.getLong("id"))
                .param("event", EventKind.SUBMISSION_RECEIVED.code())
                .param("visibility", EventKind.SUBMISSION_RECEIVED.visibility().name())
                .param("authority", submission.key().authority().id())
                .param("id", id)
                .param("reference", reference.value())
                .param("portal", submission.key().portal())
                .param("portalReference", portalReferenceKey)
                .param("teleservice", submission.key().teleservice())
                .param("version", submission.teleserviceVersion())
                .param("bundle", submission.bundleHash())
                .param("canal", submission.canal())
                .param("person", submission.personKey())
                .param("schema", Dossier.SCHEMA_VERSION)
                .param("submitted", Sql.at(submission.submittedAt()))
                .param("received", Sql.at(submission.receivedAt()))
                .param("status", SubmissionStatus.RECEIVED.name())
                .param("purge", Sql.at(submission.purgeAfter()))
                .param("key", submission.key().keyHmac())
                .param("traceparent", Hops.current());
    }

    /**
     * A submission that is locked.
     *
     * @param kept whether what it says of a person is kept still: after its purge, nothing of a person is written to it
     */
    record Locked(boolean kept, SubmissionStatus status) {}

    /** Locks it for the transaction. */
    static Step<Locked> locking(long submissionId) {
        return Step.row(
                        "select purged_at is null as kept, status from submission where id = :id for update",
                        (row, number) ->
                                new Locked(row.getBoolean("kept"), SubmissionStatus.valueOf(row.getString("status"))))
                .param("id", submissionId);
    }

    /** The standing after a first claim; no event tells of it. */
    static Step<Integer> standing(long submissionId, SubmissionStatus status, Instant now) {
        return Step.update("update submission set status = :status, updated_at = :now where id = :id")
                .param("id", submissionId)
                .param("status", status.name())
                .param("now", Sql.at(now));
    }

    static Step<Integer> deciding(long submissionId, Ruling.Given ruling) {
        return Step.update("update submission set decision_outcome = :outcome, decided_at = :at where id = :id")
                .param("id", submissionId)
                .param("outcome", ruling.outcome().name())
                .param("at", Sql.at(ruling.decidedAt()));
    }

    /** What the status is made of, as this transaction sees it. */
    static Step<List<SubmissionStatus.Part>> parts(long submissionId) {
        return Step.rows(
                        """
                        select d.state, d.attempt, d.failures, coalesce(l.state in ('TRIPPED', 'PROBING'), false) as held,
                               coalesce(d.waits_for = 'DECISION', false) as waits_for_decision, d.ask_at is not null as undecided
                        from delivery d left join lane l using (authority_id, connector)
                        where d.submission_id = :id
                        """,
                        (row, number) -> new SubmissionStatus.Part(
                                DeliveryState.valueOf(row.getString("state")),
                                row.getInt("attempt"),
                                row.getInt("failures"),
                                row.getBoolean("held"),
                                row.getBoolean("waits_for_decision"),
                                row.getBoolean("undecided")))
                .param("id", submissionId);
    }
}
