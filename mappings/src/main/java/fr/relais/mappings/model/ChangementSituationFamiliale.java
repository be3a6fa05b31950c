package fr.relais.mappings.model;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** The usager has married, parted, been widowed. */
public record ChangementSituationFamiliale(
        @NotNull LocalDate dateEffet, @NotNull SituationFamiliale situation) implements Changement {

    @Override
    public String toString() {
        return "ChangementSituationFamiliale[" + dateEffet + ", …]";
    }
}
