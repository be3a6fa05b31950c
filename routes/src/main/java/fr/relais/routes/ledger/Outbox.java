package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is due and not yet handed out.
 *
 * <p>A pointer handed out may be lost: its delivery is handed out again after a while. Handed out twice, the claim sorts it out.
 */
public final class Outbox {

    /** Its plan must not depend on how much is waiting; a test reads it. */
    static final String NEXT = """
            select id from delivery
            where authority_id = :authority and connector = :connector and state = 'PENDING' and due_at <= :now
              and (emitted_at is null or emitted_at <= :lost)
            order by due_at, id limit :room for update skip locked
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Outbox(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * The next deliveries of a lane to hand out, oldest due first, marked as handed out.
     *
     * @param most how many may be out at once
     * @param patience after how long a pointer counts as lost
     * @return empty when as many are out as may be
     */
    public Optional<List<Long>> take(
            Authority authority, ConnectorId connector, int most, Duration patience, Instant now) {
        var lost = now.minus(patience);
        return transactions.execute(status -> {
            int room = most - out(authority, connector, lost);
            if (room <= 0) {
                return Optional.<List<Long>>empty();
            }
            return Optional.of(jdbc
                    .sql("""
                            update delivery set emitted_at = :now
                            where id in (%s)
                            returning due_at, id
                            """.formatted(NEXT))
                    .param("authority", authority.id())
                    .param("connector", connector.value())
                    .param("now", Sql.at(now))
                    .param("lost", Sql.at(lost))
                    .param("room", room)
                    .query((row, number) -> new Due(Sql.instant(row, "due_at"), row.getLong("id")))
                    .list()
                    .stream()
                    .sorted()
                    .map(Due::id)
                    .toList());
        });
    }

    private int out(Authority authority, ConnectorId connector, Instant lost) {
        return jdbc.sql("""
                        select count(*) from delivery
                        where authority_id = :authority and connector = :connector and state = 'PENDING'
                          and emitted_at is not null and emitted_at > :lost
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("lost", Sql.at(lost))
                .query(Integer.class)
                .single();
    }

    /** Forgets what was handed out: after a start, the queues of before are gone. */
    public void recall(Authority authority, ConnectorId connector) {
        jdbc.sql("""
                        update delivery set emitted_at = null
                        where authority_id = :authority and connector = :connector and state = 'PENDING'
                          and emitted_at is not null
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .update();
    }

    private record Due(Instant at, long id) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            return at.equals(other.at) ? Long.compare(id, other.id) : at.compareTo(other.at);
        }
    }
}
