package fr.relais.routes.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only place personal data is kept. */
final class SealedRows {

    private final JdbcClient jdbc;
    private final Vault vault;

    SealedRows(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Sealing takes time, so it is done before the transaction that inserts. */
    Envelope seal(Authority authority, UUID owner, Vault.Kind kind, byte[] plain) {
        return new Envelope(authority, owner, kind, vault.seal(owner, kind, plain));
    }

    static Step<Long> inserting(Envelope envelope) {
        return Step.row("""
                        insert into sealed (authority_id, owner, kind, bytes)
                        values (:authority, :owner, :kind, :bytes) returning id
                        """, (row, number) -> row.getLong("id"))
                .param("authority", envelope.authority().id())
                .param("owner", envelope.owner())
                .param("kind", envelope.kind().name())
                .param("bytes", envelope.bytes());
    }

    /** All of one owner. */
    static Step<Integer> inserting(List<Envelope> envelopes) {
        return Step.update("""
                        insert into sealed (authority_id, owner, kind, bytes)
                        select :authority, :owner, kind, bytes
                        from unnest(cast(:kinds as text[]), cast(:bytes as bytea[])) as envelope (kind, bytes)
                        """)
                .param("authority", envelopes.getFirst().authority().id())
                .param("owner", envelopes.getFirst().owner())
                .param(
                        "kinds",
                        envelopes.stream()
                                .map(envelope -> envelope.kind().name())
                                .toArray(String[]::new))
                .param("bytes", envelopes.stream().map(Envelope::bytes).toArray(byte[][]::new));
    }

    /** The owner's one of that kind, or the first. */
    Optional<byte[]> open(UUID owner, Vault.Kind kind) {
        return all(owner, kind).stream().findFirst();
    }

    /** Every one of that kind, oldest first. */
    List<byte[]> all(UUID owner, Vault.Kind kind) {
        return jdbc
                .sql("select bytes from sealed where owner = :owner and kind = :kind order by id")
                .param("owner", owner)
                .param("kind", kind.name())
                .query(byte[].class)
                .list()
                .stream()
                .map(bytes -> vault.unseal(owner, kind, bytes))
                .toList();
    }

    record Envelope(Authority authority, UUID owner, Vault.Kind kind, byte[] bytes) {}
}
