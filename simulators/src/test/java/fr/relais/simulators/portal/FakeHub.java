package fr.relais.simulators.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as hub and simulators do once a submission goes well, but for the records asked for. */
final class FakeHub implements AutoCloseable {

    static final String REFERENCE = "R26-7KQ4-9M2X";

    private final HttpServer server;
    private final AtomicInteger polls = new AtomicInteger();
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    FakeHub(String finalStatus, String... systems) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        on("/oauth2/token", 200, () -> "{\"access_token\":\"abc\"}");
        on("/api/v1/teleservices/", 202, () -> "{\"id\":\"42\",\"reference\":\"" + REFERENCE + "\"}");
        on("/api/v1/submissions/42", 200, () -> polls.incrementAndGet() < 3 ? going() : ended(finalStatus));
        on("/admin/records", 200, () -> records(systems));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void on(String path, int status, java.util.function.Supplier<String> body) {
        server.createContext(path, exchange -> answer(exchange, status, body.get()));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String going() {
        return """
                {"status":"RECEIVED","final":false,"timeline":[
                {"seq":1,"at":"2026-03-01T10:00:00.000Z","type":"submission.received","wording":"Demande reçue"}]}""";
    }

    private static String ended(String status) {
        return """
                {"status":"%s","final":true,"deliveries":[{"target":"social"},{"target":"finance"}],"timeline":[
                {"seq":1,"at":"2026-03-01T10:00:00.000Z","type":"submission.received","wording":"Demande reçue"},
                {"seq":2,"at":"2026-03-01T10:00:09.000Z","type":"delivery.delivered","target":"social",\
                "wording":"Transmis au service social"}]}""".formatted(status);
    }

    private static String records(String... systems) {
        return java.util.Arrays.stream(systems)
                .map(system -> "{\"system\":\"%s\",\"cleRelais\":\"%s/1\"}".formatted(system, REFERENCE))
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }
}
