package fr.relais.mappings.teleservice;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import fr.relais.mappings.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSONata expression that can only compute: no clock, no chance, no evaluation of text, and an end to its patience.
 *
 * <p>Compiled once, used by any number of threads.
 */
final class Expression {

    /** By the wall clock, so it must outlast a wait for a busy processor: at one second, load alone made a defect of a good form. */
    private static final long MAX_MILLIS = 10_000;

    private static final int MAX_DEPTH = 200;
    private static final List<String> IMPURE = List.of("eval", "now", "millis", "random");

    private final Jsonata compiled;

    private Expression(Jsonata compiled) {
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException when it is no JSONata, or calls what is not pure; the message says where */
    static Expression compile(String source) {
        for (var name : IMPURE) {
            if (source.matches("(?s).*\\$" + name + "\\b.*")) {
                throw new IllegalArgumentException(
                        "$" + name + " is not allowed: a mapping depends on its input alone");
            }
        }
        try {
            return new Expression(Jsonata.jsonata(source));
        } catch (JException broken) {
            throw new IllegalArgumentException(broken.getMessage(), broken);
        }
    }

    /** @throws EvaluationFailed with JSONata's error code and position only: its message quotes values */
    @Nullable Object evaluate(JsonNode input) {
        var frame = compiled.createFrame();
        frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
        try {
            return compiled.evaluate(Json.EDGE.treeToValue(input, Map.class), frame);
        } catch (JException failed) {
            throw new EvaluationFailed(failed.getError() + " at character " + failed.getLocation());
        }
    }

    /** A defect of the téléservice: its expression could not be computed on a valid form. */
    static final class EvaluationFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EvaluationFailed(String where) {
            super(where);
        }
    }
}
