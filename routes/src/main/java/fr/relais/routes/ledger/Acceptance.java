package fr.relais.routes.ledger;

import java.util.UUID;

/** How the ledger answers a submission. */
public sealed interface Acceptance {

    /**
     * It is kept, for good.
     *
     * @param receipt the answer's bytes
     * @param replayed whether it had been accepted before, under the same key with the same content
     */
    record Accepted(UUID id, byte[] receipt, boolean replayed) implements Acceptance {}

    /** The key was used before, with other content. */
    record KeyReused() implements Acceptance {}

    /** The same request is being accepted right now. */
    record InProgress() implements Acceptance {}

    /** It was accepted once, and has been purged since. */
    record Expired() implements Acceptance {}
}
