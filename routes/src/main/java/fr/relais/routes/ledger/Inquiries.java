package fr.relais.routes.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds submissions by whatever somebody on the telephone may know, and tells all that happened to one. */
public final class Inquiries {

    /** What is found at once; who finds more should know more. */
    public static final int MOST = 50;

    /** A submission, as far as it is nobody's in particular. */
    public record Found(
            long number,
            UUID id,
            String reference,
            String portal,
            String teleservice,
            String version,
            String bundleHash,
            String canal,
            SubmissionStatus status,
            boolean isFinal,
            Instant submittedAt,
            Instant receivedAt,
            Instant updatedAt,
            boolean purged,
            @Nullable String traceparent) {

        /** Under which its trace is found where traces are kept. */
        public @Nullable String trace() {
            return traceparent == null ? null : traceparent.split("-")[1];
        }
    }

    /** Something that happened to it, whoever may know. */
    public record Happening(
            int seq,
            Instant at,
            String kind,
            boolean isForPortal,
            @Nullable String connector,
            @Nullable String code) {}

    private final JdbcClient jdbc;
    private final Vault vault;
    private final SealedRows sealed;

    Inquiries(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.sealed = new SealedRows(jdbc, vault);
    }

    /** By reference, by id, by the portal's own reference or by a target's, latest first. */
    public List<Found> find(Authority authority, String known) {
        var named = named(authority, known);
        if (named.isPresent()) {
            return List.of(named.get());
        }
        var byPortal = found(
                "portal_reference_key = :known",
                authority,
                vault.hmac("portal-reference", known.getBytes(StandardCharsets.UTF_8)));
        return byPortal.isEmpty() && known.indexOf('\0') < 0
                ? found(
                        "id in (select submission_id from delivery where authority_id = :authority and target_reference = :known)",
                        authority,
                        known)
                : byPortal;
    }

    /** By reference or by id alone: what an address may hold. */
    public Optional<Found> named(Authority authority, String name) {
        var reference = Reference.heard(name).map(Reference::value);
        if (reference.isPresent()) {
            return found("reference = :known", authority, reference.get()).stream()
                    .findFirst();
        }
        try {
            return found("public_id = :known", authority, UUID.fromString(name)).stream()
                    .findFirst();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** All of a person's that are kept, latest first. */
    public List<Found> ofPerson(Authority authority, byte[] personKey) {
        return found("person_key = :known", authority, personKey);
    }

    /** The latest of all. */
    public List<Found> latest(Authority authority) {
        return found("cast(:known as text) is null", authority, null);
    }

    private List<Found> found(String where, Authority authority, @Nullable Object known) {
        return jdbc.sql("select * from submission where authority_id = :authority and " + where
                        + " order by received_at desc, id desc limit :most")
                .param("authority", authority.id())
                .param("known", known)
                .param("most", MOST)
                .query((row, number) -> found(row))
                .list();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("reference"),
                row.getString("portal"),
                row.getString("teleservice"),
                row.getString("teleservice_version"),
                row.getString("bundle_hash"),
                row.getString("canal"),
                SubmissionStatus.valueOf(row.getString("status")),
                row.getBoolean("final"),
                Sql.instant(row, "submitted_at"),
                Sql.instant(row, "received_at"),
                Sql.instant(row, "updated_at"),
                row.getObject("purged_at") != null,
                row.getString("traceparent"));
    }

    /** Everything, in the order it happened. */
    public List<Happening> happenings(Found submission) {
        return jdbc.sql("select * from event where submission_id = :id order by seq")
                .param("id", submission.number())
                .query((row, number) -> new Happening(
                        row.getInt("seq"),
                        Sql.instant(row, "at"),
                        row.getString("kind"),
                        row.getString("visibility").equals("PORTAL"),
                        row.getString("connector"),
                        row.getString("code")))
                .list();
    }

    /** The body as it was posted, in clear; empty once it is erased. */
    public Optional<byte[]> body(Found submission) {
        return sealed.open(submission.id(), Vault.Kind.BODY);
    }

    /** What was made of it, in clear: the submission's dossier first, then those made anew. */
    public List<byte[]> dossiers(Found submission) {
        return sealed.all(submission.id(), Vault.Kind.DOSSIER);
    }

    /** The portal's own reference; null when it gave none. */
    public @Nullable String portalReference(Found submission) {
        return sealed.open(submission.id(), Vault.Kind.PORTAL_REFERENCE)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
    }
}
