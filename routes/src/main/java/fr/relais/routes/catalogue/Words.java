package fr.relais.routes.catalogue;

import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.teleservice.Definition.Audience;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.routes.prefill.Outcome;
import java.time.Duration;
import java.time.Period;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What codes are called on the pages people read; in French, as the pages are. */
final class Words {

    /** The parts of a dossier a target can be given; a longer path is told by the longest of these it begins with. */
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("usager", "la personne concernée"),
            Map.entry("usager.identite", "l'identité de la personne"),
            Map.entry("usager.contact", "ses coordonnées"),
            Map.entry("mandataire", "la personne qui fait la démarche pour elle"),
            Map.entry("foyer", "les membres du foyer"),
            Map.entry("ressources", "les ressources"),
            Map.entry("scolarite", "la scolarité de l'élève"),
            Map.entry("demarche", "la demande"),
            Map.entry("demarche.rib", "les coordonnées bancaires"),
            Map.entry("demarche.adresse", "l'adresse"),
            Map.entry("demarche.situation", "la situation familiale"),
            Map.entry("demarche.contenu", "les réponses au formulaire"));

    static String part(String path) {
        for (var at = path; ; at = at.substring(0, at.lastIndexOf('.'))) {
            if (PARTS.containsKey(at)) {
                return at.equals(path) ? PARTS.get(at) : PARTS.get(at) + " (" + path.substring(at.length() + 1) + ")";
            }
            if (at.indexOf('.') < 0) {
                return path;
            }
        }
    }

    static String audiences(Collection<Audience> audiences) {
        return audiences.stream().sorted().map(Words::audience).collect(Collectors.joining(", "));
    }

    static String audience(Audience audience) {
        return switch (audience) {
            case GENERAL -> "portail général";
            case COLLEGE -> "portail des collèges";
            case SOCIAL -> "portail social";
        };
    }

    static String lifecycle(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case DRAFT -> "en préparation";
            case TRIAL -> "à l'essai";
            case PUBLISHED -> "en ligne";
            case SUSPENDED -> "suspendu";
            case RETIRED -> "retiré";
        };
    }

    static String assurance(Assurance minimum) {
        return switch (minimum) {
            case DECLARE -> "Aucune preuve d'identité n'est demandée.";
            case COMPTE_VERIFIE -> "Le compte du portail doit avoir été vérifié, ou mieux.";
            case GUICHET -> "L'identité doit avoir été vue à un guichet, ou venir de FranceConnect.";
            case FRANCECONNECT -> "L'identité doit venir de FranceConnect.";
        };
    }

    /** What a source's word came to. */
    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case KNOWN -> "connu";
            case TO_CONFIRM -> "proposé, à confirmer";
            case STALE -> "proposé, ancien";
            case ABSENT -> "rien de connu là-dessus";
            case NOT_FOUND -> "personne non trouvée";
            case NOT_ENTITLED -> "pas d'habilitation";
            case UNAVAILABLE -> "source indisponible";
        };
    }

    static String ifUnknown(IfUnknown ifUnknown) {
        return switch (ifUnknown) {
            case NOT_CONCERNED -> "il n'est pas concerné";
            case DECLINE -> "il refuse la demande";
            case CREATE -> "il crée la personne";
        };
    }

    static String period(Period period) {
        return words(
                count(period.getYears(), "an", "ans"),
                count(period.getMonths(), "mois", "mois"),
                count(period.getDays(), "jour", "jours"));
    }

    static String duration(Duration duration) {
        return words(
                count(duration.toDays(), "jour", "jours"),
                count(duration.toHoursPart(), "heure", "heures"),
                count(duration.toMinutesPart(), "minute", "minutes"));
    }

    private static String words(String... counts) {
        return Stream.of(counts).filter(count -> !count.isEmpty()).collect(Collectors.joining(" et "));
    }

    private static String count(long many, String one, String several) {
        return many == 0 ? "" : many + " " + (many == 1 ? one : several);
    }

    private Words() {}
}
