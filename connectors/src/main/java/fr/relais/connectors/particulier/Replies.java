package fr.relais.connectors.particulier;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotEntitled;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Question;
import fr.relais.connectors.rest.Reply;
import fr.relais.connectors.rest.Typed;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a reply of API Particulier means. */
final class Replies {

    /** Errors are told by code; a code that is none is not repeated. */
    private static final Pattern CODE = Pattern.compile("[0-9]{5}");

    /** A 404 may be a fault in disguise: the same code, another title. */
    private static final String FAULT = "Erreur inattendue";

    private static final Duration LONGEST_RETRY_IN = Duration.ofHours(1);

    static Answer answer(
            Endpoint endpoint, Question question, Reply reply, boolean byFranceConnect, boolean schoolGrants) {
        return switch (reply) {
            case Reply.Broke(var cause) -> Unavailable.because(cause);
            case Reply.Heard heard
            when heard.status() == 200 -> told(endpoint, question, heard, byFranceConnect, schoolGrants);
            case Reply.Heard heard -> refused(heard, byFranceConnect);
        };
    }

    private static Answer told(
            Endpoint endpoint, Question question, Reply.Heard heard, boolean byFranceConnect, boolean schoolGrants) {
        var opened = opened(endpoint, question, schoolGrants);
        var data = heard.body().path("data");
        var shown = shown(data, opened);
        var body = Typed.read(shown, endpoint.body());
        if (!data.isObject() || body.isEmpty()) {
            return Unavailable.because("invalid-answer");
        }
        return new Told(
                Typed.tree(body.get()),
                new HashSet<>(shown.propertyNames()),
                body.get().unsure(question.today()),
                isPerhapsOfSomebodyElse(body.get(), question, byFranceConnect),
                body.get().asOf(question.today()),
                null,
                heard.requestId());
    }

    /** The members the téléservice's scopes open: an API that says more is not listened to. */
    private static Set<String> opened(Endpoint endpoint, Question question, boolean schoolGrants) {
        var opened = endpoint.declared().opened(question.scopes());
        if (!schoolGrants) {
            opened.removeAll(List.of("est_boursier", "echelon_bourse"));
        }
        return opened;
    }

    private static JsonNode shown(JsonNode data, Set<String> opened) {
        return data instanceof ObjectNode object ? object.deepCopy().retain(opened) : data;
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
        var code = error.path("code").asString("");
        var cause = CODE.matcher(code).matches() ? code : "http-" + heard.status();
        return switch (heard.status()) {
            case 401 ->
                byFranceConnect ? Unavailable.because(Unavailable.FRANCE_CONNECT) : Unavailable.because("token");
            case 403 -> new NotEntitled(cause);
            case 404 ->
                error.path("title").asString("").equals(FAULT) ? Unavailable.because(cause) : new NotFound(cause);
            case 409 -> new Unavailable("in-flight", true, null);
            case 422 -> new NotFound(cause);
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
