package fr.relais.routes.hub;

import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.testing.Ports;
import fr.relais.routes.testing.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Prometheus as operators run it, with the files that are shipped: only it looks each second, and waits for nothing before it fires. */
final class PrometheusOnItsOwn {

    static final Path SHIPPED = Path.of("docs", "deployment", "prometheus");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private PrometheusOnItsOwn(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PrometheusOnItsOwn watching(Path folder, int managementPort) throws IOException {
        var program = Required.path("prometheus");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("prometheus.yml"),
                shipped("prometheus.yml")
                        .replace("hub:8081", "127.0.0.1:" + managementPort)
                        .replace("15s", "1s"));
        Files.writeString(
                folder.resolve("relais.rules.yml"), shipped("relais.rules.yml").replaceAll("for: \\w+", "for: 0s"));
        int port = Ports.free();
        var process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusOnItsOwn(process, port);
    }

    static String shipped(String file) throws IOException {
        return Files.readString(SHIPPED.resolve(file));
    }

    /** What a query finds: an array, empty where nothing answers to it. */
    JsonNode query(String expression) {
        return get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** Whether that fires for that lane. */
    boolean fires(String alert, String lane) {
        return get("alerts")
                .path("alerts")
                .valueStream()
                .anyMatch(firing -> firing.path("state").asString().equals("firing")
                        && firing.path("labels").path("alertname").asString().equals(alert)
                        && firing.path("labels").path("lane").asString().equals(lane));
    }

    /** Its rules, each with what it makes of them. */
    JsonNode rules() {
        return get("rules").path("groups").path(0).path("rules");
    }

    void awaitTarget() {
        await().atMost(Duration.ofMinutes(1))
                .ignoreException(UncheckedIOException.class)
                .until(() -> query("up{job=\"relais\"} == 1").size() == 1);
    }

    private JsonNode get(String path) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 503) { // it is starting
                throw new IOException(answer.body());
            }
            var read = Json.EDGE.readTree(answer.body());
            if (!read.path("status").asString().equals("success")) {
                throw new IllegalArgumentException(path + ": " + answer.body());
            }
            return read.path("data");
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
