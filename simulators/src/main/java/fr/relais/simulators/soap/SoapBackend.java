package fr.relais.simulators.soap;

import fr.relais.simulators.gate.Backend;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Reply;
import fr.relais.simulators.gate.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A SOAP service reached by its gate over loopback, so that what a client gets is what a real server writes. */
public final class SoapBackend implements Backend {

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "transfer-encoding",
            "upgrade");

    private final Envelopes envelopes;
    private final SoapServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    public SoapBackend(SoapContract contract, Object service, Security security, Path workFolder) {
        envelopes = new Envelopes(contract);
        server = new SoapServer(contract, service, security, workFolder);
    }

    @Override
    public Call describe(Request request) {
        return envelopes.describe(request.body(), request.headers().get("traceparent"));
    }

    @Override
    public Reply apply(Request request) {
        var forward = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + request.target()))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (isForwarded(name)) {
                forward.header(name, value);
            }
        });
        String host = request.headers().getOrDefault("Host", "localhost");
        forward.header("X-Forwarded-Proto", "http");
        forward.header("X-Forwarded-Host", host);
        forward.header("X-Forwarded-Port", host.replaceFirst("^.*?(?::(\\d+))?$", "$1"));
        try {
            return reply(client.send(forward.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    @Override
    public Reply fault() {
        return envelopes.untypedFault();
    }

    @Override
    public Reply refusal() {
        return envelopes.donneesInvalides();
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }

    private static Reply reply(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (isForwarded(name)) {
                headers.put(name, String.join(", ", values));
            }
        });
        return new Reply(answer.statusCode(), headers, answer.body());
    }

    private static boolean isForwarded(String header) {
        return !OF_ONE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
