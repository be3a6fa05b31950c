package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.DeliveryKey;
import fr.relais.mappings.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What engineers see: every portal's deliveries, with their attempts and exchanges. */
public final class Operations {

    /**
     * How much waits on a lane.
     *
     * @param backlog deliveries that are not at their end
     * @param oldestAt when the one waiting for longest was received
     */
    public record Backlog(
            ConnectorId connector, long backlog, @Nullable Instant oldestAt) {}

    /** How many deliveries of a lane are in a state for the same cause, and since when. */
    public record Heap(
            ConnectorId connector,
            DeliveryState state,
            @Nullable String cause,
            long count,
            Instant since) {}

    /**
     * A delivery as engineers see it.
     *
     * @param doubted whether it may have been applied already
     * @param decides whether its system's decision is awaited
     */
    public record Row(
            Claim.Item item,
            String teleservice,
            String operation,
            DeliveryState state,
            @Nullable String waitsFor,
            @Nullable String cause,
            int failures,
            boolean doubted,
            boolean decides,
            Instant since,
            Instant receivedAt,
            Instant dueAt,
            Instant deadlineAt,
            @Nullable String targetReference) {}

    /**
     * Some deliveries: those that are all it says.
     *
     * @param receivedFrom the first moment their submission was received at
     * @param receivedUntil the first moment after
     */
    public record Selection(
            @Nullable DeliveryState state,
            @Nullable ConnectorId lane,
            @Nullable String cause,
            @Nullable String teleservice,
            @Nullable Instant receivedFrom,
            @Nullable Instant receivedUntil) {}

    /**
     * One call, by the attempt it belongs to.
     *
     * @param request what was sent, in clear: to be masked before it is shown
     */
    public record Call(
            int number,
            String kind,
            String build,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable Integer httpStatus,
            @Nullable String contentType,
            boolean late,
            @Nullable String request,
            @Nullable String response) {}

    /**
     * Something done by hand.
     *
     * @param reason null once it is forgotten
     */
    public record Act(
            Instant at, String actor, String verb, @Nullable String reason) {}

    /**
     * Something done by hand, by its number.
     *
     * @param subject a delivery, a submission, or a lane
     */
    public record Deed(
            long number,
            Instant at,
            String actor,
            String verb,
            String subject,
            @Nullable String reason) {}

    private static final String ROW = """
            select d.*, s.public_id, s.reference, s.traceparent, s.teleservice, s.received_at
            from delivery d join submission s on s.id = d.submission_id
            """;

    private static final Pattern NAME = Pattern.compile("(.+)[-/.]([0-9]{1,3})");

    private final JdbcClient jdbc;
    private final Vault vault;
    private final SealedRows sealed;

    Operations(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealed = new SealedRows(jdbc, vault);
    }

    /** Counts a backlog exactly, which takes the longer the longer it is: for people, not for the way of a submission. */
    public List<Backlog> backlogs(Authority authority) {
        return jdbc.sql("""
                        select l.connector, o.backlog, s.received_at as oldest
                        from lane l
                        cross join lateral (select count(*) as backlog, min(d.submission_id) as oldest from delivery d
                                            where d.authority_id = l.authority_id and d.connector = l.connector
                                              and d.state in %s) as o
                        left join submission s on s.id = o.oldest
                        where l.authority_id = :authority order by l.connector
                        """.formatted(Deliveries.OPEN))
                .param("authority", authority.id())
                .query((row, number) -> new Backlog(
                        new ConnectorId(row.getString("connector")),
                        row.getLong("backlog"),
                        Sql.instantOrNull(row, "oldest")))
                .list();
    }

    /** What does not move by itself, or not surely: grouped by cause. */
    public List<Heap> heaps(Authority authority) {
        return jdbc.sql("""
                        select connector, state, cause, count(*) as count, min(since) as since from delivery
                        where authority_id = :authority and state in ('UNKNOWN', 'PARKED')
                        group by connector, state, cause order by connector, state, cause
                        """)
                .param("authority", authority.id())
                .query((row, number) -> new Heap(
                        new ConnectorId(row.getString("connector")),
                        DeliveryState.valueOf(row.getString("state")),
                        row.getString("cause"),
                        row.getLong("count"),
                        Sql.instant(row, "since")))
                .list();
    }

