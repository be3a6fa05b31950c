package fr.relais.connectors.depot;

import static fr.relais.connectors.Outcome.Failed.Again.LATER;
import static fr.relais.connectors.Outcome.Failed.Again.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Lease;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.UnfitDossier;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the connector must conclude from what an SFTP server does, and that one delivery is one folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class DepotConnectorTest {

    private static final AtomicInteger SUBMISSIONS = new AtomicInteger();
    private static final Lease LONG = () -> Duration.ofMinutes(1);

    private Simulators simulators;
    private RunningSystem system;
    private DepotConnector connector;
    private Path folder;
    private DeliveryKey key;

    @BeforeAll
    void start(@TempDir Path home) {
        simulators = Simulators.start(home, 0);
        system = simulators.system("depot");
        folder = home.resolve("work/depot/files/depot");
        connector = connector(settings("relais", fingerprint(), "depot"));
    }

    @BeforeEach
    void begin() {
        simulators.reset();
        key = DeliveryKey.of("R26-TEST-%04d".formatted(SUBMISSIONS.incrementAndGet()), 1);
    }

    @AfterEach
    void recover() {
        system.recover();
    }

    @AfterAll
    void stop() {
        connector.close();
        simulators.close();
    }

    private SftpSettings settings(String password, String hostKey, String place) {
        return new SftpSettings(
                "127.0.0.1",
                system.port(),
                hostKey,
                "relais",
                password,
                null,
                place,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4));
    }

    private static DepotConnector connector(SftpSettings sftp) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(2));
        return new DepotConnector(
                new DepotSettings("Service jeunesse", "Youth services", sftp, lane),
                new SimulatorsSettings("127.0.0.1", 9090));
    }

    /** As an operator reads it off the server. */
    private String fingerprint() {
        return HostKeys.fingerprint("127.0.0.1", system.port());
    }

    private Delivery delivery(int attempt, Attachment... attachments) {
        return new Delivery(
                key, "depot", Errand.RIB.dossier("DUPONT-TEST"), List.of(attachments), false, attempt, LONG);
    }

    private Outcome send(int attempt) {
        return connector.send(connector.prepare(delivery(attempt)));
    }

    private Path delivered() {
        return folder.resolve(key.value().replace('/', '-'));
    }

    private List<String> seen() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(delivered().getFileName().toString()))
                    .toList();
        }
    }

    @Test
    void putsADocumentTheDataAndWhatWasJoinedIntoOneFolder() throws IOException {
        var piece = new Attachment(
                UUID.randomUUID(),
                "justificatif-domicile",
                "image/png",
                4,
                "0".repeat(64),
                () -> new ByteArrayInputStream("png!".getBytes(StandardCharsets.US_ASCII)));
        var outcome = connector.send(connector.prepare(delivery(1, piece)));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Delivered.class,
                        proof -> assertThat(proof.reference())
                                .isEqualTo(delivered().getFileName().toString()));
        assertThat(Files.readString(delivered().resolve("pieces/1-justificatif-domicile.png")))
                .isEqualTo("png!");
        assertThat(Files.readString(delivered().resolve("dossier.json")))
                .contains("\"reference\" : \"" + key + "\"", "DUPONT-TEST", "FR7630006000011234567890189");
        assertThat(delivered().resolve("demande.pdf")).isNotEmptyFile();
        assertThat(system.records(key.value())).hasSize(1);
        assertThat(seen()).as("nothing is left beside it").hasSize(1);
    }

    @Test
    void keepsWhatItWroteAsEvidenceAndNobodysName() {
        var evidence = send(1).evidence();
        assertThat(evidence.request())
                .containsPattern("put R26-TEST-\\d+-1/demande.pdf [0-9a-f]{64}")
                .doesNotContain("DUPONT");
        assertThat(evidence.response()).containsPattern("R26-TEST-\\d+-1/dossier.json \\d+");
        assertThat(connector.prepare(delivery(1)).toString()).doesNotContain("DUPONT");
    }

    @Test
    void findsWhatItDelivered() {
        send(1);
        assertThat(connector.find(key))
                .isInstanceOfSatisfying(
                        Finding.Applied.class,
                        found -> assertThat(found.reference())
                                .isEqualTo(delivered().getFileName().toString()));
    }

    @Test
    void findsWhatPeopleHaveTakenAway() throws IOException {
        send(1);
        delete(delivered());
        assertThat(connector.find(key)).isInstanceOf(Finding.Applied.class);
        assertThat(send(2)).as("asked first").isInstanceOf(Delivered.class);
        assertThat(delivered()).doesNotExist();
        assertThat(system.records(key.value())).hasSize(1);
    }

    @Test
    void findsNothingOfWhatNeverArrived() {
        assertThat(connector.find(key)).isInstanceOf(Finding.Nothing.class);
    }

    @Test
    void findsNothingWhereAnAttemptBrokeOffAndClearsItAway() throws IOException {
        system.fail(Fault.of(FaultMode.HALF_BODY).times(1));
        assertFailed(send(1), LATER);
        assertThat(seen()).singleElement().asString().endsWith(".1.part");
        assertThat(connector.find(key)).isInstanceOf(Finding.Nothing.class);
        assertThat(send(2)).isInstanceOf(Delivered.class);
        assertThat(seen()).hasSize(1);
        assertThat(system.records(key.value())).hasSize(1);
    }

    @Test
    void doesNotKnowWithoutAnAnswerToTheRenameAndIsToldByALookUp() throws IOException {
        system.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        assertThat(send(1)).isInstanceOf(Unknown.class);
        system.recover();
        assertThat(connector.find(key)).isInstanceOf(Finding.Applied.class);
        assertThat(send(2)).isInstanceOf(Delivered.class);
        assertThat(seen()).hasSize(1);
        assertThat(system.records(key.value())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_REFUSED", "RESET", "HANG"})
    void triesLaterAServerThatDoesNotLetIn(FaultMode mode) {
        system.fail(mode);
        assertFailed(send(1), LATER);
        assertThat(connector.find(key))
                .isInstanceOfSatisfying(
                        Finding.NoAnswer.class,
                        answer -> assertThat(answer.isBreakdown()).isTrue());
        system.recover();
        assertThat(system.records(key.value())).isEmpty();
        assertThat(send(2)).isInstanceOf(Delivered.class);
    }

    @Test
    void parksWhatTheServerForbids() {
        system.fail(Fault.of(FaultMode.BUSINESS_REFUSAL).times(1));
        assertThat(assertFailed(send(1), NEVER).cause()).isEqualTo("sftp-permission-denied");
        assertThat(connector.find(key)).isInstanceOf(Finding.Nothing.class);
    }

    @Test
    void parksWhatAnAccountAKeyOrAFolderHinders() {
        assertThat(hindered(settings("wrong", fingerprint(), "depot"))).isEqualTo("authentication");
        assertThat(hindered(settings("relais", "SHA256:" + "A".repeat(43), "depot")))
                .isEqualTo("host-key");
        assertThat(hindered(settings("relais", fingerprint(), "nowhere"))).isEqualTo("sftp-no-such-folder");
        assertThat(system.records(key.value())).isEmpty();
    }

    private String hindered(SftpSettings settings) {
        try (var hindered = connector(settings)) {
            return assertFailed(hindered.send(hindered.prepare(delivery(1))), NEVER)
                    .cause();
        }
    }

    @Test
    void putsNothingWhereAnAttachmentIsMissing() throws IOException {
        var missing = new Attachment(UUID.randomUUID(), "rib", "application/pdf", 4, "0".repeat(64), () -> {
            throw new IOException("gone");
        });
        var outcome = connector.send(connector.prepare(delivery(1, missing)));
        assertThat(assertFailed(outcome, NEVER).cause()).isEqualTo("attachment-unreadable");
        assertThat(seen()).as("nothing of anybody stays where nobody looks").isEmpty();
    }

    @Test
    void renamesNothingPastItsLease() throws IOException {
        var late = new Delivery(
                key, "depot", Errand.RIB.dossier("DUPONT-TEST"), List.of(), false, 1, () -> Duration.ofMillis(900));
        assertThat(assertFailed(connector.send(connector.prepare(late)), LATER).cause())
                .isEqualTo(Failed.LEASE_TOO_SHORT);
        assertThat(seen()).isEmpty();
    }

    /** One that slept before its rename, while another hub took over: it finds nothing left to rename. */
    @Test
    void neverDeliversTwiceWhenAnAttemptThoughtLostWakesUp() throws Exception {
        var asleep = new Lease() {
            @Override
            public Duration remaining() {
                try {
                    delete(folder.resolve("." + delivered().getFileName() + ".1.part"));
                    assertThat(connector.find(key)).isInstanceOf(Finding.Nothing.class);
                    assertThat(send(2)).isInstanceOf(Delivered.class);
                } catch (IOException broken) {
                    throw new AssertionError(broken);
                }
                return Duration.ofMinutes(1);
            }
        };
        var first = new Delivery(key, "depot", Errand.RIB.dossier("DUPONT-TEST"), List.of(), false, 1, asleep);
        assertThat(connector.send(connector.prepare(first))).isNotInstanceOf(Delivered.class);
        assertThat(seen()).hasSize(1);
        assertThat(system.records(key.value())).hasSize(1);
        assertThat(connector.find(key)).isInstanceOf(Finding.Applied.class);
    }

    @Test
    void hasOneOperation() {
        assertThatThrownBy(() -> connector.prepare(
                        new Delivery(key, "demande", Errand.RIB.dossier("X-TEST"), List.of(), false, 1, LONG)))
                .isInstanceOf(UnfitDossier.class);
    }

    private static Failed assertFailed(Outcome outcome, Failed.Again again) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(again));
        assertThat(outcome.evidence()).isEqualTo(Evidence.NONE);
        return (Failed) outcome;
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
