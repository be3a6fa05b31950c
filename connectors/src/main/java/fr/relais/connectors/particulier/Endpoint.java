package fr.relais.connectors.particulier;

import fr.relais.connectors.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be asked of API Particulier, and which members of an answer each scope opens (datagouv/apistration, OpenAPI and
 * {@code siade}, 2026-04).
 */
enum Endpoint {
    QUOTIENT_FAMILIAL(
            "/v3/dss/quotient_familial",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.QuotientFamilial.class,
            Map.of(
                    "cnaf_quotient_familial", List.of("quotient_familial"),
                    "cnaf_allocataires", List.of("allocataires"),
                    "cnaf_enfants", List.of("enfants"),
                    "cnaf_adresse", List.of("adresse"))),
    RSA(
            "/v3/dss/revenu_solidarite_active",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.Beneficiaire.class,
            Map.of(
                    "revenu_solidarite_active", List.of("est_beneficiaire", "date_debut_droit"),
                    "revenu_solidarite_active_majoration", List.of("avec_majoration"))),
    PRIME_ACTIVITE(
            "/v3/dss/prime_activite",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.Beneficiaire.class,
            Map.of(
                    "prime_activite", List.of("est_beneficiaire", "date_debut_droit"),
                    "prime_activite_majoration", List.of("avec_majoration"))),
    AAH(
            "/v3/dss/allocation_adulte_handicape",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.Beneficiaire.class,
            Map.of("allocation_adulte_handicape", List.of("est_beneficiaire", "date_debut_droit"))),
    AEEH(
            "/v3/dss/allocation_enfant_handicape",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.EnfantHandicape.class,
            Map.of("cnav_allocation_enfant_handicape", List.of("status", "date_debut_droit"))),
    ASF(
            "/v3/dss/allocation_soutien_familial",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.Beneficiaire.class,
            Map.of("allocation_soutien_familial", List.of("est_beneficiaire", "date_debut_droit"))),
    C2S(
            "/v3/dss/complementaire_sante_solidaire",
            Asked.SOCIAL_SECURITY,
            true,
            Bodies.ComplementaireSante.class,
            Map.of(
                    "complementaire_sante_solidaire",
                    List.of("est_beneficiaire", "avec_participation", "date_debut_droit"))),
    SCOLARITE(
            "/v5/men/scolarites",
            Asked.SCHOOL,
            false,
            Bodies.ScolariteMen.class,
            Map.of(
                    "men_statut_identite", List.of("identite"),
                    "men_statut_scolarite", List.of("annee_scolaire", "est_scolarise", "statut_eleve"),
                    "men_statut_etablissement", List.of("etablissement"),
                    "men_statut_module_elementaire_formation", List.of("module_elementaire_formation"),
                    "men_statut_boursier", List.of("est_boursier"),
                    "men_echelon_bourse", List.of("echelon_bourse"),
                    "men_regime_pensionnat", List.of("regime_pensionnat"))),
    ETUDIANT_BOURSIER(
            "/v4/cnous/etudiant_boursier",
            Asked.STUDENT,
            true,
            Bodies.EtudiantBoursier.class,
            Map.of(
                    "cnous_statut_boursier", List.of("statut_boursier"),
                    "cnous_echelon_bourse", List.of("echelon_bourse"),
                    "cnous_periode_versement", List.of("periode_versement_bourse"),
                    "cnous_ville_etudes", List.of("etablissement_etudes"),
                    "cnous_email", List.of("email"),
                    "cnous_identite", List.of("identite"))),
    STATUT_ETUDIANT(
            "/v3/mesri/statut_etudiant",
            Asked.STUDENT,
            true,
            Bodies.StatutEtudiant.class,
            Map.of(
                    "mesri_identite", List.of("identite"),
                    "mesri_admissions", List.of("admissions.date_debut", "admissions.date_fin"),
                    "mesri_admission_inscrit", List.of("admissions.est_inscrit"),
                    "mesri_admission_regime_formation", List.of("admissions.regime_formation"),
                    "mesri_admission_commune_etudes", List.of("admissions.code_cog_insee_commune"),
                    "mesri_admission_etablissement_etudes", List.of("admissions.etablissement_etudes"))),
    FRANCE_TRAVAIL(
            "/v3/france_travail/statut",
            Asked.IDENTIFIER,
            false,
            Bodies.StatutFranceTravail.class,
            Map.of(
                    "pole_emploi_identifiant", List.of("identifiant"),
                    "pole_emploi_identite", List.of("identite"),
                    "pole_emploi_contact", List.of("contact"),
                    "pole_emploi_adresse", List.of("adresse"),
                    "pole_emploi_inscription", List.of("inscription")));

    /** Whom and what an endpoint wants to be told of. */
    enum Asked {
        SOCIAL_SECURITY(Set.of()),
        /** Where, of {@code codeEtablissement}, {@code codesBcnDepartements} and {@code codesBcnRegions} exactly one; here always the first. */
        SCHOOL(Set.of("codeEtablissement", "anneeScolaire")),
        STUDENT(Set.of()),
        /** What anybody may type: told only to whom the answer names. */
        IDENTIFIER(Set.of("identifiant"));

        private final Set<String> parameters;

        Asked(Set<String> parameters) {
            this.parameters = parameters;
        }
    }

    private static final Map<String, Endpoint> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Endpoint::fact, Function.identity()));

    private final String path;
    private final Asked asked;
    private final Class<? extends Bodies.Body> body;
    private final Fact declared;

    Endpoint(
            String path,
            Asked asked,
            boolean byFranceConnect,
            Class<? extends Bodies.Body> body,
            Map<String, List<String>> opens) {
        this.path = path;
        this.asked = asked;
        this.body = body;
        this.declared = new Fact(opens, asked.parameters, byFranceConnect, false, true);
    }

    static Endpoint of(String fact) {
        var known = BY_NAME.get(fact);
        if (known == null) {
            throw new IllegalArgumentException("API Particulier knows no " + fact);
        }
        return known;
    }

    /** The name téléservices ask it by: {@code quotient-familial}. */
    String fact() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Fact declared() {
        return declared;
    }

    Asked asked() {
        return asked;
    }

    Class<? extends Bodies.Body> body() {
        return body;
    }

    String path(boolean byFranceConnect) {
        return path + (byFranceConnect ? "/france_connect" : asked == Asked.IDENTIFIER ? "/identifiant" : "/identite");
    }
}
