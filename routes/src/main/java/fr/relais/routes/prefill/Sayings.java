package fr.relais.routes.prefill;

import fr.relais.connectors.Answer.Unavailable;
import fr.relais.mappings.teleservice.Wording;

/** What a citizen is told of a field: who was asked, what came of it, and what to do. */
final class Sayings {

    static Wording of(Judged judged, String source) {
        return switch (judged.outcome()) {
            case KNOWN -> new Wording("Repris de : " + source + ".", "Taken over from: " + source + ".");
            case TO_CONFIRM ->
                new Wording(
                        "Proposé par : " + source + ". Vérifiez avant d'envoyer.",
                        "Offered by: " + source + ". Check before you send it.");
            case STALE ->
                new Wording(
                        "Proposé par : " + source + ", mais ancien. Corrigez-le s'il a changé.",
                        "Offered by: " + source + ", but old. Correct it if it has changed.");
            case ABSENT ->
                new Wording(
                        "Rien n'est connu là-dessus chez : " + source + ". Remplissez ce champ s'il vous concerne.",
                        source + " has nothing on this. Fill this field if it concerns you.");
            case NOT_FOUND -> notFound(judged.cause(), source);
            case NOT_ENTITLED ->
                new Wording(
                        "Le département n'a pas accès à cette information. Remplissez ce champ.",
                        "The département has no access to this. Fill this field.");
            case UNAVAILABLE ->
                judged.cause().equals(Unavailable.FRANCE_CONNECT)
                        ? new Wording(
                                "Votre connexion FranceConnect a expiré : reconnectez-vous, ou remplissez ce champ.",
                                "Your FranceConnect session has expired: connect again, or fill this field.")
                        : new Wording(
                                "Indisponible pour le moment : " + source
                                        + ". Remplissez ce champ, ou revenez plus tard.",
                                source + " is not available now. Fill this field, or come back later.");
        };
    }

    private static Wording notFound(String cause, String source) {
        return switch (cause) {
            case "incomplete", "identity-incomplete" ->
                new Wording(
                        "Il manque de quoi interroger : " + source + ". Remplissez ce champ.",
                        "Too little is known to ask " + source + ". Fill this field.");
            case "not-yet" ->
                new Wording(
                        source + " ne peut pas encore le dire à cette période de l'année. Remplissez ce champ.",
                        source + " can't tell yet at this time of the year. Fill this field.");
            default ->
                new Wording(
                        "Vous n'avez pas été trouvé chez : " + source
                                + ". Cela ne préjuge pas de vos droits : remplissez ce champ.",
                        source + " did not find you. That says nothing of your rights: fill this field.");
        };
    }

    private Sayings() {}
}
