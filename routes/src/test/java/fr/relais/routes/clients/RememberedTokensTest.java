package fr.relais.routes.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class RememberedTokensTest {

    private final RSAKey key;
    private final AtomicBoolean expired = new AtomicBoolean();
    private final RememberedTokens tokens;

    RememberedTokensTest() throws Exception {
        key = new RSAKeyGenerator(2048).generate();
        tokens = new RememberedTokens(
                NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build(),
                jwt -> expired.get()
                        ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                        : OAuth2TokenValidatorResult.success());
    }

    @Test
    void asksWhatATokenSaysEachTimeThoughItsSignatureIsKnown() throws Exception {
        var token = signed("portail");
        assertThat(tokens.decode(token).getSubject()).isEqualTo("portail");

        expired.set(true);

        assertThatExceptionOfType(JwtValidationException.class).isThrownBy(() -> tokens.decode(token));
    }

    @Test
    void takesNoTokenForAnotherItKnows() throws Exception {
        var token = signed("portail");
        tokens.decode(token);
        var other = signed("autre");

        assertThat(tokens.decode(other).getSubject()).isEqualTo("autre");
        var forged = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(forged));
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(forged));
    }

    private String signed(String subject) throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder().subject(subject).build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
