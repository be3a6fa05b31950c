package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases persons from submissions kept long enough: every sealed row, every look-up key, every target's own reference.
 *
 * <p>What remains tells that something was posted, when, and what became of it; and of the idempotency key its keyed hash, so
 * that a late repetition is told apart from something new.
 */
public final class Purge {

    private static final int AT_ONCE = 100;
    private static final Duration REASONS = Duration.ofDays(365);

    private static final String OPEN = """
            (select from delivery d left join handling h on h.delivery_id = d.id
             where d.submission_id = s.id
               and (d.state in %s
                    or d.connector = any(:boxes) and d.state = 'DELIVERED'
                       and (h.taken_by is null or d.decides and d.decision is null)))""".formatted(Deliveries.OPEN);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Events events;

    Purge(JdbcClient jdbc, RoundTrips trips, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = new Events(trips);
    }

    /**
     * Erases some of what is due; how many. What is still open stays: it was promised. So does what waits in a box for somebody to read it or
     * decide of it: there is no other copy.
     *
     * @param boxes the systems whose requests stay at the hub
     */
    public int erase(Instant now, Collection<ConnectorId> boxes) {
        return transactions.execute(status -> {
            var due = jdbc.sql("""
                            select id, public_id from submission s
                            where purge_after <= :now and purged_at is null and not exists %s
                            order by purge_after limit :most for update skip locked
                            """.formatted(OPEN))
                    .param("boxes", names(boxes))
                    .param("now", Sql.at(now))
                    .param("most", AT_ONCE)
                    .query((row, number) -> new Due(row.getLong("id"), row.getObject("public_id", UUID.class)))
                    .list();
            if (!due.isEmpty()) {
                erase(due, now);
            }
            return due.size();
        });
    }

    /** Erases why engineers acted, a year after: that they did stays. */
    public void forgetReasons(Instant now) {
        jdbc.sql("""
                        with old as (
                            update act set reason_id = null
                            from (select id, reason_id from act where reason_id is not null and at < :then) as former
                            where act.id = former.id returning former.reason_id)
                        delete from sealed where id in (select reason_id from old)
                        """).param("then", Sql.at(now.minus(REASONS))).update();
    }

    /** How many should be erased and can't be, since one of their deliveries is open, or waits in a box. */
    public long heldBack(Instant now, Collection<ConnectorId> boxes) {
        return jdbc.sql(
                        "select count(*) from submission s where purge_after <= :now and purged_at is null and exists %s"
                                .formatted(OPEN))
                .param("boxes", names(boxes))
                .param("now", Sql.at(now))
                .query(Long.class)
                .single();
    }

    private static String[] names(Collection<ConnectorId> boxes) {
        return boxes.stream().map(ConnectorId::value).toArray(String[]::new);
    }

    private void erase(List<Due> due, Instant now) {
        due.forEach(submission -> events.tell(submission.id(), EventKind.SUBMISSION_PURGED, null, null, now));
        update(due, now, """
                update idempotency_key k set receipt = null, content_hmac = ''
                from submission s
                where s.id = any(:ids) and k.authority_id = s.authority_id and k.portal = s.portal
                  and k.teleservice = s.teleservice and k.key_hmac = s.key_hmac
                """);
        update(
                due,
                now,
                "update delivery set order_key = '', target_reference = null, ask_at = null, dossier_id = null where submission_id = any(:ids)");
        update(
                due,
                now,
                "update handling set erased = true where delivery_id in (select id from delivery where submission_id = any(:ids))");
        update(due, now, """
                update attempt set exchange_id = null
                where delivery_id in (select id from delivery where submission_id = any(:ids))
                """);
        update(
                due,
                now,
                "update submission set purged_at = :now, person_key = '', portal_reference_key = null where id = any(:ids)");
        var owners = due.stream().map(Due::publicId).toArray(UUID[]::new);
        jdbc.sql("""
                        update act set reason_id = null
                        where reason_id in (select id from sealed where owner = any(:owners) and kind = :kind)
                        """)
                .param("owners", owners)
                .param("kind", Vault.Kind.REASON.name())
                .update();
        update(due, now, "delete from attachment where submission_id = any(:ids)");
        jdbc.sql("delete from sealed where owner = any(:owners)")
                .param("owners", owners)
                .update();
    }

    private void update(List<Due> due, Instant now, String sql) {
        var statement = jdbc.sql(sql).param("ids", due.stream().map(Due::id).toArray(Long[]::new));
        (sql.contains(":now") ? statement.param("now", Sql.at(now)) : statement).update();
    }

    private record Due(long id, UUID publicId) {}
}
