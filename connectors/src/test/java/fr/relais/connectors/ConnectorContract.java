package fr.relais.connectors;

import static fr.relais.connectors.Outcome.Failed.Again.LATER;
import static fr.relais.connectors.Outcome.Failed.Again.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.mappings.model.Dossier;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.journal.Applied;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.AbstractDurationAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every connector must conclude from what its system does, and what no connector may do to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
public abstract class ConnectorContract {

    /** The operation both generic contracts offer to ask about a key. */
    private static final String LOOK_UP = "rechercherOperation";

    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final AtomicInteger SUBMISSIONS = new AtomicInteger();

    private final String name;
    private final Errand errand;
    private final String change;
    private final List<String> reads;

    private Simulators simulators;
    private RunningSystem system;
    private Interceptor between;
    private Connector connector;
    private Connector impatient;
    private DeliveryKey key;

    /**
     * @param name the simulated system's
     * @param errand what the connector is to be asked for
     * @param change the system's state-changing operation
     * @param reads what a send asks before it changes anything
     */
    protected ConnectorContract(String name, Errand errand, String change, String... reads) {
        this.name = name;
        this.errand = errand;
        this.change = change;
        this.reads = List.of(reads);
    }

    /** The connector under test, with these settings. */
    protected abstract Connector connector(SoapSettings soap);

