package fr.relais.simulators.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few calls a portal makes, in its own words. */
final class HubClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PortalSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private String token = "";

    HubClient(PortalSettings settings) {
        this.settings = settings;
    }

    void authenticate() throws PortalFailure, InterruptedException {
        byte[] account = (PortalSettings.CLIENT + ":" + settings.secret()).getBytes(StandardCharsets.UTF_8);
        var request = to(settings.hub(), "/oauth2/token")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(account))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        token = send(request, 200).path("access_token").asString();
    }

    JsonNode submit(String body, String key) throws PortalFailure, InterruptedException {
        var request = asPortal("/api/v1/teleservices/" + PortalSettings.TELESERVICE + "/submissions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        return send(request, 202);
    }

    JsonNode status(String id) throws PortalFailure, InterruptedException {
        return send(asPortal("/api/v1/submissions/" + id), 200);
    }

    JsonNode records() throws PortalFailure, InterruptedException {
        return send(to(settings.simulators(), "/admin/records"), 200);
    }

    private HttpRequest.Builder asPortal(String path) {
        return to(settings.hub(), path)
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "fr");
    }

    private static HttpRequest.Builder to(URI base, String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
    }

    /** Of a problem; what else an error page says is no use in one line. */
    private static String code(String body) {
        try {
            return JSON.readTree(body).path("code").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    private JsonNode send(HttpRequest.Builder builder, int expected) throws PortalFailure, InterruptedException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new PortalFailure(
                        "%s answered %d %s".formatted(request.uri(), answer.statusCode(), code(answer.body())));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new PortalFailure(request.uri() + " cannot be reached: is it started?");
        } catch (JacksonException e) {
            throw new PortalFailure(request.uri() + " did not answer JSON");
        }
    }
}
