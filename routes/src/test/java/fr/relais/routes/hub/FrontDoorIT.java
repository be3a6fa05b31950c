package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominal;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What is thrown at a door on the network, by the rows of the facts sheet; a refusal leaves nothing behind. */
class FrontDoorIT extends HubTest {

    private static final String POST = "/api/v1/teleservices/changement-rib/submissions";

    private long before;

    @Override
    String[] settings() {
        return new String[] {
            "--relais.clients.portail-deux.audiences=general",
            "--relais.clients.portail-deux.scopes=submissions:write,submissions:read",
            "--relais.clients.portail-deux.per-minute=20",
            "--relais.clients.portail-deux.per-person-per-minute=3",
            "--relais.clients.portail-presse.audiences=general",
            "--relais.clients.portail-presse.scopes=submissions:write,submissions:read",
            "--relais.clients.portail-presse.per-minute=20",
            "--relais.clients.portail-presse.per-person-per-minute=3",
            "--relais.clients.portail-excepte.audiences=general",
            "--relais.clients.portail-excepte.scopes=submissions:write",
            "--relais.clients.portail-excepte.except=changement-rib",
            "--relais.clients.portail-invite.audiences=college",
            "--relais.clients.portail-invite.scopes=submissions:write",
            "--relais.clients.portail-invite.also=changement-rib"
        };
    }

    @Override
    Class<?> variation() {
        return Overheard.class;
    }

    @BeforeEach
    void count() {
        before = rows();
    }

    /** Of everything that could have been kept; what is still done for a submission kept before adds nothing. */
    private long rows() {
        return jdbc().sql("""
                        select (select count(*) from submission) + (select count(*) from delivery)
                             + (select count(distinct owner) from sealed) + (select count(*) from idempotency_key)
                             + (select count(distinct submission_id) from event)
                        """).query(Long.class).single();
    }

    private boolean accepts;

    @AfterEach
    void refusalsLeaveNothing() {
        if (!accepts) {
            assertThat(rows()).as("rows kept of a refusal").isEqualTo(before);
        }
    }

    @Test
    @DisplayName("S1: another portal's submission is as unknown as one that never was")
    void tellsNotApartWhatIsAnothersAndWhatNeverWas() {
        accepts = true;
        var mine = portal.submit(nominalOf("AUTRUI-TEST"));
        var others = portal.get(mine.path(), "portail-deux");
        var nobodys = portal.get("/api/v1/submissions/" + UUID.randomUUID(), "portail-deux");
        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(without("requestId", others)).isEqualTo(without("requestId", nobodys));
    }

    private static String without(String member, HttpResponse<String> answer) {
        return answer.body().replaceAll("\"" + member + "\":\"[^\"]*\"", "");
    }

    @Test
    @DisplayName("S2: all of an id is drawn but what says that it is")
    void drawsEveryBitOfAnId() {
        accepts = true;
        var ids = IntStream.range(0, 32)
                .mapToObj(n -> portal.submit(nominalOf("TIRAGE-TEST")).id())
                .toList();
        assertThat(ids).allSatisfy(id -> assertThat(id.version()).isEqualTo(4));
        assertThat(varying(ids, UUID::getMostSignificantBits) + varying(ids, UUID::getLeastSignificantBits))
                .as("bits that are not the same in all")
                .isEqualTo(122);
    }

    private static int varying(List<UUID> ids, ToLongFunction<UUID> half) {
        var first = half.applyAsLong(ids.getFirst());
        return Long.bitCount(
                ids.stream().mapToLong(id -> half.applyAsLong(id) ^ first).reduce(0, (some, others) -> some | others));
    }

