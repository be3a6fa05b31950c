package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Tokens of somebody else's: only asymmetric signatures, by keys fetched from the one address that is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relais.issuer.jwk-set-uri")
class ExternalIssuer {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Wording AWAY = new Wording(
            "Le fournisseur d'identité ne répond pas. Renvoyez la même demande avec la même clé d'idempotence.",
            "The identity provider does not answer. Send the same request again with the same idempotency key.");
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256);

    @Bean
    JwtDecoder tokenReader(IssuerSettings settings) {
        var keys = new SimpleClientHttpRequestFactory();
        keys.setConnectTimeout(PATIENCE);
        keys.setReadTimeout(PATIENCE);
        var signatures = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(settings.jwkSetUri()).toString())
                .jwsAlgorithms(algorithms -> algorithms.addAll(ALGORITHMS))
                .restOperations(new RestTemplate(keys))
                .build();
        var decoder = new RememberedTokens(signatures, Tokens.meantForUs(Objects.requireNonNull(settings.issuer())));
        return token -> {
            try {
                return decoder.decode(token);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException keysAway) { // nothing is wrong with the token, as far as anybody knows
                throw new Refusal(ProblemCode.LEDGER_UNAVAILABLE, AWAY, PATIENCE);
            }
        };
    }
}
