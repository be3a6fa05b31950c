package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries that will not come to an end by themselves: lost attempts, doubts, missed deadlines. */
public final class Unsettled {

    /**
     * A delivery of which it is unknown whether it was applied.
     *
     * @param sentUntil the last moment a send was possible
     * @param emptyLookupAt when a look-up first found nothing, if one did
     */
    public record Doubt(
            Claim.Item item,
            String operation,
            String cause,
            Instant sentUntil,
            @Nullable Instant emptyLookupAt) {}

    private static final String COLUMNS = "d.*, s.public_id, s.reference, s.traceparent";

    private final JdbcClient jdbc;

    Unsettled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Attempts whose lease is over: their hub died or hangs, or their connector is gone. By the database's clock. */
    public List<Claim.Item> lost() {
        return jdbc.sql("""
                        select %s from delivery d join submission s on s.id = d.submission_id
                        where d.state = 'SENDING' and d.lease_until < clock_timestamp()
                        order by d.id limit 100
                        """.formatted(COLUMNS))
                .query((row, number) -> Deliveries.item(row))
                .list();
    }

    /** How many of its attempts in a row, up to the last, have no end: their hubs ended first. */
    public int timesLeftBehind(Claim.Item item) {
        return jdbc.sql("""
                        select count(*) from attempt
                        where delivery_id = :delivery and kind = 'SEND' and ended_at is null
                          and id > coalesce((select max(id) from attempt
                                             where delivery_id = :delivery and kind = 'SEND' and ended_at is not null), 0)
                        """)
                .param("delivery", item.deliveryId())
                .query(Integer.class)
                .single();
    }

    /** Takes one doubt whose look-up is due, and keeps other hubs from looking the same one up for a while. */
    public Optional<Doubt> take(Authority authority, ConnectorId connector, Instant now, Duration meanwhile) {
        return jdbc.sql("""
                        with taken as (
                            update delivery set due_at = :later
                            where id = (select id from delivery
                                        where authority_id = :authority and connector = :connector
                                          and state = 'UNKNOWN' and due_at <= :now
                                        order by due_at, id limit 1 for update skip locked)
                            returning *)
                        select %s from taken d join submission s on s.id = d.submission_id
                        """.formatted(COLUMNS))
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("now", Sql.at(now))
                .param("later", Sql.at(now.plus(meanwhile)))
                .query((row, number) -> doubt(row))
                .optional();
    }

    /** Notes that a look-up found nothing or broke down, and when the next one is due. */
    public void lookAgain(Claim.Item item, @Nullable Instant emptyLookupAt, Instant dueAt) {
        jdbc.sql("""
                        update delivery set due_at = :due, empty_lookup_at = coalesce(empty_lookup_at, :empty)
                        where id = :id and attempt = :attempt and state = 'UNKNOWN'
                        """)
                .param("id", item.deliveryId())
                .param("attempt", item.attempt())
                .param("due", Sql.at(dueAt))
                .param("empty", Sql.at(emptyLookupAt))
                .update();
    }

    /** Open deliveries past their deadline, with the state they are in. */
    public List<Late> late(Instant now) {
        return jdbc.sql("""
                        select %s from delivery d join submission s on s.id = d.submission_id
                        where d.state in ('WAITING', 'PENDING', 'UNKNOWN') and d.deadline_at <= :now
                          and (d.waits_for is null or d.waits_for = 'ORDER')
                        order by d.deadline_at limit 100
                        """.formatted(COLUMNS))
                .param("now", Sql.at(now))
                .query((row, number) -> new Late(Deliveries.item(row), DeliveryState.valueOf(row.getString("state"))))
                .list();
    }

    private static Doubt doubt(ResultSet row) throws SQLException {
        return new Doubt(
                Deliveries.item(row),
                row.getString("operation"),
                row.getString("cause"),
                Sql.instant(row, "sent_until"),
                Sql.instantOrNull(row, "empty_lookup_at"));
    }

    /** A delivery that missed its deadline. */
    public record Late(Claim.Item item, DeliveryState state) {}
}
