package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Two doors: the API's description, and everything that needs a token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** A span for each of thirty filters says nothing about a request, and costs it time. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Requests no program of good faith sends. */
    @Bean
    RequestRejectedHandler rejected(ProblemWriter problems) {
        return (request, response, exception) -> problems.write(
                new Refusal(
                        ProblemCode.MALFORMED_JSON,
                        new Wording("La requête est mal formée.", "The request is malformed.")),
                request,
                response);
    }

    /** What is asked, why and for whom is no secret, nor is the description, and its page runs in a browser: from here, and nothing else. */
    @Bean
    @Order(2)
    SecurityFilterChain description(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        "/api/docs",
                        "/api/docs/**",
                        "/api/openapi.yaml",
                        "/assets/**",
                        "/webjars/htmx.org/**",
                        "/webjars/swagger-ui/**",
                        "/catalogue",
                        "/catalogue/**")
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
                        .requestMatchers(HttpMethod.POST, "/api/v1/teleservices/*/prefill")
                        .hasAuthority("SCOPE_prefill")
                        .requestMatchers(HttpMethod.POST, "/api/v1/attachments")
                        .hasAuthority("SCOPE_submissions:write")
                        .requestMatchers(HttpMethod.POST, "/api/v1/submissions/*/complements")
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
