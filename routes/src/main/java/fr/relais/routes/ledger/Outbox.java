package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * What is due and not yet handed out.
 *
 * <p>A pointer handed out may be lost: its delivery is handed out again after a while. Handed out twice, the claim sorts it out.
 */
public final class Outbox {

    /**
     * The téléservices in turn, each by its weight and oldest due first, with what of it is out already counted against it.
     *
     * <p>Its plan must not depend on how much is waiting; a test reads it. The first part skips from one téléservice to the next in the
     * index.
     */
    static final String NEXT = """
            with recursive kinds (teleservice) as (
                (select teleservice from delivery
                 where authority_id = :authority and connector = :connector and state = 'PENDING'
                 order by teleservice limit 1)
                union all
                select (select d.teleservice from delivery d
                        where d.authority_id = :authority and d.connector = :connector and d.state = 'PENDING'
                          and d.teleservice > kinds.teleservice
                        order by d.teleservice limit 1)
                from kinds where kinds.teleservice is not null
            ), already as (
                select teleservice, count(*) as number from delivery
                where authority_id = :authority and connector = :connector and state = 'PENDING'
                  and emitted_at is not null and emitted_at > :lost
                group by teleservice
            ), fair as (
                select next.id, (coalesce(already.number, 0) + next.place) / next.weight::float8 as share
                from kinds left join already using (teleservice)
                cross join lateral (
                    select id, weight, row_number() over (order by due_at, id) as place from delivery
                    where authority_id = :authority and connector = :connector and state = 'PENDING'
                      and teleservice = kinds.teleservice and due_at <= :now
                      and (emitted_at is null or emitted_at <= :lost)
                    order by due_at, id limit :room) as next
                order by share, next.id limit :room
            )
            select free.id, fair.share from fair cross join lateral (
                select id from delivery
                where id = fair.id and state = 'PENDING' and (emitted_at is null or emitted_at <= :lost)
                for update skip locked) as free
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Outbox(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * The next deliveries of a lane to hand out, marked as handed out. The marks need not be on disk: where a crash forgets them, the same
     * is handed out again.
     *
     * @param gate the state the lane must be in; else nothing is handed out
     * @param most how many may be out at once
     * @param patience after how long a pointer counts as lost
     * @return empty when as many are out as may be
     */
    public Optional<List<Long>> take(
            Authority authority, ConnectorId connector, LaneState gate, int most, Duration patience, Instant now) {
        Assert.state(
                !TransactionSynchronizationManager.isActualTransactionActive(),
                "what is not forced to disk is a transaction of its own");
        var lost = now.minus(patience);
        return transactions.execute(status -> {
            var out = out(authority, connector, gate, lost);
            if (out.isEmpty()) {
                return Optional.of(List.of());
            }
            int room = most - out.get();
            if (room <= 0) {
                return Optional.<List<Long>>empty();
            }
            return Optional.of(jdbc
                    .sql("""
                            update delivery d set emitted_at = :now from (%s) as next
                            where d.id = next.id
                            returning next.share, d.id
                            """.formatted(NEXT))
                    .param("authority", authority.id())
                    .param("connector", connector.value())
                    .param("now", Sql.at(now))
                    .param("lost", Sql.at(lost))
                    .param("room", room)
                    .query((row, number) -> new Next(row.getDouble("share"), row.getLong("id")))
                    .list()
                    .stream()
                    .sorted()
                    .map(Next::id)
                    .toList());
        });
    }

    /** How many are out; empty when the lane is in another state. */
    private Optional<Integer> out(Authority authority, ConnectorId connector, LaneState gate, Instant lost) {
        return jdbc.sql(Sql.UNFORCED + """
                        select (select count(*) from delivery
                                where authority_id = :authority and connector = :connector and state = 'PENDING'
                                  and emitted_at is not null and emitted_at > :lost)
                        from unforced, lane
                        where authority_id = :authority and connector = :connector and state = :gate
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("lost", Sql.at(lost))
                .param("gate", gate.name())
                .query(Integer.class)
                .optional();
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

    private record Next(double share, long id) implements Comparable<Next> {

        @Override
        public int compareTo(Next other) {
            return share == other.share ? Long.compare(id, other.id) : Double.compare(share, other.share);
        }
    }
}
