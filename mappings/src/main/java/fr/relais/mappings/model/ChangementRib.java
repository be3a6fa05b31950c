package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** New bank details for whatever is paid to the usager. */
public record ChangementRib(
        @NotNull LocalDate dateEffet, @NotNull @Valid Rib rib) implements Changement {}
