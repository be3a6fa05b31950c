package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Caller;
import java.time.Instant;

/** A submission as it came in: nothing of it is trusted yet. */
record Post(Caller caller, Teleservice teleservice, String idempotencyKey, byte[] body, Instant receivedAt) {

    @Override
    public String toString() {
        return "Post[" + caller.portal() + ", " + teleservice.definition().id() + "]";
    }
}
