package fr.relais.routes.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed events their place in the one order everybody reads, each chained to the one before by its hash.
 *
 * <p>One sequencer works at a time over all hubs. It numbers after commit, so that no reader passes a number that appears later.
 */
public final class Sequencer {

    private static final int BATCH = 500;
    private static final int CHECKED_AT_ONCE = 5_000;
    private static final long LOCK = 0x52656c616973L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Sequencer(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Numbers what has been committed meanwhile; how many, at most one batch. */
    public int advance() {
        return transactions.execute(status -> {
            boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query(Boolean.class)
                    .single();
            return mine ? number() : 0;
        });
    }

    private int number() {
        var last = jdbc.sql(
                        "select position, hash from event where position is not null order by position desc limit 1")
                .query((row, number) -> new Link(row.getLong("position"), row.getBytes("hash")))
                .optional()
                .orElse(new Link(0, new byte[0]));
        var fresh = jdbc.sql("select * from event where position is null order by id limit :batch")
                .param("batch", BATCH)
                .query((row, number) -> Line.of(row))
                .list();
        var ids = new ArrayList<Long>();
        var positions = new ArrayList<Long>();
        var hashes = new ArrayList<byte[]>();
        for (var line : fresh) {
            last = new Link(last.position() + 1, line.chainedTo(last.hash()));
            ids.add(line.id());
            positions.add(last.position());
            hashes.add(last.hash());
        }
        if (!fresh.isEmpty()) {
            jdbc.sql("""
                            update event e set position = n.position, hash = n.hash
                            from unnest(cast(:ids as bigint[]), cast(:positions as bigint[]), cast(:hashes as bytea[]))
                                as n(id, position, hash)
                            where e.id = n.id
                            """)
                    .param("ids", ids.toArray(Long[]::new))
                    .param("positions", positions.toArray(Long[]::new))
                    .param("hashes", hashes.toArray(byte[][]::new))
                    .update();
        }
        return fresh.size();
    }

    /** The first position whose hash does not follow from the one before; null when the chain is whole. */
    public @Nullable Long firstBreak() {
        var link = new Link(0, new byte[0]);
        while (true) {
            var lines = jdbc.sql("select * from event where position > :after order by position limit :batch")
                    .param("after", link.position())
                    .param("batch", CHECKED_AT_ONCE)
                    .query((row, number) -> new Numbered(row.getLong("position"), row.getBytes("hash"), Line.of(row)))
                    .list();
            if (lines.isEmpty()) {
                return null;
            }
            for (var line : lines) {
                var next = new Link(link.position() + 1, line.line().chainedTo(link.hash()));
                if (line.position() != next.position() || !MessageDigest.isEqual(next.hash(), line.hash())) {
                    return next.position();
                }
                link = next;
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Numbered(long position, byte[] hash, Line line) {}

    private record Link(long position, byte[] hash) {}

    /** What of an event its hash covers: everything but its place. */
    private record Line(
            long id,
            short authority,
            long submission,
            int seq,
            String kind,
            String visibility,
            @Nullable String connector,
            @Nullable String code,
            Instant at) {

        static Line of(ResultSet row) throws SQLException {
            return new Line(
                    row.getLong("id"),
                    row.getShort("authority_id"),
                    row.getLong("submission_id"),
                    row.getInt("seq"),
                    row.getString("kind"),
                    row.getString("visibility"),
                    row.getString("connector"),
                    row.getString("code"),
                    Sql.instant(row, "at"));
        }

        byte[] chainedTo(byte[] former) {
            var text = authority + "|" + submission + "|" + seq + "|" + kind + "|" + visibility
                    + "|" + Objects.toString(connector, "")
                    + "|" + Objects.toString(code, "") + "|" + at;
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                return MessageDigest.getInstance("SHA-256")
                        .digest(ByteBuffer.allocate(former.length + bytes.length)
                                .put(former)
                                .put(bytes)
                                .array());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
