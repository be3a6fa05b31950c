package fr.relais.routes.prefill;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Fact;
import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.Prefilling;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer comes to for one field.
 *
 * @param score of a guess, how sure it is
 * @param cause why, in a word, where it is not known
 */
record Judged(
        Outcome outcome,
        @Nullable JsonNode value,
        @Nullable LocalDate asOf,
        @Nullable Double score,
        @Nullable String requestId,
        String cause) {

    static Judged of(Prefilling field, FactSource source, Answer answer, LocalDate today) {
        return switch (answer) {
            case Answer.NotFound(var cause) -> nothing(Outcome.NOT_FOUND, cause);
            case Answer.NotEntitled(var cause) -> nothing(Outcome.NOT_ENTITLED, cause);
            case Unavailable broken -> nothing(Outcome.UNAVAILABLE, broken.cause());
            case Told told -> told(field, source, told, today);
        };
    }

    private static Judged told(Prefilling field, FactSource source, Told told, LocalDate today) {
        var declared = field.declared();
        var fact = source.facts().get(declared.fact());
        if (fact == null || !seesAll(fact, declared.scopes(), told)) {
            return nothing(Outcome.NOT_ENTITLED, "masked");
        }
        // of an answer to several fields, each sees only what its own scopes open
        var used = fact.shown(told.data(), declared.scopes());
        var value = field.value(used);
        if (value.isEmpty()) {
            return nothing(Outcome.ABSENT, "absent");
        }
        if (reliesOn(field, used, told.unsure(), value.get())) {
            return nothing(Outcome.NOT_FOUND, "not-yet");
        }
        if (!field.accepts(value.get())) {
            return nothing(Outcome.UNAVAILABLE, "value-refused");
        }
        var outcome = declared.freshFor() != null
                        && told.asOf().plus(declared.freshFor()).isBefore(today)
                ? Outcome.STALE
                : told.perhapsOfSomebodyElse() || declared.confirm() || fact.offered()
                        ? Outcome.TO_CONFIRM
                        : Outcome.KNOWN;
        return new Judged(outcome, value.get(), told.asOf(), told.score(), told.requestId(), "");
    }

    /** A scope that is not ours opens nothing: what it would show is missing altogether. */
    private static boolean seesAll(Fact fact, Collection<String> scopes, Told told) {
        return scopes.stream()
                .allMatch(scope -> fact.opened(List.of(scope)).stream().anyMatch(told.present()::contains));
    }

    /** Whether the value would be another without what proves nothing now. */
    private static boolean reliesOn(Prefilling field, ObjectNode data, Set<String> unsure, JsonNode value) {
        return !unsure.isEmpty()
                && field.value(data.deepCopy().without(unsure))
                        .filter(value::equals)
                        .isEmpty();
    }

    private static Judged nothing(Outcome outcome, String cause) {
        return new Judged(outcome, null, null, null, null, cause);
    }

    @Override
    public String toString() {
        return "Judged[" + outcome + ", " + cause + "]";
    }
}
