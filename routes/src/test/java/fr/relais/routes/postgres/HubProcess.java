package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link ChildHub} seen from outside. */
record HubProcess(Process process, Path output) implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Launches a hub on the data folder; {@code prefix} is the command that starts the JVM, if any. */
    static HubProcess on(Path data, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildHub.class.getName(),
                "--relais.data=" + data));
        Path output = Files.createTempFile("relais-child", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new HubProcess(process, output);
    }

    HubProcess isReady() {
        return says(ChildHub.READY);
    }

    HubProcess says(String line) {
        assertThat(Wait.until(() -> said().contains(line) || !process.isAlive(), PATIENCE))
                .isTrue();
        assertThat(said()).contains(line);
        return this;
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a terminal does on Ctrl-C: every process of the foreground group gets the signal. */
    void interruptWholeGroup() throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT -" + process.pid())
                .inheritIO()
                .start();
    }

    void terminate() {
        process.destroy();
    }

    void killHard() {
        process.destroyForcibly();
        ends();
    }

    int ends() {
        assertThat(Wait.until(() -> !process.isAlive(), PATIENCE)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
