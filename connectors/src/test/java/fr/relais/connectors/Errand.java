package fr.relais.connectors;

import fr.relais.mappings.model.Adresse;
import fr.relais.mappings.model.Bic;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.ChangementSituationFamiliale;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Demarche;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.Reponse;
import fr.relais.mappings.model.Rib;
import fr.relais.mappings.model.SituationFamiliale;
import java.time.LocalDate;
import java.util.Map;

/** What invented people come for: an operation, and a dossier for it. */
public enum Errand {
    RIB("changement-rib", "titulaire"),
    ADRESSE("changement-adresse", "voie"),
    SITUATION_FAMILIALE("changement-situation-familiale", "nomUsage"),
    DEMANDE("demande", "nom"),
    TIERS("tiers", "nomUsage");

    private static final LocalDate DAY = LocalDate.parse("2026-02-01");

    private final String operation;
    private final String element;

    Errand(String operation, String element) {
        this.operation = operation;
        this.element = element;
    }

    public String operation() {
        return operation;
    }

    /** Where in the target's message the dossier's free text goes. */
    String element() {
        return element;
    }

    public Dossier dossier(String birthName) {
        return dossier(birthName, "Camille " + birthName);
    }

    /** A dossier of somebody of that birth name, with that free text. */
    Dossier dossier(String birthName, String text) {
        return People.dossier(People.identite(birthName, element.equals("nomUsage") ? text : null), demarche(text));
    }

    private Demarche demarche(String text) {
        return switch (this) {
            case RIB ->
                new ChangementRib(DAY, new Rib(text, Iban.of("FR7630006000011234567890189"), Bic.of("AGRIFRPP")));
            case ADRESSE -> new ChangementAdresse(DAY, new Adresse(null, text, null, "75001", "PARIS", null));
            case SITUATION_FAMILIALE -> new ChangementSituationFamiliale(DAY, SituationFamiliale.PACSE);
            case DEMANDE -> new Demande("aide-ponctuelle", null, Map.of(text, Reponse.of(text)));
            case TIERS -> new Demande("bourse-college", null, Map.of());
        };
    }
}
