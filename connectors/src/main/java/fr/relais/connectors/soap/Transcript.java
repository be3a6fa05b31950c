package fr.relais.connectors.soap;

import fr.relais.connectors.Evidence;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one call sent and got, filled by the interceptors while it runs; never shared between calls.
 *
 * <p>Its fields are volatile because a call that takes too long is concluded while it may still be writing here.
 */
public final class Transcript {

    static final String KEY = Transcript.class.getName();

    private static final Pattern USERNAME_TOKEN =
            Pattern.compile("<((?:[\\w.-]+:)?UsernameToken)[\\s>].*?(?:</\\1\\s*>|\\z)", Pattern.DOTALL);

    private volatile @Nullable String request;
    private volatile @Nullable String response;
    private volatile @Nullable Integer status;
    private volatile @Nullable String contentType;
    private volatile @Nullable String retryAfter;

    public Evidence evidence() {
        return new Evidence(status, contentType, request, response);
    }

    void sent(String message) {
        request = withoutCredentials(message);
    }

    void answered(@Nullable Integer httpStatus, @Nullable String type, @Nullable String retry) {
        contentType = type;
        retryAfter = retry;
        status = httpStatus; // last: whoever sees it may judge by the others
    }

    void received(String message) {
        response = withoutCredentials(message); // a target may send back what it got
    }

    @Nullable Integer status() {
        return status;
    }

    boolean holds(String text) {
        var received = response;
        return received != null && received.contains(text);
    }

    /** Text content can't look like this: its brackets are escaped. */
    private static String withoutCredentials(String message) {
        return USERNAME_TOKEN.matcher(message).replaceAll("<!-- UsernameToken -->");
    }

    /** Seconds only: the HTTP date form depends on clocks that need not agree. */
    @Nullable Duration retryAfter() {
        var seconds = retryAfter;
        return seconds != null && seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), 86_400))
                : null;
    }
}
