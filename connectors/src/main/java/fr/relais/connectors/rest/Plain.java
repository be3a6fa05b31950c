package fr.relais.connectors.rest;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotEntitled;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a reply means where an API has no words of its own but HTTP's. */
public final class Plain {

    /** Errors of the State's gateways are told by code; a code that is none is not repeated. */
    private static final Pattern CODE = Pattern.compile("[0-9]{5}");

    /** They don't like how we present ourselves: who is asked about is not the matter. */
    private static final Set<String> OURS = Set.of("00201", "00202", "00203", "00210");

    /** Why it was refused, in the API's own code where it has one. */
    public static String cause(Reply.Heard refusal) {
        var code = refusal.body().path("errors").path(0).path("code").asString("");
        return CODE.matcher(code).matches() ? code : "http-" + refusal.status();
    }

    /** What was asked was read, and not taken: because of the person, or of us. */
    public static Answer unprocessed(Reply.Heard refusal) {
        var cause = cause(refusal);
        return OURS.contains(cause) ? Unavailable.because(cause) : new NotFound(cause);
    }

    /**
     * The answer in a reply.
     *
     * @param pause for how long to leave it alone after a 429 that does not say
     * @param told what an answer with 200 says
     */
    public static Answer answer(Reply reply, Duration pause, Function<Reply.Heard, Answer> told) {
        return switch (reply) {
            case Reply.Broke(var cause) -> Unavailable.because(cause);
            case Reply.Heard heard when heard.status() == 200 -> told.apply(heard);
            case Reply.Heard heard -> numbered(refused(heard, pause), heard);
        };
    }

    private static Answer refused(Reply.Heard heard, Duration pause) {
        return switch (heard.status()) {
            case 204, 400, 404, 410, 451 -> new NotFound("http-" + heard.status());
            case 401, 403 -> new NotEntitled("http-" + heard.status());
            case 409 -> new Unavailable("in-flight", true, null);
            case 422 -> unprocessed(heard);
            case 429 ->
                new Unavailable(Unavailable.RATE_LIMITED, false, heard.pause().orElse(pause));
            default -> new Unavailable("http-" + heard.status(), heard.status() == 502, heard.retryAfter());
        };
    }

    /** Under the number its owner finds it by. */
    public static Answer numbered(Answer answer, Reply.Heard heard) {
        return answer instanceof Unavailable broken ? broken.under(heard.requestId()) : answer;
    }

    private Plain() {}
}
