package fr.relais.routes.ledger;

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

    void start(Claim.Item item, Instant now) {
        insert(item, Kind.SEND, now);
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

    private long insert(Claim.Item item, Kind kind, Instant now) {
        return jdbc.sql("""
                        insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at)
                        values (:authority, :delivery, :connector, :number, :kind, :build, :now) returning id
                        """)
                .param("authority", item.authority().id())
                .param("delivery", item.deliveryId())
                .param("connector", item.connector().value())
                .param("number", item.attempt())
                .param("kind", kind.name())
                .param("build", build)
                .param("now", Sql.at(now))
                .query(Long.class)
                .single();
    }

    /** Ends the attempt's row; one that ended before is told apart as late evidence. */
    void end(Claim.Item item, Result result, boolean late, Instant now) {
        jdbc.sql("""
                        update attempt
                        set ended_at = :now, outcome = :outcome, code = :code, http_status = :status,
                            content_type = :type, exchange_id = :exchange, late = :late
                        where id = (select max(id) from attempt
                                    where delivery_id = :delivery and number = :number and kind = 'SEND')
                        """)
                .param("delivery", item.deliveryId())
                .param("number", item.attempt())
                .param("late", late)
                .param("now", Sql.at(now))
                .param("outcome", result.outcome())
                .param("code", result.code())
                .param("status", result.evidence().httpStatus())
                .param("type", result.evidence().contentType())
                .param("exchange", result.exchangeId())
                .update();
    }

    void lookup(Claim.Item item, Result result, Instant startedAt, Instant now) {
        var id = insert(item, Kind.LOOKUP, startedAt);
        jdbc.sql("""
                        update attempt
                        set ended_at = :now, outcome = :outcome, code = :code, http_status = :status,
                            content_type = :type, exchange_id = :exchange
                        where id = :id
                        """)
                .param("id", id)
                .param("now", Sql.at(now))
                .param("outcome", result.outcome())
                .param("code", result.code())
                .param("status", result.evidence().httpStatus())
                .param("type", result.evidence().contentType())
                .param("exchange", result.exchangeId())
                .update();
    }

    /** How a call ended, its exchange already kept. */
    record Result(
            String outcome,
            @Nullable String code,
            Evidence evidence,
            @Nullable Long exchangeId) {}
}
