package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came in, what went out and how fast, over all hubs: counted from the ledger's own rows. */
public final class Traffic {

    /**
     * How a system was called in a span of time.
     *
     * @param calls begun in it, look-ups aside
     * @param broken those of them that ended without an answer that counts: failed, or in doubt
     * @param lately those begun since the lane came to its state: what was before it opened again says nothing of now
     * @param brokenLately those of these that broke
     * @param p50 half of the ended ones took no longer; null when none ended
     */
    public record Calls(
            ConnectorId connector,
            long calls,
            long delivered,
            long declined,
            long broken,
            long lately,
            long brokenLately,
            @Nullable Duration p50,
            @Nullable Duration p95,
            @Nullable Duration p99) {

        /** One that was not called. */
        public static Calls none(ConnectorId connector) {
            return new Calls(connector, 0, 0, 0, 0, 0, 0, null, null, null);
        }

        /** From 0 to 1. */
        public double brokenShare() {
            return calls == 0 ? 0 : (double) broken / calls;
        }
    }

    /** The same of a slice of it, the first of which begins with the span. */
    public record Slice(Instant from, long delivered, long declined, long broken) {

        public long all() {
            return delivered + declined + broken;
        }
    }

    /** How many submissions of a téléservice a portal posted. */
    public record Arrivals(String portal, String teleservice, long count, Instant last) {}

    /** A state a lane came to. */
    public record Change(
            Instant at, LaneState state, @Nullable String cause) {}

    /** A call that ended without an answer that counts. */
    public record Broken(
            Instant at,
            String reference,
            int ordinal,
            String outcome,
            @Nullable String code,
            @Nullable Integer httpStatus,
            @Nullable String contentType) {}

    private static final String ENDED = """
            count(*) filter (where outcome = 'DELIVERED') as delivered,
            count(*) filter (where outcome = 'DECLINED') as declined,
            count(*) filter (where outcome in ('FAILED', 'UNKNOWN')) as broken
            """;

    /** What could not even be prepared says nothing of its system: it was never called. */
    private static final String CALLED =
            "coalesce(a.code not in ('unfit-dossier', 'unreadable-dossier', 'unreadable-attachment', 'trial'), true)";

    private final JdbcClient jdbc;

    Traffic(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each lane, in the order of their names. */
    public List<Calls> calls(Authority authority, Instant from, Instant until) {
        return jdbc.sql("""
                        select l.connector, t.* from lane l cross join lateral (
                            select count(*) as calls, %s,
                                   count(*) filter (where a.started_at >= l.since) as lately,
                                   count(*) filter (where a.started_at >= l.since and outcome in ('FAILED', 'UNKNOWN'))
                                       as broken_lately,
                                   percentile_cont(array[0.5, 0.95, 0.99]) within group (
                                       order by extract(epoch from a.ended_at - a.started_at)::float8) as seconds
                            from attempt a
                            where a.authority_id = l.authority_id and a.connector = l.connector
                              and a.started_at >= :from and a.started_at < :until and a.kind = 'SEND' and %s) as t
                        where l.authority_id = :authority order by l.connector
                        """.formatted(ENDED, CALLED))
                .param("authority", authority.id())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query((row, number) -> calls(row))
                .list();
    }

    private static Calls calls(ResultSet row) throws SQLException {
        var array = row.getArray("seconds");
        var seconds = array == null ? new Double[3] : (Double[]) array.getArray();
        return new Calls(
                new ConnectorId(row.getString("connector")),
                row.getLong("calls"),
                row.getLong("delivered"),
                row.getLong("declined"),
                row.getLong("broken"),
                row.getLong("lately"),
                row.getLong("broken_lately"),
                seconds(seconds[0]),
                seconds(seconds[1]),
                seconds(seconds[2]));
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofNanos((long) (seconds * 1e9));
    }

    /** Of one lane, slice by slice; those in which nothing was called are there too. */
    public List<Slice> slices(Authority authority, ConnectorId connector, Instant from, Duration width, int count) {
        return jdbc.sql("""
                        select s.slice, %s
                        from generate_series(:from, :last, make_interval(secs => :width)) as s(slice)
                        left join attempt a on a.authority_id = :authority and a.connector = :connector and a.kind = 'SEND'
                            and a.started_at >= :from and a.started_at < :until
                            and date_bin(make_interval(secs => :width), a.started_at, :from) = s.slice and %s
                        group by s.slice order by s.slice
                        """.formatted(ENDED, CALLED))
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("from", Sql.at(from))
                .param("last", Sql.at(from.plus(width.multipliedBy(count - 1L))))
                .param("until", Sql.at(from.plus(width.multipliedBy(count))))
                .param("width", Sql.seconds(width))
                .query((row, number) -> new Slice(
                        Sql.instant(row, "slice"),
                        row.getLong("delivered"),
                        row.getLong("declined"),
                        row.getLong("broken")))
                .list();
    }

    /** Who posted what in that time. */
    public List<Arrivals> arrivals(Authority authority, Instant from, Instant until) {
        return jdbc.sql("""
                        select portal, teleservice, count(*) as count, max(received_at) as last from submission
                        where authority_id = :authority and received_at >= :from and received_at < :until
                        group by portal, teleservice order by portal, teleservice
                        """)
                .param("authority", authority.id())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query((row, number) -> new Arrivals(
                        row.getString("portal"),
                        row.getString("teleservice"),
                        row.getLong("count"),
                        Sql.instant(row, "last")))
                .list();
    }

    /** How many deliveries of a lane came with the submissions since then. */
    public long owedSince(Authority authority, ConnectorId connector, Instant from) {
        return jdbc.sql("""
                        select count(*) from submission s join delivery d on d.submission_id = s.id
                        where s.authority_id = :authority and s.received_at >= :from and d.connector = :connector
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("from", Sql.at(from))
                .query(Long.class)
                .single();
    }

    /** The last calls of a lane that broke, latest first. */
    public List<Broken> broken(Authority authority, ConnectorId connector, int most) {
        return jdbc.sql("""
                        select a.*, s.reference, d.ordinal from attempt a
                        join delivery d on d.id = a.delivery_id join submission s on s.id = d.submission_id
                        where a.authority_id = :authority and a.connector = :connector and a.outcome in ('FAILED', 'UNKNOWN')
                        order by a.started_at desc limit :most
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("most", most)
                .query((row, number) -> new Broken(
                        Sql.instant(row, "started_at"),
                        row.getString("reference"),
                        row.getInt("ordinal"),
                        row.getString("outcome"),
                        row.getString("code"),
                        row.getObject("http_status", Integer.class),
                        row.getString("content_type")))
                .list();
    }

    /** What a lane went through, latest first. */
    public List<Change> changes(Authority authority, ConnectorId connector, int most) {
        return jdbc.sql("""
                        select at, state, cause from lane_change
                        where authority_id = :authority and connector = :connector order by at desc, id desc limit :most
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("most", most)
                .query((row, number) -> new Change(
                        Sql.instant(row, "at"), LaneState.valueOf(row.getString("state")), row.getString("cause")))
                .list();
    }
}
