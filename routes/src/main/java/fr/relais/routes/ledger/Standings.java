package fr.relais.routes.ledger;

import fr.relais.connectors.Ruling;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what a portal may know of its own submissions, from one snapshot. */
public final class Standings {

    private final JdbcClient jdbc;
    private final SealedRows sealed;
    private final Vault vault;
    private final TransactionTemplate snapshot;

    Standings(JdbcClient jdbc, Vault vault, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.sealed = new SealedRows(jdbc, vault);
        this.vault = vault;
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

    /** Whoever's it is: for engineers, by reference or by id. */
    public Optional<Standing> findForEngineers(Authority authority, String idOrReference) {
        var reference = Reference.heard(idOrReference).map(Reference::value);
        Object wanted = reference.<Object>map(known -> known).orElseGet(() -> uuid(idOrReference));
        return snapshot.execute(
                status -> jdbc.sql("select * from submission where authority_id = :authority and %s = :wanted"
                                .formatted(reference.isPresent() ? "reference" : "public_id"))
                        .param("authority", authority.id())
                        .param("wanted", wanted)
                        .query((row, number) -> standing(row))
                        .optional());
    }

    /** What is no id is nobody's. */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            return new UUID(0, 0);
        }
    }

    /** A portal's submissions in the order they last changed; one changed while pages are read comes again at its new place. */
    public Search.Page search(Authority authority, String portal, Search search) {
        return snapshot.execute(status -> {
            var where = new StringBuilder("authority_id = :authority and portal = :portal and purged_at is null");
            var values = new HashMap<String, Object>(Map.of("authority", authority.id(), "portal", portal));
            restrict(where, values, "reference = :reference", "reference", value(search.reference()));
            restrict(where, values, "portal_reference_key = :key", "key", key(search.portalReference()));
            restrict(where, values, "status = :status", "status", name(search.status()));
            restrict(where, values, "updated_at >= :since", "since", Sql.at(search.updatedSince()));
            var after = search.after();
            if (after != null) {
                where.append(" and (updated_at, id) > (:at, :number)");
                values.put("at", after.updatedAt().atOffset(ZoneOffset.UTC));
                values.put("number", after.number());
            }
            var places = jdbc.sql("select id, updated_at from submission where " + where
                            + " order by updated_at, id limit :limit")
                    .params(values)
                    .param("limit", search.limit() + 1)
                    .query((row, number) -> new Search.Place(Sql.instant(row, "updated_at"), row.getLong("id")))
                    .list();
            var shown = places.subList(0, Math.min(places.size(), search.limit()));
            return new Search.Page(
                    shown.stream().map(place -> standing(place.number())).toList(),
                    places.size() > shown.size() ? shown.getLast() : null);
        });
    }

    private static void restrict(
            StringBuilder where, Map<String, Object> values, String clause, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(clause);
            values.put(name, value);
        }
    }

    private static @Nullable String value(@Nullable Reference reference) {
        return reference == null ? null : reference.value();
    }

    private static @Nullable String name(@Nullable SubmissionStatus status) {
        return status == null ? null : status.name();
    }

    private byte @Nullable [] key(@Nullable String portalReference) {
        return portalReference == null
                ? null
                : vault.hmac("portal-reference", portalReference.getBytes(StandardCharsets.UTF_8));
    }

    private Standing standing(long submission) {
        return jdbc.sql("select * from submission where id = :id")
                .param("id", submission)
                .query((row, number) -> standing(row))
                .single();
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
                row.getObject("purged_at") != null,
                decision(row),
                deliveries(submission),
                Complements.awaited(jdbc, submission),
                timeline(submission));
    }

    private static Standing.@Nullable Decision decision(ResultSet row) throws SQLException {
        var outcome = row.getString("decision_outcome");
        return outcome == null
                ? null
                : new Standing.Decision(Ruling.Outcome.valueOf(outcome), Sql.instant(row, "decided_at"));
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
                        Sql.instantOrNull(row, "failing_since"),
                        row.getString("cause"),
                        "DECISION".equals(row.getString("waits_for"))))
                .list();
    }

    private List<Standing.Happening> timeline(long submission) {
        return jdbc.sql("""
                        select seq, at, kind, connector, code from event
                        where submission_id = :id and visibility = 'PORTAL' order by seq
                        """)
                .param("id", submission)
                .query((row, number) -> new Standing.Happening(
                        row.getInt("seq"),
                        Sql.instant(row, "at"),
                        row.getString("kind"),
                        row.getString("connector"),
                        row.getString("code")))
                .list();
    }
}
