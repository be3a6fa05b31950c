package fr.relais.mappings.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A postal address in France.
 *
 * @param complement flat, floor, building
 * @param voie number and street
 * @param codeInsee the commune's, which its postcode does not tell
 */
public record Adresse(
        @Nullable @Size(min = 1, max = 200) String complement,
        @NotBlank @Size(max = 200) String voie,
        @Nullable @Size(min = 1, max = 200) String lieuDit,
        @NotNull @Pattern(regexp = "[0-9]{5}") String codePostal,
        @NotBlank @Size(max = 200) String commune,
        @Nullable @Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String codeInsee) {

    @Override
    public String toString() {
        return "Adresse[…]";
    }
}
