package fr.relais.connectors.social;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is joined goes beside the message, as it is, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class SocialAttachmentsTest {

    private static final AtomicInteger SUBMISSIONS = new AtomicInteger();
    private static final String MARK = "CANARI-DANS-LA-PIECE";

    private Simulators simulators;
    private RunningSystem social;
    private SocialConnector connector;
    private DeliveryKey key;

    @BeforeAll
    void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0);
        social = simulators.system("social");
        connector = SocialContract.social(new SoapSettings(
                social.url(), Duration.ofSeconds(2), Duration.ofSeconds(10), "maintenance", SecuritySettings.NONE));
    }

    @BeforeEach
    void begin() {
        key = DeliveryKey.of("R26-PIECE-%04d".formatted(SUBMISSIONS.incrementAndGet()), 1);
    }

    @AfterAll
    void stop() {
        simulators.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60_000, 3_000_000})
    void arrivesBesideTheMessageByteByByte(int size) {
        var content = content(size);
        assertThat(send(piece("devis", content), piece("rib", content("autre pièce"))))
                .isInstanceOf(Delivered.class);
        assertThat(social.records(key.value()))
                .singleElement()
                .satisfies(record -> assertThat(record.summary()).endsWith("pièces : devis, rib"));
        var body = new String(social.bodies(key.value()).getFirst(), StandardCharsets.ISO_8859_1);
        assertThat(body)
                .contains("xop:Include", "autre pièce", new String(content, StandardCharsets.ISO_8859_1))
                .doesNotContain("filename");
    }

    @Test
    void isNotKeptWithTheExchange() {
        var outcome = send(piece("devis", content(MARK.repeat(50_000))));
        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(outcome.evidence().request())
                .contains("enregistrerDemande", key.value(), "pièces jointes")
                .doesNotContain(MARK);
    }

    @Test
    void leavesAMessageWithoutAnyAsItWas() {
        assertThat(send()).isInstanceOf(Delivered.class);
        assertThat(new String(social.bodies(key.value()).getFirst(), StandardCharsets.UTF_8))
                .startsWith("<soap:Envelope");
    }

    @Test
    void isDeclinedByASystemThatFindsItAltered() {
        var altered = new Attachment(
                UUID.randomUUID(),
                "devis",
                "application/pdf",
                3,
                "0".repeat(64),
                () -> new ByteArrayInputStream(content(3)));
        assertThat(send(altered))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("PIECE_ALTEREE"));
        assertThat(social.records(key.value())).isEmpty();
    }

    @Test
    void appliesNothingWhenItBreaksOffHalfway() {
        var content = content(500_000);
        var broken = new Attachment(
                UUID.randomUUID(),
                "devis",
                "application/pdf",
                content.length,
                sha256(content),
                () -> new InputStream() {
                    private int read;

                    @Override
                    public int read() throws IOException {
                        if (read == content.length / 2) {
                            throw new IOException("gone");
                        }
                        return content[read++] & 0xff;
                    }
                });
        assertThat(send(broken)).isNotInstanceOf(Delivered.class);
        assertThat(social.records(key.value())).isEmpty();
    }

    private Outcome send(Attachment... attachments) {
        return connector.send(connector.prepare(new Delivery(
                key,
                "demande",
                Errand.DEMANDE.dossier("DUPONT-TEST"),
                List.of(attachments),
                true,
                1,
                () -> Duration.ofMinutes(1))));
    }

    private static Attachment piece(String type, byte[] content) {
        return new Attachment(
                UUID.randomUUID(),
                type,
                "application/pdf",
                content.length,
                sha256(content),
                () -> new ByteArrayInputStream(content));
    }

    private static byte[] content(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] content(int size) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
