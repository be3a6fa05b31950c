package fr.relais.routes.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses to work on a ledger with other keys than it is sealed with: nothing could be read, and no replay be recognised. */
final class VaultCheck {

    private static final byte[] KNOWN = "relais".getBytes(StandardCharsets.US_ASCII);
    private static final UUID NOBODY = new UUID(0, 0);

    VaultCheck(JdbcClient jdbc, Vault vault) {
        jdbc.sql("insert into vault_check (lookup, sealed) values (:lookup, :sealed) on conflict do nothing")
                .param("lookup", vault.hmac("vault-check", KNOWN))
                .param("sealed", vault.seal(NOBODY, Vault.Kind.BODY, KNOWN))
                .update();
        boolean ours = jdbc.sql("select lookup, sealed from vault_check")
                .query((row, number) -> Arrays.equals(row.getBytes("lookup"), vault.hmac("vault-check", KNOWN))
                        && opens(vault, row.getBytes("sealed")))
                .single();
        if (!ours) {
            throw new IllegalStateException(
                    "The keys of this hub (RELAIS_DATA/keys) are not those its database is sealed with."
                            + " Copy vault-keyset.json and lookup-keyset.json from the hub that made the database, or from their backup.");
        }
    }

    private static boolean opens(Vault vault, byte[] sealed) {
        try {
            return Arrays.equals(vault.unseal(NOBODY, Vault.Kind.BODY, sealed), KNOWN);
        } catch (IllegalStateException other) {
            return false;
        }
    }
}
