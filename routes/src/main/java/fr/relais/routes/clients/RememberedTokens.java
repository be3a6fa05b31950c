package fr.relais.routes.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies a token's signature once a minute at most, and what it says each time: a portal sends the same one with each request. */
final class RememberedTokens implements JwtDecoder {

    /** How long a key that was taken back may still be trusted. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int MOST = 1_000;

    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    private final Function<String, Jwt> signatures;
    private final OAuth2TokenValidator<Jwt> claims;

    /** Of what the decoder thinks, only the signature counts: the rest is asked here. */
    RememberedTokens(NimbusJwtDecoder signatures, OAuth2TokenValidator<Jwt> claims) {
        signatures.setJwtValidator(jwt -> OAuth2TokenValidatorResult.success());
        this.signatures = signatures::decode;
        this.claims = claims;
    }

    @Override
    public Jwt decode(String token) {
        var jwt = verified.getIfPresent(token);
        if (jwt == null) { // outside of the cache: an issuer that is slow must not hold up other tokens
            jwt = signatures.apply(token);
            verified.put(token, jwt);
        }
        var result = claims.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not meant for now and here", result.getErrors());
        }
        return jwt;
    }
}
