package fr.relais.connectors.rest;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotEntitled;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Unavailable;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a reply means where an API has no words of its own but HTTP's. */
public final class Plain {

    /**
     * The answer in a reply.
     *
     * @param pause for how long to leave it alone after a 429 that does not say
     * @param told what a body that was answered with 200 says
     */
    public static Answer answer(Reply reply, Duration pause, Function<JsonNode, Answer> told) {
        return switch (reply) {
            case Reply.Broke(var cause) -> Unavailable.because(cause);
            case Reply.Heard heard ->
                switch (heard.status()) {
                    case 200 -> told.apply(heard.body());
                    case 204, 404, 410, 451 -> new NotFound("http-" + heard.status());
                    case 401, 403 -> new NotEntitled("http-" + heard.status());
                    case 400, 422 -> new NotFound("http-" + heard.status());
                    case 409 -> new Unavailable("in-flight", true, null);
                    case 429 ->
                        new Unavailable(
                                Unavailable.RATE_LIMITED, false, heard.pause().orElse(pause));
                    default -> new Unavailable("http-" + heard.status(), heard.status() == 502, heard.retryAfter());
                };
        };
    }

    private Plain() {}
}
