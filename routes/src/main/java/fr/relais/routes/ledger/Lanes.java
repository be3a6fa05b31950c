package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The lane rows: every hub agrees on who may be called, and how fast. */
public final class Lanes {

    /** What a lane looks like from outside. */
    public record View(
            ConnectorId connector,
            LaneState state,
            Instant since,
            @Nullable String cause,
            @Nullable Instant lastSuccessAt) {}

    /** A claim holds a lease while it waits for its slot, so it may not wait long. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** No slot is ever drawn farther ahead: one that is was drawn while the database's clock was wrong. */
    static final Duration FARTHEST_SLOT = Duration.ofSeconds(3);

    private static final Duration SUCCESS_GRAIN = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Lanes(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Makes the lane's row when it is the system's first time. */
    public void ensure(Authority authority, ConnectorId connector, Instant now) {
        jdbc.sql("""
                        insert into lane (authority_id, connector, since) values (:authority, :connector, :now)
                        on conflict do nothing
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("now", Sql.at(now))
                .update();
    }

    /** Takes a slot for a call that changes nothing, such as a look-up; empty when the lane is closed or busy. */
    public Optional<Duration> slot(Authority authority, ConnectorId connector, Duration gap) {
        return jdbc.sql(Sql.UNFORCED + """
                        update lane
                        set next_slot_at = case when next_slot_at > clock_timestamp() + make_interval(secs => :farthest)
                                                then clock_timestamp()
                                                else greatest(next_slot_at, clock_timestamp()) end
                                           + make_interval(secs => :gap)
                        from unforced
                        where authority_id = :authority and connector = :connector and state = 'RUNNING'
                          and (next_slot_at <= clock_timestamp() + make_interval(secs => :longest)
                            or next_slot_at > clock_timestamp() + make_interval(secs => :farthest))
                        returning extract(epoch from next_slot_at - clock_timestamp()) - :gap as wait
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("gap", Sql.seconds(gap))
                .param("longest", Sql.seconds(LONGEST_WAIT))
                .param("farthest", Sql.seconds(FARTHEST_SLOT))
                .query(Double.class)
                .optional()
                .map(wait -> Duration.ofNanos(Math.max(0, (long) (wait * 1e9))));
    }

    public View view(Authority authority, ConnectorId connector) {
        return jdbc.sql("select * from lane where authority_id = :authority and connector = :connector")
                .param("authority", authority.id())
                .param("connector", connector.value())
                .query((row, number) -> view(row))
                .single();
    }

    /** Every lane, in the order of their names. */
    public List<View> all(Authority authority) {
        return jdbc.sql("select * from lane where authority_id = :authority order by connector")
                .param("authority", authority.id())
                .query((row, number) -> view(row))
                .list();
    }

    private static View view(ResultSet row) throws SQLException {
        return new View(
                new ConnectorId(row.getString("connector")),
                LaneState.valueOf(row.getString("state")),
                Sql.instant(row, "since"),
                row.getString("cause"),
                Sql.instantOrNull(row, "last_success_at"));
    }

    /**
     * Learns whether the system answered; a lane that runs well is written once a second at most.
     *
     * @param cause why not, when it did not
     * @return the state before and after, when it changed
     */
    public Optional<Change> observe(
            Authority authority,
            ConnectorId connector,
            @Nullable String cause,
            Instant now,
            Duration longestProbeInterval) {
        boolean answered = cause == null;
        if (answered && isAllWell(authority, connector, now)) {
            return Optional.empty();
        }
        return transactions.execute(status -> {
            var before = jdbc.sql("""
                            select * from lane where authority_id = :authority and connector = :connector for update
                            """)
                    .param("authority", authority.id())
                    .param("connector", connector.value())
                    .query((row, number) -> breaker(row))
                    .single();
            var after = before.after(answered, now, longestProbeInterval);
            write(authority, connector, before, after, cause, now, answered);
            return before.state() == after.state()
                    ? Optional.<Change>empty()
                    : Optional.of(new Change(before.state(), after.state()));
        });
    }

    private boolean isAllWell(Authority authority, ConnectorId connector, Instant now) {
        return jdbc.sql("""
                        select state = 'RUNNING' and recent not like '%x%' and trips = 0
                            and coalesce(last_success_at > :grain, false)
                        from lane where authority_id = :authority and connector = :connector
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("grain", Sql.at(now.minus(SUCCESS_GRAIN)))
                .query(Boolean.class)
                .single();
    }

    private void write(
            Authority authority,
            ConnectorId connector,
            Breaker before,
            Breaker after,
            @Nullable String cause,
            Instant now,
            boolean answered) {
        jdbc.sql("""
                        update lane
                        set state = :state, recent = :recent, trips = :trips, probe_at = :probe,
                            cause = case when :state = 'RUNNING' then null else coalesce(:cause, cause) end,
                            since = case when :changed and not (state in ('TRIPPED', 'PROBING') and :state in ('TRIPPED', 'PROBING'))
                                         then :now else since end,
                            last_success_at = case when :answered then :now else last_success_at end
                        where authority_id = :authority and connector = :connector
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("state", after.state().name())
                .param("recent", after.recent())
                .param("trips", after.trips())
                .param("probe", Sql.at(after.probeAt()))
                .param("cause", cause)
                .param("changed", before.state() != after.state())
                .param("answered", answered)
                .param("now", Sql.at(now))
                .update();
    }

    /** Starts the lane's one probe, if it is due and nobody else's is under way; a probe whose hub died is taken over. */
    public boolean startProbe(Authority authority, ConnectorId connector, Instant now, Duration probeTimeout) {
        return jdbc.sql("""
                        update lane set state = 'PROBING', probe_at = :now
                        where authority_id = :authority and connector = :connector
                          and ((state = 'TRIPPED' and probe_at <= :now)
                            or (state = 'PROBING' and probe_at <= :lost))
                        """)
                        .param("authority", authority.id())
                        .param("connector", connector.value())
                        .param("now", Sql.at(now))
                        .param("lost", Sql.at(now.minus(probeTimeout)))
                        .update()
                == 1;
    }

    /** Everything that waits for this lane is due now; its own pace does the rest. */
    public void hurry(Authority authority, ConnectorId connector, Instant now) {
        jdbc.sql("""
                        update delivery set due_at = :now, emitted_at = null
                        where authority_id = :authority and connector = :connector and state = 'PENDING'
                          and (due_at > :now or emitted_at is not null)
                        """)
                .param("authority", authority.id())
                .param("connector", connector.value())
                .param("now", Sql.at(now))
                .update();
    }

    private static Breaker breaker(ResultSet row) throws SQLException {
        return new Breaker(
                LaneState.valueOf(row.getString("state")),
                row.getString("recent"),
                row.getInt("trips"),
                Sql.instantOrNull(row, "probe_at"));
    }

    /** A lane opened or closed. */
    public record Change(LaneState before, LaneState after) {}
}
