package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Dossiers;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a canonical dossier of a valid body: the envelope's part is the same for every téléservice, the rest is its JSONata.
 *
 * <p>The expression sees {@code usager} already in canonical form, {@code deposeLe} and {@code form}.
 */
final class Mapping {

    private final String teleservice;
    private final Expression expression;

    Mapping(String teleservice, Expression expression) {
        this.teleservice = teleservice;
        this.expression = expression;
    }

    Dossier translate(JsonNode body, Instant receivedAt) {
        var dossier = Json.MAPPING.createObjectNode();
        dossier.set("usager", Envelope.usager(body.path("usager")));
        if (body.has("mandataire")) {
            dossier.set("mandataire", Envelope.mandataire(body.path("mandataire")));
        }
        dossier.put("deposeLe", Deposit.day(body, receivedAt).toString());

        var input = dossier.deepCopy();
        input.set("form", body.path("form"));
        dossier.setAll(evaluate(input));
        try {
            return valid(Json.MAPPING.treeToValue(dossier, Dossier.class));
        } catch (JacksonException noDossier) {
            throw new TeleserviceDefect("mapping.jsonata of %s makes no dossier: see %s"
                    .formatted(teleservice, noDossier.getClass().getSimpleName() + " at " + path(noDossier)));
        }
    }

    private Dossier valid(Dossier dossier) {
        var violations = Dossiers.violations(dossier);
        if (!violations.isEmpty()) {
            throw new TeleserviceDefect("mapping.jsonata of %s makes an invalid dossier: see %s"
                    .formatted(teleservice, String.join(", ", violations)));
        }
        return dossier;
    }

    private ObjectNode evaluate(ObjectNode input) {
        try {
            if (expression.evaluate(input) instanceof Map<?, ?> mapped) {
                return Json.MAPPING.valueToTree(mapped);
            }
        } catch (Expression.EvaluationFailed failed) {
            throw new TeleserviceDefect("mapping.jsonata of %s fails: %s".formatted(teleservice, failed.getMessage()));
        }
        throw new TeleserviceDefect("mapping.jsonata of %s must make an object".formatted(teleservice));
    }

    /** Jackson's own message quotes values; the path names members only. */
    private static String path(JacksonException exception) {
        var path = new StringBuilder();
        exception.getPath().forEach(step -> path.append('/').append(step.getPropertyName()));
        return path.isEmpty() ? "/" : path.toString();
    }
}
