package fr.relais.routes.hub;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import fr.relais.routes.ledger.Vault;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A hub as a process of its own, with everything embedded, so that it can be killed and started again on its folder. */
public final class HubOnItsOwn {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path data;
    private final List<String> command = new ArrayList<>();
    private int starts;
    private Process process;

    public HubOnItsOwn(Path folder, RunningSystem social, RunningSystem finance, String... settings)
            throws IOException {
        this.data = folder.resolve("data");
        TestPostgres.lendProgramsTo(data);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "fr.relais.routes.RelaisApplication",
                "--server.port=0",
                "--management.server.port=0",
                "--relais.data=" + data,
                "--relais.connectors.social.soap.url=" + social.url(),
                "--relais.connectors.finance.soap.url=" + finance.url(),
                "--logging.level.org.springframework.boot.tomcat=info"));
        command.addAll(List.of(settings));
    }

    /** Settings that have it ask the simulated APIs of the State. */
    public static Stream<String> national(Simulators simulators) {
        return Stream.of("particulier", "impots", "geocodage", "geo", "entreprise", "franceconnect")
                .map(id -> "--relais.connectors." + id + ".url="
                        + simulators.system(id).url());
    }

    /** Puts classes before those of the same names. */
    public void prefer(Path classes) {
        int path = command.indexOf("-cp") + 1;
        command.set(path, classes + File.pathSeparator + command.get(path));
    }

    /** Gives hubs that never ran the same keys, as a deployment does. */
    public static void shareKeys(HubOnItsOwn... hubs) throws IOException, JOSEException {
        var signing = new RSAKeyGenerator(2048).keyID("test").generate().toJSONString();
        var first = hubs[0].data.resolve("keys");
        Vault.open(first);
        for (var hub : hubs) {
            var keys = Files.createDirectories(hub.data.resolve("keys"));
            for (var keyset : List.of("vault-keyset.json", "lookup-keyset.json")) {
                if (hub != hubs[0]) {
                    Files.copy(first.resolve(keyset), keys.resolve(keyset));
                }
            }
            Files.writeString(keys.resolve("token-signing-key.json"), signing);
            Files.writeString(hub.data.resolve("demo-secret"), "secret-of-a-test-".repeat(2));
        }
    }

    /** Starts it and waits until it serves. */
    public Portal start() throws IOException {
        launch();
        return serves();
    }

    public void launch() throws IOException {
        starts++;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    public Portal serves() throws IOException {
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the hub did not start:\n" + said());
            }
            return said().contains("Started RelaisApplication");
        });
        return new Portal(ports().getFirst(), Files.readString(data.resolve("demo-secret")));
    }

    /** The API's, then the management's. */
    private List<Integer> ports() throws IOException {
        return PORT.matcher(said())
                .results()
                .map(port -> Integer.valueOf(port.group(1)))
                .toList();
    }

    int managementPort() throws IOException {
        return ports().get(1);
    }

    /** What it wrote since its last start. */
    public String said() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return data.resolveSibling("hub-" + starts + ".log");
    }

    public void killHard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the hub does not end");
        }
    }

    public void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the hub does not stop");
        }
    }

    /** It neither works nor ends, as on a machine that is suspended. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .inheritIO()
                .start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException("no " + name + " for the hub");
        }
    }

    public Path data() {
        return data;
    }

    public Path broker() {
        return data.resolve("broker");
    }

    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            terminate();
        }
    }
}