    /** What an answer of the change holds besides its proof. */
    protected String afterAccuse() {
        return "";
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0);
        system = simulators.system(name);
        between = new Interceptor(system.url());
        connector = connectorTo(between.url());
        impatient = impatientlyTo(between.url());
    }

    @BeforeEach
    void begin() {
        simulators.reset();
        between.reset();
        key = nextKey();
    }

    @AfterAll
    void stop() {
        between.close();
        simulators.close();
    }

    // An effect, and its proof

    @Test
    void deliversWithTheTargetsReferenceAndOneRecord() {
        assertThat(send())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.reference())
                                .isEqualTo(theRecord().reference()));
    }

    @Test
    void keepsTheExchangeAsEvidence() {
        var evidence = send().evidence();
        assertThat(evidence.httpStatus()).isEqualTo(200);
        assertThat(evidence.contentType()).startsWith("text/xml");
        assertThat(evidence.request()).contains(key.value(), change);
        assertThat(evidence.response()).contains(theRecord().reference());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"]]><admin>1</admin>", "&lt;b&gt; & 'x' \"y\"", "<![CDATA[x]]>", " a\r\nb\tc ", "Zoé Ñ œ 𝒵"})
    void carriesTextAsItIs(String text) throws Exception {
        assertThat(send(connector, 1, errand.dossier(People.KNOWN, text))).isInstanceOf(Delivered.class);
        assertThat(text(system.bodies(key.value()).getFirst(), errand.element()))
                .isEqualTo(text);
    }

    @Test
    void speaksPlainHttp() {
        send();
        var request = between.received(change).getFirst();
        assertThat(request.head().toLowerCase(Locale.ROOT))
                .startsWith("post " + system.url().getPath() + " http/1.1\r\n")
                .contains("content-length: " + request.body().length + "\r\n")
                .doesNotContain("transfer-encoding", "expect:", "upgrade", "http2-settings");
    }

    @Test
    void doesNotMixConcurrentDeliveries() throws Exception {
        List<Callable<Void>> sends = IntStream.range(0, 40)
                .mapToObj(i -> nextKey())
                .map(mine -> (Callable<Void>) () -> {
                    var sent = send(connector, mine, 1, errand.dossier(People.KNOWN));
                    var reference = system.records(mine.value()).getFirst().reference();
                    assertThat(sent)
                            .isInstanceOfSatisfying(
                                    Delivered.class,
                                    delivered ->
                                            assertThat(delivered.reference()).isEqualTo(reference));
                    assertThat(sent.evidence().request()).contains(mine.value());
                    assertThat(sent.evidence().response()).contains(reference);
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var sent : threads.invokeAll(sends)) {
                sent.get();
            }
        }
        assertThat(system.records()).hasSize(sends.size());
    }

    // A no

    @Test
    void declinesWhatTheSystemRefuses() {
        assertThat(send(People.REFUSED)).isInstanceOfSatisfying(Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo("REFUS_TEST");
            assertThat(declined.reason()).isNotBlank();
            assertThat(declined.evidence().response()).contains("DonneesInvalides");
        });
        assertThat(system.records()).isEmpty();
    }

    @Test
    void declinesWhenTheChangeItselfIsRefused() {
        system.fail(FaultMode.BUSINESS_REFUSAL);
        assertThat(send()).isInstanceOf(Declined.class);
        assertThat(system.records()).isEmpty();
    }

    @Test
    void declinesAnUnknownPersonByTheCodeOfTheTrade() {
        assertThat(send(People.UNKNOWN)).isInstanceOfSatisfying(Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo(Declined.UNKNOWN_PERSON);
            assertThat(declined.evidence().response()).isNotBlank();
        });
        assertThat(system.records()).isEmpty();
    }

    @Test
    void declinesNamesakes() {
        assertThat(send(People.NAMESAKE)).isInstanceOfSatisfying(Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo("homonymes");
            assertThat(declined.evidence().response()).isNotBlank();
        });
        assertThat(system.records()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "element 'SECRET' ", " of element 'SECRET' is not valid.\n"})
    void refusesToPrepareWhatTheContractForbidsWithoutQuotingIt(String start) {
        var tooLong = start + "SECRET".repeat(40);
        assertThatThrownBy(() -> connector.prepare(delivery(key, 1, errand.dossier(People.KNOWN, tooLong))))
                .isInstanceOf(UnfitDossier.class)
                .hasNoCause()
                .hasMessageContainingAll("breaks the contract", errand.element())
                .hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\uD800b", "a\uFFFEb"})
    void refusesToPrepareWhatXmlCannotCarry(String text) {
        assertThatThrownBy(() -> connector.prepare(delivery(key, 1, errand.dossier(People.KNOWN, text))))
                .isInstanceOf(UnfitDossier.class);
    }

    @ParameterizedTest
    @EnumSource
    void preparesAnErrandOfItsOwnOnly(Errand other) {
        var delivery = new Delivery(
                key, other.operation(), errand.dossier(People.KNOWN), List.of(), false, 1, () -> Duration.ofMinutes(1));
        if (other == errand || (other == Errand.TIERS && connector.operations().containsKey(other.operation()))) {
            assertThat(connector.operations()).containsEntry(other.operation(), RepeatSafety.BY_LOOKUP);
            assertThat(connector.prepare(delivery).delivery()).isEqualTo(delivery);
        } else {
            assertThatThrownBy(() -> connector.prepare(delivery))
                    .isInstanceOf(UnfitDossier.class)
                    .hasMessageContaining(other.operation())
                    .hasMessageNotContaining(People.KNOWN);
        }
    }

    // Not reached

    @Test
    void refusedConnectionIsRetryable() {
        system.fail(FaultMode.CONNECTION_REFUSED);
        assertThatFails(send(connectorTo(system.url())), LATER, "connection-refused");
    }

    @Test
    void unknownHostIsRetryable() {
        assertThatFails(send(connectorTo(URI.create("http://nobody.invalid/x"))), LATER, "unknown-host");
    }

    @Test
    void connectTimeoutIsRetryable() throws IOException {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (waiting.size() < 10 && connects(full, waiting)) {}
            assertThatFails(send(impatientlyTo(at("http", full))), LATER, "connect-timeout");
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    /** Fills a backlog nobody accepts from, until the kernel stops answering. */
    private static boolean connects(ServerSocket full, List<Socket> waiting) throws IOException {
        var socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(full.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException noAnswer) {
            return false;
        }
    }

    @Test
    void tlsFailureIsRetryable() throws IOException {
        try (var plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException left) {
                    // as soon as it saw the answer
                }
            });
            assertThatFails(send(connectorTo(at("https", plain))), LATER, "tls-failure");
        }
    }

    @Test
    void tlsWithoutAnswerIsRetryable() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatFails(send(impatientlyTo(at("https", silent))), LATER, "connect-timeout");
        }
    }

    // Not now, and never

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void notNowIsRetryableAfterTheTimeAsked(int status) {
        between.at(change, Reaction.answers(status, "text/html", "<p>Plus tard</p>", "Retry-After: 7"));
        assertThatFails(send(), LATER, "http-" + status).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void typedUnavailabilityIsRetryableAfterTheTimeAsked() {
        between.at(change, Reaction.fault(SOAP, "Server", """
                <detail><ServiceIndisponible xmlns="%s"><motif>Sauvegarde</motif>\
                <reessayerDansSecondes>7</reessayerDansSecondes></ServiceIndisponible></detail>""".formatted(namespace())));
        assertThatFails(send(), LATER, "service-indisponible").isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 500, 502})
    void maintenancePageIsRetryableWhateverItsStatus(int status) {
        between.at(change, Reaction.page(status, "Site en maintenance"));
        assertThatFails(send(), LATER, "maintenance-page");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void refusalOfTheCallItselfIsNever(int status) {
        between.at(change, Reaction.page(status, "Non"));
        assertThatFails(send(), NEVER, "http-" + status);
    }

    @Test
    void securityFaultIsNever() {
        between.at(change, Reaction.fault(WSSE, "FailedAuthentication", ""));
        assertThatFails(send(), NEVER, "ws-security");
    }

    // Sent, and no proof

    Stream<Arguments> noProof() {
        var accuse = accuse("SIM-1");
        return Stream.of(
                argumentSet("200 with a page", Reaction.page(200, "Identifiez-vous")),
                argumentSet("200 with XHTML", Reaction.answers(200, "application/xhtml+xml", "<html/>")),
                argumentSet("200 without a type", Reaction.answers(200, "", Reaction.envelope(accuse))),
                argumentSet("200 with nothing", Reaction.answers(200, "text/xml", "")),
                argumentSet("200 with text that is no XML", Reaction.answers(200, "text/xml", "ok")),
                argumentSet("200 without a reference", Reaction.soap(200, accuse.replaceAll("<ref.*/reference>", ""))),
                argumentSet("200 with an empty reference", Reaction.soap(200, accuse(""))),
                argumentSet("200 answering something else", Reaction.soap(200, "<autre xmlns='urn:x'/>")),
                argumentSet("200 answering nothing", Reaction.soap(200, "")),
                argumentSet("200 in parts", Reaction.answers(200, "multipart/related; type=\"text/xml\"", accuse)),
                argumentSet("202", Reaction.answers(202, "text/xml", "")),
                argumentSet("202 and silence", Reaction.writes("HTTP/1.1 202 \r\nContent-Length: 9\r\n\r\n")),
                argumentSet("204", Reaction.writes("HTTP/1.1 204 \r\n\r\n")),
                argumentSet("302", Reaction.answers(302, "text/html", "", "Location: " + system.url())),
                argumentSet("404", Reaction.page(404, "Inconnu")),
                argumentSet("500 with a page", Reaction.page(500, "Erreur")),
                argumentSet("500 with nothing", Reaction.answers(500, "text/xml", "")),
                argumentSet("502", Reaction.page(502, "Bad Gateway")),
                argumentSet("504", Reaction.page(504, "Gateway Timeout")),
                argumentSet("an untyped fault", Reaction.fault(SOAP, "Server", "")),
                argumentSet("a huge answer", Reaction.soap(200, accuse + "<!--" + "x".repeat(2 << 20) + "-->")),
                argumentSet("a reset", Reaction.resets()),
                argumentSet("a close", Reaction.closes()),
                argumentSet("silence", Reaction.writes("")),
                argumentSet(
                        "a head and silence",
                        Reaction.writes("HTTP/1.1 200 \r\nContent-Type: text/xml\r\nContent-Length: 9\r\n\r\n<")),
                argumentSet(
                        "half a chunk",
                        Reaction.writesAndCloses(
                                "HTTP/1.1 200 \r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<soap")),
                argumentSet("no HTTP", Reaction.writesAndCloses("SSH-2.0-x\r\n")));
    }

    @Test
    void believesAnAnswerOfTheContract() {
        between.at(change, Reaction.soap(200, accuse("SIM-1")));
        assertThat(send())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.reference()).isEqualTo("SIM-1"));
    }

    @ParameterizedTest
    @MethodSource("noProof")
    void anythingElseIsUnknownAndSentOnce(Reaction reaction) {
        between.at(change, reaction);
        assertThat(send(impatient)).isInstanceOf(Unknown.class);
        assertThat(between.received(change)).as("requests on the wire").hasSize(1);
        assertThat(system.records()).isEmpty();
    }

    Stream<Arguments> brokenReads() {
        return reads.stream().flatMap(read -> noProof().map(broken -> Arguments.of(read, broken.get()[0])));
    }

    /** Nothing was changed yet, so nothing is unknown. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("brokenReads")
    void readThatBreaksDownBeforeTheChangeIsRetryable(String read, Reaction reaction) {
        between.at(read, reaction);
        assertThat(send(impatient)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.again()).isEqualTo(LATER);
            assertThat(failed.cause()).startsWith("read-");
        });
        assertThat(between.received(change)).isEmpty();
    }

    @Test
    void lookUpAsksAgainNoSoonerThanTheTargetWants() {
        between.at(LOOK_UP, Reaction.answers(503, "text/html", "<p>Plus tard</p>", "Retry-After: 7"));
        var finding = ((Reconciler) connector).find(key);
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.NoAnswer.class,
                        silence -> assertThat(silence.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(finding.settles())
                .hasValueSatisfying(
                        outcome -> assertThat(((Failed) outcome).retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @MethodSource("noProof")
    @Timeout(4)
    void noCallOutlastsItsTime(Reaction reaction) {
        between.at(LOOK_UP, reaction);
        assertThat(((Reconciler) impatient).find(key)).isInstanceOf(Finding.NoAnswer.class);
    }

    @Test
    void fileNamedByAnAnswerIsNotRead(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "SECRET");
        var doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri());
        between.at(change, Reaction.answers(200, "text/xml", doctype + Reaction.envelope(accuse("&e;"))));
        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @Test
    void timeoutAfterSendingIsUnknownThoughApplied() {
        system.fail(FaultMode.APPLY_THEN_HANG);
        assertThatIsUnknown(send(impatient), "read-timeout");
        assertThat(theRecord()).isNotNull();
    }

    @Test
    void halfAnAnswerIsUnknownThoughApplied() {
        between.at(change, between::letThroughAndCutOff);
        assertThatIsUnknown(send(), "answer-cut-off");
        assertThat(theRecord()).isNotNull();
    }

    @Test
    void resetIsUnknownAndLooksTheSameWhetherAppliedOrNot() {
        between.at(change, Reaction.resets());
        assertThatIsUnknown(send(), "connection-lost");
        assertThat(system.records()).isEmpty();
        between.at(change, between::letThroughAndReset);
        assertThatIsUnknown(send(), "connection-lost");
        assertThat(theRecord()).isNotNull();
    }

    // Again

    @Test
    void resendAfterUnknownAsksFirstAndLeavesOneRecord() {
        system.fail(FaultMode.APPLY_THEN_HANG);
        assertThat(send(impatient)).isInstanceOf(Unknown.class);
        system.recover();
        assertThat(resend())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.reference())
                                .isEqualTo(theRecord().reference()));
        assertThat(between.received(change)).hasSize(1);
    }

    @Test
    void resendGoesOutWhenNothingIsFound() {
        assertThat(resend()).isInstanceOf(Delivered.class);
        assertThat(theRecord()).isNotNull();
        assertThat(system.calls(key.value(), LOOK_UP)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("noProof")
    void resendSendsNothingWhenItsLookUpBreaksDown(Reaction reaction) {
        between.at(LOOK_UP, reaction);
        assertThat(send(impatient, 2, errand.dossier(People.KNOWN)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(LATER));
        assertThat(between.received(change)).isEmpty();
    }

    @Test
    void resendOfADuplicateIsUnknownAndSendsNothing() {
        send();
        send();
        assertThatIsUnknown(resend(), "duplicated");
        assertThat(between.received(change)).hasSize(2);
    }

    @Test
    void lookUpTellsWhatTheSystemDid() {
        assertThat(find()).isInstanceOf(Finding.Nothing.class);
        send();
        assertThat(find()).isInstanceOfSatisfying(Finding.Applied.class, applied -> {
            assertThat(applied.reference()).isEqualTo(theRecord().reference());
            assertThat(applied.evidence().response()).contains(applied.reference());
        });
        send();
        assertThat(find())
                .isInstanceOfSatisfying(
                        Finding.Duplicated.class,
                        duplicated -> assertThat(duplicated.references())
                                .containsExactlyElementsOf(system.records().stream()
                                        .map(Applied::reference)
                                        .toList()));
    }

    @Test
    void sendsNothingThatCouldOutlastItsLease() {
        var delivery = new Delivery(
                key,
                errand.operation(),
                errand.dossier(People.KNOWN),
                List.of(),
                false,
                1,
                () -> Duration.ofMillis(1400));
        assertThatFails(impatient.send(impatient.prepare(delivery)), LATER, "lease-too-short");
        assertThat(between.received(change)).isEmpty();
    }

    @Test
    void sendsOnceWhenAReusedConnectionCloses() {
        send();
        between.at(change, Reaction.closes());
        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(between.received(change)).hasSize(2);
    }

    @Test
    void sendsOnceAtMostOverAConnectionClosedMeanwhile() {
        send();
        between.closeConnections();
        var outcome = send(); // the transport may have noticed, or not
        assertThat(outcome).isNotInstanceOf(Declined.class);
        assertThat(system.records()).hasSize(outcome instanceof Delivered ? 2 : 1);
    }

    // The words of these tests

    private Outcome send() {
        return send(connector);
    }

    private Outcome send(String birthName) {
        return send(connector, 1, errand.dossier(birthName));
    }

    private Outcome send(Connector by) {
        return send(by, 1, errand.dossier(People.KNOWN));
    }

    private Outcome resend() {
        return send(connector, 2, errand.dossier(People.KNOWN));
    }

    private Outcome send(Connector by, int attempt, Dossier dossier) {
        return send(by, key, attempt, dossier);
    }

    private Outcome send(Connector by, DeliveryKey mine, int attempt, Dossier dossier) {
        return by.send(by.prepare(delivery(mine, attempt, dossier)));
    }

    private Delivery delivery(DeliveryKey mine, int attempt, Dossier dossier) {
        return new Delivery(mine, errand.operation(), dossier, List.of(), false, attempt, () -> Duration.ofMinutes(1));
    }

    private Finding find() {
        return ((Reconciler) connector).find(key);
    }

    private Applied theRecord() {
        assertThat(system.records(key.value())).hasSize(1);
        return system.records(key.value()).getFirst();
    }

    /** Waits long enough for a busy machine. */
    private Connector connectorTo(URI url) {
        return connector(new SoapSettings(
                url, Duration.ofSeconds(5), Duration.ofSeconds(10), "Site en maintenance", SecuritySettings.NONE));
    }

    /** For what never comes. */
    private Connector impatientlyTo(URI url) {
        return connector(new SoapSettings(
                url, Duration.ofMillis(500), Duration.ofSeconds(1), "Site en maintenance", SecuritySettings.NONE));
    }

    private URI at(String scheme, ServerSocket target) {
        return URI.create(scheme + "://127.0.0.1:" + target.getLocalPort() + "/x");
    }

    private static DeliveryKey nextKey() {
        return DeliveryKey.of("R26-TEST-" + SUBMISSIONS.incrementAndGet(), 1);
    }

    private String namespace() {
        return "urn:relais:contrat-generique:" + name + ":1";
    }

    private String accuse(String reference) {
        return """
                <%1$sResponse xmlns="%2$s"><accuse><reference>%3$s</reference>\
                <appliqueLe>2026-01-15T09:00:00Z</appliqueLe></accuse>%4$s</%1$sResponse>""".formatted(change, namespace(), reference, afterAccuse());
    }

    private static String text(byte[] xml, String element) throws Exception {
        var reader = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
        var document = reader.parse(new ByteArrayInputStream(xml));
        return document.getElementsByTagNameNS("*", element).item(0).getTextContent();
    }

    private static void assertThatIsUnknown(Outcome outcome, String cause) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(cause));
    }

    /** Goes on with the time to wait, when the target said one. */
    private static AbstractDurationAssert<?> assertThatFails(Outcome outcome, Failed.Again again, String cause) {
        assertThat(outcome).isInstanceOf(Failed.class);
        var failed = (Failed) outcome;
        assertThat(failed.cause()).isEqualTo(cause);
        assertThat(failed.again()).isEqualTo(again);
        return assertThat(failed.retryAfter());
    }
}
