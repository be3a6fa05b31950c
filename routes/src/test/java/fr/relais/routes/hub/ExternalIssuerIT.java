package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** A hub that takes the tokens of another authorization server, a real one beside it, and issues none itself. */
class ExternalIssuerIT extends HubTest {

    private static final String NAME = "https://identite.test/realms/relais";

    private static final AtomicBoolean AWAY = new AtomicBoolean();

    private AnnotationConfigServletWebServerApplicationContext issuer;

    @Override
    String[] settings() {
        issuer = new AnnotationConfigServletWebServerApplicationContext(Issuer.class);
        return new String[] {
            "--relais.issuer.issuer=" + NAME,
            "--relais.issuer.jwk-set-uri=" + issuer("/oauth2/jwks"),
            "--relais.portal-claim=portail"
        };
    }

    @AfterAll
    void stopIssuer() {
        issuer.close();
    }

    @Test
    void takesATokenOfTheIssuerAndKnowsThePortalByTheClaimThatIsSet() {
        var accepted = post(token("portail-demo", "relais"), nominalOf("FOURNISSEUR-TEST"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var kept = jdbc().sql("select portal from submission where public_id = :id")
                .param("id", UUID.fromString(json(accepted.body()).path("id").asString()))
                .query(String.class)
                .single();
        assertThat(kept).isEqualTo("portail-demo");
    }

    @Test
    void takesNoTokenMeantForSomebodyElse() {
        assertThat(post(token("portail-demo", "autre"), nominalOf("AUTRE-TEST")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void letsAPortalNobodyConfiguredDoNothing() {
        var answer = post(token("portail-inconnu", "relais"), nominalOf("INCONNU-ICI-TEST"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo("teleservice-not-granted");
    }

    @Test
    void goesOnWithTheKeysItKnowsWhileTheIssuerIsAway() throws JOSEException {
        var known = token("portail-demo", "relais");
        assertThat(post(known, nominalOf("CONNU-TEST")).statusCode()).isEqualTo(202);
        AWAY.set(true);
        try {
            assertThat(post(known, nominalOf("TOUJOURS-TEST")).statusCode()).isEqualTo(202);
            var answer = post(signedByAKeyNobodyKnowsYet(), nominalOf("RENOUVELE-TEST"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("même clé");
        } finally {
            AWAY.set(false);
        }
        assertThat(post(signedByAKeyNobodyKnowsYet(), nominalOf("FAUX-TEST")).statusCode())
                .as("the issuer is back, and does not know the key")
                .isEqualTo(401);
    }

    private static String signedByAKeyNobodyKnowsYet() throws JOSEException {
        var key = new RSAKeyGenerator(2048).keyID("2").generate();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2").build(),
                new JWTClaimsSet.Builder().issuer(NAME).audience("relais").build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void issuesNoTokenItselfAndKeepsNoSecret() {
        var answer = send(HttpRequest.newBuilder(portal.address("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(data().resolve("demo-secret")).doesNotExist();
        assertThat(data().resolve("keys/token-signing-key.json")).doesNotExist();
    }

    private HttpResponse<String> post(String token, String body) {
        return portal.send(HttpRequest.newBuilder(portal.address("/api/v1/teleservices/changement-rib/submissions"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }

    /** The client's name says what its tokens are meant for: {@code portail-demo/relais}. */
    private String token(String client, String audience) {
        var id = client + "." + audience;
        var credentials = (id + ":secret-of-" + id).getBytes(StandardCharsets.UTF_8);
        var answer = send(HttpRequest.newBuilder(URI.create(issuer("/oauth2/token")))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=submissions:write")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body()).path("access_token").asString();
    }

    /** Where the hub's own description of the API does not hold. */
    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private String issuer(String path) {
        return "http://127.0.0.1:" + issuer.getWebServer().getPort() + path;
    }

    /** No {@code @Configuration}: the hub's own scan must not find it. */
    @EnableWebSecurity
    static class Issuer {

        @Bean
        TomcatServletWebServerFactory server() {
            var server = new TomcatServletWebServerFactory(0);
            server.setAddress(InetAddress.getLoopbackAddress());
            server.setRegisterDefaultServlet(true); // without any servlet, no filter is asked
            return server;
        }

        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> {})
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .csrf(AbstractHttpConfigurer::disable)
                    .addFilterBefore(Issuer::answerUnlessAway, SecurityContextHolderFilter.class)
                    .build();
        }

        private static void answerUnlessAway(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (AWAY.get()) {
                ((HttpServletResponse) response).sendError(503);
            } else {
                chain.doFilter(request, response);
            }
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(
                    List.of("portail-demo.relais", "portail-demo.autre", "portail-inconnu.relais").stream()
                            .map(id -> RegisteredClient.withId(id)
                                    .clientId(id)
                                    .clientSecret("{noop}secret-of-" + id)
                                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                    .scope("submissions:write")
                                    .build())
                            .toList());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            return new ImmutableJWKSet<>(
                    new JWKSet(new RSAKeyGenerator(2048).keyID("1").generate()));
        }

        @Bean
        AuthorizationServerSettings names() {
            return AuthorizationServerSettings.builder().issuer(NAME).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                var name = context.getRegisteredClient().getClientId().split("\\.");
                context.getClaims().claim("portail", name[0]).audience(List.of(name[1]));
            };
        }
    }
}
