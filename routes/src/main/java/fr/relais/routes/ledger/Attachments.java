package fr.relais.routes.ledger;

import fr.relais.connectors.Attachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What citizens join: kept sealed from the moment it is found good, and until its submission is erased or nobody claimed it. */
public final class Attachments {

    private static final int PIECE = 256 * 1024;

    private static final String CLAIMABLE =
            "authority_id = :authority and portal = :portal and public_id = :id and expires_at > :now and submission_id is null";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Vault vault;

    Attachments(JdbcClient jdbc, TransactionTemplate transactions, Vault vault) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.vault = vault;
    }

    /**
     * One to be kept.
     *
     * @param mediaType found from its content
     */
    public record NewAttachment(
            Authority authority,
            String portal,
            String mediaType,
            byte[] content,
            Instant receivedAt,
            Instant expiresAt) {

        @Override
        public String toString() {
            return "NewAttachment[" + mediaType + "]";
        }
    }

    /** What a portal has kept here and not used yet. */
    public record Unclaimed(long count, long bytes) {}

    /** Keeps it; under the id it is answered. */
    public UUID keep(NewAttachment attachment) {
        var id = UUID.randomUUID();
        var content = attachment.content();
        int pieces = (content.length + PIECE - 1) / PIECE;
        var sealed = IntStream.range(0, pieces)
                .mapToObj(number -> vault.seal(
                        id,
                        Vault.Kind.ATTACHMENT,
                        place(number, number == pieces - 1),
                        Arrays.copyOfRange(content, number * PIECE, Math.min(content.length, (number + 1) * PIECE))))
                .toList();
        transactions.executeWithoutResult(status -> {
            long row = jdbc.sql("""
                            insert into attachment (authority_id, public_id, portal, media_type, size, digest_hmac,
                                received_at, expires_at)
                            values (:authority, :id, :portal, :mediaType, :size, :digest, :received, :expires)
                            returning id
                            """)
                    .param("authority", attachment.authority().id())
                    .param("id", id)
                    .param("portal", attachment.portal())
                    .param("mediaType", attachment.mediaType())
                    .param("size", content.length)
                    .param("digest", keyed(sha256().digest(content)))
                    .param("received", Sql.at(attachment.receivedAt()))
                    .param("expires", Sql.at(attachment.expiresAt()))
                    .query(Long.class)
                    .single();
            for (int number = 0; number < pieces; number++) {
                jdbc.sql("insert into attachment_piece (attachment_id, number, bytes) values (:id, :number, :bytes)")
                        .param("id", row)
                        .param("number", number)
                        .param("bytes", sealed.get(number))
                        .update();
            }
        });
        return id;
    }

    public Unclaimed unclaimed(Authority authority, String portal, Instant now) {
        return jdbc.sql("""
                        select count(*) as count, coalesce(sum(size), 0) as bytes from attachment
                        where authority_id = :authority and portal = :portal and expires_at > :now and submission_id is null
                        """)
                .param("authority", authority.id())
                .param("portal", portal)
                .param("now", Sql.at(now))
                .query((row, number) -> new Unclaimed(row.getLong("count"), row.getLong("bytes")))
                .single();
    }

    /** Whether that portal may join it to a submission now. */
    public boolean isClaimable(Authority authority, String portal, String id, Instant now) {
        return uuid(id).isPresent()
                && jdbc.sql("select exists (select from attachment where %s)".formatted(CLAIMABLE))
                        .param("authority", authority.id())
                        .param("portal", portal)
                        .param("id", uuid(id).orElseThrow())
                        .param("now", Sql.at(now))
                        .query(Boolean.class)
                        .single();
    }

    /**
     * Binds them to a submission, in its transaction.
     *
     * @throws AttachmentGone when one of them can't be any more
     */
    void claim(NewSubmission submission, long submissionId) {
        claim(
                submission.key().authority(),
                submission.key().portal(),
                submissionId,
                0,
                submission.attachments(),
                submission.receivedAt());
    }

    /** Binds others to a submission that is locked. Throws as the other does. */
    void add(
            Authority authority,
            String portal,
            long submissionId,
            List<NewSubmission.Claimed> attachments,
            Instant now) {
        int before = jdbc.sql("select coalesce(max(ordinal), 0) from attachment where submission_id = :submission")
                .param("submission", submissionId)
                .query(Integer.class)
                .single();
        claim(authority, portal, submissionId, before, attachments, now);
    }

    /** Whether all of them are that submission's, each as that type: it was told of them before. */
    boolean areOf(long submissionId, List<NewSubmission.Claimed> attachments) {
        return attachments.stream()
                .allMatch(claimed -> uuid(claimed.id()).isPresent()
                        && jdbc.sql("""
                        select exists (select from attachment
                                       where submission_id = :submission and public_id = :id and type = :type)
                        """)
                                .param("submission", submissionId)
                                .param("id", uuid(claimed.id()).orElseThrow())
                                .param("type", claimed.type())
                                .query(Boolean.class)
                                .single());
    }

    private void claim(
            Authority authority,
            String portal,
            long submissionId,
            int before,
            List<NewSubmission.Claimed> attachments,
            Instant now) {
        int ordinal = before;
        for (var claimed : attachments) {
            int updated = jdbc.sql("""
                            update attachment set submission_id = :submission, type = :type, ordinal = :ordinal where %s
                            """.formatted(CLAIMABLE))
                    .param("submission", submissionId)
                    .param("type", claimed.type())
                    .param("ordinal", ++ordinal)
                    .param("authority", authority.id())
                    .param("portal", portal)
                    .param("id", uuid(claimed.id()).orElseThrow(() -> new AttachmentGone()))
                    .param("now", Sql.at(now))
                    .update();
            if (updated == 0) {
                throw new AttachmentGone();
            }
        }
    }

    /** It was there when it was looked for, and another submission of the portal was faster. */
    public static final class AttachmentGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What of a submission a target is given, read through once, so that nothing is sent of what is spoilt.
     *
     * @throws IllegalStateException when one is missing a piece, or is not what was joined
     */
    List<Attachment> of(long submissionId, Collection<String> types) {
        if (types.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        select * from attachment where submission_id = :submission and type = any(:types) order by ordinal
                        """)
                .param("submission", submissionId)
                .param("types", types.toArray(String[]::new))
                .query((row, number) -> new Kept(
                        row.getLong("id"),
                        row.getObject("public_id", UUID.class),
                        row.getString("type"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        row.getBytes("digest_hmac")))
                .list()
                .stream()
                .map(this::checked)
                .toList();
    }

    private Attachment checked(Kept kept) {
        var digest = sha256();
        try (var in = new DigestInputStream(new Pieces(kept), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException spoilt) {
            if (spoilt.getCause() instanceof DataAccessException away) { // that says nothing of the attachment
                throw away;
            }
            throw new IllegalStateException("attachment " + kept.id() + " can't be read", spoilt);
        }
        var sha256 = digest.digest();
        if (!Arrays.equals(keyed(sha256), kept.digestHmac())) {
            throw new IllegalStateException("attachment " + kept.id() + " is not what was joined");
        }
        return new Attachment(
                kept.id(),
                kept.type(),
                kept.mediaType(),
                kept.size(),
                HexFormat.of().formatHex(sha256),
                () -> new Pieces(kept));
    }

    /** Drops what nobody claimed in time; how many. */
    public int dropExpired(Instant now) {
        return jdbc.sql("delete from attachment where submission_id is null and expires_at <= :now")
                .param("now", Sql.at(now))
                .update();
    }

    private byte[] keyed(byte[] sha256) {
        return vault.hmac("attachment", sha256);
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String place(int number, boolean last) {
        return "/" + number + (last ? "/last" : "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(long row, UUID id, String type, String mediaType, long size, byte[] digestHmac) {}

    /** Its content in clear, a piece at a time. One cut short is noticed: the last piece says that it is. */
    private final class Pieces extends InputStream {

        private final Kept kept;
        private final int count;
        private int next;
        private ByteArrayInputStream piece = new ByteArrayInputStream(new byte[0]);

        Pieces(Kept kept) {
            this.kept = kept;
            this.count = (int) ((kept.size() + PIECE - 1) / PIECE);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            while (piece.available() == 0 && next < count) {
                piece = new ByteArrayInputStream(opened(next++));
            }
            return piece.read(into, from, length);
        }

        private byte[] opened(int number) throws IOException {
            var sealed = sealed(number).orElseThrow(() -> new IOException("a piece is missing"));
            try {
                return vault.unseal(kept.id(), Vault.Kind.ATTACHMENT, place(number, number == count - 1), sealed);
            } catch (IllegalStateException altered) {
                throw new IOException("a piece does not open", altered);
            }
        }

        /** Whoever reads a stream is ready for it to break, and for nothing else. */
        private Optional<byte[]> sealed(int number) throws IOException {
            try {
                return jdbc.sql("select bytes from attachment_piece where attachment_id = :id and number = :number")
                        .param("id", kept.row())
                        .param("number", number)
                        .query(byte[].class)
                        .optional();
            } catch (DataAccessException away) {
                throw new IOException("the ledger is away", away);
            }
        }
    }
}
