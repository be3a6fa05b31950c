package fr.relais.mappings.model;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How the usager may be reached about the request. */
public record Contact(
        @Nullable @Email @Size(max = 320) String email,
        @Nullable @Size(max = 20) String telephone) {

    @Override
    public String toString() {
        return "Contact[…]";
    }
}
