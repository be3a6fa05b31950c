package fr.relais.mappings.teleservice;

import tools.jackson.databind.JsonNode;

/**
 * A question a téléservice asks of a body found good: a JSONata predicate over the whole body and {@code deposeLe}.
 *
 * @param name where it stands in {@code teleservice.yml}, for who must correct it
 */
record Predicate(String name, Expression expression) {

    /**
     * Compiles it.
     *
     * @throws IllegalArgumentException when it is no JSONata, or not pure
     */
    static Predicate compile(String name, String source) {
        return new Predicate(name, Expression.compile(source));
    }

    /**
     * Whether it holds; what is not true does not.
     *
     * @throws TeleserviceDefect when it can't be computed
     */
    boolean holds(JsonNode filed) {
        try {
            return Boolean.TRUE.equals(expression.evaluate(filed));
        } catch (Expression.EvaluationFailed failed) {
            throw new TeleserviceDefect("%s fails: %s".formatted(name, failed.getMessage()));
        }
    }
}
