package fr.relais.mappings.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Bank details as on a relevé d'identité bancaire: the account and the holder it names. */
public record Rib(
        @NotBlank @Size(max = 200) String titulaire,
        @NotNull Iban iban,
        @Nullable Bic bic) {

    @Override
    public String toString() {
        return "Rib[" + iban + "]";
    }
}
