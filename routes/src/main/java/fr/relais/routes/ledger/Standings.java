package fr.relais.routes.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what a portal may know of its own submissions, from one snapshot. */
public final class Standings {

    private final JdbcClient jdbc;
    private final SealedRows sealed;
    private final TransactionTemplate snapshot;

    Standings(JdbcClient jdbc, Vault vault, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.sealed = new SealedRows(jdbc, vault);
        this.snapshot = snapshot;
    }

    /** Empty when there is no such submission, or when it is another portal's: the two are not told apart. */
    public Optional<Standing> find(Authority authority, String portal, UUID id) {
        return snapshot.execute(status -> jdbc.sql("""
                        select * from submission
                        where authority_id = :authority and portal = :portal and public_id = :id
                        """)
                .param("authority", authority.id())
                .param("portal", portal)
                .param("id", id)
                .query((row, number) -> standing(row))
                .optional());
    }

    private Standing standing(ResultSet row) throws SQLException {
        long submission = row.getLong("id");
        var id = row.getObject("public_id", UUID.class);
        return new Standing(
                id,
                row.getString("reference"),
                row.getBytes("portal_reference_key") == null ? null : portalReference(id),
                row.getString("teleservice"),
                row.getString("teleservice_version"),
                row.getString("canal"),
                Sql.instant(row, "submitted_at"),
                Sql.instant(row, "received_at"),
                Sql.instant(row, "updated_at"),
                SubmissionStatus.valueOf(row.getString("status")),
                row.getBoolean("final"),
                deliveries(submission),
                timeline(submission));
    }

    private @Nullable String portalReference(UUID id) {
        return sealed.open(id, Vault.Kind.PORTAL_REFERENCE)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
    }

    private List<Standing.Part> deliveries(long submission) {
        return jdbc.sql("""
                        select d.*,
                               case when l.state in ('TRIPPED', 'PROBING') then l.since
                                    else (select min(at) from event e
                                          where e.submission_id = d.submission_id and e.connector = d.connector
                                            and e.kind in ('delivery.delayed', 'delivery.uncertain')) end as failing_since
                        from delivery d left join lane l using (authority_id, connector)
                        where d.submission_id = :id order by d.ordinal
                        """)
                .param("id", submission)
                .query((row, number) -> new Standing.Part(
                        row.getString("connector"),
                        row.getString("operation"),
                        DeliveryState.valueOf(row.getString("state")),
                        Sql.instant(row, "since"),
                        row.getString("target_reference"),
                        row.getInt("failures"),
                        Sql.instantOrNull(row, "failing_since")))
                .list();
    }

    private List<Standing.Happening> timeline(long submission) {
        return jdbc.sql("""
                        select seq, at, kind, connector from event
                        where submission_id = :id and visibility = 'PORTAL' order by seq
                        """)
                .param("id", submission)
                .query((row, number) -> new Standing.Happening(
                        row.getInt("seq"), Sql.instant(row, "at"), row.getString("kind"), row.getString("connector")))
                .list();
    }
}
