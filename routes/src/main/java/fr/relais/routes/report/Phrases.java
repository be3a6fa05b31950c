package fr.relais.routes.report;

import fr.relais.connectors.Ruling;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Complements;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Standing;
import fr.relais.routes.teleservices.Teleservices;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says where a submission stands so that a citizen understands: who has it, who is waited for, and whether to do anything. */
@Component
final class Phrases {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final TargetNames names;
    private final Teleservices teleservices;
    private final Clock clock;

    Phrases(TargetNames names, Teleservices teleservices, Clock clock) {
        this.names = names;
        this.teleservices = teleservices;
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
        standing.requests().forEach(asked -> sentences.add(asks(standing, asked).in(language)));
        besides(standing).ifPresent(wording -> sentences.add(wording.in(language)));
        return String.join(" ", sentences);
    }

    private Wording asks(Standing standing, Complements.Asked asked) {
        var name = names.of(asked.target());
        var piece = piece(standing, asked.type());
        return new Wording(
                "Le " + lower(name.fr()) + " attend une pièce de votre part : " + piece.fr() + ".",
                name.en() + " asks you for a document: " + piece.en() + ".");
    }

    /** What citizens call an attachment; its type where the téléservice names it no more. */
    Wording piece(Standing standing, String type) {
        return teleservices
                .find(standing.teleservice())
                .flatMap(teleservice -> teleservice.definition().attachments().stream()
                        .filter(piece -> piece.type().equals(type))
                        .findFirst())
                .map(Definition.Piece::label)
                .orElse(new Wording(type, type));
    }

    /** What the téléservice itself has to say of a submission in that status. */
    private Optional<Wording> besides(Standing standing) {
        return teleservices
                .find(standing.teleservice())
                .map(teleservice -> teleservice
                        .definition()
                        .wordings()
                        .get(standing.status().name()));
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
                part.waitsForDecision()
                        ? new Wording(
                                fr + " interviendra si la décision vous est favorable.",
                                name.en() + " will act if the decision is in your favour.")
                        : part.failingSince() != null
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
                isToVerify(part.cause())
                        ? new Wording(
                                "Un agent doit vérifier votre demande avant de la transmettre au " + lower(name.fr())
                                        + " ; vous n'avez rien à faire.",
                                "Somebody must check your request before " + name.en()
                                        + " is told; you need not do anything.")
                        : new Wording(
                                fr + " n'a pas pu être servi ; un agent s'en occupe, vous n'avez rien à faire.",
                                name.en()
                                        + " could not be served; somebody is looking into it, you need not do anything.");
            case DECLINED ->
                new Wording(
                        fr + " n'a pas accepté votre demande ; il vous contactera ou vous pouvez le joindre.",
                        name.en() + " did not accept your request; they will contact you, or you may ask them.");
            case NOT_CONCERNED ->
                new Wording(
                        fr + " ne vous connaît pas : il n'est pas concerné.",
                        name.en() + " does not know you: it is not concerned.");
            case SKIPPED ->
                Resolution.CONDITION.equals(part.cause())
                        ? new Wording(fr + " n'a pas à intervenir.", name.en() + " has nothing to do.")
                        : new Wording(
                                "La transmission au " + lower(name.fr()) + " a été abandonnée par un agent.",
                                "Passing it on to " + name.en() + " was given up by an agent.");
            case DELIVERED -> null;
        };
    }

    String happening(Standing standing, Standing.Happening happening, Locale language) {
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
            case "delivery.taken" ->
                new Wording(
                        name.fr() + " : un agent s'occupe de votre demande.",
                        name.en() + ": somebody is working on your request.");
            case "document.requested" -> {
                var piece = piece(standing, String.valueOf(happening.code()));
                yield new Wording(
                        name.fr() + " : pièce demandée, " + piece.fr() + ".",
                        name.en() + ": document asked for, " + piece.en() + ".");
            }
            case "document.received" -> {
                var piece = piece(standing, String.valueOf(happening.code()));
                yield new Wording(
                        name.fr() + " : pièce reçue, " + piece.fr() + ".",
                        name.en() + ": document received, " + piece.en() + ".");
            }
            case "decision.made" -> decided(name, happening.code());
            case "delivery.parked" ->
                isToVerify(happening.code())
                        ? new Wording(
                                name.fr() + " : un agent vérifie avant de transmettre.",
                                name.en() + ": somebody checks before it is passed on.")
                        : new Wording(
                                name.fr() + " : un agent s'en occupe.", name.en() + ": somebody is looking into it.");
            case "delivery.skipped" ->
                Resolution.CONDITION.equals(happening.code())
                        ? new Wording(name.fr() + " : n'a pas à intervenir.", name.en() + ": has nothing to do.")
                        : new Wording(name.fr() + " : abandonné par un agent.", name.en() + ": given up by an agent.");
            default -> new Wording(happening.kind(), happening.kind());
        };
        return wording.in(language);
    }

    private static boolean isToVerify(@Nullable String cause) {
        return cause != null && cause.startsWith(Resolution.TO_VERIFY);
    }

    private static Wording decided(Wording name, @Nullable String outcome) {
        return switch (Ruling.Outcome.valueOf(String.valueOf(outcome))) {
            case GRANTED -> new Wording(name.fr() + " : demande accordée.", name.en() + ": granted.");
            case PARTLY_GRANTED ->
                new Wording(name.fr() + " : demande accordée en partie.", name.en() + ": granted in part.");
            case REJECTED -> new Wording(name.fr() + " : demande rejetée.", name.en() + ": rejected.");
            case CLOSED -> new Wording(name.fr() + " : demande classée sans suite.", name.en() + ": closed.");
        };
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
