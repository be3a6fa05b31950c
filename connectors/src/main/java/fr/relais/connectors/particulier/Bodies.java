package fr.relais.connectors.particulier;

import fr.relais.connectors.Question;
import fr.relais.connectors.rest.Personne;
import fr.relais.mappings.model.PartialDate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What API Particulier answers, as far as anything here asks for it. A member that our scopes do not open is absent, not null, so every
 * one may be.
 */
final class Bodies {

    /** An answer. */
    interface Body {

        /** Those it says it is about; none where it does not say. */
        default Stream<Personne> people() {
            return Stream.of();
        }

        /** The day it holds for. */
        default LocalDate asOf(Question question) {
            return question.today();
        }

        /** Members that prove nothing at that time of the year. */
        default Set<String> unsure(LocalDate today) {
            return Set.of();
        }
    }

    record QuotientFamilial(
            @Nullable @Valid Quotient quotient_familial,
            @Nullable @Size(max = 2) List<@Valid Allocataire> allocataires,
            @Nullable @Size(max = 30) List<@Valid Allocataire> enfants,
            @Nullable @Valid Adresse adresse)
            implements Body {

        /** Only who receives the allowances can be asked about. */
        @Override
        public Stream<Personne> people() {
            return allocataires == null ? Stream.of() : allocataires.stream().map(Allocataire::personne);
        }

        @Override
        public LocalDate asOf(Question question) {
            var quotient = quotient_familial;
            return quotient == null || quotient.annee() == null || quotient.mois() == null
                    ? question.today()
                    : LocalDate.of(quotient.annee(), quotient.mois(), 1);
        }
    }

    record Quotient(
            @Nullable Fournisseur fournisseur,
            @Nullable @Min(-100_000) @Max(1_000_000) Integer valeur,
            @Nullable @Min(2000) @Max(2100) Integer annee,
            @Nullable @Min(1) @Max(12) Integer mois,
            @Nullable @Min(2000) @Max(2100) Integer annee_calcul,
            @Nullable @Min(1) @Max(12) Integer mois_calcul) {

        enum Fournisseur {
            CNAF,
            MSA
        }
    }

    /** @param prenoms joined by blanks: a compound name can't be told from two */
    record Allocataire(
            @Nullable @Size(max = 200) String nom_naissance,
            @Nullable @Size(max = 200) String nom_usage,
            @Nullable @Size(max = 200) String prenoms,
            @Nullable @Valid PartialDate date_naissance,
            @Nullable @Pattern(regexp = "[MF]") String sexe) {

        Personne personne() {
            return new Personne(nom_naissance, nom_usage, date_naissance);
        }
    }

    record Adresse(
            @Nullable @Size(max = 200) String destinataire,
            @Nullable @Size(max = 200) String complement_information,
            @Nullable @Size(max = 200) String complement_information_geographique,
            @Nullable @Size(max = 200) String numero_libelle_voie,
            @Nullable @Size(max = 200) String lieu_dit,
            @Nullable @Size(max = 200) String code_postal_ville,
            @Nullable @Size(max = 100) String pays) {}

    record Beneficiaire(
            @Nullable Boolean est_beneficiaire,
            @Nullable LocalDate date_debut_droit,
            @Nullable Boolean avec_majoration) implements Body {}

    record EnfantHandicape(
            @Nullable Status status, @Nullable LocalDate date_debut_droit) implements Body {

        enum Status {
            allocataire,
            ouvrant_droit,
            non_beneficiaire
        }
    }

    record ComplementaireSante(
            @Nullable Boolean est_beneficiaire,
            @Nullable Boolean avec_participation,
            @Nullable LocalDate date_debut_droit)
            implements Body {}

