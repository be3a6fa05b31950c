package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Ruling;
import fr.relais.mappings.model.ContentFilter;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The delivery rows, and the order they keep among themselves. */
final class Deliveries {

    private static final String DELIVERY = "DELIVERY";
    private static final String DECISION = "DECISION";

    /** Not at its end; for {@code in}. */
    static final String OPEN = "('WAITING', 'PENDING', 'SENDING', 'UNKNOWN', 'PARKED')";

    /** What stands in line, and so holds back the next; what waits for another delivery joins the line only then. */
    private static final String IN_LINE =
            "state in " + OPEN + " and waits_for is distinct from 'DELIVERY' and waits_for is distinct from 'DECISION'";

    private static final String CLAIMED = """
            select d.*, s.public_id, s.reference, s.traceparent, coalesce(d.dossier_schema, s.dossier_schema) as schema,
                (select bytes from sealed
                 where owner = s.public_id and kind = 'DOSSIER' and (d.dossier_id is null or id = d.dossier_id)
                 order by id limit 1) as dossier
            from delivery d join submission s on s.id = d.submission_id
            """;

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds the order of these keys until the transaction ends: nobody else draws a place in it, or releases from it.
     *
     * <p>Taken after a submission's row and before any delivery's, always in the same order among themselves.
     */
    static Step<List<Integer>> holdingOrder(Authority authority, Collection<OrderKey> keys) {
        var locks = keys.stream()
                .map(key -> key.lock(authority))
                .sorted()
                .distinct()
                .toList();
        return Step.rows(
                        "select pg_advisory_xact_lock(key) from unnest(cast(:keys as bigint[])) with ordinality as k(key, n) order by n",
                        (row, number) -> number)
                .param("keys", locks.toArray(Long[]::new));
    }

    /** Inserts behind whatever of the same person and scope is still open there. The order must be held. */
    static Step<Integer> inserting(
            NewSubmission submission, long submissionId, int ordinal, NewSubmission.NewDelivery delivery) {
        var waits = delivery.waits();
        return Step.update("""
                        insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown,
                            state, waits_for, cause, since, due_at, order_key, order_seq, alert_at, deadline_at,
                            receives, attachments, after_ordinal, decides, trial, teleservice, weight)
                        select :authority, :submission, :ordinal, :connector, :operation, :ifUnknown,
                            case when cast(:after as smallint) is not null then 'WAITING'
                                 when cast(:heldFor as text) is not null then 'PARKED'
                                 when behind then 'WAITING' else 'PENDING' end,
                            case when cast(:after as smallint) is not null then :waitsFor
                                 when cast(:heldFor as text) is null and behind then 'ORDER' end,
                            case when cast(:after as smallint) is null then cast(:heldFor as text) end,
                            :now, :now, :orderKey, nextval('delivery_order'), :alert, :deadline,
                            :receives, :attachments, :after, :decides, :trial, :teleservice, :weight
                        from (select exists (select from delivery
                                             where authority_id = :authority and connector = :connector
                                               and order_key = :orderKey and %s) as behind) as place
                        """.formatted(IN_LINE))
                .param("authority", submission.key().authority().id())
                .param("submission", submissionId)
                .param("ordinal", ordinal)
                .param("connector", delivery.connector().value())
                .param("operation", delivery.operation())
                .param("ifUnknown", delivery.ifUnknown().name())
                .param("now", Sql.at(submission.receivedAt()))
                .param("orderKey", delivery.orderKey())
                .param("alert", Sql.at(submission.alertAt()))
                .param("deadline", Sql.at(submission.deadline()))
                .param("receives", delivery.receives().toArray(String[]::new))
                .param("attachments", delivery.attachments().toArray(String[]::new))
                .param("after", waits == null ? null : waits.ordinal())
                .param("waitsFor", waits != null && waits.onDecision() ? DECISION : DELIVERY)
                .param("heldFor", delivery.heldFor() == null ? null : Resolution.TO_VERIFY + delivery.heldFor())
                .param("decides", delivery.decides())
                .param("trial", delivery.trial())
                .param("teleservice", submission.key().teleservice())
                .param("weight", delivery.weight());
    }

    /** Those of the submission that wait for another of it. The submission must be locked. */
    static Step<List<Follower>> followers(long submissionId) {
        return Step.rows(
                        """
                        select d.*, s.public_id, s.reference, s.traceparent from delivery d join submission s on s.id = d.submission_id
                        where d.submission_id = :submission and d.state = 'WAITING'
                          and d.waits_for in ('DELIVERY', 'DECISION') order by d.ordinal
                        """,
                        (row, number) -> new Follower(
                                item(row), row.getInt("after_ordinal"), DECISION.equals(row.getString("waits_for"))))
                .param("submission", submissionId);
    }

