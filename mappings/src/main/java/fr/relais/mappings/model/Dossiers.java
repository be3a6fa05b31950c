package fr.relais.mappings.model;

import fr.relais.mappings.json.Json;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Dossiers as the ledger keeps them: written in today's schema, read in whichever they were written. */
public final class Dossiers {

    /** What brings a dossier from a schema to the next; the first from 1 to 2. They are never changed, only added to. */
    private static final List<UnaryOperator<ObjectNode>> UPCASTERS = List.of(Dossiers::answersBecomeObjects);

    static {
        if (UPCASTERS.size() != Dossier.SCHEMA_VERSION - 1) {
            throw new IllegalStateException("each schema before " + Dossier.SCHEMA_VERSION + " needs its upcaster");
        }
    }

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator()) // no expression language: nothing here needs one
            .buildValidatorFactory()
            .getValidator();

    /** Where a dossier breaks its own rules: paths, never values; empty when it may be passed on. */
    public static List<String> violations(Dossier dossier) {
        return VALIDATOR.validate(dossier).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .sorted()
                .distinct()
                .toList();
    }

    public static byte[] written(Dossier dossier) {
        return Json.LEDGER.writeValueAsBytes(dossier);
    }

    /**
     * Reads a dossier.
     *
     * @param schema the version it was written in, from 1
     * @throws JacksonException when it is none
     * @throws IllegalStateException when it was written by a later Relais, whose words may mean something else
     */
    public static Dossier read(byte[] bytes, int schema) {
        return Json.LEDGER.treeToValue(upToDate(bytes, schema), Dossier.class);
    }

    /**
     * Reads what a target may see of a dossier.
     *
     * @throws IllegalArgumentException when that is no dossier any more
     */
    public static Dossier read(byte[] bytes, int schema, ContentFilter filter) {
        return filter.of(upToDate(bytes, schema));
    }

    private static ObjectNode upToDate(byte[] bytes, int schema) {
        if (schema > Dossier.SCHEMA_VERSION) {
            throw new IllegalStateException("dossier of schema " + schema + ", this Relais knows up to "
                    + Dossier.SCHEMA_VERSION + ": have a newer one deliver it");
        }
        var dossier = (ObjectNode) Json.LEDGER.readTree(bytes);
        for (var upcaster : UPCASTERS.subList(schema - 1, UPCASTERS.size())) {
            dossier = upcaster.apply(dossier);
        }
        return dossier;
    }

    /** 1 kept an answer as a text; since 2 it may say what was asked. */
    private static ObjectNode answersBecomeObjects(ObjectNode dossier) {
        if (dossier.path("demarche").path("contenu") instanceof ObjectNode contenu) {
            for (var name : List.copyOf(contenu.propertyNames())) {
                JsonNode answer = contenu.path(name);
                contenu.putObject(name).set("valeur", answer);
            }
        }
        return dossier;
    }

    private Dossiers() {}
}
