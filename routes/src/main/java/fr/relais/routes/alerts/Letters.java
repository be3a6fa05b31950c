package fr.relais.routes.alerts;

import fr.relais.routes.ledger.Outages.Moment;
import fr.relais.routes.ledger.Outages.Outage;
import fr.relais.routes.operations.Runbook;
import fr.relais.routes.watch.Situation;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts outages into words: for who reads a mail at night, in French, and for programs. */
@Component
final class Letters {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE d MMMM 'à' H 'h' mm", Locale.FRENCH);

    private final MessageSource messages;
    private final Runbook runbook = Runbook.load();
    private final AlertsSettings settings;

    Letters(MessageSource messages, AlertsSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    /** The sentence the console has for it. */
    String sentence(Situation.Trouble trouble) {
        return messages.getMessage(
                "trouble." + trouble.kind(),
                new Object[] {
                    trouble.what().in(Locale.FRENCH),
                    NumberFormat.getIntegerInstance(Locale.FRENCH).format(trouble.touched())
                },
                Locale.FRENCH);
    }

    Notice of(Outage outage, Moment moment) {
        return new Notice(
                "[Relais] " + title(moment) + " : " + outage.said(), text(outage, moment), document(outage, moment));
    }

    private static String title(Moment moment) {
        return switch (moment) {
            case BEGINNING -> "Début";
            case ESCALATION -> "Personne ne s'en occupe";
            case END -> "Fin";
        };
    }

    private String text(Outage outage, Moment moment) {
        var text = new StringBuilder(outage.said()).append(".\n\n");
        line(text, "Depuis", moment(outage.began()));
        if (outage.ended() != null) {
            line(text, "Jusqu'à", moment(outage.ended()) + ", soit " + span(outage.began(), outage.ended()));
        }
        line(text, "Responsable", outage.owner());
        line(text, "Pris en charge par", outage.acknowledgedBy());
        line(text, "Voir", Notice.at(settings.hub(), outage.link()));
        if (moment != Moment.END) {
            line(text, "Dire qu'on s'en occupe", Notice.at(settings.hub(), "/console/alertes"));
            guide(outage)
                    .ifPresent(entry ->
                            text.append("\nQue faire\n\n").append(entry).append('\n'));
        }
        return text.toString();
    }

    private Optional<String> guide(Outage outage) {
        return outage.code() == null ? Optional.empty() : runbook.of(outage.code());
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append(name).append(" : ").append(value).append('\n');
        }
    }

    private Map<String, Object> document(Outage outage, Moment moment) {
        var document = new LinkedHashMap<String, Object>();
        document.put("event", moment.name().toLowerCase(Locale.ROOT));
        document.put("id", outage.id());
        document.put("kind", outage.kind());
        document.put("subject", outage.subject());
        document.put("code", outage.code());
        document.put("said", outage.said());
        document.put("owner", outage.owner());
        document.put("touched", outage.touched());
        document.put("began", outage.began().toString());
        document.put("ended", outage.ended() == null ? null : outage.ended().toString());
        document.put("link", Notice.at(settings.hub(), outage.link()));
        return document;
    }

    static String moment(Instant at) {
        return at.atZone(PARIS).format(MOMENT);
    }

    static String span(Instant from, Instant to) {
        long minutes = Math.max(1, Duration.between(from, to).toMinutes());
        return minutes < 60 ? minutes + " min" : "%d h %02d".formatted(minutes / 60, minutes % 60);
    }
}
