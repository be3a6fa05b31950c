package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** Where the usager lives from now on. */
public record ChangementAdresse(
        @NotNull LocalDate dateEffet, @NotNull @Valid Adresse adresse) implements Changement {}
