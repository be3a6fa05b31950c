package fr.relais.routes.translation;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Origine;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Prefilling;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceDefect;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Operations.Posted;
import fr.relais.routes.proofs.Proofs;
import fr.relais.routes.teleservices.Teleservices;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What a téléservice makes today of a form it accepted before: its mapping may have been corrected since. */
@Component
public class Remapping {

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * The dossier.
         *
         * @param heldFor what an agent is to see before it goes, if anything
         */
        record Anew(Dossier dossier, @Nullable String heldFor) implements Outcome {}

        /** It can't be, and why. */
        record Not(Wording why) implements Outcome {}
    }

    private static final Wording WITHDRAWN = new Wording(
            "Ce téléservice, ou cette version de son formulaire, n'est plus en vigueur : remettez son dossier en place.",
            "This téléservice, or this version of its form, is no longer in force: put its folder back.");

    private final Teleservices teleservices;
    private final Proofs proofs;

    Remapping(Teleservices teleservices, Proofs proofs) {
        this.teleservices = teleservices;
        this.proofs = proofs;
    }

    public Outcome of(Posted posted) {
        return teleservices
                .find(posted.teleservice())
                .flatMap(inForce -> inForce.version(posted.version(), posted.receivedAt()))
                .map(teleservice -> of(posted, teleservice))
                .orElseGet(() -> new Outcome.Not(WITHDRAWN));
    }

    private Outcome of(Posted posted, Teleservice teleservice) {
        var body = (ObjectNode) Json.LEDGER.readTree(posted.body());
        var origins = new HashMap<String, Origine>();
        body.path("proofs").properties().forEach(entry -> {
            var proven = proofs.recalled(entry.getValue().asString());
            Prefilling.place(body, entry.getKey(), proven.value());
            origins.put(entry.getKey(), proven.origin());
        });
        try {
            return new Outcome.Anew(
                    teleservice.translate(body, posted.receivedAt()).from(origins),
                    teleservice
                            .verification(body, posted.receivedAt())
                            .map(Definition.Verification::code)
                            .orElse(null));
        } catch (TeleserviceDefect defect) { // names rules and fields, never a value
            var why = String.valueOf(defect.getMessage());
            return new Outcome.Not(new Wording(why, why));
        }
    }
}
