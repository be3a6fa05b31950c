package fr.relais.routes.ledger;

import java.time.LocalDate;
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

    /** Adds what one pre-fill came to, always in the same order, so that two never wait for each other crosswise. */
    public void add(Authority authority, String teleservice, LocalDate day, Map<Kind, Long> counts) {
        counts.entrySet().stream()
                .sorted((one, other) ->
                        one.getKey().toString().compareTo(other.getKey().toString()))
                .forEach(entry -> jdbc.sql("""
                                insert into prefill_tally (authority_id, teleservice, source, outcome, day, count)
                                values (:authority, :teleservice, :source, :outcome, :day, :count)
                                on conflict (authority_id, teleservice, source, outcome, day)
                                do update set count = prefill_tally.count + excluded.count
                                """)
                        .param("authority", authority.id())
                        .param("teleservice", teleservice)
                        .param("source", entry.getKey().source())
                        .param("outcome", entry.getKey().outcome())
                        .param("day", day)
                        .param("count", entry.getValue())
                        .update());
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
