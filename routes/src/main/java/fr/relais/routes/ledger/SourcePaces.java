package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast each source may be asked: by the clock of the database, so that all hubs together keep to it. */
public final class SourcePaces {

    /** Half of what is allowed in a second may come at once, the other half evenly: in no second is it ever more. */
    private static final double BURST_SECONDS = 1.0;

    /** No call is ever drawn farther ahead: one that is was drawn while the database's clock was wrong. */
    private static final double FARTHEST_SECONDS = 5.0;

    private final JdbcClient jdbc;

    public SourcePaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void ensure(Authority authority, ConnectorId source) {
        jdbc.sql("insert into source_pace (authority_id, source) values (:authority, :source) on conflict do nothing")
                .param("authority", authority.id())
                .param("source", source.value())
                .update();
    }

    /** In how long a call may start; empty when not within that patience, or while the source wants to be left alone. */
    public Optional<Duration> slot(Authority authority, ConnectorId source, int perSecond, Duration patience) {
        double gap = 2.0 / perSecond;
        return jdbc.sql(Sql.UNFORCED + """
                        update source_pace
                        set paced_until = case when paced_until > clock_timestamp() + make_interval(secs => :farthest)
                                               then clock_timestamp()
                                               else greatest(paced_until, clock_timestamp()) end
                                          + make_interval(secs => :gap)
                        from unforced
                        where authority_id = :authority and source = :source and not_before <= clock_timestamp()
                          and (paced_until <= clock_timestamp() + make_interval(secs => :burst + :patience)
                            or paced_until > clock_timestamp() + make_interval(secs => :farthest))
                        returning extract(epoch from paced_until - clock_timestamp()) - :gap - :burst as wait
                        """)
                .param("authority", authority.id())
                .param("source", source.value())
                .param("gap", gap)
                .param("burst", BURST_SECONDS - gap)
                .param("patience", Sql.seconds(patience))
                .param("farthest", FARTHEST_SECONDS)
                .query(Double.class)
                .optional()
                .map(wait -> Duration.ofNanos(Math.max(0, (long) (wait * 1e9))));
    }

    /** Leaves a source alone for a while, on every hub. */
    public void pause(Authority authority, ConnectorId source, Duration pause) {
        jdbc.sql("""
                        update source_pace
                        set not_before = greatest(not_before, clock_timestamp() + make_interval(secs => :pause))
                        where authority_id = :authority and source = :source
                        """)
                .param("authority", authority.id())
                .param("source", source.value())
                .param("pause", Sql.seconds(pause))
                .update();
    }
}
