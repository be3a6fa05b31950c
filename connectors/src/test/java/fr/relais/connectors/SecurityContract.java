package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Failed.Again;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SecuritySettings.Mode;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.mappings.model.Dossier;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.soap.Security;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.wss4j.dom.WSConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WS-Security changes, and what it must not: who is let in, whom an answer is believed from, what is kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
public abstract class SecurityContract {

    private static final String USER = "relais-TEST";
    private static final String PASSWORD = "mot-de-passe-TEST";
    private static final Pattern BODY = Pattern.compile("<soap:Body.*</soap:Body>", Pattern.DOTALL);
    private static final AtomicInteger SUBMISSIONS = new AtomicInteger();

    private final String name;
    private final Errand errand;
    private final String change;
    private final Map<Mode, Secured> secured = new EnumMap<>(Mode.class);

    private KeyMaterial keys;
    private DeliveryKey key;

    protected SecurityContract(String name, Errand errand, String change) {
        this.name = name;
        this.errand = errand;
        this.change = change;
    }

    /** The connector under test, with these settings. */
    protected abstract Connector connector(SoapSettings soap);

    @BeforeAll
    void start(@TempDir Path folder) {
        keys = KeyMaterial.ofThisRun();
        secured.put(Mode.USERNAME_TOKEN, new Secured(folder, Security.usernameToken(USER, PASSWORD)));
        secured.put(Mode.SIGNATURE, new Secured(folder, keys.target()));
    }

    @BeforeEach
    void begin() {
        key = DeliveryKey.of("R26-TEST-" + SUBMISSIONS.incrementAndGet(), 1);
    }

    @AfterEach
    void forget() {
        secured.values().forEach(Secured::reset);
    }

    @AfterAll
    void stop() {
        secured.values().forEach(Secured::close);
    }

