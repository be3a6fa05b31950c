package fr.relais.routes.hub;

import static org.awaitility.Awaitility.await;

import fr.relais.routes.postgres.TestPostgres;
import fr.relais.simulators.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A hub as a process of its own, with everything embedded, so that it can be killed and started again on its folder. */
final class HubOnItsOwn {

    private final Path data;
    private final List<String> command = new ArrayList<>();
    private int starts;
    private Process process;

    HubOnItsOwn(Path folder, RunningSystem social, RunningSystem finance, String... settings) throws IOException {
        this.data = folder.resolve("data");
        TestPostgres.lendProgramsTo(data);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
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

    /** Starts it and waits until it serves. */
    Portal start() throws IOException {
        var log = data.resolveSibling("hub-" + ++starts + ".log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the hub did not start:\n" + Files.readString(log));
            }
            return Files.readString(log).contains("Started RelaisApplication");
        });
        var port = Files.readString(log).replaceAll("(?s).*?Tomcat started on port (\\d+).*", "$1");
        return new Portal(Integer.parseInt(port), Files.readString(data.resolve("demo-secret")));
    }

    void killHard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the hub does not stop");
        }
    }

    Path broker() {
        return data.resolve("broker");
    }

    void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            terminate();
        }
    }
}
