package fr.relais.connectors.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.social.wsdl.RechercherOperation;
import fr.relais.connectors.social.wsdl.Social;
import fr.relais.connectors.social.wsdl.SocialPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers no simulator gives, and how often a request really leaves. */
class BreakdownTest {

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private int status = 200;
    private String contentType = "text/xml";
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"400, NEVER", "401, NEVER", "403, NEVER", "429, LATER", "503, LATER"})
    void knowsWhatAStatusProves(int answered, Failed.Again again) {
        status = answered;
        assertThat(call())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(again));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500, 502, 504})
    void concludesNothingFromTheOthersAndFollowsNoRedirect(int answered) {
        status = answered;
        assertThat(call()).isInstanceOf(Unknown.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void neverTriesAgainWhatTheSecurityOfTheTargetRefuses() {
        status = 500;
        body = envelope("""
                <soap:Fault><faultcode xmlns:w="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">\
                w:FailedAuthentication</faultcode><faultstring>no</faultstring></soap:Fault>""");
        assertThat(call())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.again()).isEqualTo(Failed.Again.NEVER));
    }

    @Test
    void takesAnAnswerThatFailsItsSchemaForNoProof() {
        body = envelope("""
                <rechercherOperationResponse xmlns="urn:relais:contrat-generique:social:1"><operation><etat>PEUT-ETRE</etat>\
                <appliqueLe>2026-01-15T09:00:00Z</appliqueLe><reference>X</reference></operation></rechercherOperationResponse>""");
        assertThat(call()).isInstanceOf(Unknown.class);
    }

    @Test
    void readsNoFileAnAnswerNames(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "SECRET-TEST");
        body = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + envelope(
                        "<rechercherOperationResponse xmlns=\"urn:relais:contrat-generique:social:1\">&e;</rechercherOperationResponse>");
        var outcome = call();
        assertThat(outcome).isInstanceOf(Unknown.class);
        assertThat(outcome.evidence().response()).doesNotContain("SECRET-TEST");
    }

    @Test
    void refusesAnAnswerThatIsFarTooLong() {
        body = envelope("<x>" + "x".repeat(3 << 20) + "</x>");
        assertThat(call()).isInstanceOf(Unknown.class);
    }

    @Test
    void sendsEachRequestOnceHoweverTheTargetHangsUp() throws Exception {
        var head = new AtomicReference<String>("");
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var connection = socket.accept()) {
                        var bytes = new byte[8192];
                        int read = connection.getInputStream().read(bytes);
                        requests.incrementAndGet();
                        head.set(new String(bytes, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            var outcome = call(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/social"));
            assertThat(outcome).isInstanceOf(Unknown.class);
        }
        assertThat(requests).hasValue(1);
        assertThat(head.get()).contains("HTTP/1.1").contains("Content-Length").doesNotContain("h2c", "chunked");
    }

    private Outcome call() {
        return call(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/social"));
    }

    private static Outcome call(URI url) {
        var settings = new SoapSettings(url, Duration.ofMillis(500), Duration.ofSeconds(2), "");
        var port = new SoapPort<>(
                SocialPort.class,
                Social.SERVICE,
                Social.Social,
                "classpath:/fr/relais/connectors/social/social.wsdl",
                settings,
                fault -> null);
        var request = new RechercherOperation();
        request.setCleRelais("R26-7KQ4-9M2X/1");
        return port.change(() -> Duration.ofMinutes(1), (target, transcript) -> {
            target.rechercherOperation(request);
            return new Outcome.Delivered("X", transcript.evidence());
        });
    }

    private static String envelope(String content) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + content
                + "</soap:Body></soap:Envelope>";
    }
}
