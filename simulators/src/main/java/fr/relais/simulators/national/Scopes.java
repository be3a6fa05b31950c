package fr.relais.simulators.national;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Which members of an answer of API Particulier each scope opens. */
final class Scopes {

    private static final Map<String, List<String>> OPEN = new HashMap<>();

    static {
        OPEN.put("cnaf_quotient_familial", List.of("quotient_familial"));
        OPEN.put("cnaf_allocataires", List.of("allocataires"));
        OPEN.put("cnaf_enfants", List.of("enfants"));
        OPEN.put("cnaf_adresse", List.of("adresse"));
        for (var aid : List.of(
                "revenu_solidarite_active",
                "prime_activite",
                "allocation_adulte_handicape",
                "allocation_soutien_familial")) {
            OPEN.put(aid, List.of("est_beneficiaire", "date_debut_droit"));
        }
        OPEN.put("revenu_solidarite_active_majoration", List.of("avec_majoration"));
        OPEN.put("prime_activite_majoration", List.of("avec_majoration"));
        OPEN.put("cnav_allocation_enfant_handicape", List.of("status", "date_debut_droit"));
        OPEN.put(
                "complementaire_sante_solidaire",
                List.of("est_beneficiaire", "avec_participation", "date_debut_droit"));
        OPEN.put("men_statut_identite", List.of("identite"));
        OPEN.put("men_statut_scolarite", List.of("annee_scolaire", "est_scolarise", "statut_eleve"));
        OPEN.put("men_statut_etablissement", List.of("etablissement"));
        OPEN.put("men_statut_module_elementaire_formation", List.of("module_elementaire_formation"));
        OPEN.put("men_statut_boursier", List.of("est_boursier"));
        OPEN.put("men_echelon_bourse", List.of("echelon_bourse"));
        OPEN.put("men_regime_pensionnat", List.of("regime_pensionnat"));
        OPEN.put("cnous_statut_boursier", List.of("statut_boursier", "est_boursier"));
        OPEN.put("cnous_echelon_bourse", List.of("echelon_bourse"));
        OPEN.put("cnous_periode_versement", List.of("periode_versement_bourse"));
        OPEN.put("cnous_ville_etudes", List.of("etablissement_etudes"));
        OPEN.put("cnous_email", List.of("email"));
        OPEN.put("cnous_identite", List.of("identite"));
        OPEN.put("mesri_identite", List.of("identite"));
        OPEN.put("mesri_admissions", List.of("admissions", "admissions.date_debut", "admissions.date_fin"));
        Map.of(
                        "inscrit", "est_inscrit",
                        "regime_formation", "regime_formation",
                        "commune_etudes", "code_cog_insee_commune",
                        "etablissement_etudes", "etablissement_etudes")
                .forEach((scope, member) ->
                        OPEN.put("mesri_admission_" + scope, List.of("admissions", "admissions." + member)));
        OPEN.put("pole_emploi_identifiant", List.of("identifiant"));
        OPEN.put("pole_emploi_identite", List.of("identite"));
        OPEN.put("pole_emploi_contact", List.of("contact"));
        OPEN.put("pole_emploi_adresse", List.of("adresse"));
        OPEN.put("pole_emploi_inscription", List.of("inscription"));
    }

    /** Leaves of an answer what they open. */
    static void open(ObjectNode data, Set<String> scopes) {
        var opened = opened(scopes);
        data.retain(opened);
        data.path("admissions")
                .forEach(admission -> ((ObjectNode) admission)
                        .retain(admission.propertyNames().stream()
                                .filter(member -> opened.contains("admissions." + member))
                                .toList()));
    }

    private static Set<String> opened(Set<String> scopes) {
        return scopes.stream()
                .flatMap(scope -> OPEN.getOrDefault(scope, List.of()).stream())
                .collect(Collectors.toSet());
    }

    private Scopes() {}
}
