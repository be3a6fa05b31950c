package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the usager lives with, or did.
 *
 * @param depuis since when; absent where it was ever so
 * @param jusquau until when; absent for who belongs to the foyer still
 * @param gardeAlternee of a child: whether it lives with its other parent as much
 * @param protege whether nothing of this person may stand in somebody else's dossier: {@link Foyer} takes nobody who is
 */
public record Membre(
        @NotNull @Valid Identite identite,
        @NotNull Role role,
        @Nullable LocalDate depuis,
        @Nullable LocalDate jusquau,
        Boolean gardeAlternee,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        Boolean protege) {

    /** What the person is to the usager. */
    public enum Role {
        CONJOINT,
        ENFANT,
        ASCENDANT,
        AUTRE
    }

    public Membre {
        gardeAlternee = gardeAlternee != null && gardeAlternee;
        protege = protege != null && protege;
    }

    @AssertTrue(message = "jusquau must not be before depuis") boolean isInOrder() {
        return depuis == null || jusquau == null || !jusquau.isBefore(depuis);
    }

    @AssertTrue(message = "gardeAlternee is said of a child") boolean isCustodyOfAChild() {
        return !gardeAlternee || role == Role.ENFANT;
    }

    @Override
    public String toString() {
        return "Membre[" + role + ", …]";
    }
}
