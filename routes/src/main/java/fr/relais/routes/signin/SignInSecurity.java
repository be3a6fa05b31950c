package fr.relais.routes.signin;

import fr.relais.routes.clients.DemoSecret;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The door for people: the console, and the requests services are handed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountsSettings.class, DirectorySettings.class})
class SignInSecurity {

    private static final String PAGE = "/console/connexion";

    @Bean
    Directory directory(DirectorySettings provider, AccountsSettings accounts) {
        return new Directory(provider, accounts.accounts().keySet(), PAGE);
    }

    /** Spring Security's client finds by it what reads ID tokens. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Directory directory) {
        return provider -> directory.idTokens();
    }

    /** What the page where one signs in offers. */
    @Bean
    Doors doors(AccountsSettings accounts, DirectorySettings provider) {
        return new Doors(
                !provider.isUsed() || !accounts.accounts().isEmpty(),
                provider.isUsed() ? Directory.BEGIN : null,
                provider.label());
    }

    @Bean
    @Order(1)
    SecurityFilterChain people(
            HttpSecurity http,
            AccountsSettings settings,
            Directory directory,
            ObjectProvider<DemoSecret> demo,
            Clock clock)
            throws Exception {
        var accounts = new Accounts(settings, demo, directory, new Guesses());
        var clicks = new HttpSessionRequestCache();
        clicks.setRequestMatcher(request -> HttpMethod.GET.matches(request.getMethod()) && !Refreshing.is(request));
        if (directory.isUsed()) {
            http.oauth2Login(directory::into);
        }
        return http.securityMatcher("/console", "/console/**", "/demandes/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers(PAGE, "/console/langue", "/console/refus")
                        .permitAll()
                        .requestMatchers("/demandes/**", "/console/boite")
                        .hasRole(Role.AGENT.name())
                        .requestMatchers("/console")
                        .hasAnyRole(Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new))
                        .requestMatchers("/console/audit/**")
                        .hasAnyRole(Role.ENGINEER.name(), Role.ADMIN.name())
                        .requestMatchers("/console/direction/**", "/console/direction.csv")
                        .hasAnyRole(Role.DIRECTION.name(), Role.ADMIN.name())
                        .requestMatchers("/console/brouillons/**", "/console/teleservices/*/retrait")
                        .hasAnyRole(Role.ENGINEER.name(), Role.ADMIN.name())
                        .requestMatchers("/console/portails/**", "/console/alertes/**")
                        .hasAnyRole(Role.ENGINEER.name(), Role.ADMIN.name())
                        .requestMatchers(HttpMethod.POST, "/console/**")
                        .hasRole(Role.ENGINEER.name())
                        .requestMatchers("/console/dossiers/**", "/console/reparations/**")
                        .hasRole(Role.ENGINEER.name())
                        .anyRequest()
                        .hasAnyRole(Role.ENGINEER.name(), Role.DIRECTION.name(), Role.ADMIN.name()))
                .authenticationProvider(accounts)
                .addFilterBefore(new Attendance(accounts, clock), AuthorizationFilter.class)
                .requestCache(cache -> cache.requestCache(clicks))
                .formLogin(
                        form -> form.loginPage(PAGE).failureUrl(PAGE + "?refus").defaultSuccessUrl("/console"))
                .logout(logout -> logout.logoutRequestMatcher(PathPatternRequestMatcher.withDefaults()
                                .matcher(HttpMethod.POST, "/console/deconnexion"))
                        .logoutSuccessUrl(PAGE + "?adieu"))
                .exceptionHandling(handling -> handling.accessDeniedPage("/console/refus")
                        .authenticationEntryPoint(Refreshing.goesTo(PAGE, new LoginUrlAuthenticationEntryPoint(PAGE))))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; script-src 'self'; style-src 'self';"
                                + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                                + " frame-ancestors 'none'")))
                .build();
    }
}
