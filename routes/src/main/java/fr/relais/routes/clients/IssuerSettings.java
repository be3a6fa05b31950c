package fr.relais.routes.clients;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * An issuer of tokens outside the hub; without one, the hub has a token endpoint of its own for this machine.
 *
 * @param issuer what its tokens say in {@code iss}, to the letter
 * @param jwkSetUri where its public keys are
 */
@ConfigurationProperties("relais.issuer")
record IssuerSettings(@Nullable String issuer, @Nullable URI jwkSetUri) {

    IssuerSettings {
        if ((issuer == null) != (jwkSetUri == null)) {
            throw new IllegalArgumentException(
                    "relais.issuer.issuer and relais.issuer.jwk-set-uri belong together: set both or none");
        }
    }
}
