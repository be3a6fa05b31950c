package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * A submission as it came in: nothing of it is trusted yet.
 *
 * @param id of the téléservice it is posted to
 * @param teleservice in force under that id, if there is one still
 */
record Post(
        Caller caller,
        String id,
        Optional<Teleservice> teleservice,
        String idempotencyKey,
        byte[] body,
        Instant receivedAt) {

    @Override
    public String toString() {
        return "Post[" + caller.portal() + ", " + id + "]";
    }
}
