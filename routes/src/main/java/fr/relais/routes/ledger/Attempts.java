package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Evidence;
import java.time.Instant;
import java.util.List;
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
        return inserting(authority, connector, deliveryId, number, Kind.SEND, now);
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

    private Step<Integer> inserting(
            Authority authority, ConnectorId connector, long deliveryId, int number, Kind kind, Instant now) {
        return Step.update("""
                        insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at)
                        values (:authority, :delivery, :connector, :number, :kind, :build, :now)
                        """)
                .param("authority", authority.id())
                .param("delivery", deliveryId)
                .param("connector", connector.value())
                .param("number", number)
                .param("kind", kind.name())
                .param("build", build)
                .param("now", Sql.at(now));
    }

    /** Ends the attempt's row; one that ended before is told apart as late evidence. */
    Step<Integer> ending(Claim.Item item, Result result, boolean late, Instant now) {
        return ending(item, Kind.SEND, result, late, now);
    }

    private static Step<Integer> ending(Claim.Item item, Kind kind, Result result, boolean late, Instant now) {
        return Step.update("""
                        update attempt
                        set ended_at = :now, outcome = :outcome, code = :code, http_status = :status,
                            content_type = :type, exchange_id = :exchange, late = :late
                        where id = (select max(id) from attempt
                                    where delivery_id = :delivery and number = :number and kind = :kind)
                        """)
                .param("delivery", item.deliveryId())
                .param("number", item.attempt())
                .param("kind", kind.name())
                .param("late", late)
                .param("now", Sql.at(now))
                .param("outcome", result.outcome())
                .param("code", result.code())
                .param("status", result.evidence().httpStatus())
                .param("type", result.evidence().contentType())
                .param("exchange", result.exchangeId());
    }

    /** Inserts a look-up's row, and ends it. */
    List<Step<Integer>> lookup(Claim.Item item, Result result, Instant startedAt, Instant now) {
        return List.of(
                inserting(
                        item.authority(), item.connector(), item.deliveryId(), item.attempt(), Kind.LOOKUP, startedAt),
                ending(item, Kind.LOOKUP, result, false, now));
    }

    /** How a call ended, its exchange already kept. */
    record Result(
            String outcome,
            @Nullable String code,
            Evidence evidence,
            @Nullable Long exchangeId) {}
}
