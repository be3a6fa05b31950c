package fr.relais.connectors.courriel;

import fr.relais.connectors.DeliveryKey;
import java.net.URI;
import java.time.Duration;

/** What a service is told of a request: its reference and where to open it, and nothing of anybody. */
record Mail(DeliveryKey key, int attempt, URI link) {

    static Mail of(DeliveryKey key, int attempt, URI hub) {
        var base = hub.toString().replaceFirst("/+$", "");
        return new Mail(key, attempt, URI.create(base + "/demandes/" + key.asWord()));
    }

    String subject() {
        var reference = key.reference();
        return isReminder()
                ? "Relais : rappel, la demande " + reference + " attend d'être ouverte"
                : "Relais : demande " + reference + " à ouvrir";
    }

    String text(Duration reminders) {
        return """
                Bonjour,

                %s :

                %s

                Tant que personne ne l'a ouverte, elle n'est pas reçue : Relais vous le rappelle %s.
                Ce message ne dit rien de la personne ; ne répondez pas à Relais, ouvrez la demande.
                """.formatted(
                isReminder() ? "Une demande attend toujours d'être ouverte" : "Une demande attend votre service",
                link,
                every(reminders));
    }

    private static String every(Duration reminders) {
        long days = reminders.toDays();
        return days > 1 ? "tous les " + days + " jours" : days == 1 ? "chaque jour" : "régulièrement";
    }

    /** The same for the same attempt: a mail that is sent on twice shows once. */
    String messageId(String domain) {
        return "<" + key.asWord() + "." + attempt + "@" + domain + ">";
    }

    private boolean isReminder() {
        return attempt > 1;
    }
}
