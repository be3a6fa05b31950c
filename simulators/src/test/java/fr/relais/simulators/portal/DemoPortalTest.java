package fr.relais.simulators.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPortalTest {

    private static final String PERSON = "DUPONT-TEST";

    @TempDir
    Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void isRightWhenEachSystemAppliedOnce() throws Exception {
        try (var hub = new FakeHub("DELIVERED", "finance", "social")) {
            assertThat(portal(hub).run()).isTrue();
            assertThat(printed()).containsPattern("OK  R26-7KQ4-9M2X social 1/1 finance 1/1  \\(4\\d s\\)\n$");
            assertThat(hub.seen).anyMatch(line -> line.startsWith("POST") && line.endsWith("Bearer abc"));
        }
    }

    @Test
    void showsEachStepOnceAndNobody() throws Exception {
        try (var hub = new FakeHub("DELIVERED", "finance", "social")) {
            portal(hub).run();
            assertThat(printed()).containsOnlyOnce("Demande reçue").containsOnlyOnce("Transmis au service social");
            assertThat(printed()).doesNotContain(PERSON).doesNotContain("s3cret");
        }
    }

    @Test
    void isWrongWhenASystemAppliedTwiceOrNever() throws Exception {
        try (var hub = new FakeHub("DELIVERED", "social", "social", "finance")) {
            assertThat(portal(hub).run()).isFalse();
            assertThat(printed()).contains("FAILED  R26-7KQ4-9M2X social 2/1 finance 1/1");
        }
        try (var hub = new FakeHub("DELIVERED", "social")) {
            assertThat(portal(hub).run()).isFalse();
        }
    }

    @Test
    void isWrongWhenTheEndIsAnotherThanDelivered() throws Exception {
        try (var hub = new FakeHub("PARTIAL", "social", "finance")) {
            assertThat(portal(hub).run()).isFalse();
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> portal("--hub", "http://127.0.0.1:1").run())
                .isInstanceOf(PortalFailure.class)
                .hasMessageContaining("is it started?");
        assertThatThrownBy(() -> portal("--what")).hasMessageContaining("usage");
    }

    private DemoPortal portal(FakeHub hub) throws Exception {
        String address = hub.address().toString();
        return portal("--hub", address, "--simulators", address);
    }

    private DemoPortal portal(String... where) throws Exception {
        Path sample = data.resolve("nominal.json");
        Files.writeString(sample, "{\"form\":{\"titulaire\":\"" + PERSON + "\"}}");
        var args = new java.util.ArrayList<>(java.util.List.of(where));
        args.addAll(java.util.List.of("--sample", sample.toString()));
        args.addAll(java.util.List.of(
                "--since", Long.toString(java.time.Instant.now().getEpochSecond() - 40)));
        Files.writeString(data.resolve("demo-secret"), "s3cret\n");
        var settings = PortalSettings.of(args.toArray(String[]::new), Map.of("RELAIS_DATA", data.toString()));
        return new DemoPortal(settings, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
