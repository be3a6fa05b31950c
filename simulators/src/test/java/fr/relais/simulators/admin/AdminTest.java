package fr.relais.simulators.admin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.simulators.SimulatorsApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdminTest {

    private static ConfigurableApplicationContext application;
    private static String admin;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) {
        application = SimulatorsApplication.start("--relais.simulators.port=0", "--relais.simulators.folder=" + folder);
        admin = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/admin";
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void listsTheSystems() throws Exception {
        JsonNode systems = json(get("/systems"), 200);

        assertThat(systems.findValuesAsString("id")).startsWith("social", "finance", "depot", "courriel");
        assertThat(systems.get(0).path("name").asString()).isEqualTo("Service social");
        assertThat(systems.get(0).path("url").asString())
                .isEqualTo("http://127.0.0.1:" + systems.get(0).path("port").asInt() + "/social");
        assertThat(systems.get(0).path("wsdl").asString()).endsWith("/social?wsdl");
        assertThat(systems.get(0).path("fault").path("mode").asString()).isEqualTo("none");
    }

    @Test
    void saysHowAFolderCanFailAndHowItCannot() throws Exception {
        var depot = json(get("/systems"), 200).get(2);
        assertThat(depot.path("url").asString())
                .isEqualTo("sftp://127.0.0.1:" + depot.path("port").asInt() + "/depot");
        assertThat(depot.path("wsdl").isNull()).isTrue();
        assertThat(json(put("/faults/depot", "{\"mode\":\"http-503\"}"), 400)
                        .path("detail")
                        .asString())
                .contains("connection-refused", "apply-then-hang");
        json(put("/faults/depot", "{\"mode\":\"connection-refused\"}"), 200);
        json(put("/faults/depot", "{\"mode\":\"none\"}"), 200);
    }

    @Test
    void setsAFaultAndTellsIt() throws Exception {
        JsonNode set = json(put("/faults/finance", "{\"mode\":\"slow\",\"delayMs\":10,\"count\":3}"), 200);

        assertThat(set.toString()).isEqualTo("{\"mode\":\"slow\",\"delayMs\":10,\"count\":3}");
        assertThat(json(get("/faults/finance"), 200)).isEqualTo(set);
        assertThat(json(put("/faults/finance", "{\"mode\":\"none\"}"), 200).toString())
                .isEqualTo("{\"mode\":\"none\"}");
    }

    @Test
    void showsAndForgetsRecordsAndCalls() throws Exception {
        String url = json(get("/systems"), 200).get(0).path("url").asString();
        String body = """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
                <enregistrerDemande xmlns="urn:relais:contrat-generique:social:1"><cleRelais>R26-1/1</cleRelais>
                <identite><nomNaissance>DUPONT-TEST</nomNaissance><prenoms>Camille</prenoms>
                <dateNaissance>1980-00-00</dateNaissance></identite><typeDemande>apa</typeDemande>
                <deposeeLe>2026-01-01</deposeeLe></enregistrerDemande></s:Body></s:Envelope>""";
        http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        JsonNode record = json(get("/records?system=social"), 200).get(0);
        assertThat(record.propertyNames())
                .containsExactlyInAnyOrder(
                        "system", "operation", "cleRelais", "reference", "businessKey", "appliedAt", "summary");
        assertThat(json(get("/records?system=finance"), 200)).isEmpty();
        JsonNode call = json(get("/calls"), 200).get(0);
        assertThat(call.path("operation").asString()).isEqualTo("enregistrerDemande");
        assertThat(call.path("stateChanging").asBoolean()).isTrue();

        assertThat(send(HttpRequest.newBuilder(URI.create(admin + "/records")).DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(json(get("/records"), 200)).isEmpty();
        assertThat(json(get("/calls"), 200)).isEmpty();
    }

    @Test
    void knowsNoOtherSystem() throws Exception {
        isProblem(get("/faults/rh"), 404);
        isProblem(put("/faults/rh", "{\"mode\":\"none\"}"), 404);
        isProblem(get("/records?system=rh"), 404);
        isProblem(get("/calls?system=rh"), 404);
    }

    @Test
    void refusesFaultsItDoesNotUnderstand() throws Exception {
        for (String body : new String[] {
            "{\"mode\":\"explode\"}",
            "{\"mode\":\"slow\",\"delai\":1}",
            "{\"mode\":\"slow\",\"delayMs\":-1}",
            "{\"mode\":\"slow\",\"count\":0}",
            "{\"count\":1}",
            "{",
            ""
        }) {
            isProblem(put("/faults/social", body), 400);
        }
        assertThat(json(get("/faults/social"), 200).path("mode").asString()).isEqualTo("none");
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(admin + path)));
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(admin + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