    /**
     * Lets one that waited for another join the line: what it waited for has come. Its deadline counts from here. The order must be held.
     *
     * @return whether it may go at once
     */
    boolean join(Follower follower, Instant now) {
        Moves.check(DeliveryState.WAITING, DeliveryState.PENDING);
        return jdbc.sql("""
                        update delivery d
                        set state = case when behind then 'WAITING' else 'PENDING' end,
                            waits_for = case when behind then 'ORDER' end,
                            order_seq = nextval('delivery_order'), due_at = :now, since = :now,
                            deadline_at = :now + (d.deadline_at - d.since), alert_at = :now + (d.alert_at - d.since)
                        from (select exists (select from delivery
                                             where authority_id = :authority and connector = :connector
                                               and order_key = :orderKey and %s) as behind) as place
                        where d.id = :id and d.state = 'WAITING'
                        returning d.state = 'PENDING'
                        """.formatted(IN_LINE))
                .param("now", Sql.at(now))
                .param("authority", follower.item().authority().id())
                .param("connector", follower.item().connector().value())
                .param("orderKey", follower.item().orderKey())
                .param("id", follower.item().deliveryId())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Keeps what a system decided; false when it had decided before. */
    boolean decide(Claim.Item item, Ruling.Given ruling) {
        return jdbc.sql("""
                        update delivery set decision = :outcome, decided_at = :at, ask_at = null
                        where id = :id and decides and decision is null
                        """)
                        .param("id", item.deliveryId())
                        .param("outcome", ruling.outcome().name())
                        .param("at", Sql.at(ruling.decidedAt()))
                        .update()
                == 1;
    }

    /** What was claimed for this attempt, its submission locked before; empty when its lease is over or it was given up. */
    static Step<List<Claimed>> claimed(long deliveryId, int attempt) {
        return Step.rows(
                        CLAIMED + "where d.id = :id and d.attempt = :attempt and d.lease_until > clock_timestamp()",
                        (row, number) -> claimed(row))
                .param("id", deliveryId)
                .param("attempt", attempt);
    }

    /** Takes a claim back that nobody acted upon. */
    void unclaim(long deliveryId, int attempt, Instant now) {
        Moves.check(DeliveryState.SENDING, DeliveryState.PENDING);
        jdbc.sql("""
                        update delivery set state = 'PENDING', since = :now, lease_until = null
                        where id = :id and attempt = :attempt and state = 'SENDING'
                        """)
                .param("id", deliveryId)
                .param("attempt", attempt)
                .param("now", Sql.at(now))
                .update();
    }

    /** As it is, unclaimed. */
    Optional<Claimed> find(Claim.Item item) {
        return jdbc.sql(CLAIMED + "where d.id = :id")
                .param("id", item.deliveryId())
                .query((row, number) -> claimed(row))
                .optional();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                item(row),
                row.getString("operation"),
                IfUnknown.valueOf(row.getString("if_unknown")),
                row.getBytes("dossier"),
                row.getInt("schema"),
                filter(row),
                List.of((String[]) row.getArray("attachments").getArray()),
                row.getBoolean("trial"),
                row.getInt("failures"));
    }

    /** Whether an older one of the same person and scope is still open there. The order must be held. */
    boolean isBehind(Claim.Item item) {
        return jdbc.sql("""
                        select exists (select from delivery older join delivery d on d.id = :id
                                       where older.authority_id = d.authority_id and older.connector = d.connector
                                         and older.order_key = d.order_key and older.order_seq < d.order_seq
                                         and %s)
                        """.formatted(IN_LINE.replace("state", "older.state").replace("waits_for", "older.waits_for")))
                .param("id", item.deliveryId())
                .query(Boolean.class)
                .single();
    }

