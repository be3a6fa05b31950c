package fr.relais.connectors.courriel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Lease;
import fr.relais.connectors.Openings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Failed.Again;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.UnfitDossier;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What the connector must conclude from what a mail server says, and what it tells whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class CourrielConnectorTest {

    private static final Lease LONG = () -> Duration.ofMinutes(1);
    private static final DeliveryKey KEY = new DeliveryKey("R26-7KQ4-9M2X/1");

    private final Map<DeliveryKey, Instant> opened = new HashMap<>();
    private Simulators simulators;
    private RunningSystem system;
    private CourrielConnector connector;

    @BeforeAll
    void start(@TempDir Path home) {
        simulators = Simulators.start(home, 0);
        system = simulators.system("courriel");
        connector = connector(system.port());
    }

    @BeforeEach
    void begin() {
        simulators.reset();
        opened.clear();
    }

    @AfterAll
    void stop() {
        simulators.close();
    }

    @Test
    void announcesARequestAndProvesNothingByIt() throws Exception {
        assertThat(send(1)).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.cause()).isEqualTo(Unknown.AWAITS_PROOF);
            assertThat(unknown.isBreakdown()).isFalse();
        });
        assertThat(connector.find(KEY)).isInstanceOf(Finding.Nothing.class);
        var mail = received().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Relais : demande R26-7KQ4-9M2X à ouvrir");
        assertThat((String) mail.getContent())
                .contains("https://relais.example.org/demandes/R26-7KQ4-9M2X-1")
                .contains("vous le rappelle tous les 3 jours");
        assertThat(mail.getMessageID()).isEqualTo("<R26-7KQ4-9M2X-1.1@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("service@example.org"));
    }

    /** Nothing a person said or is can stand in it: it is made of the key alone. */
    @Test
    void saysNothingOfAnybody() throws Exception {
        send(1);
        var whole = new String(system.bodies(KEY.value()).getFirst(), StandardCharsets.UTF_8);
        assertThat(whole).doesNotContain("DUPONT-TEST", "DUPONT", "Camille", "1980", "example.com");
        assertThat(new String(connector.document(delivery(1, LONG)), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @Test
    void remindsInASubjectOfItsOwn() throws Exception {
        send(1);
        send(2);
        assertThat(received())
                .extracting(MimeMessage::getSubject)
                .containsExactly(
                        "Relais : demande R26-7KQ4-9M2X à ouvrir",
                        "Relais : rappel, la demande R26-7KQ4-9M2X attend d'être ouverte");
    }

    @Test
    void sendsNothingOnceItIsOpened() {
        opened.put(KEY, Instant.EPOCH);
        assertThat(send(1)).isInstanceOf(Delivered.class);
        assertThat(connector.find(KEY)).isInstanceOf(Finding.Applied.class);
        assertThat(system.bodies(KEY.value())).isEmpty();
    }

    /** Nothing is applied by a mail, so a doubtful one may go again. */
    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 no service, LATER, no-connection",
        "GREETING, '', LATER, no-connection",
        "GREETING, HTTP/1.1 400 Bad Request, LATER, no-connection",
        "MAIL, 451 try later, LATER, smtp-451",
        "MAIL, 530 authentication required, NEVER, smtp-530",
        "RCPT, 450 greylisted, LATER, smtp-450",
        "RCPT, 550 no such mailbox, NEVER, smtp-550",
        "RCPT, 552 mailbox full, NEVER, smtp-552",
        "DATA, 421 closing, LATER, smtp-421",
        "DATA, '', LATER, no-connection",
        "MESSAGE, 452 disk full, LATER, smtp-452",
        "MESSAGE, 554 refused by policy, NEVER, smtp-554",
        "MESSAGE, '', LATER, no-connection"
    })
    void concludesWhatTheAnswerMeans(String step, String answer, Again again, String cause) throws IOException {
        try (var server = new ScriptedServer(Map.of(step, answer))) {
            var outcome = connector(server.port()).send(connector.prepare(delivery(1, LONG)));
            assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.again()).isEqualTo(again);
                assertThat(failed.cause()).isEqualTo(cause);
            });
        }
    }

    /** A directory that is being restarted refuses everybody, for a while. */
    @ParameterizedTest
    @CsvSource({
        "535 5.7.8 authentication credentials invalid, NEVER",
        "534 5.7.9 mechanism too weak, NEVER",
        "454 4.7.0 temporary authentication failure, LATER",
        "421 4.3.2 shutting down, LATER",
        "'', LATER"
    })
    void triesAgainLaterUnlessItsPasswordIsWrong(String answer, Again again) throws IOException {
        var answers = Map.of("EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 HELP", "AUTH", answer);
        try (var server = new ScriptedServer(answers)) {
            var smtp = new SmtpSettings(
                    "127.0.0.1",
                    server.port(),
                    SmtpSettings.Security.NONE,
                    "relais",
                    "secret",
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
            assertThat(connector(smtp).send(connector.prepare(delivery(1, LONG))))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.again()).isEqualTo(again));
            assertThat(server.heard()).contains("AUTH");
        }
    }

    @Test
    void triesAgainLaterWhenTheServerHangsUpAmidItsHandshake() throws IOException {
        try (var server = new ScriptedServer(Map.of("GREETING", ScriptedServer.HANGS_UP))) {
            var smtp = new SmtpSettings(
                    "127.0.0.1",
                    server.port(),
                    SmtpSettings.Security.TLS,
                    null,
                    null,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
            assertThat(connector(smtp).send(connector.prepare(delivery(1, LONG))))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.again()).isEqualTo(Again.LATER));
        }
    }

    @Test
    void triesAgainLaterWhenNobodyAnswers() {
        system.fail(FaultMode.CONNECTION_REFUSED);
        assertThat(send(1))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(Again.LATER));
        system.fail(FaultMode.HANG);
        assertThat(send(1))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(Again.LATER));
    }

    /** A password in clear, or one said to whoever answers, is worse than no mail. */
    @Test
    void saysItsPasswordToNobodyItDoesNotKnow() throws IOException {
        try (var server = new ScriptedServer(Map.of("EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 HELP"))) {
            var smtp = new SmtpSettings(
                    "127.0.0.1",
                    server.port(),
                    SmtpSettings.Security.STARTTLS,
                    "relais",
                    "secret",
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
            var outcome = connector(smtp).send(connector.prepare(delivery(1, LONG)));
            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(server.heard()).contains("EHLO").doesNotContain("AUTH", "MAIL");
        }
    }

    @Test
    void beginsNothingItsLeaseDoesNotCover() {
        var outcome = connector.send(connector.prepare(delivery(1, () -> Duration.ofSeconds(1))));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Failed.LEASE_TOO_SHORT));
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void knowsOneOperation() {
        var other = new Delivery(KEY, "payer", Errand.DEMANDE.dossier("DUPONT-TEST"), List.of(), false, 1, LONG);
        assertThatThrownBy(() -> connector.prepare(other)).isInstanceOf(UnfitDossier.class);
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.example.org, NONE, , , false",
        "127.0.0.1, NONE, , , true",
        "smtp.example.org, TLS, relais, , false",
        "smtp.example.org, STARTTLS, relais, secret, true"
    })
    void isConfiguredSoThatNobodyListensIn(
            String host, SmtpSettings.Security security, String username, String password, boolean valid) {
        var settings =
                new SmtpSettings(host, 25, security, username, password, Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings).isEmpty()).isEqualTo(valid);
        }
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.example.org, service@example.org, relais@example.org, https://relais.example.org/, true",
        "smtp.example.org, service@departement.test, relais@example.org, https://relais.example.org/, false",
        "smtp.example.org, service@example.org, relais@departement.test, https://relais.example.org/, false",
        "smtp.example.org, service@example.org, relais@example.org, http://127.0.0.1:8080, false",
        "127.0.0.1, service@example.org, relais@example.org, http://127.0.0.1:8080, true",
        "smtp.example.org, s.testut@example.org, relais@example.org, https://relais.example.org/, true"
    })
    void sendsNoRealMailFromOrToWhatIsMadeUp(String host, String to, String from, URI hub, boolean valid) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            var problems = factory.getValidator().validate(settings(to, from, hub, smtp(host, 25)));
            assertThat(problems.isEmpty()).as("%s", problems).isEqualTo(valid);
        }
    }

    private Outcome send(int attempt) {
        return connector.send(connector.prepare(delivery(attempt, LONG)));
    }

    private static Delivery delivery(int attempt, Lease lease) {
        return new Delivery(KEY, "courriel", Errand.DEMANDE.dossier("DUPONT-TEST"), List.of(), false, attempt, lease);
    }

    private List<MimeMessage> received() throws Exception {
        var session = Session.getInstance(new Properties());
        var mails = new ArrayList<MimeMessage>();
        for (var body : system.bodies(KEY.value())) {
            mails.add(new MimeMessage(session, new ByteArrayInputStream(body)));
        }
        return mails;
    }

    private CourrielConnector connector(int port) {
        return connector(smtp("127.0.0.1", port));
    }

    private static SmtpSettings smtp(String host, int port) {
        return new SmtpSettings(
                host,
                port,
                host.equals("127.0.0.1") ? SmtpSettings.Security.NONE : SmtpSettings.Security.STARTTLS,
                null,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    private static CourrielSettings settings(String to, String from, URI hub, SmtpSettings smtp) {
        var lane = new LaneSettings("Test", 20, 4, Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(3));
        return new CourrielSettings("Service", "Service", to, from, hub, smtp, lane);
    }

    private CourrielConnector connector(SmtpSettings smtp) {
        var settings =
                settings("service@example.org", "relais@example.org", URI.create("https://relais.example.org/"), smtp);
        Openings openings = key -> Optional.ofNullable(opened.get(key));
        return new CourrielConnector(
                settings,
                new SimulatorsSettings("127.0.0.1", 9090),
                new StaticListableBeanFactory(Map.of("openings", openings)).getBeanProvider(Openings.class));
    }
}
