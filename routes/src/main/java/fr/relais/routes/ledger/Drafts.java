package fr.relais.routes.ledger;

import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Téléservices that are being worked on at the hub, and in force nowhere. */
public final class Drafts {

    /**
     * A draft.
     *
     * @param by the account that changed it last
     */
    public record Draft(TeleserviceFolder folder, Instant at, String by) {}

    private final JdbcClient jdbc;

    Drafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A draft, but for its files. */
    public record Begun(String id, Instant at, String by) {}

    /** Somebody else was quicker. */
    public static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** All of them, by id. */
    public List<Begun> all(Authority authority) {
        return jdbc.sql("""
                        select teleservice, changed_at, changed_by from teleservice_draft
                        where authority_id = :authority order by teleservice
                        """)
                .param("authority", authority.id())
                .query((row, number) -> new Begun(
                        row.getString("teleservice"), Sql.instant(row, "changed_at"), row.getString("changed_by")))
                .list();
    }

    public Optional<Draft> find(Authority authority, String id) {
        return jdbc.sql("select * from teleservice_draft where authority_id = :authority and teleservice = :id")
                .param("authority", authority.id())
                .param("id", id)
                .query((row, number) -> draft(row))
                .optional();
    }

    private static Draft draft(ResultSet row) throws SQLException {
        return new Draft(
                new TeleserviceFolder(row.getString("teleservice"), Bundles.unzipped(row.getBytes("files"))),
                Sql.instant(row, "changed_at"),
                row.getString("changed_by"));
    }

    /** Begins one; false when there is one of that id. */
    public boolean begin(Authority authority, TeleserviceFolder folder, String by, Instant now) {
        return jdbc.sql("""
                        insert into teleservice_draft (authority_id, teleservice, files, changed_at, changed_by)
                        values (:authority, :id, :files, :now, :by) on conflict do nothing
                        """)
                        .param("authority", authority.id())
                        .param("id", folder.name())
                        .param("files", Bundles.zip(folder))
                        .param("now", Sql.at(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    /**
     * Keeps what was made of the one that was read as of {@code read}.
     *
     * @throws Changed when it is another since
     */
    public void change(Authority authority, Instant read, TeleserviceFolder now, String by, Instant at) {
        unchanged(jdbc.sql("""
                        update teleservice_draft set files = :files, changed_at = :at, changed_by = :by
                        where authority_id = :authority and teleservice = :id and changed_at = :before
                        """)
                .param("authority", authority.id())
                .param("id", now.name())
                .param("files", Bundles.zip(now))
                .param("at", Sql.at(at))
                .param("by", by)
                .param("before", Sql.at(read))
                .update());
    }

    /** Is done with it. Throws as the other does. */
    public void drop(Authority authority, String id, Instant read) {
        unchanged(jdbc.sql("""
                        delete from teleservice_draft
                        where authority_id = :authority and teleservice = :id and changed_at = :before
                        """)
                .param("authority", authority.id())
                .param("id", id)
                .param("before", Sql.at(read))
                .update());
    }

    private static void unchanged(int rows) {
        if (rows != 1) {
            throw new Changed();
        }
    }
}