    @Test
    @DisplayName("S2: what is near an id, a number or a reference opens nothing")
    void opensNothingToWhoGuesses() {
        accepts = true;
        var submission = portal.submit(nominalOf("DEVINETTE-TEST"));
        var id = submission.id();
        var guesses = new HashSet<>(List.of("1", "2", submission.reference(), new UUID(0, 0).toString()));
        guesses.add(number(id));
        IntStream.range(1, 100)
                .mapToObj(n -> new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + n).toString())
                .forEach(guesses::add);
        IntStream.range(0, 100).mapToObj(n -> UUID.randomUUID().toString()).forEach(guesses::add);
        assertThat(guesses)
                .allSatisfy(
                        guess -> refused(portal.get("/api/v1/submissions/" + guess, "portail-demo"), 404, "not-found"));
        assertThat(portal.get("/api/v1/submissions/../submissions", "portail-demo")
                        .statusCode())
                .isIn(400, 404);
    }

    /** What the ledger itself calls it. */
    private String number(UUID id) {
        return jdbc().sql("select id from submission where public_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    @DisplayName("S10: the same key is another one for another portal")
    void keepsKeysOfPortalsApart() {
        accepts = true;
        var key = UUID.randomUUID().toString();
        var first = portal.postAs("portail-demo", nominalOf("CLE-TEST"), key);
        var second = portal.postAs("portail-deux", nominalOf("CLE-TEST"), key);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isNotEqualTo(first.body());
    }

    @Test
    @DisplayName("S9: audiences, and the exceptions to them")
    void opensATeleserviceByAudienceAndException() {
        accepts = true;
        assertThat(portal.postAs("portail-invite", nominalOf("INVITE-TEST"), key())
                        .statusCode())
                .isEqualTo(202);
        long kept = rows();
        refused(portal.postAs("portail-excepte", nominal(), key()), 403, "teleservice-not-granted");
        refused(portal.postAs("portail-college", nominal(), key()), 403, "teleservice-not-granted");
        assertThat(rows()).isEqualTo(kept);
    }

    @ParameterizedTest
    @DisplayName("S11: nobody sets what is the hub's to set")
    @ValueSource(
            strings = {"status", "id", "reference", "clientId", "backOffice", "attempt", "deliveries", "__proto__"})
    void refusesMembersThatAreNotTheCallers(String member) {
        refused(
                portal.post(nominal().replaceFirst("\\{", "{\"" + member + "\": \"x\","), key()),
                400,
                "unknown-member");
    }

    @Test
    @DisplayName("S12: a status shows neither what was posted nor where it went")
    void showsNothingOfTheInside() {
        accepts = true;
        finance.fail(fr.relais.simulators.gate.FaultMode.SOAP_FAULT);
        var submission = portal.submit(nominalOf("DISCRET-TEST"));
        submission.becomes("PARTIAL");
        assertThat(submission.status().toString())
                .doesNotContain(
                        "DISCRET-TEST",
                        "FR76",
                        "127.0.0.1",
                        String.valueOf(finance.url().getPort()),
                        "soap",
                        "Fault");
    }

    @Test
    @DisplayName("S13: one person's form sent over and over stops its portal's, and nobody else's")
    void boundsSubmissionsForOnePerson() {
        accepts = true;
        for (int n = 0; n < 3; n++) {
            assertThat(portal.postAs("portail-presse", another("INSISTANT-TEST", n), key())
                            .statusCode())
                    .isEqualTo(202);
        }
        var fourth = portal.postAs("portail-presse", another("INSISTANT-TEST", 3), key());
        refused(fourth, 429, "quota-exceeded");
        assertThat(Integer.parseInt(fourth.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 21);
        assertThat(portal.postAs("portail-presse", nominalOf("PATIENT-TEST"), key())
                        .statusCode())
                .isEqualTo(202);
        assertThat(portal.postAs("portail-deux", nominalOf("INSISTANT-TEST"), key())
                        .statusCode())
                .isEqualTo(202);
        clock.advance(Duration.ofMinutes(1));
        assertThat(portal.postAs("portail-presse", nominalOf("INSISTANT-TEST"), key())
                        .statusCode())
                .isEqualTo(202);
    }

    /** The same person's, with something else in it. */
    private static String another(String name, int number) {
        return nominalOf(name).replace("FORM-12-34", "FORM-" + number);
    }

    @Test
    @DisplayName("S63: a portal that asks without end is stopped, the others are not")
    void boundsTheCallsOfAPortal() {
        clock.advance(Duration.ofMinutes(2));
        var statuses = IntStream.range(0, 40)
                .mapToObj(n -> portal.get("/api/v1/submissions/" + UUID.randomUUID(), "portail-presse")
                        .statusCode())
                .toList();
        assertThat(statuses).contains(404, 429);
        assertThat(statuses.stream().filter(status -> status == 404).count()).isBetween(20L, 25L);
        assertThat(portal.get("/api/v1/teleservices", "portail-deux").statusCode())
                .as("another portal, though it has a limit, too")
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("S14: a body too long is refused before it has come")
    @Timeout(20)
    void refusesABodyThatWouldNeverEnd() throws IOException {
        var announced = RawHttp.exchange(
                port("local.server.port"),
                head("Content-Type: application/json\r\nContent-Length: 10000000000\r\nConnection: close") + "{");
        assertThat(announced).startsWith("HTTP/1.1 413").contains("too-large");
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        var endless = RawHttp.exchange(
                port("local.server.port"),
                head("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close")
                        + chunk.repeat(40));
        assertThat(endless).startsWith("HTTP/1.1 413");
    }

    @Test
    @DisplayName("S15, S63: idle and half-sent connections keep nobody out, and are ended")
    @Timeout(60)
    void servesOthersWhileConnectionsIdle() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int n = 0; n < 400; n++) {
                sockets.add(sent("POST / HTTP/1.1\r\nHost: x\r\nX: "));
                sockets.add(sent(head("Content-Type: application/json\r\nContent-Length: 1000") + "{"));
            }
            var newcomer = assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> portal.at(port("local.server.port"))
                            .send(portal.request("/api/v1/teleservices", "portail-demo")),
                    "a token and an answer, long before the first of them is given up");
            assertThat(newcomer.statusCode()).isEqualTo(200);
            var idle = sockets.getFirst();
            idle.setSoTimeout(15_000);
            idle.getInputStream().transferTo(OutputStream.nullOutputStream()); // to its end
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket sent(String part) throws IOException {
        var socket = new Socket("127.0.0.1", port("local.server.port"));
        socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    @DisplayName("S16: depth, members, digits and length are bounded")
    @Timeout(20)
    void refusesJsonMadeToExhaust() {
        refused(portal.post("[".repeat(10_000), key()), 400, "malformed-json");
        refused(
                portal.post("{\"form\":" + "{\"a\":".repeat(100) + "1" + "}".repeat(101), key()),
                400,
                "malformed-json");
        var members = new StringBuilder("{\"form\":{");
        IntStream.range(0, 45_000).forEach(n -> members.append("\"m").append(n).append("\":1,"));
        refused(portal.post(members.append("\"z\":1}}").toString(), key()), 400, "malformed-json");
        refused(portal.post("{\"form\":{\"n\":" + "9".repeat(900_000) + "}}", key()), 400, "malformed-json");
        refused(portal.post("{\"form\":{\"n\":\"" + "x".repeat(5 << 20) + "\"}}", key()), 413, "too-large");
    }

    @ParameterizedTest
    @DisplayName("S17: bytes that are no UTF-8 never get as far as a back-office")
    @ValueSource(
            strings = {
                "\u00c3\u0028",
                "\u00c0\u00af",
                "\u00ed\u00a0\u0080",
                "\u00ff\u00fe",
                "\u00f8\u0088\u0080\u0080\u0080"
            })
    void refusesWhatIsNoUtf8(String bytes) {
        var body = nominalOf("DU" + bytes + "PONT").getBytes(StandardCharsets.ISO_8859_1);
        var answer = portal.send(request().POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).isIn(400, 422);
    }

    @Test
    @DisplayName("S17: a byte-order mark is no text")
    void readsPastAByteOrderMark() {
        accepts = true;
        assertThat(portal.post("\ufeff" + nominalOf("BOM-TEST"), key()).statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @DisplayName("S19, S20: digits of other scripts are no digits")
    @CsvSource({"1980-05-17, ١٩٨٠-٠٥-١٧", "75107, ٧٥١٠٧", "FR7630006000011234567890189, FR7630006000011234567890１89"})
    void refusesDigitsOfOtherScripts(String digits, String others) {
        refused(portal.post(nominal().replace(digits, others), key()), 422, "form-invalid");
    }

    @ParameterizedTest
    @DisplayName("S21: a key that is none")
    @ValueSource(strings = {"", "short", "fifteen-letters", "with a blank in it", "accentuée-accentuée"})
    void refusesAKeyThatIsNone(String key) throws IOException {
        var answer = RawHttp.exchange(
                port("local.server.port"),
                head("Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close", key) + "{}");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("idempotency-key-missing");
    }

    @Test
    @DisplayName("S21: a key of ten thousand characters")
    void refusesAKeyWithoutEnd() throws IOException {
        var answer = RawHttp.exchange(
                port("local.server.port"),
                head("Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close", "k".repeat(10_000))
                        + "{}");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("idempotency-key-missing");
    }

    @Test
    @DisplayName("S36: headers and parameters of Camel's mean nothing here")
    void ignoresTheInsideSpokenFromOutside() {
        accepts = true;
        var name = "CHAMEAU-TEST";
        var answer = portal.send(
                portal.request(POST + "?CamelHttpUri=http://127.0.0.1:9&CamelBeanMethodName=toString", "portail-demo")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key())
                        .header("CamelHttpUri", "http://127.0.0.1:9/")
                        .header("CAmelBeanMethodName", "toString")
                        .header("camelJmsDestinationName", "elsewhere")
                        .header("CamelExceptionCaught", "x")
                        .POST(BodyPublishers.ofString(nominalOf(name))));
        assertThat(answer.statusCode()).isEqualTo(202);
        portal.watch(answer).becomes("DELIVERED");
        assertThat(bean(Eavesdropper.class).headers)
                .as("what came over HTTP, inside a route")
                .isNotEmpty()
                .doesNotContain(
                        "camelhttpuri",
                        "camelbeanmethodname",
                        "cameljmsdestinationname",
                        "camelexceptioncaught",
                        "idempotency-key",
                        "authorization");
    }

    @ParameterizedTest
    @DisplayName("S46: nothing of the inside is exposed")
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/shutdown",
                "/jolokia",
                "/h2-console",
                "/error?trace=true",
                "/.well-known/openid-configuration"
            })
    void exposesNothingOfTheInside(String path) {
        for (var port : List.of("local.server.port", "local.management.port")) {
            var answer = portal.send(
                    portal.request("", "portail-demo").uri(URI.create("http://127.0.0.1:" + port(port) + path)));
            if (!path.startsWith("/error")) { // asked for by itself, the management's says that there is none
                assertThat(answer.statusCode()).as(path).isIn(401, 403, 404);
            }
            assertThat(answer.body()).doesNotContain("Exception", "at fr.relais", "at org.");
        }
    }

    @Test
    @DisplayName("S46: no foreign page may read an answer, and no answer is guessed at")
    void letsNoOtherOriginIn() {
        var answer = portal.send(
                portal.request("/api/v1/teleservices", "portail-demo").header("Origin", "https://evil.example"));
        var headers = answer.headers();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(portal.send(HttpRequest.newBuilder(portal.address("/api/v1/teleservices"))
                                .method("TRACE", BodyPublishers.noBody()))
                        .statusCode())
                .isIn(400, 405);
    }

    @ParameterizedTest
    @DisplayName("S50: what looks like code arrives as text")
    @ValueSource(
            strings = {
                "'; drop table submission; --",
                "${jndi:ldap://127.0.0.1:9/x}",
                "${bean:camel?method=stop}",
                "#{T(java.lang.Runtime).getRuntime().exec('x')}",
                "*)(uid=*))(|(uid=*",
                "]]><admin>1</admin>",
                "&lt;&amp;"
            })
    void handsOverWhatLooksLikeCodeAsText(String text) {
        accepts = true;
        var submission = portal.submit(nominal()
                .replace(
                        "\"Camille\"",
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text.replace(' ', '_'))));
        submission.becomes("DELIVERED");
        var sent = new String(social.bodies(submission.key(1)).getFirst(), StandardCharsets.UTF_8);
        assertThat(sent.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .contains("<prenoms>" + text.replace(' ', '_'));
        assertThat(rows()).isGreaterThan(before);
    }

    @ParameterizedTest
    @DisplayName("S51: no line of a header or log is forged through a reference or a name")
    @CsvSource({
        "FORM-12-34,  FORM\\r\\nSet-Cookie: x=1",
        "FORM-12-34,  FORM-12-34\\n",
        "FORM-12-34,  \\nFORM-12-34",
        "FORM-12-34,  FORM\\u000d12",
        "DUPONT-TEST, DUPONT\\r\\nSet-Cookie: x=1",
        "DUPONT-TEST, DUPONT-TEST\\n",
        "Camille,     Camille\\n",
        "99100,       99100\\n",
        "75107,       75107\\n",
        "1980-05-17,  1980-05-17\\n"
    })
    void refusesLineEnds(String text, String lines) {
        assertThat(nominal()).contains(text);
        refused(portal.post(nominal().replace("\"" + text + "\"", "\"" + lines + "\""), key()), 422, "form-invalid");
    }

    @ParameterizedTest
    @DisplayName("S64: a request that could be read in two ways is read in none")
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Content-Length: 4\r\nContent-Length: 5",
                "Transfer-Encoding: identity, chunked\r\nContent-Length: 4",
                "Content-Length: 4\r\n folded: x",
                "Content-Length: 0\r\nHost: elsewhere"
            })
    @Timeout(30)
    void readsAnAmbiguousRequestInNoWay(String headers) throws IOException {
        var smuggled = "GET /actuator/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        var answer = RawHttp.exchange(
                port("local.server.port"),
                head("Content-Type: application/json\r\n" + headers) + "0\r\n\r\n" + smuggled);
        assertThat(answer).containsPattern("^HTTP/1\\.1 (4..|501) ");
        assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSize(2);
    }

    @Test
    @DisplayName("S64: a request that names two hosts is for neither")
    void answersNoRequestThatNamesTwoHosts() throws IOException {
        var request =
                "GET http://elsewhere/api/v1/teleservices HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(portal.token("portail-demo"));
        assertThat(RawHttp.exchange(port("local.server.port"), request)).startsWith("HTTP/1.1 400");
        assertThat(RawHttp.exchange(port("local.server.port"), request.replace("elsewhere", "127.0.0.1")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @DisplayName("S65: no pattern runs away")
    @ValueSource(
            strings = {"family_name", "given_name", "birthdate", "birthplace", "birthcountry", "email", "iban", "bic"})
    @Timeout(10)
    void decidesLongNonsenseAtOnce(String field) {
        var nonsense = "a".repeat(400_000) + "!";
        var body = nominal().replaceFirst("(\"" + field + "\": \")[^\"]*", "$1" + nonsense);
        refused(portal.post(body, key()), 422, "form-invalid");
    }

    private HttpRequest.Builder request() {
        return portal.request(POST, "portail-demo")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key());
    }

    private String head(String headers) {
        return head(headers, key());
    }

    private String head(String headers, String key) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nIdempotency-Key: %s\r\n%s\r\n\r\n"
                .formatted(POST, portal.token("portail-demo"), key, headers);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo(code);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Overheard {

        @Bean
        Eavesdropper eavesdropper() {
            return new Eavesdropper();
        }
    }

    /** Hears the name of each header with which a message goes through a route, in small letters. */
    static final class Eavesdropper extends EventNotifierSupport {

        private final Set<String> headers = ConcurrentHashMap.newKeySet();

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeEvent passing) {
                passing.getExchange()
                        .getMessage()
                        .getHeaders()
                        .keySet()
                        .forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
            }
        }
    }
}
