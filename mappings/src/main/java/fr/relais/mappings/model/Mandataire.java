package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whoever files for the usager: a guardian, a relative, an association. */
public record Mandataire(
        @NotNull @Valid Identite identite,
        @Nullable @Size(max = 100) String qualite) {}
