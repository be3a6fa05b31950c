package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tokens, true and forged. */
class TokenIT extends HubTest {

    private RSAKey key;

    @BeforeEach
    void readTheHubsKey() throws Exception {
        key = RSAKey.parse(Files.readString(data().resolve("keys/token-signing-key.json")));
    }

    @Test
    @DisplayName("S3: no token, nonsense, another's issuer or audience, none of either")
    void takesNoTokenThatIsNotMeantForIt() throws Exception {
        assertThat(call(signed(claims().build()))).as("a true one").isEqualTo(200);
        assertThat(call("nonsense")).isEqualTo(401);
        assertThat(call(signed(claims().issuer("http://elsewhere").build()))).isEqualTo(401);
        assertThat(call(signed(claims().issuer(null).build()))).isEqualTo(401);
        assertThat(call(signed(claims().audience("portail-demo").build()))).isEqualTo(401);
        assertThat(call(signed(claims().audience((String) null).build()))).isEqualTo(401);
        assertThat(call(signed(claims().expirationTime(null).build())))
                .as("for ever")
                .isEqualTo(401);
    }

    @Test
    @DisplayName("S66: a minute of another clock is forgiven, six are not")
    void forgivesAClockAMinuteOff() throws Exception {
        assertThat(call(signed(
                        claims().expirationTime(in(Duration.ofSeconds(-50))).build())))
                .isEqualTo(200);
        assertThat(call(signed(
                        claims().notBeforeTime(in(Duration.ofSeconds(50))).build())))
                .isEqualTo(200);
        assertThat(call(signed(
                        claims().expirationTime(in(Duration.ofMinutes(-6))).build())))
                .isEqualTo(401);
        assertThat(call(signed(claims().notBeforeTime(in(Duration.ofMinutes(6))).build())))
                .isEqualTo(401);
    }

    @Test
    @DisplayName("S4: no algorithm, the public key as a secret, a key of one's own by name or address")
    void takesNoForgedSignatureAndFetchesNoKey() throws Exception {
        assertThat(call(new PlainJWT(claims().build()).serialize())).isEqualTo(401);

        var confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        confused.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        assertThat(call(confused.serialize())).isEqualTo(401);

        var own = new RSAKeyGenerator(2048).keyID("own").generate();
        var asked = new AtomicInteger();
        var canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        canary.createContext("/", exchange -> asked.incrementAndGet());
        canary.start();
        try {
            var address = URI.create("http://127.0.0.1:" + canary.getAddress().getPort() + "/keys");
            for (var header : List.of(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("../../keys/token-signing-key.json"),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("' or '1'='1"),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).jwkURL(address),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertURL(address),
                    new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()))) {
                var forged = new SignedJWT(header.build(), claims().build());
                forged.sign(new RSASSASigner(own));
                assertThat(call(forged.serialize())).isEqualTo(401);
            }
            assertThat(asked).hasValue(0);
        } finally {
            canary.stop(0);
        }
    }

    @Test
    @DisplayName("S4: one letter of a true token altered")
    void takesNoAlteredToken() throws Exception {
        var parts = signed(claims().build()).split("\\.");
        var other = claims().claim("scope", List.of("ops")).build().toString();
        var payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(other.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(call(parts[0] + "." + payload + "." + parts[2])).isEqualTo(401);
    }

    @Test
    @DisplayName("S8, S9: a token opens what its scopes say and nothing else")
    void opensByScope() throws Exception {
        var reader = signed(claims().claim("scope", List.of("submissions:read")).build());
        assertThat(status(reader, "GET", "/api/v1/submissions")).isEqualTo(200);
        assertThat(status(reader, "POST", "/api/v1/teleservices/changement-rib/submissions"))
                .isEqualTo(403);
        assertThat(status(reader, "POST", "/ops/v1/lanes/social/pause")).isEqualTo(403);
        var writer =
                signed(claims().claim("scope", List.of("submissions:write")).build());
        assertThat(status(writer, "GET", "/api/v1/submissions")).isEqualTo(403);
    }

    @Test
    void grantsNoScopeAClientDoesNotHave() {
        var credentials = Base64.getEncoder()
                .encodeToString(("portail-demo:" + secret()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(token("Basic " + credentials, "grant_type=client_credentials&scope=ops")
                        .statusCode())
                .isEqualTo(400);
        assertThat(token("Basic " + credentials, "grant_type=password").statusCode())
                .isEqualTo(400);
        var wrong = Base64.getEncoder()
                .encodeToString("portail-demo:wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(token("Basic " + wrong, "grant_type=client_credentials").statusCode())
                .isEqualTo(401);
        var granted = token("Basic " + credentials, "grant_type=client_credentials&scope=submissions:read");
        assertThat(json(granted.body()).path("scope").asString()).isEqualTo("submissions:read");
    }

    @Test
    @DisplayName("S1, S8: who asks for what is not his is written down, without saying whose it was")
    void writesDownWhoAsksForWhatIsNotHis() {
        var audit = (Logger) LoggerFactory.getLogger("fr.relais.audit");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        audit.addAppender(lines);
        try {
            portal.get("/api/v1/submissions/" + UUID.randomUUID(), "portail-college");
            portal.send(portal.request("/ops/v1/lanes/social/pause", "portail-college")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"essai\"}")));
        } finally {
            audit.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("not-found GET by portail-college", "forbidden POST by portail-college");
    }

    @Test
    void keepsNoSessionForWhoeverKnocks() {
        var answer = portal.send(HttpRequest.newBuilder(portal.address("/oauth2/token")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private HttpResponse<String> token(String authorization, String body) {
        return portal.send(HttpRequest.newBuilder(portal.address("/oauth2/token"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String secret() {
        try {
            return Files.readString(data().resolve("demo-secret"));
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private int call(String token) {
        return status(token, "GET", "/api/v1/submissions");
    }

    private int status(String token, String method, String path) {
        var answer = portal.send(HttpRequest.newBuilder(portal.address(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : "")));
        if (answer.statusCode() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        return answer.statusCode();
    }

    private String signed(JWTClaimsSet claims) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("http://relais")
                .subject("portail-demo")
                .audience("relais")
                .claim("client_id", "portail-demo")
                .claim("scope", List.of("submissions:read", "submissions:write"))
                .issueTime(in(Duration.ofMinutes(-10)))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }
}
