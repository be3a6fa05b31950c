package fr.relais.routes.translation;

import fr.relais.mappings.model.Identite;
import fr.relais.routes.ledger.Vault;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Recognises a person without knowing who it is: keyed hashes of birth name, given names and date of birth. */
@Component
public class PersonKeys {

    private final Vault vault;

    PersonKeys(Vault vault) {
        this.vault = vault;
    }

    /** The same however accents, case and hyphens were typed. */
    public byte[] person(Identite identite) {
        return vault.hmac(
                "person",
                folded(identite.nomNaissance()),
                folded(String.join(" ", identite.prenoms())),
                identite.dateNaissance().value().getBytes(StandardCharsets.US_ASCII));
    }

    /** Within it, submissions reach a back-office in the order they came. */
    byte[] order(byte[] person, String scope) {
        return vault.hmac("order", person, scope.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] folded(String name) {
        return Identite.folded(name).getBytes(StandardCharsets.US_ASCII);
    }
}
