package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row a call: what was tried, when, and what came of it. */
final class Attempts {

    /** Why a call was made. */
    enum Kind {
        SEND,
        LOOKUP
    }

    private final JdbcClient jdbc;
    private final String build;

    Attempts(JdbcClient jdbc, String build) {
        this.jdbc = jdbc;
        this.build = build;
    }

    Step<Integer> starting(Authority authority, ConnectorId connector, long deliveryId, int number, Instant now) {
        return Step.update("""
                        insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at)
                        values (:authority, :delivery, :connector, :number, :kind, :build, :now)
                        """)
                .param("authority", authority.id())
                .param("delivery", deliveryId)
                .param("connector", connector.value())
                .param("number", number)
                .param("kind", Kind.SEND.name())
                .param("build", build)
                .param("now", Sql.at(now));
    }

    boolean isBegun(Claim.Item item) {
        return jdbc.sql("""
                        select exists (select from attempt
                                       where delivery_id = :delivery and number = :number and kind = 'SEND')
                        """)
                .param("delivery", item.deliveryId())
                .param("number", item.attempt())
                .query(Boolean.class)
                .single();
    }

    /** Ends the attempt's row; one that ended before is told apart as late evidence. */
    static Step<Integer> ending(Claim.Item item, Result result, boolean late, Instant now) {
        return ended(result, now, """
                        update attempt
                        set ended_at = :now, outcome = :outcome, code = :code, http_status = :status,
                            content_type = :type, exchange_id = :exchange, late = :late
                        where id = (select max(id) from attempt
                                    where delivery_id = :delivery and number = :number and kind = 'SEND')
                        """)
                .param("delivery", item.deliveryId())
                .param("number", item.attempt())
                .param("late", late);
    }

    /** A look-up, that has ended. */
    Step<Integer> lookup(Claim.Item item, Result result, Instant startedAt, Instant now) {
        return ended(result, now, """
                        insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at,
                            ended_at, outcome, code, http_status, content_type, exchange_id)
                        values (:authority, :delivery, :connector, :number, :kind, :build, :started,
                            :now, :outcome, :code, :status, :type, :exchange)
                        """)
                .param("authority", item.authority().id())
                .param("delivery", item.deliveryId())
                .param("connector", item.connector().value())
                .param("number", item.attempt())
                .param("kind", Kind.LOOKUP.name())
                .param("build", build)
                .param("started", Sql.at(startedAt));
    }

    private static Step<Integer> ended(Result result, Instant now, String sql) {
        return Step.update(sql)
                .param("now", Sql.at(now))
                .param("outcome", result.outcome())
                .param("code", result.code())
                .param("status", result.evidence().httpStatus())
                .param("type", result.evidence().contentType())
                .param("exchange", result.exchangeId());
    }

    /** How a call ended, its exchange already kept. */
    record Result(
            String outcome,
            @Nullable String code,
            Evidence evidence,
            @Nullable Long exchangeId) {}
}