    record Code(
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 200) String libelle) {}

    record ScolariteMen(
            @Nullable @Valid IdentiteMen identite,

            @Nullable @Pattern(regexp = "[0-9]{4}(-[0-9]{4})?")
            String annee_scolaire,

            @Nullable Boolean est_scolarise,
            @Nullable @Valid Code statut_eleve,
            @Nullable @Valid Etablissement etablissement,
            @Nullable @Valid Module module_elementaire_formation,
            @Nullable Boolean est_boursier,
            @Nullable @Min(1) @Max(6) Integer echelon_bourse,
            @Nullable @Valid Code regime_pensionnat)
            implements Body {

        private static final int AUGUST = 8;
        private static final int AUGUST_ENDS = 31;
        private static final int OCTOBER = 10;
        private static final int MID_MONTH = 15;

        @Override
        public Stream<Personne> people() {
            return identite == null
                    ? Stream.of()
                    : Stream.of(new Personne(identite.nom(), null, identite.date_naissance()));
        }

        /** Of a year that is over, its last day. */
        @Override
        public LocalDate asOf(Question question) {
            var year = question.parameters().getOrDefault("anneeScolaire", "");
            if (!year.matches("[0-9]{4}(-[0-9]{4})?")) {
                return question.today();
            }
            var end = LocalDate.of(Integer.parseInt(year.substring(0, 4)) + 1, AUGUST, AUGUST_ENDS);
            return end.isBefore(question.today()) ? end : question.today();
        }

        /** The base is emptied in August and full by mid-October: until then only a yes is one. */
        @Override
        public Set<String> unsure(LocalDate today) {
            int month = today.getMonthValue();
            boolean filling =
                    month >= AUGUST && (month < OCTOBER || (month == OCTOBER && today.getDayOfMonth() < MID_MONTH));
            return filling && !Boolean.TRUE.equals(est_boursier) ? Set.of("est_boursier", "echelon_bourse") : Set.of();
        }
    }

    record IdentiteMen(
            @Nullable @Size(max = 200) String nom,
            @Nullable @Size(max = 200) String prenom,
            @Nullable @Pattern(regexp = "[MF]") String sexe,
            @Nullable @Valid PartialDate date_naissance) {}

    record Etablissement(
            @Nullable @Pattern(regexp = "[0-9]{7}[A-Z]") String code_uai,
            @Nullable @Size(max = 20) String code_ministere_tutelle,
            @Nullable @Size(max = 200) String nom) {}

    record Module(
            @Nullable @Size(max = 20) String code_mef_stat,
            @Nullable @Size(max = 200) String libelle) {}

    record EtudiantBoursier(
            @Nullable @Valid StatutBoursier statut_boursier,
            @Nullable @Valid Echelon echelon_bourse,
            @Nullable @Valid Periode periode_versement_bourse,
            @Nullable @Valid Etudes etablissement_etudes,
            @Nullable @Size(max = 320) String email,
            @Nullable @Valid IdentiteCnous identite)
            implements Body {

        @Override
        public Stream<Personne> people() {
            return identite == null
                    ? Stream.of()
                    : Stream.of(new Personne(identite.nom(), null, identite.date_naissance()));
        }
    }

    record StatutBoursier(
            @Nullable Boolean est_boursier,
            @Nullable Boolean est_radie,
            @Nullable LocalDate date_radiation) {}

    record Echelon(
            @Nullable @Pattern(regexp = "0bis|[0-7]") String echelon,
            @Nullable Boolean echelon_bourse_regionale_provisoire) {}

    record Periode(
            @Nullable LocalDate date_rentree,
            @Nullable @Min(0) @Max(24) Integer duree) {}

    record Etudes(
            @Nullable @Size(max = 200) String nom_commune,
            @Nullable @Size(max = 200) String nom_etablissement) {}

    record IdentiteCnous(
            @Nullable @Size(max = 200) String nom,
            @Nullable @Size(max = 20) List<@Size(max = 100) String> prenoms,
            @Nullable @Valid PartialDate date_naissance,
            @Nullable @Size(max = 200) String nom_commune_naissance,
            @Nullable @Pattern(regexp = "[MF]") String sexe) {}

    record StatutEtudiant(
            @Nullable @Valid IdentiteMesri identite,
            @Nullable @Size(max = 50) List<@Valid Admission> admissions) implements Body {

        @Override
        public Stream<Personne> people() {
            return identite == null
                    ? Stream.of()
                    : Stream.of(new Personne(identite.nom_naissance(), null, identite.date_naissance()));
        }
    }

    record IdentiteMesri(
            @Nullable @Size(max = 200) String nom_naissance,
            @Nullable @Size(max = 200) String prenom,
            @Nullable @Valid PartialDate date_naissance) {}

    record Admission(
            @Nullable LocalDate date_debut,
            @Nullable LocalDate date_fin,
            @Nullable Boolean est_inscrit,
            @Nullable @Valid Code regime_formation,

            @Nullable @Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String code_cog_insee_commune,

            @Nullable @Valid EtudesMesri etablissement_etudes) {}

    record EtudesMesri(
            @Nullable @Pattern(regexp = "[0-9]{7}[A-Z]") String uai,
            @Nullable @Size(max = 200) String nom) {}

    record StatutFranceTravail(
            @Nullable @Size(max = 50) String identifiant,
            @Nullable @Valid IdentiteFranceTravail identite,
            @Nullable @Valid Joindre contact,
            @Nullable @Valid AdresseFranceTravail adresse,
            @Nullable @Valid Inscription inscription)
            implements Body {

        @Override
        public Stream<Personne> people() {
            return identite == null
                    ? Stream.of()
                    : Stream.of(
                            new Personne(identite.nom_naissance(), identite.nom_usage(), identite.date_naissance()));
        }
    }

    record IdentiteFranceTravail(
            @Nullable @Size(max = 10) String civilite,
            @Nullable @Size(max = 200) String nom_naissance,
            @Nullable @Size(max = 200) String nom_usage,
            @Nullable @Size(max = 200) String prenom,
            @Nullable @Pattern(regexp = "Masculin|Féminin") String sexe,
            @Nullable @Valid PartialDate date_naissance) {}

    record Joindre(
            @Nullable @Size(max = 30) String telephone,
            @Nullable @Size(max = 30) String telephone2,
            @Nullable @Size(max = 320) String email) {}

    record AdresseFranceTravail(
            @Nullable @Size(max = 10) String code_postal,

            @Nullable @Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String code_cog_insee_commune,

            @Nullable @Size(max = 200) String localite,
            @Nullable @Size(max = 200) String ligne_voie,
            @Nullable @Size(max = 200) String ligne_nom) {}

    record Inscription(
            @Nullable LocalDate date_debut,
            @Nullable LocalDate date_fin,
            @Nullable @Valid Code categorie) {}

    private Bodies() {}
}
