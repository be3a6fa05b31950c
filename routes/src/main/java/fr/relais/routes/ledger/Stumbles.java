package fr.relais.routes.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where people stumble: how often a form was refused, for which field and why. Of what was in it, nothing is kept. */
public final class Stumbles {

    /** Why a form was refused, by a field the téléservice itself declares. */
    public record Kind(String field, String code) {}

    /** How often. */
    public record Count(String teleservice, String canal, String field, String code, long count) {}

    private final JdbcClient jdbc;

    Stumbles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what one refused form came to, always in the same order; a crash may forget the last of it. */
    public void add(Authority authority, String teleservice, String canal, LocalDate day, Collection<Kind> kinds) {
        var each = kinds.stream()
                .distinct()
                .sorted(Comparator.comparing(Kind::field).thenComparing(Kind::code))
                .toList();
        jdbc.sql("""
                        with unforced as (select set_config('synchronous_commit', 'off', true))
                        insert into refusal_tally (authority_id, teleservice, canal, field, code, day, count)
                        select :authority, :teleservice, :canal, field, code, :day, 1
                        from unforced, unnest(:fields::text[], :codes::text[]) as t (field, code)
                        on conflict (authority_id, teleservice, day, canal, field, code)
                        do update set count = refusal_tally.count + 1
                        """)
                .param("authority", authority.id())
                .param("teleservice", teleservice)
                .param("canal", canal)
                .param("day", day)
                .param("fields", each.stream().map(Kind::field).toArray(String[]::new))
                .param("codes", each.stream().map(Kind::code).toArray(String[]::new))
                .update();
    }

    /**
     * Those of a span of days that were met at least so often, most often first: what happened to a few would point at them.
     *
     * @param until the first day after it
     */
    public List<Count> between(Authority authority, LocalDate from, LocalDate until, int atLeast) {
        return jdbc.sql("""
                        select teleservice, canal, field, code, sum(count) as count from refusal_tally
                        where authority_id = :authority and day >= :from and day < :until
                        group by teleservice, canal, field, code having sum(count) >= :least
                        order by count desc, teleservice, canal, field, code
                        """)
                .param("authority", authority.id())
                .param("from", from)
                .param("until", until)
                .param("least", atLeast)
                .query((row, number) -> new Count(
                        row.getString("teleservice"),
                        row.getString("canal"),
                        row.getString("field"),
                        row.getString("code"),
                        row.getLong("count")))
                .list();
    }
}
