package fr.relais.routes.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys portals posted under. */
final class IdempotencyKeys {

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the key for this transaction; none when it is taken already. Gives up {@link Busy} after a second and a half. */
    static Step<Integer> taking(IdempotencyKey key, UUID id, byte[] receipt, Instant now) {
        return Step.update("""
                            insert into idempotency_key
                                (authority_id, portal, teleservice, key_hmac, content_hmac, public_id, receipt, recorded_at)
                            select :authority, :portal, :teleservice, :key, :content, :id, :receipt, :now
                            from (select set_config('lock_timeout', '1500', true) as patience) as first
                            where patience is not null
                            on conflict do nothing
                            """)
                .param("authority", key.authority().id())
                .param("portal", key.portal())
                .param("teleservice", key.teleservice())
                .param("key", key.keyHmac())
                .param("content", key.contentHmac())
                .param("id", id)
                .param("receipt", receipt)
                .param("now", Sql.at(now));
    }

    /** What failed while a key was taken, or that somebody else is just taking it. */
    static RuntimeException orBusy(DataAccessException failed) {
        return isLockTimeout(failed) ? new Busy(failed) : failed;
    }

    /** PostgreSQL's "lock not available", which Spring has no exception of its own for. */
    private static boolean isLockTimeout(DataAccessException failed) {
        return failed.getMostSpecificCause() instanceof SQLException cause && "55P03".equals(cause.getSQLState());
    }

    Optional<Acceptance> find(IdempotencyKey key) {
        return jdbc.sql("""
                        select content_hmac, public_id, receipt from idempotency_key
                        where authority_id = :authority and portal = :portal and teleservice = :teleservice
                          and key_hmac = :key
                        """)
                .param("authority", key.authority().id())
                .param("portal", key.portal())
                .param("teleservice", key.teleservice())
                .param("key", key.keyHmac())
                .query((row, number) -> answer(
                        key,
                        row.getBytes("content_hmac"),
                        row.getObject("public_id", UUID.class),
                        row.getBytes("receipt")))
                .optional();
    }

    private static Acceptance answer(IdempotencyKey key, byte[] content, UUID id, byte[] receipt) {
        if (receipt == null) {
            return new Acceptance.Expired();
        }
        return Arrays.equals(content, key.contentHmac())
                ? new Acceptance.Accepted(id, receipt, true)
                : new Acceptance.KeyReused();
    }

    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy(Throwable cause) {
            super(cause);
        }
    }
}
