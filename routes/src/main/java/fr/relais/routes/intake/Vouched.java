package fr.relais.routes.intake;

import fr.relais.mappings.model.Origine;
import fr.relais.mappings.teleservice.Prefilling;
import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.proofs.Proofs;
import fr.relais.routes.proofs.Proofs.Flawed;
import fr.relais.routes.proofs.Proofs.Proven;
import fr.relais.routes.translation.Filing;
import fr.relais.routes.translation.PersonKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts the values that proofs vouch for into the form, before anything of it is checked. */
@Component
final class Vouched {

    private final Proofs proofs;
    private final PersonKeys persons;

    Vouched(Proofs proofs, PersonKeys persons) {
        this.proofs = proofs;
        this.persons = persons;
    }

    /** The filing with what its proofs say in its form; adds to the problems what does not hold. */
    Filing filled(Filing filing, List<Problem> problems) {
        var posted = filing.body().path("proofs");
        if (!posted.isObject() || posted.isEmpty()) {
            return filing;
        }
        var usager = filing.teleservice().usager(filing.body()).map(persons::person);
        if (usager.isEmpty() || !filing.body().path("form").isObject()) {
            return filing; // the envelope's own problems say why
        }
        var body = filing.body().deepCopy();
        var origins = new HashMap<String, Origine>();
        var once = new ArrayList<UUID>();
        var answers = new HashMap<Prefilling, Proven>();
        posted.properties().forEach(entry -> {
            var at = at(entry.getKey());
            var field = field(filing, entry.getKey());
            if (field.isEmpty()) {
                problems.add(new Problem(at, "proof-unexpected", UNEXPECTED));
                return;
            }
            try {
                var proven = proofs.read(
                        entry.getValue().asString(""),
                        filing.caller(),
                        filing.teleservice().definition().id(),
                        field.get().declared(),
                        usager.get(),
                        field.get().person(filing.body()).map(persons::person).orElse(new byte[0]));
                if (contradicts(filing.body(), entry.getKey(), proven.value())) {
                    problems.add(new Problem(at, "proof-contradicted", CONTRADICTED));
                    return;
                }
                Prefilling.place(body, entry.getKey(), proven.value());
                answers.put(field.get(), proven);
                origins.put(entry.getKey(), proven.origin());
                if (field.get().declared().once()) {
                    once.add(proven.id());
                }
            } catch (Flawed flawed) {
                problems.add(problem(at, flawed.flaw()));
            }
        });
        // what a source was told may be what another vouches for: all must be in place
        answers.forEach((field, proven) -> {
            if (!proofs.answers(proven, field.parameters(body))) {
                problems.add(problem(at(field.declared().pointer()), Proofs.Flaw.FOREIGN));
            }
        });
        return filing.with(body, origins, once);
    }

    private static String at(String pointer) {
        return "/proofs/" + pointer.replace("~", "~0").replace("/", "~1");
    }

    private static Optional<Prefilling> field(Filing filing, String pointer) {
        return filing.teleservice().prefillings().stream()
                .filter(field -> field.declared().pointer().equals(pointer))
                .findFirst();
    }

    /** Whoever says something else must not be thanked for the proof. */
    private static boolean contradicts(JsonNode body, String pointer, JsonNode proven) {
        var said = body.at(pointer);
        return !said.isMissingNode()
                && !said.equals(proven)
                && !(said.isNumber() && proven.isNumber() && said.decimalValue().compareTo(proven.decimalValue()) == 0);
    }

    private static Problem problem(String at, Proofs.Flaw flaw) {
        return switch (flaw) {
            case INVALID -> new Problem(at, "proof-invalid", INVALID);
            case EXPIRED -> new Problem(at, "proof-expired", EXPIRED);
            case NOT_YET_VALID -> new Problem(at, "proof-not-yet-valid", NOT_YET);
            case FOREIGN -> new Problem(at, "proof-foreign", FOREIGN);
            case USED -> new Problem(at, "proof-used", USED);
        };
    }

    static final Wording USED = new Wording(
            "Cette preuve a déjà servi pour une autre demande ; pré-remplissez à nouveau.",
            "This proof was used for another submission; pre-fill again.");

    private static final Wording UNEXPECTED = new Wording(
            "Ce téléservice ne prend pas de preuve pour ce champ ; envoyez la valeur.",
            "This téléservice takes no proof for this field; send the value.");
    private static final Wording CONTRADICTED = new Wording(
            "La valeur saisie n'est pas celle de la preuve : retirez l'une des deux.",
            "The value given is not the proof's: leave out one of the two.");
    private static final Wording INVALID = new Wording(
            "Cette preuve n'est pas de Relais, ou a été altérée.", "This proof is not Relais's, or was altered.");
    private static final Wording EXPIRED =
            new Wording("Cette preuve a expiré ; pré-remplissez à nouveau.", "This proof has expired; pre-fill again.");
    private static final Wording NOT_YET = new Wording(
            "Cette preuve n'est pas encore valable ; vérifiez l'heure du serveur.",
            "This proof is not valid yet; check the server's clock.");
    private static final Wording FOREIGN = new Wording(
            "Cette preuve vaut pour un autre portail, téléservice, champ ou usager, ou pour un formulaire rempli autrement :"
                    + " pré-remplissez à nouveau.",
            "This proof is good for another portal, téléservice, field or person, or for a form filled in otherwise:"
                    + " pre-fill again.");
}
