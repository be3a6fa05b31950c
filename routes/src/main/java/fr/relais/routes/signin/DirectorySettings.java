package fr.relais.routes.signin;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The identity provider people sign in by (OpenID Connect), where there is one.
 *
 * @param issuer its address, as its tokens say it; what else is to be known of it stands at its {@code .well-known/openid-configuration}
 * @param clientId as it knows this hub
 * @param clientSecret what this hub proves that by; a public client has none
 * @param rolesClaim where its ID tokens say what somebody does here: agent, engineer, direction, admin; other words are passed over. Names
 *     within each other are joined by dots, as in realm_access.roles
 * @param nameClaim where they say what he is called in the audit
 * @param label what people call it; "l’annuaire du département" by default
 */
@Validated
@ConfigurationProperties("relais.sign-in.oidc")
record DirectorySettings(
        @Nullable URI issuer,
        @NotBlank @DefaultValue("relais") String clientId,
        @Nullable String clientSecret,
        @NotBlank @DefaultValue("roles") String rolesClaim,
        @NotBlank @DefaultValue("preferred_username") String nameClaim,
        @Nullable String label) {

    boolean isUsed() {
        return issuer != null;
    }

    @AssertTrue(message = "issuer must be an address that begins with https:// or http://") boolean isAnAddress() {
        return issuer == null || "https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme());
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "DirectorySettings[" + issuer + "]";
    }
}
