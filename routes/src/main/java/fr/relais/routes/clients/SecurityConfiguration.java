package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Three doors: the token endpoint, the API's description, and everything that needs a token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoint(HttpSecurity http) throws Exception {
        return http.securityMatcher("/oauth2/token")
                .oauth2AuthorizationServer(server -> server.tokenEndpoint(
                        endpoint -> endpoint.accessTokenRequestConverter(SecurityConfiguration::withEveryScope)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
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

    /** The description is no secret, and its page runs in a browser: from here, and nothing else. */
    @Bean
    @Order(2)
    SecurityFilterChain description(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/docs", "/api/docs/**", "/api/openapi.yaml", "/webjars/swagger-ui/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'self'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'")))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(HttpSecurity http, ProblemWriter problems) throws Exception {
        AuthenticationEntryPoint unauthenticated = (request, response, exception) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(
                    new Refusal(
                            ProblemCode.UNAUTHENTICATED,
                            new Wording(
                                    "Joignez un jeton valide (en-tête Authorization: Bearer), demandé à POST /oauth2/token.",
                                    "Send a valid token (Authorization: Bearer header), asked of POST /oauth2/token.")),
                    request,
                    response);
        };
        AccessDeniedHandler forbidden = (request, response, exception) -> problems.write(
                new Refusal(
                        ProblemCode.FORBIDDEN,
                        new Wording(
                                "Ce jeton n'a pas la portée nécessaire.",
                                "This token does not have the scope needed.")),
                request,
                response);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/teleservices/*/submissions")
                        .hasAuthority("SCOPE_submissions:write")
                        .requestMatchers("/api/v1/submissions/**")
                        .hasAuthority("SCOPE_submissions:read")
                        .requestMatchers("/ops/**")
                        .hasAuthority("SCOPE_ops")
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .csrf(AbstractHttpConfigurer::disable) // no cookie authenticates anything
                .build();
    }
}
