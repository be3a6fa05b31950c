package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where a pupil goes to school.
 *
 * @param etablissement UAI code, seven digits and a letter
 * @param anneeScolaire e.g. {@code 2026-2027}
 * @param classe e.g. {@code 5E}
 */
public record Scolarite(
        @NotNull @Valid Identite eleve,
        @NotNull @Pattern(regexp = "[0-9]{7}[A-Z]") String etablissement,
        @NotNull @Pattern(regexp = "20[0-9]{2}-20[0-9]{2}") String anneeScolaire,
        @Nullable @Size(min = 1, max = 20) String classe,
        @Nullable Regime regime) {

    /** Where the pupil eats and sleeps. */
    public enum Regime {
        EXTERNE,
        DEMI_PENSIONNAIRE,
        INTERNE
    }

    @Override
    public String toString() {
        return "Scolarite[" + anneeScolaire + ", …]";
    }
}
