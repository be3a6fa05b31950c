package fr.relais.connectors.particulier;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotEntitled;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Question;
import fr.relais.connectors.rest.Plain;
import fr.relais.connectors.rest.Reply;
import fr.relais.connectors.rest.Typed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a reply of API Particulier means. */
final class Replies {

    /** A 404 may be a fault in disguise: the same code, another title. */
    private static final String FAULT = "Erreur inattendue";

    private static final Duration LONGEST_RETRY_IN = Duration.ofHours(1);

    static Answer answer(
            Endpoint endpoint, Question question, Reply reply, boolean byFranceConnect, boolean schoolGrants) {
        return switch (reply) {
            case Reply.Broke(var cause) -> Unavailable.because(cause);
            case Reply.Heard heard
            when heard.status() == 200 -> told(endpoint, question, heard, byFranceConnect, schoolGrants);
            case Reply.Heard heard -> Plain.numbered(refused(heard, byFranceConnect), heard);
        };
    }

    private static Answer told(
            Endpoint endpoint, Question question, Reply.Heard heard, boolean byFranceConnect, boolean schoolGrants) {
        if (!(heard.body().path("data") instanceof ObjectNode data)) {
            return invalid(heard);
        }
        var shown = endpoint.declared().shown(data, question.scopes());
        if (!schoolGrants) {
            shown.remove(List.of("est_boursier", "echelon_bourse"));
        }
        var body = Typed.read(shown, endpoint.body());
        if (body.isEmpty()) {
            return invalid(heard);
        }
        if (endpoint.asked() == Endpoint.Asked.IDENTIFIER) {
            var owner = Typed.read(data.deepCopy().retain("identite"), endpoint.body());
            if (owner.stream().flatMap(Bodies.Body::people).noneMatch(person -> person.mayBe(question.person()))) {
                return data.has("identite") ? new NotFound("somebody-else") : new NotEntitled("identite");
            }
        }
        return new Told(
                Typed.tree(body.get()),
                endpoint.declared().present(shown),
                body.get().unsure(question.today()),
                endpoint.asked() != Endpoint.Asked.IDENTIFIER
                        && isPerhapsOfSomebodyElse(body.get(), question, byFranceConnect),
                body.get().asOf(question),
                null,
                heard.requestId());
    }

    private static Answer invalid(Reply.Heard heard) {
        return Unavailable.because("invalid-answer").under(heard.requestId());
    }

    /** A token says by itself whom it is about: an answer that names nobody may be about anybody. */
    private static boolean isPerhapsOfSomebodyElse(Bodies.Body body, Question question, boolean byFranceConnect) {
        var people = body.people().toList();
        return people.isEmpty()
                ? byFranceConnect
                : people.stream().noneMatch(person -> person.mayBe(question.person()));
    }

    private static Answer refused(Reply.Heard heard, boolean byFranceConnect) {
        var error = heard.body().path("errors").path(0);
        var cause = Plain.cause(heard);
        return switch (heard.status()) {
            case 400 -> Unavailable.because(Unavailable.MALFORMED);
            case 401 ->
                byFranceConnect ? Unavailable.because(Unavailable.FRANCE_CONNECT) : Unavailable.because("token");
            case 403 -> new NotEntitled(cause);
            case 404 ->
                error.path("title").asString("").equals(FAULT) ? Unavailable.because(cause) : new NotFound(cause);
            case 409 -> new Unavailable("in-flight", true, null);
            case 422 -> Plain.unprocessed(heard);
            case 429 ->
                new Unavailable(Unavailable.RATE_LIMITED, false, heard.pause().orElse(Duration.ofSeconds(1)));
            case 502 -> new Unavailable(cause, !byFranceConnect, heard.retryAfter());
            default -> new Unavailable(cause, false, heard.pause().orElse(retryIn(error)));
        };
    }

    private static @Nullable Duration retryIn(JsonNode error) {
        var seconds = error.path("meta").path("retry_in");
        return seconds.isInt() && seconds.intValue() > 0 && seconds.intValue() <= LONGEST_RETRY_IN.toSeconds()
                ? Duration.ofSeconds(seconds.intValue())
                : null;
    }

    private Replies() {}
}
