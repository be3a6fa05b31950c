package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents that services ask for after a submission came, and those that portals send for that. */
public final class Complements {

    /** A document asked for, by its type. */
    public record Asked(
            String type,
            String target,
            Instant at,
            @Nullable Instant answeredAt) {}

    /** What came of documents sent after a submission. */
    public enum Answered {
        KEPT,
        /** They were sent before, and are there. */
        AGAIN,
        /** One of them is of a type nobody asks for. */
        NOT_ASKED,
        /** There is no such submission of that portal. */
        ABSENT
    }

    private static final String ASKED = """
            select r.type, d.connector, r.asked_at, r.answered_at
            from document_request r join delivery d on d.id = r.delivery_id
            left join handling h on h.delivery_id = d.id
            where %s order by r.id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Events events;
    private final Attachments attachments;

    Complements(JdbcClient jdbc, TransactionTemplate transactions, RoundTrips trips, Attachments attachments) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = new Events(trips);
        this.attachments = attachments;
    }

    /** What was asked for of one delivery, the latest last. */
    public List<Asked> asked(Claim.Item item) {
        return jdbc.sql(ASKED.formatted("r.delivery_id = :id"))
                .param("id", item.deliveryId())
                .query((row, number) -> asked(row))
                .list();
    }

    /** What is awaited of the citizen; nothing of a request that is done with. */
    static List<Asked> awaited(JdbcClient jdbc, long submissionId) {
        return jdbc.sql(ASKED.formatted("r.submission_id = :id and r.answered_at is null and h.closed_at is null"))
                .param("id", submissionId)
                .query((row, number) -> asked(row))
                .list();
    }

    private static Asked asked(ResultSet row) throws SQLException {
        return new Asked(
                row.getString("type"),
                row.getString("connector"),
                Sql.instant(row, "asked_at"),
                Sql.instantOrNull(row, "answered_at"));
    }

    /**
     * Keeps documents that were asked for: all of them, or none.
     *
     * @throws Attachments.AttachmentGone when one of them is not there, or is another submission's
     */
    public Answered answer(
            Authority authority, String portal, UUID id, List<NewSubmission.Claimed> documents, Instant now) {
        return transactions.execute(status -> jdbc.sql("""
                        select id from submission
                        where authority_id = :authority and portal = :portal and public_id = :id and purged_at is null
                        for update
                        """)
                .param("authority", authority.id())
                .param("portal", portal)
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(submission -> answer(authority, portal, submission, documents, now))
                .orElse(Answered.ABSENT));
    }

    private Answered answer(
            Authority authority, String portal, long submission, List<NewSubmission.Claimed> documents, Instant now) {
        if (attachments.areOf(submission, documents)) {
            return Answered.AGAIN;
        }
        var given = documents.stream().map(NewSubmission.Claimed::type).collect(Collectors.toSet());
        var awaited = awaited(jdbc, submission);
        if (!awaited.stream().map(Asked::type).collect(Collectors.toSet()).containsAll(given)) {
            return Answered.NOT_ASKED;
        }
        attachments.add(authority, portal, submission, documents, now);
        jdbc.sql("""
                        update document_request set answered_at = :now
                        where submission_id = :id and answered_at is null and type = any(:types)
                        """)
                .param("id", submission)
                .param("types", given.toArray(String[]::new))
                .param("now", Sql.at(now))
                .update();
        awaited.stream()
                .filter(asked -> given.contains(asked.type()))
                .forEach(asked -> events.tell(
                        submission, EventKind.DOCUMENT_RECEIVED, new ConnectorId(asked.target()), asked.type(), now));
        return Answered.KEPT;
    }
}
