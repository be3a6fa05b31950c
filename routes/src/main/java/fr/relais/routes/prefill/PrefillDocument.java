package fr.relais.routes.prefill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a form before it is filled.
 *
 * @param ask pointers only the citizen can fill
 */
record PrefillDocument(List<Field> fields, List<String> ask) {

    /**
     * One field a source was asked for.
     *
     * @param value absent where nothing is known
     * @param score of what is only offered, how sure it is: 0 to 1
     * @param asOf the day the value holds for
     * @param proof to be posted in the value's stead; only where the outcome is {@code KNOWN}
     * @param wording for the citizen
     * @param documentInstead what may be joined where the source is of no help
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Field(
            String pointer,
            Outcome outcome,
            @Nullable JsonNode value,
            @Nullable Double score,
            String source,
            @Nullable String asOf,
            @Nullable String proof,
            String wording,
            @Nullable String documentInstead) {

        @Override
        public String toString() {
            return "Field[" + pointer + ", " + outcome + "]";
        }
    }
}
