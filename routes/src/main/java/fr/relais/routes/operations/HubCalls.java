package fr.relais.routes.operations;

import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The operations API of a running hub, as the command line calls it. */
final class HubCalls {

    /** The hub said no; the message is its own. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI hub;
    private final String token;

    HubCalls(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET());
    }

    JsonNode post(String path, Map<String, String> order) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.LEDGER.writeValueAsBytes(order))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Accept-Language", "fr")
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        var document = document(answer.body());
        if (answer.statusCode() >= 300) {
            throw new Refused(document.path("title").asString("") + " : "
                    + document.path("detail").asString(""));
        }
        return document;
    }

    /** What is no JSON comes from something else at that address. */
    private static JsonNode document(byte[] body) throws IOException {
        try {
            return Json.LEDGER.readTree(body);
        } catch (JacksonException other) {
            throw new IOException("no answer of a hub", other);
        }
    }

    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
