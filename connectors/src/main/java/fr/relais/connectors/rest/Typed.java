package fr.relais.connectors.rest;

import fr.relais.mappings.json.Json;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Optional;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an API sent, as something with a shape of its own: of what does not have it, nothing passes on. */
public final class Typed {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator()) // no expression language: nothing here needs one
            .buildValidatorFactory()
            .getValidator();

    /** The record an object makes; empty when it makes none, or one that breaks its own rules. */
    public static <T> Optional<T> read(JsonNode sent, Class<T> type) {
        if (!sent.isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.UPSTREAM.treeToValue(sent, type))
                    .filter(value -> VALIDATOR.validate(value).isEmpty());
        } catch (JacksonException otherwise) {
            return Optional.empty();
        }
    }

    /** The same as a tree: of nothing but what the record knows, and without what is empty. */
    public static ObjectNode tree(Object value) {
        return Json.LEDGER.valueToTree(value);
    }

    private Typed() {}
}
