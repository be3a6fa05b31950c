package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.operations.OpsCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A portal, as the hub sees one: over HTTP only. */
public final class Portal {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final String base;
    private final String secret;

    public Portal(int port, String secret) {
        this.base = "http://127.0.0.1:" + port;
        this.secret = secret;
    }

    /** The same portal at another port. */
    Portal at(int port) {
        return new Portal(port, secret);
    }

    static String nominal() {
        try (var sample = Portal.class.getResourceAsStream("/teleservices/changement-rib/samples/nominal.json")) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static String nominalOf(String name) {
        return nominal().replace("DUPONT-TEST", name);
    }

    /** Posts a body that must be accepted. */
    Submission submit(String body) {
        var response = post(body, UUID.randomUUID().toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new Submission(json(response.body()));
    }

    /** Watches what an accepted post was answered. */
    Submission watch(HttpResponse<String> accepted) {
        return new Submission(json(accepted.body()));
    }

    /** Goes on watching a submission posted before the hub was started anew. */
    Submission resume(Submission submission) {
        return new Submission(submission.receipt);
    }

    public HttpResponse<String> post(String body, String key) {
        return postAs("portail-demo", body, key);
    }

    HttpResponse<String> postAs(String client, String body, String key) {
        return postTo("changement-rib", client, body, key);
    }

    HttpResponse<String> postTo(String teleservice, String client, String body, String key) {
        return send(posting(teleservice, client, body, key));
    }

    /** A post to be sent, with what a caller adds. */
    HttpRequest.Builder posting(String body) {
        return posting("changement-rib", "portail-demo", body, UUID.randomUUID().toString());
    }

    private HttpRequest.Builder posting(String teleservice, String client, String body, String key) {
        return request("/api/v1/teleservices/" + teleservice + "/submissions", client)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Asks what is known already. */
    HttpResponse<String> prefill(String teleservice, String client, String body) {
        return send(request("/api/v1/teleservices/" + teleservice + "/prefill", client)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Joins a file; under the id it is answered. */
    public String attach(byte[] file) {
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";
        var body = List.of(
                head.getBytes(StandardCharsets.US_ASCII), file, "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        var answer = send(request("/api/v1/attachments", "portail-demo")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body()).path("id").asString();
    }

    public HttpResponse<String> get(String path, String client) {
        return send(request(path, client).GET());
    }

    /** What an engineer orders. */
    HttpResponse<String> order(String path, String order) {
        return send(request(path, "exploitation")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order)));
    }

    /** What {@code ./relais ops} says, and ends with. */
    String ops(int expected, String... words) throws InterruptedException {
        var command = Stream.concat(Stream.of(base), Stream.of(words)).toArray(String[]::new);
        var said = new ByteArrayOutputStream();
        int code = OpsCommand.run(command, token("exploitation"), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return said.toString(StandardCharsets.UTF_8);
    }

    /** A page that asks for no token. */
    String read(String path) {
        return send(HttpRequest.newBuilder(address(path))).body();
    }

    HttpRequest.Builder request(String path, String client) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token(client));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            ApiContract.hold(answer);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    URI address(String path) {
        return URI.create(base + path);
    }

    /** Tokens end. */
    public void forgetTokens() {
        tokens.clear();
    }

    public String token(String client) {
        return tokens.computeIfAbsent(client, id -> {
            var credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            var answer = send(HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                    .header("Authorization", "Basic " + credentials)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer.body()).path("access_token").asString();
        });
    }

    static JsonNode json(String body) {
        return Json.EDGE.readTree(body);
    }

    /** One submission, watched by its status alone. */
    final class Submission {

        private final JsonNode receipt;

        private Submission(JsonNode receipt) {
            this.receipt = receipt;
        }

        String reference() {
            return receipt.path("reference").asString();
        }

        UUID id() {
            return UUID.fromString(receipt.path("id").asString());
        }

        String path() {
            return "/api/v1/submissions/" + id();
        }

        /** The key the back-office number {@code ordinal} sees. */
        String key(int ordinal) {
            return reference() + "/" + ordinal;
        }

        JsonNode status() {
            return json(get(path(), "portail-demo").body());
        }

        JsonNode becomes(String status) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(status().path("status").asString()).isEqualTo(status));
            return status();
        }

        void deliveryBecomes(String target, String state) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(target)).isEqualTo(state));
        }

        /** Waits until its timeline tells of this at that back-office. */
        void tells(String event, String target) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(status().path("timeline")).anySatisfy(entry -> {
                        assertThat(entry.path("type").asString()).isEqualTo(event);
                        assertThat(entry.path("target").asString()).isEqualTo(target);
                    }));
        }

        String state(String target) {
            for (var delivery : status().path("deliveries")) {
                if (delivery.path("target").asString().equals(target)) {
                    return delivery.path("state").asString();
                }
            }
            return "none";
        }

        String detail() {
            return status().path("wording").path("detail").asString();
        }
    }
}
