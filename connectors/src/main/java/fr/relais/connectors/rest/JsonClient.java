package fr.relais.connectors.rest;

import fr.relais.mappings.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads a JSON API with bounds on everything: how long it takes altogether, how much comes, of what kind and how it is written. It
 * follows no redirection and unpacks nothing. It repeats nothing either, but the JDK does once, by GET, when a connection breaks before any
 * byte of an answer.
 *
 * <p>What is asked travels in the query, so no address is ever written down or told.
 */
public final class JsonClient implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(13);
    private static final Pattern TYPE = Pattern.compile("application/(?:[\\w.+-]+\\+)?json");
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)");
    private static final Pattern REQUEST_ID = Pattern.compile("[\\w.:-]{1,100}");

    private final HttpClient http;

    public JsonClient(Duration connectTimeout) {
        http = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Asks by GET, and waits no longer than that for the whole of the answer. */
    public Reply get(URI address, Map<String, String> headers, Duration patience) {
        var request = HttpRequest.newBuilder(address).header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        return send(request.GET().build(), patience);
    }

    /** Posts a form, as OAuth's token endpoints want. */
    public Reply post(URI address, Map<String, String> headers, String form, Duration patience) {
        var request = HttpRequest.newBuilder(address)
                .header("Accept-Encoding", "identity")
                .header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)).build(), patience);
    }

    private Reply send(HttpRequest request, Duration patience) {
        var answering = http.sendAsync(request, response -> new Bounded());
        try {
            return read(answering.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return new Reply.Broke("timeout");
        } catch (InterruptedException given) { // the citizen is not kept waiting any longer
            Thread.currentThread().interrupt();
            return new Reply.Broke("timeout");
        } catch (ExecutionException broken) {
            return new Reply.Broke(cause(broken.getCause()));
        } finally {
            answering.cancel(true);
        }
    }

    private static String cause(@Nullable Throwable broken) {
        return switch (broken) {
            case TooLarge large -> "too-large";
            case HttpTimeoutException late -> "timeout";
            case SSLException untrusted -> "certificate";
            case null, default -> "no-connection";
        };
    }

    private static Reply read(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300 && response.statusCode() < 400) {
            return new Reply.Broke("redirect");
        }
        if (response.headers()
                .firstValue("Content-Encoding")
                .filter(encoding -> !encoding.equals("identity"))
                .isPresent()) {
            return new Reply.Broke("packed");
        }
        var body = response.body().length == 0
                ? Optional.<JsonNode>of(MissingNode.getInstance())
                : parsed(response.headers(), response.body());
        if (body.isEmpty() && response.statusCode() < 400) {
            return new Reply.Broke("not-json");
        }
        return new Reply.Heard(
                response.statusCode(),
                body.orElse(MissingNode.getInstance()),
                response.headers()
                        .firstValue("X-Request-ID")
                        .filter(id -> REQUEST_ID.matcher(id).matches())
                        .orElse(null),
                retryAfter(response.headers()));
    }

    private static Optional<JsonNode> parsed(HttpHeaders headers, byte[] body) {
        var type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        var charset = CHARSET.matcher(type);
        if (!TYPE.matcher(type.replaceFirst(";.*", "").strip()).matches()
                || (charset.find() && !charset.group(1).equals("utf-8"))) {
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return Optional.of(Json.EDGE.readTree(text.toString()));
        } catch (CharacterCodingException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** In seconds; a date is not what these APIs send, and a pause longer than any they know is none. */
    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        try {
            return headers.firstValue("Retry-After")
                    .map(Long::parseLong)
                    .map(Duration::ofSeconds)
                    .filter(pause -> !pause.isNegative() && pause.compareTo(LONGEST_PAUSE) <= 0)
                    .orElse(null);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** More than any answer is worth. */
    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Takes a body until it is too large. */
    private static final class Bounded implements BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (var part : parts) {
                var some = new byte[part.remaining()];
                part.get(some);
                bytes.writeBytes(some);
            }
            if (bytes.size() > MOST_BYTES && subscription != null) {
                subscription.cancel();
                whole.completeExceptionally(new TooLarge());
            }
        }

        @Override
        public void onError(Throwable broken) {
            whole.completeExceptionally(broken);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
