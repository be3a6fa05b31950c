package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The people the usager lives with, the usager apart.
 *
 * <p>A protected person is not among them, whatever the form said: a dossier is read by many, and may be read by whoever that person
 * is protected from.
 */
public record Foyer(@NotNull @Size(max = 30) List<@NotNull @Valid Membre> membres) {

    @JsonCreator
    public Foyer {
        membres = membres.stream().filter(membre -> !membre.protege()).toList();
    }

    @Override
    public String toString() {
        return "Foyer[" + membres.size() + "]";
    }
}
