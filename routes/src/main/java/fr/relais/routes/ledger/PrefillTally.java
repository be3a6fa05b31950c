package fr.relais.routes.ledger;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often sources could fill a field, and how often not. */
public final class PrefillTally {

    /** What is counted. */
    public record Kind(String source, String outcome) {}

    /** A count of fields. */
    public record Count(String source, String outcome, long count) {}

    private final JdbcClient jdbc;

    PrefillTally(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds what one pre-fill came to, always in the same order, so that two never wait for each other crosswise. A crash may forget the
     * last of it: nobody waits for a count to be forced to disk.
     */
    public void add(Authority authority, String teleservice, LocalDate day, Map<Kind, Long> counts) {
        var kinds = counts.keySet().stream()
                .sorted(Comparator.comparing(Kind::source).thenComparing(Kind::outcome))
                .toList();
        jdbc.sql("""
                        with unforced as (select set_config('synchronous_commit', 'off', true))
                        insert into prefill_tally (authority_id, teleservice, source, outcome, day, count)
                        select :authority, :teleservice, source, outcome, :day, count
                        from unforced, unnest(:sources::text[], :outcomes::text[], :counts::bigint[]) as t (source, outcome, count)
                        on conflict (authority_id, teleservice, source, outcome, day)
                        do update set count = prefill_tally.count + excluded.count
                        """)
                .param("authority", authority.id())
                .param("teleservice", teleservice)
                .param("day", day)
                .param("sources", kinds.stream().map(Kind::source).toArray(String[]::new))
                .param("outcomes", kinds.stream().map(Kind::outcome).toArray(String[]::new))
                .param("counts", kinds.stream().map(counts::get).toArray(Long[]::new))
                .update();
    }

    /** Of all téléservices, on a day. */
    public List<Count> on(Authority authority, LocalDate day) {
        return jdbc.sql("""
                        select source, outcome, sum(count) as count from prefill_tally
                        where authority_id = :authority and day = :day
                        group by source, outcome order by source, outcome
                        """)
                .param("authority", authority.id())
                .param("day", day)
                .query((row, number) ->
                        new Count(row.getString("source"), row.getString("outcome"), row.getLong("count")))
                .list();
    }

    /** Of a téléservice, since it was first asked. */
    public List<Count> of(Authority authority, String teleservice) {
        return jdbc.sql("""
                        select source, outcome, sum(count) as count from prefill_tally
                        where authority_id = :authority and teleservice = :teleservice
                        group by source, outcome order by source, outcome
                        """)
                .param("authority", authority.id())
                .param("teleservice", teleservice)
                .query((row, number) ->
                        new Count(row.getString("source"), row.getString("outcome"), row.getLong("count")))
                .list();
    }
}
