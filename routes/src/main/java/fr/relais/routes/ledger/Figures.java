package fr.relais.routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a span of time came to, téléservice by téléservice; no figure is of a person. */
public final class Figures {

    /**
     * Of one téléservice.
     *
     * @param byCanal how many were received, by channel
     * @param toBackOffice half of the deliveries that wait for nothing took no longer to be had by their system; null without any
     * @param toDecision half of the decisions took no longer; null without any
     * @param ended how many of those received have come to their end
     * @param untouched how many of these nobody had to look at: none of their deliveries was ever put aside, and nothing was done by hand
     * @param refused how many the téléservice's systems declined, in part or as a whole
     */
    public record Line(
            String teleservice,
            Map<String, Long> byCanal,
            @Nullable Duration toBackOffice,
            @Nullable Duration toDecision,
            long ended,
            long untouched,
            long refused) {

        public long received() {
            return byCanal.values().stream().mapToLong(Long::longValue).sum();
        }

        /** From 0 to 1. */
        public double untouchedShare() {
            return ended == 0 ? 0 : (double) untouched / ended;
        }
    }

    private final JdbcClient jdbc;

    Figures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of all received from one moment until another. */
    public List<Line> between(Authority authority, Instant from, Instant until) {
        var canals = new HashMap<String, Map<String, Long>>();
        jdbc.sql("""
                        select teleservice, canal, count(*) as count from submission
                        where authority_id = :authority and received_at >= :from and received_at < :until
                        group by teleservice, canal order by teleservice, canal
                        """)
                .param("authority", authority.id())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query(row -> {
                    canals.computeIfAbsent(row.getString("teleservice"), first -> new HashMap<>())
                            .put(row.getString("canal"), row.getLong("count"));
                });
        return jdbc.sql("""
                        with received as materialized (
                            select id, reference, teleservice, received_at, decided_at, final from submission
                            where authority_id = :authority and received_at >= :from and received_at < :until
                        ), deliveries as (
                            select r.teleservice,
                                   percentile_cont(0.5) within group (order by extract(epoch from d.since - r.received_at)::float8)
                                       filter (where d.state = 'DELIVERED' and d.after_ordinal is null) as seconds,
                                   count(distinct r.id) filter (where d.state = 'DECLINED') as refused
                            from received r join delivery d on d.submission_id = r.id
                            group by r.teleservice
                        ), touched as (
                            select distinct r.id from received r join event e on e.submission_id = r.id
                            where e.kind in ('delivery.parked', 'delivery.replayed', 'delivery.remapped')
                            union
                            select r.id from received r join act a on a.authority_id = :authority
                                and a.subject like 'R%' and a.verb not in ('open', 'read', 'reveal', 'search')
                                and split_part(a.subject, '/', 1) = r.reference
                        ), submissions as (
                            select r.teleservice,
                                   percentile_cont(0.5) within group (order by extract(epoch from r.decided_at - r.received_at)::float8)
                                       filter (where r.decided_at is not null) as seconds,
                                   count(*) filter (where r.final) as ended,
                                   count(*) filter (where r.final and t.id is null) as untouched
                            from received r left join touched t on t.id = r.id
                            group by r.teleservice
                        )
                        select s.teleservice, d.seconds as to_back_office, s.seconds as to_decision, s.ended, s.untouched,
                               coalesce(d.refused, 0) as refused
                        from submissions s left join deliveries d using (teleservice) order by s.teleservice
                        """)
                .param("authority", authority.id())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query((row, number) -> new Line(
                        row.getString("teleservice"),
                        Map.copyOf(canals.getOrDefault(row.getString("teleservice"), Map.of())),
                        seconds(row, "to_back_office"),
                        seconds(row, "to_decision"),
                        row.getLong("ended"),
                        row.getLong("untouched"),
                        row.getLong("refused")))
                .list();
    }

    /**
     * How many fields sources filled, by téléservice: what nobody had to give, nor to bring a document for.
     *
     * @param until the first day after it
     */
    public Map<String, Long> notAskedFor(Authority authority, LocalDate from, LocalDate until) {
        var filled = new HashMap<String, Long>();
        jdbc.sql("""
                        select teleservice, sum(count) as count from prefill_tally
                        where authority_id = :authority and day >= :from and day < :until and outcome in ('KNOWN', 'TO_CONFIRM')
                        group by teleservice
                        """)
                .param("authority", authority.id())
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    filled.put(row.getString("teleservice"), row.getLong("count"));
                });
        return filled;
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        double seconds = row.getDouble(column);
        return row.wasNull() ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }
}
