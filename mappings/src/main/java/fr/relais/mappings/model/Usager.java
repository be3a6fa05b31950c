package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The person served, and how surely we know it is that person. */
public record Usager(
        @NotNull @Valid Identite identite,
        @Nullable @Valid Contact contact,
        @NotNull Assurance assurance) {}
