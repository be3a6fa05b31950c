package fr.relais.simulators.portal;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Posts the sample of a téléservice as a portal would, and follows it until every back-office has it exactly once. */
public final class DemoPortal {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PACE = Duration.ofMillis(500);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PortalSettings settings;
    private final HubClient hub;
    private final PrintStream out;

    DemoPortal(PortalSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        hub = new HubClient(settings);
    }

    public static void main(String[] args) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean right = false;
        try {
            right = new DemoPortal(PortalSettings.of(args, System.getenv()), out).run();
        } catch (PortalFailure e) {
            out.println("FAILED  " + e.getMessage());
        }
        System.exit(right ? 0 : 1);
    }

    /** True when, and only when, each back-office concerned has applied the submission exactly once. */
    boolean run() throws PortalFailure, InterruptedException {
        String sample = Sample.read(settings);
        hub.authenticate();
        JsonNode receipt = hub.submit(sample, "demo-" + UUID.randomUUID());
        out.println("202 " + receipt);
        String reference = receipt.path("reference").asString();
        JsonNode end = follow(receipt.path("id").asString());
        showCommands(receipt.path("id").asString(), sample);
        Effects effects = Effects.of(end, hub.records(), reference);
        String line = "%s %s  (%d s)".formatted(reference, effects, settings.secondsSince());
        boolean right = effects.areRight() && end.path("status").asString().equals("DELIVERED");
        out.println(
                right
                        ? "OK  " + line
                        : "FAILED  " + line + " status " + end.path("status").asString());
        return right;
    }

    private JsonNode follow(String id) throws PortalFailure, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        int seen = 0;
        while (Instant.now().isBefore(end)) {
            JsonNode status = hub.status(id);
            for (JsonNode entry : status.path("timeline")) {
                if (entry.path("seq").asInt() > seen) {
                    seen = entry.path("seq").asInt();
                    show(entry);
                }
            }
            if (status.path("final").asBoolean()) {
                return status;
            }
            Thread.sleep(PACE);
        }
        throw new PortalFailure("not final after " + PATIENCE.toSeconds() + " s: submission " + id);
    }

    private void show(JsonNode entry) {
        out.printf(
                "  %s  %-8s  %s%n",
                TIME.format(Instant.parse(entry.path("at").asString())),
                entry.path("target").asString(""),
                entry.path("wording").asString(""));
    }

    private void showCommands(String id, String sample) {
        try {
            Files.createDirectories(settings.pasteable().toAbsolutePath().getParent());
            Files.writeString(settings.pasteable(), sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.printf("%nTry it yourself:%n%s%n%n", settings.commands(id));
    }
}
