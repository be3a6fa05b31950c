package fr.relais.routes.signin;

import fr.relais.routes.channels.Traces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Sign-in by an identity provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0).
 *
 * <p>It is looked up when somebody first wants in, so that a provider that is away keeps no hub from starting. Of what it says nothing is kept
 * but name and roles: no token, no other claim.
 */
final class Directory {

    /** Where a sign-in begins. */
    static final String BEGIN = "/console/connexion/annuaire/oidc";

    private static final String PROVIDER = "oidc";
    private static final String BACK = "/console/connexion/retour/*";
    private static final String NO_ROLE = "no-role";
    private static final String UNASKED = "authorization_request_not_found";

    /** Names stand in logs and in the audit. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .@_'’-]{0,79}");

    private static final Logger AUDIT = LoggerFactory.getLogger("fr.relais.audit");
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final DirectorySettings settings;
    private final Set<String> accounts;
    private final String page;
    private final DirectoryCalls calls = new DirectoryCalls();
    private volatile @Nullable Known known;

    /** A provider that was looked up, and what reads its tokens. */
    private record Known(ClientRegistration provider, JwtDecoder idTokens) {}

    /** @param accounts those the hub keeps itself: nobody else goes by their names */
    Directory(DirectorySettings settings, Set<String> accounts, String page) {
        this.settings = settings;
        this.accounts = accounts.stream().map(Directory::folded).collect(Collectors.toUnmodifiableSet());
        this.page = page;
    }

    boolean isUsed() {
        return settings.isUsed();
    }

    void into(OAuth2LoginConfigurer<?> login) {
        login.loginPage(page)
                .clientRegistrationRepository(id -> id.equals(PROVIDER) ? known().provider() : null)
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(calls.tokens()))
                .authorizedClientRepository(new NothingKept())
                .authorizationEndpoint(endpoint -> endpoint.baseUri(BEGIN.replace("/" + PROVIDER, "")))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(BACK))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::person))
                .failureHandler(refused())
                .defaultSuccessUrl("/console")
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(refused());
                        return filter;
                    }
                });
    }

    /** What reads ID tokens of the provider that is used. */
    JwtDecoder idTokens() {
        return known().idTokens();
    }

    private Known known() {
        var found = known;
        if (found == null) {
            var provider = lookedUp();
            found = new Known(provider, calls.idTokens(provider));
            known = found;
        }
        return found;
    }

    private ClientRegistration lookedUp() {
        var secret = settings.clientSecret();
        return calls.discover(Objects.requireNonNull(settings.issuer()))
                .registrationId(PROVIDER)
                .clientId(settings.clientId())
                .clientSecret(secret)
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                .redirectUri("{baseUrl}" + BACK.replace("*", PROVIDER))
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    /** The ID token is verified: who he is here. */
    private OidcUser person(OidcUserRequest request) {
        var claims = request.getIdToken().getClaims();
        var roles = roles(at(claims, settings.rolesClaim()));
        var name = at(claims, settings.nameClaim());
        if (roles.isEmpty()
                || !(name instanceof String called)
                || !NAME.matcher(called).matches()
                || accounts.contains(folded(called))) {
            throw new OAuth2AuthenticationException(new OAuth2Error(NO_ROLE));
        }
        AUDIT.info("{} signed in", called);
        return new Person(called, roles);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object at(Map<String, Object> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object found = claims;
        for (var step : path.split("\\.")) {
            found = found instanceof Map<?, ?> within ? within.get(step) : null;
        }
        return found;
    }

    private static Set<Role> roles(@Nullable Object claim) {
        var words = claim instanceof Collection<?> many ? many : claim == null ? Set.of() : Set.of(claim);
        var said = words.stream().map(String::valueOf).collect(Collectors.toCollection(HashSet::new));
        return Arrays.stream(Role.values())
                .filter(role -> said.contains(role.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Back to where one signs in, which says why; what was thrown may quote what must not be shown. */
    private AuthenticationFailureHandler refused() {
        return (request, response, refused) -> {
            var code = refused instanceof OAuth2AuthenticationException told
                    ? told.getError().getErrorCode()
                    : refused.getClass().getSimpleName();
            boolean away = isAway(refused);
            if (!code.equals(NO_ROLE) && !code.equals(UNASKED)) {
                known = null; // its keys or addresses may be others now
            }
            AUDIT.info("sign-in refused: {}", code.matches("[\\w-]{1,60}") ? code : "other");
            if (away) {
                LOG.warn(
                        "the identity provider {} does not answer as it should: {}",
                        settings.issuer(),
                        Traces.of(refused));
            }
            response.sendRedirect(page + (code.equals(NO_ROLE) ? "?sansrole" : away ? "?absent" : "?echec"));
        };
    }

    private static boolean isAway(@Nullable Throwable refused) {
        for (var cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationServiceException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Whoever signed in by it. */
    static boolean brought(Authentication signedIn) {
        return signedIn instanceof OAuth2AuthenticationToken;
    }

    /** Tokens are of no use here once somebody is in. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface's
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {}
    }
}