    /**
     * Gives a parked delivery that nothing was sent of a dossier of its own, and those of its submission that wait for their first turn.
     *
     * @param heldFor what an agent is to see first, if anything
     */
    boolean remap(Claim.Item item, long dossier, @Nullable String heldFor) {
        return jdbc.sql("""
                        with parked as (
                            update delivery
                            set dossier_id = :dossier, dossier_schema = :schema, cause = coalesce(:heldFor, cause)
                            where id = :id and attempt = :attempt and state = 'PARKED' and sent_until is null
                            returning submission_id
                        ), waiting as (
                            update delivery set dossier_id = :dossier, dossier_schema = :schema
                            where submission_id = (select submission_id from parked) and state = 'WAITING' and attempt = 0
                        )
                        select count(*) from parked
                        """)
                        .param("id", item.deliveryId())
                        .param("attempt", item.attempt())
                        .param("dossier", dossier)
                        .param("schema", Dossier.SCHEMA_VERSION)
                        .param("heldFor", heldFor == null ? null : Resolution.TO_VERIFY + heldFor)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Whether it is parked because the target applied it twice. */
    boolean isDuplicated(Claim.Item item) {
        return jdbc.sql("select state = 'PARKED' and cause = :cause from delivery where id = :id")
                .param("id", item.deliveryId())
                .param("cause", Resolution.DUPLICATED)
                .query(Boolean.class)
                .single();
    }

    /** Whether it was delivered, under that reference of the target's. */
    boolean isKnownAs(Claim.Item item, String targetReference) {
        return jdbc.sql("select state = 'DELIVERED' and target_reference = :reference from delivery where id = :id")
                .param("id", item.deliveryId())
                .param("reference", targetReference)
                .query(Boolean.class)
                .single();
    }

    static Claim.Item item(ResultSet row) throws SQLException {
        return new Claim.Item(
                Authority.of(row.getShort("authority_id")),
                new ConnectorId(row.getString("connector")),
                row.getLong("id"),
                row.getLong("submission_id"),
                row.getObject("public_id", UUID.class),
                DeliveryKey.of(row.getString("reference"), row.getInt("ordinal")),
                row.getBytes("order_key"),
                row.getInt("attempt"),
                row.getString("traceparent"));
    }

    /** Moves a delivery on, if it is still where the caller saw it, on the same attempt: one, or none. */
    static Step<Integer> moving(Claim.Item item, DeliveryState from, Resolution to, Instant now) {
        Moves.check(from, to.state());
        return Step.update("""
                        update delivery
                        set state = :to, since = :now, due_at = coalesce(:due, due_at), emitted_at = null,
                            lease_until = null, waits_for = case when :to = 'WAITING' then 'ORDER' end, cause = :cause,
                            failures = failures + :failed,
                            target_reference = coalesce(:reference, target_reference),
                            sent_until = case when :to = 'UNKNOWN' then coalesce(sent_until, :now)
                                              when :to = 'PARKED' and cast(:cause as text) is distinct from :leftBehind
                                                  then sent_until end,
                            empty_lookup_at = null,
                            ask_at = case when :to = 'DELIVERED' and decides and decision is null then :now end
                        where id = :id and attempt = :attempt and state = :from
                        """)
                .param("id", item.deliveryId())
                .param("attempt", item.attempt())
                .param("from", from.name())
                .param("to", to.state().name())
                .param("now", Sql.at(now))
                .param("due", Sql.at(to.dueAt()))
                .param("cause", to.cause())
                .param("leftBehind", Resolution.LEFT_BEHIND)
                .param("failed", to.failed() ? 1 : 0)
                .param("reference", to.targetReference());
    }

    /** Lets the next in order go, when it waits for nothing else. The order must be held. */
    static Step<List<ConnectorId>> releasingNext(Claim.Item item, Instant now) {
        Moves.check(DeliveryState.WAITING, DeliveryState.PENDING);
        return Step.rows("""
                        update delivery set state = 'PENDING', waits_for = null, since = :now, due_at = :now
                        where state = 'WAITING' and waits_for = 'ORDER'
                          and id = (select id from delivery
                                    where authority_id = :authority and connector = :connector
                                      and order_key = :orderKey and %s
                                    order by order_seq limit 1)
                        returning connector
                        """.formatted(IN_LINE), (row, number) -> new ConnectorId(row.getString("connector")))
                .param("authority", item.authority().id())
                .param("connector", item.connector().value())
                .param("orderKey", item.orderKey())
                .param("now", Sql.at(now));
    }

    /** Where order is kept: one person and scope, at one back-office. */
    record OrderKey(ConnectorId connector, byte[] key) {

        /** Two keys sharing a lock only wait for each other now and then. */
        long lock(Authority authority) {
            return ByteBuffer.wrap(key).getLong() * 31
                    + authority.id() * 31L
                    + connector.value().hashCode();
        }
    }

    private static @Nullable ContentFilter filter(ResultSet row) throws SQLException {
        var receives = row.getArray("receives");
        return receives == null ? null : new ContentFilter(List.of((String[]) receives.getArray()));
    }

    /** One that waits for another delivery of its submission, or for the decision on that. */
    record Follower(Claim.Item item, int after, boolean onDecision) {}

    /**
     * What is kept of a delivery for its target.
     *
     * @param dossier its own or its submission's, sealed; null once that is erased
     */
    record Claimed(
            Claim.Item item,
            String operation,
            IfUnknown ifUnknown,
            byte @Nullable [] dossier,
            int dossierSchema,
            @Nullable ContentFilter filter,
            List<String> attachments,
            boolean trial,
            int failures) {}
}