    /** Deliveries in the order they were accepted, behind the one of that number. */
    public List<Row> deliveries(Authority authority, Selection chosen, long after, int limit) {
        var values = new HashMap<String, Object>(Map.of("authority", authority.id(), "after", after));
        return jdbc.sql(ROW + where(chosen, values) + " order by d.id limit :limit")
                .params(values)
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    /** How many they are. */
    public long count(Authority authority, Selection chosen) {
        var values = new HashMap<String, Object>(Map.of("authority", authority.id(), "after", 0L));
        boolean bySubmission = chosen.receivedFrom() != null || chosen.receivedUntil() != null;
        return jdbc.sql("select count(*) from delivery d "
                        + (bySubmission ? "join submission s on s.id = d.submission_id " : "")
                        + where(chosen, values))
                .params(values)
                .query(Long.class)
                .single();
    }

    private static String where(Selection chosen, Map<String, Object> values) {
        var where = new StringBuilder("where d.authority_id = :authority and d.id > :after");
        only(
                where,
                values,
                "d.state = ",
                chosen.state() == null ? null : chosen.state().name());
        only(
                where,
                values,
                "d.connector = ",
                chosen.lane() == null ? null : chosen.lane().value());
        only(where, values, "d.cause = ", chosen.cause());
        only(where, values, "d.teleservice = ", chosen.teleservice());
        only(where, values, "s.received_at >= ", Sql.at(chosen.receivedFrom()));
        only(where, values, "s.received_at < ", Sql.at(chosen.receivedUntil()));
        return where.toString();
    }

    private static void only(StringBuilder where, Map<String, Object> values, String is, @Nullable Object value) {
        if (value != null) {
            var name = "p" + values.size();
            where.append(" and ").append(is).append(':').append(name);
            values.put(name, value);
        }
    }

    /** All of a submission, in its téléservice's order. */
    public List<Row> deliveries(Authority authority, UUID submission) {
        return jdbc.sql(ROW + "where s.authority_id = :authority and s.public_id = :id order by d.ordinal")
                .param("authority", authority.id())
                .param("id", submission)
                .query((row, number) -> row(row))
                .list();
    }

    public Optional<Row> delivery(Authority authority, Reference reference, int ordinal) {
        return jdbc.sql(ROW + "where s.authority_id = :authority and s.reference = :reference and d.ordinal = :ordinal")
                .param("authority", authority.id())
                .param("reference", reference.value())
                .param("ordinal", ordinal)
                .query((row, number) -> row(row))
                .optional();
    }

    public Optional<Row> delivery(Authority authority, DeliveryKey key) {
        return delivery(authority, new Reference(key.reference()), key.ordinal());
    }

    /** As {@link #delivery(Authority, Reference, int)}, by its name as people write it: {@code R26-7KQ4-9M2X-1}, or with a slash or dot. */
    public Optional<Row> named(Authority authority, String name) {
        var parts = NAME.matcher(name);
        return parts.matches()
                ? Reference.heard(parts.group(1))
                        .flatMap(reference -> delivery(authority, reference, Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** Every call made for a delivery, first to last. */
    public List<Call> calls(Claim.Item item) {
        return jdbc.sql("""
                        select a.*, x.bytes from attempt a left join sealed x on x.id = a.exchange_id
                        where a.delivery_id = :delivery order by a.id
                        """)
                .param("delivery", item.deliveryId())
                .query((row, number) -> call(row, item.submissionPublicId()))
                .list();
    }

    /** What was done by hand about a delivery, first to last. */
    public List<Act> acts(Claim.Item item) {
        return acts(item.authority(), item.key().value(), item.submissionPublicId());
    }

    /** What was done by hand about a lane, first to last. */
    public List<Act> acts(Authority authority, ConnectorId lane) {
        return acts(authority, lane.value(), Acts.owner(lane));
    }

    /** What was done by hand about a submission as a whole, first to last. */
    public List<Act> acts(Authority authority, Inquiries.Found submission) {
        return acts(authority, submission.reference(), submission.id());
    }

    /** All that was done by hand, latest first, before the one of that number. */
    public List<Deed> deeds(Authority authority, long before, int most) {
        return jdbc.sql("""
                        select a.*, x.bytes, x.owner from act a left join sealed x on x.id = a.reason_id
                        where a.authority_id = :authority and a.id < :before order by a.id desc limit :most
                        """)
                .param("authority", authority.id())
                .param("before", before)
                .param("most", most)
                .query((row, number) -> new Deed(
                        row.getLong("id"),
                        Sql.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("verb"),
                        row.getString("subject"),
                        reason(row.getBytes("bytes"), row.getObject("owner", UUID.class))))
                .list();
    }

    private List<Act> acts(Authority authority, String subject, UUID owner) {
        return jdbc.sql("""
                        select a.at, a.actor, a.verb, x.bytes from act a left join sealed x on x.id = a.reason_id
                        where a.authority_id = :authority and a.subject = :subject order by a.id
                        """)
                .param("authority", authority.id())
                .param("subject", subject)
                .query((row, number) -> new Act(
                        Sql.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("verb"),
                        reason(row.getBytes("bytes"), owner)))
                .list();
    }

    private @Nullable String reason(byte @Nullable [] sealed, @Nullable UUID owner) {
        return sealed == null || owner == null
                ? null
                : new String(vault.unseal(owner, Vault.Kind.REASON, sealed), StandardCharsets.UTF_8);
    }

    /** The body as posted, in clear: what masking must hide. */
    public Optional<byte[]> body(Claim.Item item) {
        return sealed.open(item.submissionPublicId(), Vault.Kind.BODY);
    }

    /** Its dossiers, in clear, oldest first: what proofs said of the person stands there and not in the body. */
    public List<byte[]> dossiers(Claim.Item item) {
        return sealed.all(item.submissionPublicId(), Vault.Kind.DOSSIER);
    }

    /** What was posted, to be translated anew. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Posted(String teleservice, String version, Instant receivedAt, byte[] body) {}

    /** What was posted; empty once it is erased. */
    public Optional<Posted> posted(Claim.Item item) {
        return body(item)
                .map(body -> jdbc.sql("select * from submission where id = :id")
                        .param("id", item.submissionId())
                        .query((row, number) -> new Posted(
                                row.getString("teleservice"),
                                row.getString("teleservice_version"),
                                Sql.instant(row, "received_at"),
                                body))
                        .single());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Deliveries.item(row),
                row.getString("teleservice"),
                row.getString("operation"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("waits_for"),
                row.getString("cause"),
                row.getInt("failures"),
                row.getTimestamp("sent_until") != null,
                row.getBoolean("decides"),
                Sql.instant(row, "since"),
                Sql.instant(row, "received_at"),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "deadline_at"),
                row.getString("target_reference"));
    }

    private Call call(ResultSet row, UUID owner) throws SQLException {
        var sealed = row.getBytes("bytes");
        var exchange = sealed == null
                ? new Exchange(null, null)
                : Json.LEDGER.readValue(vault.unseal(owner, Vault.Kind.EXCHANGE, sealed), Exchange.class);
        return new Call(
                row.getInt("number"),
                row.getString("kind"),
                row.getString("build"),
                Sql.instant(row, "started_at"),
                Sql.instantOrNull(row, "ended_at"),
                row.getString("outcome"),
                row.getString("code"),
                row.getObject("http_status", Integer.class),
                row.getString("content_type"),
                row.getBoolean("late"),
                exchange.request(),
                exchange.response());
    }
}
