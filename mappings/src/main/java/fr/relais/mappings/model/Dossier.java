package fr.relais.mappings.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a téléservice asks of the back-offices, in the words of the trade: what every portal's form becomes and every connector reads.
 *
 * @param origines who said what of the form, by pointer; what is not in it, the citizen said
 * @param deposeLe the day the citizen filed it, in Paris: it may open rights
 */
public record Dossier(
        @NotNull @Valid Usager usager,
        @Nullable @Valid Mandataire mandataire,
        @NotNull LocalDate deposeLe,
        @Nullable @Valid Foyer foyer,
        @Nullable @Valid Ressources ressources,
        @Nullable @Valid Scolarite scolarite,
        @NotNull @Valid Demarche demarche,
        @Nullable Map<String, @Valid Origine> origines) {

    /** Kept in the ledger with every dossier, so that an older one can be brought up to date when read. */
    public static final int SCHEMA_VERSION = 2;

    /** The same, with who said what. */
    public Dossier from(Map<String, Origine> origins) {
        return origins.isEmpty()
                ? this
                : new Dossier(usager, mandataire, deposeLe, foyer, ressources, scolarite, demarche, origins);
    }

    /** A dossier of which nothing but the person and the request is known. */
    public static Dossier of(Usager usager, LocalDate deposeLe, Demarche demarche) {
        return new Dossier(usager, null, deposeLe, null, null, null, demarche, null);
    }
}