    // Let in

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"USERNAME_TOKEN", "SIGNATURE"})
    void deliversWithOneRecordAndFindsItAgain(Mode mode) {
        assertThat(send(mode)).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(at(mode).system.records(key.value())).hasSize(1);
            assertThat(delivered.reference())
                    .isEqualTo(at(mode).system.records(key.value()).getFirst().reference());
        });
        assertThat(((Reconciler) connector(mode)).find(key)).isInstanceOf(Finding.Applied.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"USERNAME_TOKEN", "SIGNATURE"})
    void declinesWhatTheSystemRefuses(Mode mode) {
        assertThat(send(connector(mode), errand.dossier(People.REFUSED)))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("REFUS_TEST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"]]><admin>1</admin>", "&lt;b&gt; & 'x' \"y\"", "<![CDATA[x]]>", " a\r\nb\tc ", "Zoé Ñ œ 𝒵"})
    @DisplayName("S35: text arrives as it is")
    void carriesTextAsItIs(String text) {
        for (var mode : secured.keySet()) {
            assertThat(send(connector(mode), errand.dossier(People.KNOWN, text)))
                    .isInstanceOf(Delivered.class);
            var body = new String(at(mode).system.bodies(key.value()).getFirst(), StandardCharsets.UTF_8);
            assertThat(Signer.read(body)
                            .getElementsByTagNameNS("*", errand.element())
                            .item(0)
                            .getTextContent())
                    .isEqualTo(text);
        }
    }

    @Test
    void sendsAndKeepsNoPassword() {
        var sent = send(Mode.USERNAME_TOKEN);
        var request = new String(
                at(Mode.USERNAME_TOKEN).between.received(change).getFirst().body(), StandardCharsets.UTF_8);
        assertThat(request)
                .contains("PasswordDigest", "Nonce", "mustUnderstand=\"1\"", "Timestamp")
                .doesNotContain(PASSWORD);
        assertThat(sent.evidence().request())
                .contains(key.value(), "Timestamp")
                .doesNotContain(USER, PASSWORD, "Password", "Nonce");
        assertThat(usernameToken(PASSWORD).toString()).contains(USER).doesNotContain(PASSWORD);
        assertThat(keys.hub().toString()).doesNotContain(KeyMaterial.PASSWORD);
    }

    @Test
    void keepsNoCredentialsATargetSendsBack() {
        var between = at(Mode.USERNAME_TOKEN).between;
        between.at(
                change,
                (request, socket) -> Reaction.answers(
                                500, "text/xml; charset=UTF-8", new String(request.body(), StandardCharsets.UTF_8))
                        .to(request, socket));
        assertThat(send(Mode.USERNAME_TOKEN).evidence().response())
                .contains(key.value())
                .doesNotContain("Password", "Nonce");
    }

    @Test
    void signsByNothingWeakerThanSha256() {
        send(Mode.SIGNATURE);
        var request = new String(
                at(Mode.SIGNATURE).between.received(change).getFirst().body(), StandardCharsets.UTF_8);
        assertThat(request)
                .contains(WSConstants.RSA_SHA256, WSConstants.SHA256, "BinarySecurityToken")
                .doesNotContain("xmldsig#rsa-sha1", "xmldsig#sha1");
    }

    // Turned away

    @Test
    void wrongPasswordIsNever() {
        assertThatIsTurnedAway(Mode.USERNAME_TOKEN, usernameToken("faux"));
    }

    @Test
    void unknownUserIsNever() {
        assertThatIsTurnedAway(
                Mode.USERNAME_TOKEN,
                new SecuritySettings(Mode.USERNAME_TOKEN, "autre", PASSWORD, null, null, null, null, null));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"USERNAME_TOKEN", "SIGNATURE"})
    void showingNothingIsNever(Mode mode) {
        assertThatIsTurnedAway(mode, SecuritySettings.NONE);
    }

    @Test
    void unknownSignerIsNever() {
        assertThatIsTurnedAway(Mode.SIGNATURE, keys.signsAs("stranger"));
    }

    Stream<Arguments> spoiledRequests() {
        var hub = Signer.of(keys, "hub");
        var hourAgo = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        return Stream.of(
                spoiled(
                        "an expired Timestamp",
                        Mode.USERNAME_TOKEN,
                        request -> request.replaceAll("(<wsu:Timestamp.*?<wsu:Created>)[^<]*", "$1" + hourAgo)
                                .replaceAll("(<wsu:Expires>)[^<]*", "$1" + hourAgo.plusSeconds(300))),
                spoiled(
                        "no Timestamp",
                        Mode.USERNAME_TOKEN,
                        request -> request.replaceAll("<wsu:Timestamp.*</wsu:Timestamp>", "")),
                spoiled(
                        "the password itself",
                        Mode.USERNAME_TOKEN,
                        request -> request.replaceAll("#PasswordDigest\">[^<]*<", "#PasswordText\">" + PASSWORD + "<")),
                spoiled(
                        "an old nonce's date",
                        Mode.USERNAME_TOKEN,
                        request -> request.replaceAll("(</wsse:Nonce><wsu:Created>)[^<]*", "$1" + hourAgo)),
                spoiled(
                        "an expired Timestamp",
                        Mode.SIGNATURE,
                        request -> hub.at(hourAgo).sign(unsecured(request))),
                spoiled("no Timestamp", Mode.SIGNATURE, request -> hub.signWithoutTimestamp(unsecured(request))),
                spoiled(
                        "its Body unsigned",
                        Mode.SIGNATURE,
                        request -> hub.only("Timestamp").sign(unsecured(request))),
                spoiled(
                        "its Timestamp unsigned",
                        Mode.SIGNATURE,
                        request -> hub.only("Body").sign(unsecured(request))),
                spoiled(
                        "SHA-1",
                        Mode.SIGNATURE,
                        request ->
                                hub.with(WSConstants.RSA_SHA1, WSConstants.SHA1).sign(unsecured(request))),
                spoiled("another person", Mode.SIGNATURE, request -> request.replace(key.value(), "R26-TEST-X/1")));
    }

    private static Arguments spoiled(String how, Mode mode, UnaryOperator<String> change) {
        return argumentSet(mode + " with " + how, mode, change);
    }

    @ParameterizedTest
    @MethodSource("spoiledRequests")
    void spoiledRequestIsNever(Mode mode, UnaryOperator<String> spoiling) {
        at(mode).between.at(change, at(mode).between.letThroughAs(spoiling));
        assertThatIsTurnedAway(mode, send(mode));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"USERNAME_TOKEN", "SIGNATURE"})
    @DisplayName("S44: a request seen before is refused")
    void replayIsNever(Mode mode) {
        var between = at(mode).between;
        assertThat(send(mode)).isInstanceOf(Delivered.class);
        var first = new String(between.received(change).getFirst().body(), StandardCharsets.UTF_8);
        at(mode).simulators.reset();
        between.at(change, between.letThroughAs(second -> first));
        assertThatIsTurnedAway(mode, send(mode));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
                "http://ws.apache.org/wss4j"
            })
    void securityFaultIsNeverWhateverItCarries(String namespace) {
        for (var mode : secured.keySet()) {
            at(mode).between.at(change, Reaction.fault(namespace, "SecurityError", ""));
            assertThatIsTurnedAway(mode, send(mode));
        }
        at(Mode.SIGNATURE).between.at(change, Reaction.fault(namespace, "SecurityError", typedRefusal()));
        assertThatIsTurnedAway(Mode.SIGNATURE, send(Mode.SIGNATURE));
    }

    // Whom an answer is believed from

    @Test
    void believesAnAnswerSignedByTheTarget() {
        answers(Signer.of(keys, "target").sign(envelope("SIM-1")));
        assertThat(send(Mode.SIGNATURE))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.reference()).isEqualTo("SIM-1"));
    }

    @Test
    void believesARefusalSignedByTheTarget() {
        var fault = "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Non</faultstring>%s</soap:Fault>";
        answers(Signer.of(keys, "target").sign(Reaction.envelope(fault.formatted(typedRefusal()))));
        assertThat(send(Mode.SIGNATURE)).isInstanceOf(Declined.class);
    }

    Stream<Arguments> untrustedAnswers() {
        var target = Signer.of(keys, "target");
        var now = Instant.now();
        var signed = target.sign(envelope("SIM-1"));
        return Stream.of(
                argumentSet("unsigned", envelope("SIM-1")),
                argumentSet(
                        "an unsigned refusal",
                        Reaction.envelope("<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Non</faultstring>"
                                + typedRefusal() + "</soap:Fault>")),
                argumentSet("signed by a stranger", target.by("stranger").sign(envelope("SIM-1"))),
                argumentSet("signed by the hub", target.by("hub").sign(envelope("SIM-1"))),
                argumentSet("its Body unsigned", target.only("Timestamp").sign(envelope("SIM-1"))),
                argumentSet("its Timestamp unsigned", target.only("Body").sign(envelope("SIM-1"))),
                argumentSet("without Timestamp", target.signWithoutTimestamp(envelope("SIM-1"))),
                argumentSet("expired", target.at(now.minus(Duration.ofHours(1))).sign(envelope("SIM-1"))),
                argumentSet(
                        "from the future",
                        target.at(now.plus(Duration.ofHours(1))).sign(envelope("SIM-1"))),
                argumentSet("changed after signing", signed.replace("SIM-1", "SIM-2")),
                argumentSet(
                        "signed with SHA-1",
                        target.with(WSConstants.RSA_SHA1, WSConstants.SHA256).sign(envelope("SIM-1"))),
                argumentSet(
                        "digested with SHA-1",
                        target.with(WSConstants.RSA_SHA256, WSConstants.SHA1).sign(envelope("SIM-1"))),
                argumentSet("encrypted by RSA 1.5", target.encryptAndSign(envelope("SIM-1"))),
                argumentSet(
                        "the signed Body moved behind a second",
                        signed.replaceFirst("<soap:Body", forgedBody("") + "<soap:Body")),
                argumentSet(
                        "the signed Body moved behind a second of the same id",
                        signed.replaceFirst(
                                "<soap:Body", forgedBody(" wsu:Id='" + idOfBody(signed) + "'") + "<soap:Body")),
                argumentSet(
                        "the signed Body moved into another",
                        signed.replaceFirst("<soap:Body", forgedBody("").replace("</soap:Body>", "") + "<soap:Body")
                                .replace("</soap:Body>", "</soap:Body></soap:Body>")));
    }

    @ParameterizedTest
    @MethodSource("untrustedAnswers")
    @DisplayName("S43: an answer that is not shown to be the target's proves nothing")
    void untrustedAnswerIsUnknown(String answer) {
        answers(answer);
        assertThat(send(Mode.SIGNATURE))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo("answer-untrusted"));
        assertThat(at(Mode.SIGNATURE).between.received(change)).hasSize(1);
    }

    Stream<Arguments> answersWithTheirSignedBodyInAHeader() {
        var signed = Signer.of(keys, "target").sign(envelope("SIM-1"));
        return Stream.of(
                argumentSet("the new Body without id", wrapped(signed, "", "")),
                argumentSet("the new Body with another id", wrapped(signed, "", " wsu:Id='other'")),
                argumentSet("the new Body with the same id", wrapped(signed, "", " wsu:Id='%s'")),
                argumentSet("in the Security header", wrapped(signed, "wsse:Security", "")));
    }

    @ParameterizedTest
    @MethodSource("answersWithTheirSignedBodyInAHeader")
    @DisplayName("S43: a signed Body moved into a header proves nothing of the Body in its place")
    void answerWithItsSignedBodyInAHeaderIsUnknown(String answer) {
        answers(answer);
        assertThat(send(Mode.SIGNATURE)).isInstanceOf(Unknown.class);
    }

    @Test
    @DisplayName("S43: an answer seen before proves nothing")
    void repeatedAnswerIsUnknown() {
        answers(Signer.of(keys, "target").sign(envelope("SIM-1")));
        var connector = connector(Mode.SIGNATURE);
        assertThat(send(connector, errand.dossier(People.KNOWN))).isInstanceOf(Delivered.class);
        assertThat(send(connector, errand.dossier(People.KNOWN)))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo("answer-untrusted"));
    }

    @Test
    @DisplayName("S43: what a signature refers to is not fetched")
    void fetchesNothingASignatureRefersTo() {
        var signed = Signer.of(keys, "target").sign(envelope("SIM-1"));
        try (var canary = new Canary()) {
            answers(signed.replaceAll("(<ds:Reference URI=\")[^\"]*", "$1" + canary.url()));
            assertThat(send(Mode.SIGNATURE)).isInstanceOf(Unknown.class);
            answers(signed.replaceAll("(<wsse:Reference URI=\")[^\"]*", "$1" + canary.url()));
            assertThat(send(Mode.SIGNATURE)).isInstanceOf(Unknown.class);
            answers(signed.replaceAll(
                    "<wsse:SecurityTokenReference.*</wsse:SecurityTokenReference>",
                    "<ds:RetrievalMethod URI=\"" + canary.url() + "\"/>"));
            assertThat(send(Mode.SIGNATURE)).isInstanceOf(Unknown.class);
            assertThat(canary.hits()).isZero();
        }
    }

    @Test
    void oldTimestampIsNoProofWithAUsernameTokenEither() {
        var old = Signer.of(keys, "target").at(Instant.now().minus(Duration.ofHours(1)));
        at(Mode.USERNAME_TOKEN).between.at(change, answer(withoutSignature(old.sign(envelope("SIM-1")))));
        assertThat(send(Mode.USERNAME_TOKEN)).isInstanceOf(Unknown.class);
        var fresh = Signer.of(keys, "target");
        at(Mode.USERNAME_TOKEN).between.at(change, answer(withoutSignature(fresh.sign(envelope("SIM-1")))));
        assertThat(send(Mode.USERNAME_TOKEN)).isInstanceOf(Delivered.class);
    }

    // The words of these tests

    private Secured at(Mode mode) {
        return secured.get(mode);
    }

    private Connector connector(Mode mode) {
        return connector(mode, mode == Mode.SIGNATURE ? keys.hub() : usernameToken(PASSWORD));
    }

    private Connector connector(Mode mode, SecuritySettings security) {
        return connector(new SoapSettings(
                at(mode).between.url(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                "Site en maintenance",
                security));
    }

    private static SecuritySettings usernameToken(String password) {
        return new SecuritySettings(Mode.USERNAME_TOKEN, USER, password, null, null, null, null, null);
    }

    private Outcome send(Mode mode) {
        return send(connector(mode), errand.dossier(People.KNOWN));
    }

    private Outcome send(Connector by, Dossier dossier) {
        return by.send(by.prepare(
                new Delivery(key, errand.operation(), dossier, List.of(), false, 1, () -> Duration.ofMinutes(1))));
    }

    private void answers(String envelope) {
        at(Mode.SIGNATURE).between.at(change, answer(envelope));
    }

    private static Reaction answer(String envelope) {
        return Reaction.answers(envelope.contains("<soap:Fault") ? 500 : 200, "text/xml; charset=UTF-8", envelope);
    }

    private void assertThatIsTurnedAway(Mode mode, SecuritySettings security) {
        assertThatIsTurnedAway(mode, send(connector(mode, security), errand.dossier(People.KNOWN)));
    }

    private void assertThatIsTurnedAway(Mode mode, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.again()).isEqualTo(Again.NEVER);
            assertThat(failed.cause()).isEqualTo("ws-security");
        });
        assertThat(at(mode).system.records()).isEmpty();
    }

    private String envelope(String reference) {
        return Reaction.envelope("""
                <%1$sResponse xmlns="%2$s"><accuse><reference>%3$s</reference>\
                <appliqueLe>2026-01-15T09:00:00Z</appliqueLe></accuse></%1$sResponse>""".formatted(change, namespace(), reference));
    }

    private String typedRefusal() {
        return "<detail><DonneesInvalides xmlns=\"%s\"><code>X</code><motif>Non</motif></DonneesInvalides></detail>"
                .formatted(namespace());
    }

    private String namespace() {
        return "urn:relais:contrat-generique:" + name + ":1";
    }

    /** The signed Body under some header, where its id is still found, and a forged one in its place. */
    private String wrapped(String signed, String header, String id) {
        var body = BODY.matcher(signed);
        assertThat(body.find()).isTrue();
        var forged = signed.replace(body.group(), forgedBody(id.formatted(idOfBody(signed))));
        var end = header.isEmpty() ? "</SOAP-ENV:Header>|</soap:Header>" : "</" + header + ">";
        var wrapper = header.isEmpty() ? "<w xmlns='urn:x'>" + body.group() + "</w>" : body.group();
        var wrapped = forged.replaceFirst("(?=" + end + ")", Matcher.quoteReplacement(wrapper));
        assertThat(wrapped).contains("SIM-1", "SIM-2");
        return wrapped;
    }

    private static String idOfBody(String signed) {
        return signed.replaceFirst("(?s).*<soap:Body[^>]*wsu:Id=\"([^\"]*)\".*", "$1");
    }

    private String forgedBody(String id) {
        var body = BODY.matcher(envelope("SIM-2"));
        assertThat(body.find()).isTrue();
        return body.group().replaceFirst("<soap:Body", "<soap:Body xmlns:wsu='" + WSConstants.WSU_NS + "'" + id);
    }

    private static String unsecured(String request) {
        var document = Signer.read(request);
        var header =
                document.getElementsByTagNameNS(WSConstants.WSSE_NS, "Security").item(0);
        header.getParentNode().removeChild(header);
        return Signer.write(document);
    }

    private static String withoutSignature(String signed) {
        return signed.replaceAll("(?s)<ds:Signature.*</ds:Signature>", "")
                .replaceAll("(?s)<wsse:BinarySecurityToken.*</wsse:BinarySecurityToken>", "");
    }

    /** The systems demanding one mode, and what stands before the one under test. */
    private final class Secured {

        private final Simulators simulators;
        private final RunningSystem system;
        private final Interceptor between;

        Secured(Path folder, Security security) {
            simulators = Simulators.start(folder.resolve(String.valueOf(security.mode())), 0, Map.of(name, security));
            system = simulators.system(name);
            between = new Interceptor(system.url());
        }

        void reset() {
            simulators.reset();
            between.reset();
        }

        void close() {
            between.close();
            simulators.close();
        }
    }
}
