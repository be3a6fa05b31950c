package fr.relais.routes.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the hubs' housekeeping is behind: not whether it ran, but what it should have done and has not. */
public final class Arrears {

    /** What is done in the background, by whichever hub comes first. */
    public enum Task {
        /** Events get their place in the one order all readers follow. */
        NUMBERING(Duration.ofMinutes(1)),
        /** Attempts whose lease is over become doubts. */
        LOST_ATTEMPTS(Duration.ofMinutes(2)),
        /** What is past its deadline is parked. */
        DEADLINES(Duration.ofMinutes(5)),
        /** Doubts are looked up, no faster than their lanes bear: after an outage there may be thousands. */
        LOOK_UPS(Duration.ofMinutes(30)),
        /** What was kept long enough is erased. */
        PURGE(Duration.ofDays(1)),
        /** Attachments nobody claimed are dropped. */
        ATTACHMENTS(Duration.ofDays(1));

        private final Duration tolerance;

        Task(Duration tolerance) {
            this.tolerance = tolerance;
        }

        /** What the runbook calls it when it is behind. */
        public String code() {
            return "behind-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** How far it may be behind before somebody should look. */
        public Duration tolerance() {
            return tolerance;
        }
    }

    private static final String OLDEST = """
            select 'NUMBERING' as task, min(at) as since from event where position is null
            union all
            select 'LOST_ATTEMPTS', min(lease_until) from delivery where state = 'SENDING' and lease_until < :now
            union all
            select 'DEADLINES', min(deadline_at) from delivery
            where state in ('WAITING', 'PENDING', 'UNKNOWN') and deadline_at < :now
              and (waits_for is null or waits_for = 'ORDER')
            union all
            select 'LOOK_UPS', min(d.due_at) from delivery d join lane l using (authority_id, connector)
            where d.state = 'UNKNOWN' and d.due_at < :now and l.state = 'RUNNING'
            union all
            select 'PURGE', min(purge_after) from submission s
            where purged_at is null and purge_after < :now
              and not exists (select from delivery where submission_id = s.id and state in %s)
            union all
            select 'ATTACHMENTS', min(expires_at) from attachment where submission_id is null and expires_at < :now
            """.formatted(Deliveries.OPEN);

    private final JdbcClient jdbc;

    Arrears(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How long the oldest thing of each task has waited to be done; zero where nothing does. */
    public Map<Task, Duration> behind(Instant now) {
        var behind = new EnumMap<Task, Duration>(Task.class);
        jdbc.sql(OLDEST).param("now", Sql.at(now)).query(row -> {
            var since = Sql.instantOrNull(row, "since");
            behind.put(
                    Task.valueOf(row.getString("task")),
                    since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now));
        });
        return behind;
    }
}
