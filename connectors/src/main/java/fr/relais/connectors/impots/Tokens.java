package fr.relais.connectors.impots;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.rest.JsonClient;
import fr.relais.connectors.rest.Plain;
import fr.relais.connectors.rest.Query;
import fr.relais.connectors.rest.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Our own token (OAuth 2 client credentials), asked for anew shortly before it ends. It is nobody's. */
final class Tokens {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final String SCOPES = "grant_type=client_credentials&scope=RessourceIRDerniere2";

    private final ImpotsSettings settings;
    private final URI base;
    private final JsonClient client;
    private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();

    /** What there is to ask with. */
    sealed interface Current {}

    /** @param usedBefore whether it was not asked for just now, so that it may have been taken back since */
    record Token(String value, long until, boolean usedBefore) implements Current {

        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** None, and why. */
    record None(Answer why) implements Current {}

    Tokens(ImpotsSettings settings, URI base, JsonClient client) {
        this.settings = settings;
        this.base = base;
        this.client = client;
    }

    /** One that is good still. */
    Current current(Duration patience) {
        var token = kept.get();
        if (token != null && System.nanoTime() - token.until() < 0) {
            return new Token(token.value(), token.until(), true);
        }
        var credentials = settings.clientId() + ":" + settings.clientSecret();
        var basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        var reply = client.post(
                new Query().of(base, "/token"), Map.of("Authorization", "Basic " + basic), SCOPES, patience);
        if (!(reply instanceof Reply.Heard heard)
                || heard.status() != 200
                || !heard.body().path("access_token").isString()) {
            return new None(why(reply));
        }
        var value = heard.body().path("access_token").asString();
        long seconds = Math.max(0, heard.body().path("expires_in").asLong(60) - MARGIN.toSeconds());
        var fresh =
                new Token(value, System.nanoTime() + Duration.ofSeconds(seconds).toNanos(), false);
        kept.set(fresh);
        return fresh;
    }

    /** Whatever is not a matter of load or of the network is one of our credentials, and nobody's but ours. */
    private static Answer why(Reply reply) {
        return Plain.answer(reply, PAUSE, heard -> Unavailable.because("token")) instanceof Unavailable broken
                ? broken
                : Unavailable.because("token");
    }

    void forget() {
        kept.set(null);
    }
}
