package fr.relais.connectors.rest;

import fr.relais.mappings.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** When a token ends, as it says itself. Nothing is verified: whoever is shown it does that. */
final class Bearer {

    /** Header, claims and signature (RFC 7519). */
    private static final int PARTS = 3;

    private static final double LATEST = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    /** Its {@code exp}; empty for what is no JWT, or one without end. What can't be read is not repeated. */
    static Optional<Instant> end(String token) {
        var parts = token.strip().split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            var seconds = Json.UPSTREAM.readTree(claims).path("exp").asDouble(0);
            return seconds > 0 && seconds < LATEST
                    ? Optional.of(Instant.ofEpochSecond((long) seconds))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException opaque) {
            return Optional.empty();
        }
    }

    private Bearer() {}
}
