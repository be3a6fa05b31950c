package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells submissions what no outcome of their own would tell them: a lane was closed, a delivery takes too long. */
public final class Notices {

    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Events events;

    Notices(JdbcClient jdbc, RoundTrips trips, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = new Events(trips);
    }

    /**
     * Tells the submissions delivered elsewhere that this lane, closed meanwhile, keeps them waiting.
     *
     * @return how many it told; none when all know
     */
    public int laneClosed(Authority authority, ConnectorId connector, Instant now) {
        return transactions.execute(status -> {
            var waiting = jdbc.sql("""
                            select s.id from submission s
                            where s.authority_id = :authority and s.status = 'IN_PROGRESS'
                              and exists (select from lane where authority_id = :authority and connector = :connector
                                                             and state in ('TRIPPED', 'PROBING'))
                              and exists (select from delivery where submission_id = s.id and state = 'DELIVERED')
                              and exists (select from delivery where submission_id = s.id and connector = :connector
                                                                 and state in ('WAITING', 'PENDING')
                                                                 and waits_for is distinct from 'DECISION')
                            order by s.id limit :most for update of s skip locked
                            """)
                    .param("authority", authority.id())
                    .param("connector", connector.value())
                    .param("most", AT_ONCE)
                    .query(Long.class)
                    .list();
            waiting.forEach(id -> events.tell(id, EventKind.DELIVERY_DELAYED, connector, "lane-closed", now));
            return waiting.size();
        });
    }

    /** Tells operations, once a delivery, of what has been open for too long; those told of now. */
    public List<Claim.Item> overdue(Instant now) {
        return transactions.execute(status -> {
            var overdue = jdbc.sql("""
                            with owners as (
                                select s.id, s.public_id, s.reference, s.traceparent, d.id as delivery_id
                                from delivery d join submission s on s.id = d.submission_id
                                where d.state in ('WAITING', 'PENDING', 'UNKNOWN') and d.alert_at <= :now
                                  and (d.waits_for is null or d.waits_for = 'ORDER')
                                order by d.alert_at limit :most for update of s skip locked)
                            update delivery d set alert_at = null
                            from owners
                            where d.id = owners.delivery_id and d.alert_at <= :now
                            returning d.*, owners.public_id, owners.reference, owners.traceparent
                            """)
                    .param("now", Sql.at(now))
                    .param("most", AT_ONCE)
                    .query((row, number) -> Deliveries.item(row))
                    .list();
            overdue.forEach(
                    item -> events.tell(item.submissionId(), EventKind.DELIVERY_OVERDUE, item.connector(), null, now));
            return overdue;
        });
    }
}
