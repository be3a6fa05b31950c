package fr.relais.routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is or was wrong, each from its beginning to its end. All hubs see the same, and one of them tells. */
public final class Outages {

    /**
     * Something that is wrong now.
     *
     * @param subject the lane, source, téléservice or task it is about; what is parked, by its cause as well
     * @param code of the runbook, if there is one
     * @param said in a sentence
     * @param touched how many deliveries
     */
    public record Seen(
            String kind,
            String subject,
            @Nullable String code,
            String said,
            String owner,
            String link,
            long touched,
            Instant began) {}

    /**
     * What became of it.
     *
     * @param touched how many deliveries at most
     * @param seen when it was first noticed
     * @param lastSeen when it was last noticed
     * @param told when its owner was told that it began
     */
    public record Outage(
            long id,
            String kind,
            String subject,
            @Nullable String code,
            String said,
            String owner,
            String link,
            long touched,
            Instant began,
            Instant seen,
            Instant lastSeen,
            @Nullable Instant told,
            @Nullable Instant acknowledged,
            @Nullable String acknowledgedBy,
            @Nullable Instant escalated,
            @Nullable Instant ended) {

        public boolean isOver() {
            return ended != null;
        }
    }

    /** A moment of an outage that somebody is told of. */
    public enum Moment {
        BEGINNING("told_at"),
        ESCALATION("escalated_at"),
        END("end_told_at");

        private final String column;

        Moment(String column) {
            this.column = column;
        }
    }

    private final JdbcClient jdbc;

    Outages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins an outage, or notes that it goes on. */
    public void see(Authority authority, Seen seen, Instant now) {
        jdbc.sql("""
                        insert into outage (authority_id, kind, subject, code, said, owner, link, touched, began_at,
                            seen_at, last_seen_at)
                        values (:authority, :kind, :subject, :code, :said, :owner, :link, :touched, :began, :now, :now)
                        on conflict (authority_id, kind, subject) where ended_at is null do update
                        set last_seen_at = greatest(outage.last_seen_at, excluded.last_seen_at),
                            said = case when excluded.touched >= outage.touched then excluded.said else outage.said end,
                            touched = greatest(outage.touched, excluded.touched),
                            code = coalesce(excluded.code, outage.code)
                        """)
                .param("authority", authority.id())
                .param("kind", seen.kind())
                .param("subject", seen.subject())
                .param("code", seen.code())
                .param("said", seen.said())
                .param("owner", seen.owner())
                .param("link", seen.link())
                .param("touched", seen.touched())
                .param("began", Sql.at(seen.began()))
                .param("now", Sql.at(now))
                .update();
    }

    /** Whether one of that kind goes on. */
    public boolean goesOn(Authority authority, String kind, String subject) {
        return jdbc.sql("""
                        select exists (select from outage where authority_id = :authority and kind = :kind
                                       and subject = :subject and ended_at is null)
                        """)
                .param("authority", authority.id())
                .param("kind", kind)
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    /** Ends what was not seen since then; what nobody was told of was a blip, and is forgotten. */
    public void endUnseen(Authority authority, Instant since) {
        jdbc.sql("""
                        delete from outage
                        where authority_id = :authority and ended_at is null and last_seen_at < :since and told_at is null
                          and telling_until is null
                        """)
                .param("authority", authority.id())
                .param("since", Sql.at(since))
                .update();
        jdbc.sql("""
                        update outage set ended_at = last_seen_at
                        where authority_id = :authority and ended_at is null and last_seen_at < :since
                        """)
                .param("authority", authority.id())
                .param("since", Sql.at(since))
                .update();
    }

    /** Those whose end nobody was told of yet. */
    public List<Outage> untold(Authority authority) {
        return jdbc.sql("select * from outage where authority_id = :authority and end_told_at is null order by id")
                .param("authority", authority.id())
                .query((row, number) -> outage(row))
                .list();
    }

    /** Those that go on, then those that are over, the latest first. */
    public List<Outage> latest(Authority authority, int most) {
        return jdbc.sql("""
                        select * from outage where authority_id = :authority
                        order by ended_at is not null, began_at desc, id desc limit :most
                        """)
                .param("authority", authority.id())
                .param("most", most)
                .query((row, number) -> outage(row))
                .list();
    }

    /** Those of a span of time. */
    public List<Outage> between(Authority authority, Instant from, Instant until) {
        return jdbc.sql("""
                        select * from outage
                        where authority_id = :authority and told_at is not null and began_at < :until
                          and (ended_at is null or ended_at >= :from)
                        order by began_at, id
                        """)
                .param("authority", authority.id())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query((row, number) -> outage(row))
                .list();
    }

    /** Keeps other hubs from telling of it for a while; false when one of them is just trying, or did. */
    public boolean takeTelling(long id, Moment moment, Instant now, Duration meanwhile) {
        return jdbc.sql("""
                        update outage set telling_until = :until
                        where id = :id and %s is null and (telling_until is null or telling_until <= :now)
                        """.formatted(moment.column))
                        .param("id", id)
                        .param("now", Sql.at(now))
                        .param("until", Sql.at(now.plus(meanwhile)))
                        .update()
                == 1;
    }

    public void told(long id, Moment moment, Instant now) {
        jdbc.sql("update outage set %s = :now, telling_until = null where id = :id".formatted(moment.column))
                .param("id", id)
                .param("now", Sql.at(now))
                .update();
    }

    /** Somebody takes care of it; false when somebody does already, or it is over. */
    public boolean acknowledge(Authority authority, long id, String who, Instant now) {
        return jdbc.sql("""
                        update outage set acknowledged_at = :now, acknowledged_by = :who
                        where id = :id and authority_id = :authority and acknowledged_at is null and ended_at is null
                        """)
                        .param("id", id)
                        .param("authority", authority.id())
                        .param("who", who)
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    /** Takes the summary of a week for this hub to send, for a while; false when it was sent, or another hub is at it. */
    public boolean takeDigest(Authority authority, LocalDate week, Instant now, Duration meanwhile) {
        return jdbc.sql("""
                        insert into digest (authority_id, week, taken_until) values (:authority, :week, :until)
                        on conflict (authority_id, week) do update set taken_until = excluded.taken_until
                        where digest.sent_at is null and digest.taken_until <= :now
                        """)
                        .param("authority", authority.id())
                        .param("week", week)
                        .param("now", Sql.at(now))
                        .param("until", Sql.at(now.plus(meanwhile)))
                        .update()
                == 1;
    }

    public void digestSent(Authority authority, LocalDate week, Instant now) {
        jdbc.sql("update digest set sent_at = :now where authority_id = :authority and week = :week")
                .param("authority", authority.id())
                .param("week", week)
                .param("now", Sql.at(now))
                .update();
    }

    private static Outage outage(ResultSet row) throws SQLException {
        return new Outage(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("code"),
                row.getString("said"),
                row.getString("owner"),
                row.getString("link"),
                row.getLong("touched"),
                Sql.instant(row, "began_at"),
                Sql.instant(row, "seen_at"),
                Sql.instant(row, "last_seen_at"),
                Sql.instantOrNull(row, "told_at"),
                Sql.instantOrNull(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                Sql.instantOrNull(row, "escalated_at"),
                Sql.instantOrNull(row, "ended_at"));
    }
}
