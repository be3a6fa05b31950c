package fr.relais.connectors.soap;

import fr.relais.connectors.Evidence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one call sent and got, filled by the interceptors while it runs; never shared between calls. */
public final class Transcript {

    static final String KEY = Transcript.class.getName();

    private @Nullable String request;
    private @Nullable String response;
    private @Nullable Integer status;
    private @Nullable String contentType;
    private @Nullable String retryAfter;

    public Evidence evidence() {
        return new Evidence(status, contentType, request, response);
    }

    void sent(String message) {
        request = message;
    }

    void answered(@Nullable Integer httpStatus, @Nullable String type, @Nullable String retry) {
        status = httpStatus;
        contentType = type;
        retryAfter = retry;
    }

    void received(String message) {
        response = message;
    }

    @Nullable Integer status() {
        return status;
    }

    boolean holds(String text) {
        return response != null && response.contains(text);
    }

    /** Seconds only: the HTTP date form depends on clocks that need not agree. */
    @Nullable Duration retryAfter() {
        return retryAfter != null && retryAfter.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(retryAfter))
                : null;
    }
}
