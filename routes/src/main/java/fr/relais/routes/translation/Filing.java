package fr.relais.routes.translation;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.IdempotencyKey;
import fr.relais.routes.ledger.NewSubmission;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that has been read: whose, for which téléservice, under which key.
 *
 * @param posted the téléservice in force, if there is one still: a replay is answered without
 * @param canonical the body in canonical form (RFC 8785, NFC), as it is kept
 */
public record Filing(
        Caller caller,
        IdempotencyKey key,
        Optional<Teleservice> posted,
        ObjectNode body,
        byte[] canonical,
        Instant receivedAt) {

    /**
     * The téléservice it is for.
     *
     * @throws Refusal when there is none under that id any more
     */
    public Teleservice teleservice() {
        return posted.orElseThrow(() -> new Refusal(
                ProblemCode.NOT_FOUND, new Wording("Ce téléservice n'existe pas.", "No such téléservice.")));
    }

    /** What is joined, in its order. */
    public List<NewSubmission.Claimed> attachments() {
        return body.path("attachments")
                .valueStream()
                .map(piece -> new NewSubmission.Claimed(
                        piece.path("id").asString(), piece.path("type").asString()))
                .toList();
    }

    /** The same, for a former version of the téléservice. */
    public Filing under(Teleservice version) {
        return new Filing(caller, key, Optional.of(version), body, canonical, receivedAt);
    }

    @Override
    public String toString() {
        return "Filing[" + key + "]";
    }
}
