package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a request.
 *
 * @param libelle the question as the citizen read it, for who reads the request on paper
 */
public record Reponse(
        @Nullable @Size(min = 1, max = 300) String libelle,
        @NotNull String valeur) {

    /** An answer whose name says enough. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Reponse of(String valeur) {
        return new Reponse(null, valeur);
    }

    @Override
    public String toString() {
        return "Reponse[…]";
    }
}
