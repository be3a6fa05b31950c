package fr.relais.routes.clients;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import fr.relais.routes.DataFolder;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** The built-in token endpoint, for this machine only: clients, key, and how a token is read back. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "relais.issuer.jwk-set-uri", havingValue = "none", matchIfMissing = true)
class EmbeddedIssuer {

    /** A name, not an address: the same through every proxy. */
    private static final String ISSUER = "http://relais";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Bean
    RSAKey signingKey(DataFolder folder) {
        return SigningKey.kept(folder.ofKeys());
    }

    @Bean
    JWKSource<SecurityContext> keys(RSAKey signingKey) {
        return new ImmutableJWKSet<>(new JWKSet(signingKey));
    }

    @Bean
    DemoSecret demoSecret(DataFolder folder, Environment environment) {
        return DemoSecret.of(
                environment.getProperty("RELAIS_DEMO_SECRET"),
                folder.path(),
                environment.getProperty("server.address"));
    }

    @Bean
    RegisteredClientRepository registeredClients(ClientsSettings settings, DemoSecret secret) {
        return new ConfiguredClients(settings.clients().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, client -> registered(client.getKey(), client.getValue(), secret))));
    }

    private static RegisteredClient registered(String id, ClientsSettings.Client client, DemoSecret secret) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret(secret.value())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(LIFETIME).build())
                .build();
    }

    /** The secret is long, random and held in memory only: a slow hash would guard nothing and cost each token call. */
    @Bean
    PasswordEncoder secretComparison() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence raw) {
                return raw == null ? null : raw.toString();
            }

            @Override
            public boolean matches(@Nullable CharSequence raw, @Nullable String kept) {
                return raw != null
                        && kept != null
                        && MessageDigest.isEqual(
                                raw.toString().getBytes(StandardCharsets.UTF_8), kept.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    @Bean
    OAuth2AuthorizationService tokenStore() {
        return new NoTokenStore();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().issuer(ISSUER).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims() {
        return context -> context.getClaims()
                .audience(List.of(Tokens.AUDIENCE))
                .claim("client_id", context.getRegisteredClient().getClientId());
    }

    @Bean
    JwtDecoder tokenReader(RSAKey signingKey) throws JOSEException {
        return new RememberedTokens(
                NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey()).build(), Tokens.meantForUs(ISSUER));
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(HttpSecurity http) throws Exception {
        return http.securityMatcher("/oauth2/token")
                .oauth2AuthorizationServer(server -> server.tokenEndpoint(
                        endpoint -> endpoint.accessTokenRequestConverter(EmbeddedIssuer::withEveryScope)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A request that names no scope gets all the client has. */
    private static @Nullable Authentication withEveryScope(HttpServletRequest request) {
        AuthenticationConverter standard = new OAuth2ClientCredentialsAuthenticationConverter();
        if (standard.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken grant) {
            boolean unscoped = grant.getScopes().isEmpty();
            var client = SecurityContextHolder.getContext().getAuthentication();
            return unscoped
                            && client instanceof OAuth2ClientAuthenticationToken known
                            && known.getRegisteredClient() != null
                    ? new OAuth2ClientCredentialsAuthenticationToken(
                            client, known.getRegisteredClient().getScopes(), grant.getAdditionalParameters())
                    : grant;
        }
        return null;
    }
}
