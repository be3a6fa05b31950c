package fr.relais.routes.report;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Standing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a submission stands so that a citizen understands: who has it, who is waited for, and whether to do anything. */
@Component
final class Phrases {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final TargetNames names;
    private final Clock clock;

    Phrases(TargetNames names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    String title(Standing standing, Locale language) {
        var title = switch (standing.status()) {
            case RECEIVED -> new Wording("Reçue", "Received");
            case IN_PROGRESS -> new Wording("En cours de transmission", "Being passed on");
            case PARTIAL ->
                standing.isFinal()
                        ? new Wording("Transmise en partie", "Passed on in part")
                        : new Wording("Transmise en partie, la suite est en cours", "Passed on in part, more to come");
            case DELIVERED -> new Wording("Transmise", "Passed on");
            case DECLINED -> new Wording("Non acceptée", "Not accepted");
            case NEEDS_ATTENTION -> new Wording("En cours de vérification", "Being looked into");
            case CLOSED -> new Wording("Close", "Closed");
        };
        return title.in(language);
    }

    String detail(Standing standing, Locale language) {
        var sentences = new ArrayList<String>();
        var received = names(standing, part -> part.state() == DeliveryState.DELIVERED, language);
        if (!received.isEmpty()) {
            sentences.add(has(received).in(language));
        }
        standing.deliveries().stream()
                .map(this::special)
                .filter(Objects::nonNull)
                .forEach(sentence -> sentences.add(sentence.in(language)));
        var underWay = names(standing, part -> !part.state().isTerminal() && special(part) == null, language);
        if (!underWay.isEmpty()) {
            var to = joined(underWay, language);
            var sentence = sentences.isEmpty()
                    ? new Wording(
                            "Votre demande est enregistrée ; nous la transmettons : " + to + ".",
                            "Your request is kept; we are passing it on: " + to + ".")
                    : new Wording("La transmission se poursuit : " + to + ".", "It is being passed on: " + to + ".");
            sentences.add(sentence.in(language));
        }
        return String.join(" ", sentences);
    }

    private Wording has(List<String> received) {
        return received.size() == 1
                ? new Wording(
                        "Le " + lower(received.getFirst()) + " a reçu votre demande.",
                        received.getFirst() + " has your request.")
                : new Wording(
                        joinedFr(received) + " ont reçu votre demande.",
                        joined(received, Locale.ENGLISH) + " have your request.");
    }

    /** Null when a general sentence covers it. */
    private @Nullable Wording special(Standing.Part part) {
        var name = names.of(part.target());
        var fr = "Le " + lower(name.fr());
        return switch (part.state()) {
            case WAITING, PENDING, SENDING ->
                part.failingSince() != null
                        ? new Wording(
                                fr + " est indisponible" + since(part.failingSince(), Locale.FRENCH)
                                        + " ; nous réessayons, vous n'avez rien à faire.",
                                name.en() + " has been unavailable" + since(part.failingSince(), Locale.ENGLISH)
                                        + "; we keep trying, you need not do anything.")
                        : null;
            case UNKNOWN ->
                new Wording(
                        fr + " n'a pas confirmé la réception ; nous vérifions, vous n'avez rien à faire.",
                        name.en() + " has not confirmed; we are checking, you need not do anything.");
            case PARKED ->
                new Wording(
                        fr + " n'a pas pu être servi ; un agent s'en occupe, vous n'avez rien à faire.",
                        name.en() + " could not be served; somebody is looking into it, you need not do anything.");
            case DECLINED ->
                new Wording(
                        fr + " n'a pas accepté votre demande ; il vous contactera ou vous pouvez le joindre.",
                        name.en() + " did not accept your request; they will contact you, or you may ask them.");
            case NOT_CONCERNED ->
                new Wording(
                        fr + " ne vous connaît pas : il n'est pas concerné.",
                        name.en() + " does not know you: it is not concerned.");
            case SKIPPED ->
                new Wording(
                        "La transmission au " + lower(name.fr()) + " a été abandonnée par un agent.",
                        "Passing it on to " + name.en() + " was given up by an agent.");
            case DELIVERED -> null;
        };
    }

    String happening(Standing.Happening happening, Locale language) {
        var name = happening.target() == null ? new Wording("", "") : names.of(happening.target());
        var wording = switch (happening.kind()) {
            case "submission.received" -> new Wording("Demande reçue.", "Request received.");
            case "delivery.delivered" ->
                new Wording(name.fr() + " : demande reçue et prise en compte.", name.en() + ": received.");
            case "delivery.declined" ->
                new Wording(name.fr() + " : demande non acceptée.", name.en() + ": not accepted.");
            case "delivery.not-concerned" ->
                new Wording(name.fr() + " : non concerné.", name.en() + ": not concerned.");
            case "delivery.delayed" ->
                new Wording(
                        name.fr() + " : indisponible, nous réessayons.", name.en() + ": unavailable, we keep trying.");
            case "delivery.uncertain" ->
                new Wording(
                        name.fr() + " : pas de confirmation, nous vérifions.",
                        name.en() + ": no confirmation, we are checking.");
            case "delivery.parked" ->
                new Wording(name.fr() + " : un agent s'en occupe.", name.en() + ": somebody is looking into it.");
            case "delivery.skipped" ->
                new Wording(name.fr() + " : abandonné par un agent.", name.en() + ": given up by an agent.");
            default -> new Wording(happening.kind(), happening.kind());
        };
        return wording.in(language);
    }

    private List<String> names(Standing standing, Predicate<Standing.Part> which, Locale language) {
        return standing.deliveries().stream()
                .filter(which)
                .map(part -> names.of(part.target()).in(language))
                .toList();
    }

    private String since(@Nullable Instant instant, Locale language) {
        if (instant == null) {
            return "";
        }
        var time = instant.atZone(PARIS);
        boolean today = time.toLocalDate().equals(LocalDate.ofInstant(clock.instant(), PARIS));
        return language.equals(Locale.FRENCH)
                ? time.format(DateTimeFormatter.ofPattern(
                        today ? "' depuis' H 'h' mm" : "' depuis le' d MMMM 'à' H 'h' mm", Locale.FRENCH))
                : time.format(DateTimeFormatter.ofPattern(
                        today ? "' since' HH:mm" : "' since' d MMMM HH:mm", Locale.ENGLISH));
    }

    private static String joinedFr(List<String> names) {
        return names.stream()
                .map(name -> "le " + lower(name))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" et "), text -> Character.toUpperCase(text.charAt(0)) + text.substring(1)));
    }

    private static String joined(List<String> names, Locale language) {
        return String.join(language.equals(Locale.FRENCH) ? " et " : " and ", names);
    }

    private static String lower(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
