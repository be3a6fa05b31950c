package fr.relais.routes.translation;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.IdempotencyKey;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that has been read: whose, for which téléservice, under which key.
 *
 * @param canonical the body in canonical form (RFC 8785, NFC), as it is kept
 */
public record Filing(
        Caller caller,
        IdempotencyKey key,
        Teleservice teleservice,
        ObjectNode body,
        byte[] canonical,
        Instant receivedAt) {

    @Override
    public String toString() {
        return "Filing[" + key + "]";
    }
}
