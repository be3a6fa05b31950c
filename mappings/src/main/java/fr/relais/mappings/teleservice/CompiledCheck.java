package fr.relais.mappings.teleservice;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A check of a téléservice, ready to run. */
record CompiledCheck(Definition.Check check, Expression predicate) {

    static CompiledCheck compile(Definition.Check check) {
        return new CompiledCheck(check, Expression.compile(check.predicate()));
    }

    Optional<Problem> problem(JsonNode body) {
        return holds(body)
                ? Optional.empty()
                : Optional.of(new Problem(check.pointer(), check.code(), check.wording()));
    }

    private boolean holds(JsonNode body) {
        try {
            return Boolean.TRUE.equals(predicate.evaluate(body));
        } catch (Expression.EvaluationFailed failed) {
            throw new TeleserviceDefect("check %s fails: %s".formatted(check.code(), failed.getMessage()));
        }
    }
}
