package fr.relais.routes.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys hubs share to sign what they vouch for, sealed; and which of it was used up. */
public final class ProofKeys {

    /**
     * A key.
     *
     * @param secret as its maker wrote it down
     */
    public record Key(UUID id, Instant createdAt, String secret) {

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Vault vault;

    ProofKeys(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Every one made since then, newest first. */
    public List<Key> since(Instant then) {
        return jdbc.sql("select * from proof_key where created_at >= :then order by created_at desc, id")
                .param("then", Sql.at(then))
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    var secret = vault.unseal(id, Vault.Kind.PROOF_KEY, row.getBytes("sealed"));
                    return new Key(id, Sql.instant(row, "created_at"), new String(secret, StandardCharsets.UTF_8));
                })
                .list();
    }

    /** Keeps a new one, and drops those made before then: nothing they signed is good any more. */
    public void keep(Key key, Instant before) {
        var secret = key.secret().getBytes(StandardCharsets.UTF_8);
        jdbc.sql("insert into proof_key (id, created_at, sealed) values (:id, :now, :sealed)")
                .param("id", key.id())
                .param("now", Sql.at(key.createdAt()))
                .param("sealed", vault.seal(key.id(), Vault.Kind.PROOF_KEY, secret))
                .update();
        jdbc.sql("delete from proof_key where created_at < :before")
                .param("before", Sql.at(before))
                .update();
    }

    /** Whether a proof that is good once was used. */
    public boolean isUsed(UUID proof) {
        return jdbc.sql("select exists (select from used_proof where id = :id)")
                .param("id", proof)
                .query(Boolean.class)
                .single();
    }

    /**
     * Uses a submission's proofs up, in its transaction.
     *
     * @throws ProofGone when another submission was faster
     */
    void use(List<UUID> proofs, long submissionId) {
        for (var proof : proofs) {
            int used = jdbc.sql(
                            "insert into used_proof (id, submission_id) values (:id, :submission) on conflict do nothing")
                    .param("id", proof)
                    .param("submission", submissionId)
                    .update();
            if (used == 0) {
                throw new ProofGone();
            }
        }
    }

    /** It was good when it was looked at, and another submission has used it. */
    public static final class ProofGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
