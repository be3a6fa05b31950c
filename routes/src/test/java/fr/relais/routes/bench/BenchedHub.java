package fr.relais.routes.bench;

import fr.relais.mappings.json.Json;
import fr.relais.routes.postgres.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shipped hub as a process of its own, started as {@code ./relais run} starts it. */
final class BenchedHub implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final int OK = 200;
    private static final int ALREADY_SO = 409;
    private static final long PATIENCE_SECONDS = 120;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final int port;

    private BenchedHub(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Its lanes paused. */
    static BenchedHub start(Path folder, TestDatabase database, String... settings)
            throws IOException, InterruptedException {
        var hub = open(folder, database, settings);
        hub.pause("social");
        hub.pause("finance");
        return hub;
    }

    /** Its lanes as they were. */
    static BenchedHub open(Path folder, TestDatabase database, String... settings)
            throws IOException, InterruptedException {
        var log = folder.resolve("hub.log");
        var data = folder.resolve("data");
        var command = new ArrayList<>(List.of(java("java")));
        command.addAll(List.of(System.getProperty("relais.bench.flags").split(" ")));
        command.addAll(List.of(
                "-jar",
                System.getProperty("relais.bench.hub"),
                "--server.port=0",
                "--management.server.port=0",
                "--relais.data=" + data,
                "--relais.database.url=" + database.url(),
                "--relais.database.username=" + database.username(),
                "--logging.level.org.springframework.boot.tomcat=info"));
        command.addAll(List.of(settings));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RELAIS_"));
        builder.environment().put("RELAIS_DATABASE_PASSWORD", database.password());
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop the hub"));
        for (long begun = System.nanoTime(); !Files.readString(log).contains("Started RelaisApplication"); ) {
            if (!process.isAlive() || System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the hub did not start; what it said is in " + log);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        var ports = PORT.matcher(Files.readString(log));
        if (!ports.find()) {
            throw new IllegalStateException("the hub names no port in " + log);
        }
        return new BenchedHub(process, data, Integer.parseInt(ports.group(1)));
    }

    int port() {
        return port;
    }

    String secret() throws IOException {
        return Files.readString(data.resolve("demo-secret")).strip();
    }

    String token(String client) throws IOException, InterruptedException {
        var credentials = client + ":" + secret();
        return Json.EDGE
                .readTree(posted(
                        request("/oauth2/token")
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/x-www-form-urlencoded"),
                        "grant_type=client_credentials"))
                .path("access_token")
                .asString();
    }

    void pause(String lane) throws IOException, InterruptedException {
        order(lane, "pause");
    }

    void resume(String lane) throws IOException, InterruptedException {
        order(lane, "resume");
    }

    private void order(String lane, String verb) throws IOException, InterruptedException {
        var answer = post(
                request("/ops/v1/lanes/" + lane + "/" + verb)
                        .header("Authorization", "Bearer " + token("exploitation"))
                        .header("Content-Type", "application/json"),
                "{\"reason\": \"mesure\"}");
        if (answer.statusCode() != OK && answer.statusCode() != ALREADY_SO) {
            throw new IllegalStateException("the hub answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String body)
            throws IOException, InterruptedException {
        return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private String posted(HttpRequest.Builder request, String body) throws IOException, InterruptedException {
        var answer = post(request, body);
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("the hub answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Resident memory, in MB; as Linux counts it. */
    long residentMb() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    /** Heap in use once all garbage is gone, in MB: of each generation, whatever the collector calls them. */
    long liveHeapMb() throws IOException, InterruptedException {
        jcmd("GC.run");
        var heap = jcmd("GC.heap_info")
                .lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"));
        return USED.matcher(heap.collect(Collectors.joining("\n")))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                >> 10;
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        var said = new ProcessBuilder(java("jcmd"), String.valueOf(process.pid()), order)
                .redirectErrorStream(true)
                .start();
        var text = new String(said.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        said.waitFor();
        return text;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Without a chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
