package fr.relais.routes.ledger;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices at its start that the ledger was restored from a backup: it has forgotten events this hub has seen. What back-offices were given
 * since that backup, they have still.
 *
 * <p>So every lane is paused before anything is sent; what is open is listed in a file, and wherever the system can be asked it is, before
 * it is given that again. Engineers resume the lanes when they have read the list.
 *
 * <p>The last event seen is kept in the hub's folder, apart from the database: by more than its number, which another may bear after a
 * restore.
 */
public final class RestoreCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);

    private static final String EVENT = "id || ' ' || submission_id || ' ' || seq || ' ' || extract(epoch from at)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Path folder;
    private final Path mark;
    private String seen;

    /**
     * Looks, once, and does what is to be done.
     *
     * @param restored whether it is known to be restored
     */
    RestoreCheck(JdbcClient jdbc, TransactionTemplate transactions, Path folder, boolean restored, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.folder = folder;
        this.mark = folder.resolve("last-event-seen");
        try {
            seen = Files.exists(mark) ? Files.readString(mark).strip() : "";
            if (restored || (!seen.isEmpty() && !isKnown(seen))) {
                hold(clock.instant());
                remember();
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private boolean isKnown(String event) {
        return jdbc.sql("select exists (select from event where id = :id and " + EVENT + " = :event)")
                .param("id", Long.valueOf(event.substring(0, event.indexOf(' '))))
                .param("event", event)
                .query(Boolean.class)
                .single();
    }

    /** Keeps the last event there is. */
    public void remember() throws IOException {
        var last = jdbc.sql("select " + EVENT + " from event order by id desc limit 1")
                .query(String.class)
                .optional()
                .orElse("");
        if (!last.equals(seen)) {
            PrivateFiles.write(mark, last);
            seen = last;
        }
    }

    /** Once more before it ends. */
    @Override
    public void close() throws IOException {
        try {
            remember();
        } catch (DataAccessException away) {
            LOG.warn(
                    "The last event is not kept, as the ledger is away: {}",
                    away.getClass().getSimpleName());
        }
    }

    private void hold(Instant now) throws IOException {
        var list = folder.resolve(
                "restored-" + now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".csv");
        int open = transactions.execute(status -> {
            pause(now);
            var lines = open();
            try {
                PrivateFiles.write(list, String.join("\n", lines) + "\n");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
            doubt(now);
            return lines.size() - 1;
        });
        LOG.error(
                "The ledger was restored from a backup. All lanes are paused; {} deliveries that are open, and may have been made since that"
                        + " backup, are listed in {}. See \"A restored backup\" in routes/docs/deployment/README.md, then resume each lane.",
                open,
                list);
    }

    private void pause(Instant now) {
        jdbc.sql("""
                        update lane set state = 'PAUSED', since = :now, cause = 'restored', probe_at = null
                        where state <> 'PAUSED'
                        """).param("now", Sql.at(now)).update();
    }

    /** An attempt counts that nobody remembers, so that the next is not the first, and asks. */
    private void doubt(Instant now) {
        jdbc.sql("""
                        update delivery
                        set attempt = case when state in ('WAITING', 'PENDING') then greatest(attempt, 1) else attempt end,
                            sent_until = case when state = 'PARKED' then coalesce(sent_until, :now) else sent_until end
                        where state in ('WAITING', 'PENDING', 'PARKED')
                        """).param("now", Sql.at(now)).update();
    }

    private List<String> open() {
        var lines = new ArrayList<>(List.of("transmission;service;operation;etat"));
        lines.addAll(
                jdbc.sql("""
                        select s.reference || '/' || d.ordinal || ';' || d.connector || ';' || d.operation || ';' || d.state
                        from delivery d join submission s on s.id = d.submission_id
                        where d.state in %s order by d.id
                        """.formatted(Deliveries.OPEN)).query(String.class).list());
        return lines;
    }
}
