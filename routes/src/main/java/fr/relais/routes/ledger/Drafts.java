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

    /** All of them, by id. */
    public List<Draft> all(Authority authority) {
        return jdbc.sql("select * from teleservice_draft where authority_id = :authority order by teleservice")
                .param("authority", authority.id())
                .query((row, number) -> draft(row))
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

    /** Keeps what was made of the one read before; false when somebody else was quicker. */
    public boolean change(Authority authority, Draft read, TeleserviceFolder now, String by, Instant at) {
        return jdbc.sql("""
                        update teleservice_draft set files = :files, changed_at = :at, changed_by = :by
                        where authority_id = :authority and teleservice = :id and changed_at = :before
                        """)
                        .param("authority", authority.id())
                        .param("id", now.name())
                        .param("files", Bundles.zip(now))
                        .param("at", Sql.at(at))
                        .param("by", by)
                        .param("before", Sql.at(read.at()))
                        .update()
                == 1;
    }

    public void drop(Authority authority, String id) {
        jdbc.sql("delete from teleservice_draft where authority_id = :authority and teleservice = :id")
                .param("authority", authority.id())
                .param("id", id)
                .update();
    }
}
