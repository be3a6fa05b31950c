package fr.relais.connectors.rest;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came back. */
public sealed interface Reply {

    /**
     * JSON, or nothing, with a status.
     *
     * @param body missing where there is none
     */
    record Heard(
            int status,
            JsonNode body,
            @Nullable String requestId,
            @Nullable Duration retryAfter) implements Reply {

        public Optional<Duration> pause() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public String toString() {
            return "Heard[" + status + "]";
        }
    }

    /** No answer that can be read; the cause says why, in a word. */
    record Broke(String cause) implements Reply {}
}
