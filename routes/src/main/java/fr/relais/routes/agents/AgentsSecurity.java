package fr.relais.routes.agents;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** The agents' door: an account and its password, asked for by the browser itself. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgentsSettings.class)
class AgentsSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain agents(HttpSecurity http, AgentsSettings settings, ProblemWriter problems) throws Exception {
        AuthenticationEntryPoint unauthenticated = (request, response, exception) -> {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Relais\", charset=\"UTF-8\"");
            problems.write(
                    new Refusal(
                            ProblemCode.UNAUTHENTICATED,
                            new Wording(
                                    "Donnez votre compte d'agent et son mot de passe.",
                                    "Give your agent's account and its password.")),
                    request,
                    response);
        };
        AccessDeniedHandler forged = (request, response, exception) -> problems.write(
                new Refusal(
                        ProblemCode.FORBIDDEN,
                        new Wording(
                                "Ce clic ne vient pas de la page de la demande : rechargez-la et recommencez.",
                                "This click does not come from the request's page: load it again and try once more.")),
                request,
                response);
        return http.securityMatcher("/demandes/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .authenticationProvider(accounts(settings))
                .httpBasic(basic -> basic.authenticationEntryPoint(unauthenticated))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forged))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens()))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; style-src 'self'; img-src 'self';"
                                + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Of this door only: a bean would open others. */
    private static DaoAuthenticationProvider accounts(AgentsSettings settings) {
        var accounts = new InMemoryUserDetailsManager();
        settings.agents()
                .forEach((agent, hash) -> accounts.createUser(User.withUsername(agent)
                        .password(hash)
                        .authorities("AGENT")
                        .build()));
        var provider = new DaoAuthenticationProvider(accounts);
        provider.setPasswordEncoder(new BCryptPasswordEncoder());
        return provider;
    }

    private static CookieCsrfTokenRepository tokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(cookie -> cookie.path("/demandes").sameSite("Strict"));
        return tokens;
    }
}
