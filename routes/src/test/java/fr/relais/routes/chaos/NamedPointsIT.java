package fr.relais.routes.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.hub.HubOnItsOwn;
import fr.relais.routes.hub.Portal;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A hub that ends, as by a power cut, at a point that is named: what is there afterwards is known exactly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NamedPointsIT {

    /** Where a hub can be made to end. */
    private enum Point {
        FILE_KEPT(
                "attachments/AttachmentController",
                "return new Receipt(id.toString(), digest, content.length, mediaType, ApiTime.of(expires));"),
        COMMITTED("ledger/Ledger", "submission.deliveries().forEach(delivery -> signal.raise(delivery.connector()));"),
        HANDED_OUT("dispatch/Feed", "return due.get().stream().map(String::valueOf).toList();"),
        TAKEN("ledger/Turns", "var locked = Submissions.locking(take.submission());"),
        CLAIMED("delivery/Handover", "LockSupport.parkNanos(claim.slotIn().toNanos());"),
        ANSWERED("ledger/Settlement", "var exchange = exchange(item, evidence);\n        return transactions");

        private final String type;
        private final String before;

        /**
         * A point.
         *
         * @param before the statement that is not reached any more
         */
        Point(String type, String before) {
            this.type = type;
            this.before = before;
        }

        /** @param mark the file that, as long as it is there, has the hub end here */
        void putInto(Overlay overlay, Path mark) throws IOException {
            overlay.alter(
                    "routes/src/main/java/fr/relais/routes/" + type + ".java", before, """
                    if (java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                        Runtime.getRuntime().halt(9);
                    }
                    """.formatted(mark) + before);
        }
    }

    private final Path folder = folder();
    private final Simulators simulators = Simulators.start(folder.resolve("simulators"), 0);
    private final RunningSystem social = simulators.system("social");
    private final RunningSystem finance = simulators.system("finance");
    private HubOnItsOwn hub;
    private Portal portal;

    private static Path folder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "points");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @BeforeAll
    void start() throws Exception {
        hub = new HubOnItsOwn(folder, social, finance, settings());
        var overlay = new Overlay();
        for (var point : Point.values()) {
            point.putInto(overlay, mark(point));
        }
        hub.prefer(overlay.into(folder.resolve("altered")));
        portal = hub.start();
    }

    /** An attempt is given up as soon as the settings allow. */
    private static String[] settings() {
        return Stream.of("social", "finance")
                .map(system -> "--relais.connectors." + system)
                .flatMap(system -> Stream.of(
                        system + ".soap.connect-timeout=500ms",
                        system + ".soap.read-timeout=2s",
                        system + ".lane.lease=33s",
                        system + ".lane.longest-delay=1s",
                        system + ".lane.settle=36s"))
                .toArray(String[]::new);
    }

    @AfterAll
    void stop() throws InterruptedException {
        hub.close();
        simulators.close();
    }

    /** Its portal knows no number of it: nothing refers to it, and it goes when its day is over. */
    @Test
    void aFileKeptWithoutAnAnswerIsSentAgain() throws Exception {
        var file = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        endsAt(Point.FILE_KEPT, () -> portal.attach(file));
        assertThat(portal.attach(file)).isNotEmpty();
    }

    @Test
    void whatWasCommittedWithoutAnAnswerIsTheSameToWhoAsksAgain() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = Portal.nominalOf("SANS-REPONSE-TEST");
        endsAt(Point.COMMITTED, () -> portal.post(body, key));
        var answer = portal.post(body, key);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
        isDeliveredOnce(Json.EDGE.readTree(answer.body()));
    }

    @Test
    void whatWasHandedOutAndNeverTakenIsHandedOutAgain() throws Exception {
        isDeliveredOnce(acceptedAndEnded(Point.HANDED_OUT, "POINTEUR-PERDU-TEST"));
    }

    /**
     * Of what was answered, and of what was merely claimed, only the back-office can tell: it is asked. What was taken and never begun can't
     * have been sent. All three wait for their leases together, and last: another end while they are tried again would leave them in doubt.
     */
    @Test
    @Order(Integer.MAX_VALUE)
    void whatWasLeftBehindIsDeliveredOnceAndDoubtedWhereItMayHaveBeenSent() throws Exception {
        var answered = acceptedAndEnded(Point.ANSWERED, "REPONSE-PERDUE-TEST");
        var claimed = acceptedAndEnded(Point.CLAIMED, "RESERVE-TEST");
        var taken = acceptedAndEnded(Point.TAKEN, "PRIS-TEST");
        isDeliveredOnce(answered);
        isDeliveredOnce(claimed);
        isDeliveredOnce(taken);
        assertThat(timeline(answered)).contains("uncertain", "delivered");
        assertThat(timeline(claimed)).contains("uncertain", "delivered");
        assertThat(timeline(taken)).contains("delivered").doesNotContain("uncertain");
    }

    private String timeline(JsonNode receipt) {
        return status(receipt).path("timeline").toString();
    }

    private void endsAt(Point point, Runnable act) throws Exception {
        Files.createFile(mark(point));
        assertThatThrownBy(act::run).isInstanceOf(UncheckedIOException.class);
        restarted(point);
    }

    private void restarted(Point point) throws Exception {
        hub.awaitEnd();
        Files.delete(mark(point));
        portal = hub.start();
    }

    /** It may end before it has answered: asked again, it knows. */
    private JsonNode acceptedAndEnded(Point point, String name) throws Exception {
        var key = UUID.randomUUID().toString();
        Files.createFile(mark(point));
        try {
            portal.post(Portal.nominalOf(name), key);
        } catch (UncheckedIOException unanswered) {
            assertThat(unanswered).hasCauseInstanceOf(IOException.class);
        }
        restarted(point);
        var answer = portal.post(Portal.nominalOf(name), key);
        assertThat(answer.statusCode()).isEqualTo(202);
        return Json.EDGE.readTree(answer.body());
    }

    private void isDeliveredOnce(JsonNode receipt) {
        await().atMost(Duration.ofMinutes(4))
                .untilAsserted(() ->
                        assertThat(status(receipt).path("status").asString()).isEqualTo("DELIVERED"));
        var reference = receipt.path("reference").asString();
        assertThat(social.records(reference + "/1")).hasSize(1);
        assertThat(finance.records(reference + "/2")).hasSize(1);
    }

    private JsonNode status(JsonNode receipt) {
        return Json.EDGE.readTree(
                portal.get("/api/v1/submissions/" + receipt.path("id").asString(), "portail-demo")
                        .body());
    }

    private Path mark(Point point) {
        return folder.resolve(point.name());
    }
}
