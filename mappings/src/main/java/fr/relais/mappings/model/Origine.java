package fr.relais.mappings.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who said a value, where the citizen did not.
 *
 * @param source which national source
 * @param valeurAu the day it holds for
 * @param regle where the value is a decision: the version of the rule it was taken by
 * @param requete the source's own number for the answer, to be named when something is to be cleared up with it
 */
public record Origine(
        @NotBlank @Size(max = 40) String source,
        @NotNull LocalDate valeurAu,
        @Nullable @Size(max = 40) String regle,
        @Nullable @Size(max = 100) String requete) {}
