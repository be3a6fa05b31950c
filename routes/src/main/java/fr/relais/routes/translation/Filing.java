package fr.relais.routes.translation;

import fr.relais.mappings.model.Origine;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Caller;
import fr.relais.routes.ledger.IdempotencyKey;
import fr.relais.routes.ledger.NewSubmission;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that has been read: whose, for which téléservice, under which key.
 *
 * @param posted the téléservice in force, if there is one still: a replay is answered without
 * @param canonical the body in canonical form (RFC 8785, NFC), as it was posted and is kept
 * @param origins who said what of the form, by pointer
 * @param proofsUsed those that are good for no other submission
 */
public record Filing(
        Caller caller,
        IdempotencyKey key,
        Optional<Teleservice> posted,
        ObjectNode body,
        byte[] canonical,
        Instant receivedAt,
        Map<String, Origine> origins,
        List<UUID> proofsUsed) {

    /** One just read: nothing is vouched for yet. */
    public Filing(
            Caller caller,
            IdempotencyKey key,
            Optional<Teleservice> posted,
            ObjectNode body,
            byte[] canonical,
            Instant receivedAt) {
        this(caller, key, posted, body, canonical, receivedAt, Map.of(), List.of());
    }

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
        return new Filing(caller, key, Optional.of(version), body, canonical, receivedAt, origins, proofsUsed);
    }

    /** The same, with what its proofs vouch for. */
    public Filing with(ObjectNode filled, Map<String, Origine> from, List<UUID> used) {
        return new Filing(caller, key, posted, filled, canonical, receivedAt, Map.copyOf(from), List.copyOf(used));
    }

    @Override
    public String toString() {
        return "Filing[" + key + "]";
    }
}
