package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries whose system examines them still. */
public final class Undecided {

    /**
     * A delivery of which a decision is awaited.
     *
     * @param reference the system's own
     */
    public record Awaited(Claim.Item item, String reference) {}

    private final JdbcClient jdbc;

    Undecided(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes one that is due to be asked about. It is due again at {@code later}, or after a twentieth of the time it has taken so far:
     * decisions that take months must not use up what the system bears.
     */
    public Optional<Awaited> take(Authority authority, ConnectorId connector, Instant now, Instant later) {
        return jdbc.sql("""
                        with taken as (
                            update delivery set ask_at = greatest(:later, cast(:now as timestamptz) + (cast(:now as timestamptz) - since) / 20)
                            where id = (select id from delivery
                                        where authority_id = :authority and connector = :connector
                                          and ask_at <= :now and target_reference is not null
                                        order by ask_at, id limit 1 for update skip locked)
                            returning *)
                        select d.*, s.public_id, s.reference, s.traceparent from taken d join submission s on s.id = d.submission_id
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("now", Sql.at(now))
                .param("later", Sql.at(later))
                .query((row, number) -> new Awaited(Deliveries.item(row), row.getString("target_reference")))
                .optional();
    }
}
