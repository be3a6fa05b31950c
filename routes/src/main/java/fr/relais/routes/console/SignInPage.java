package fr.relais.routes.console;

import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.signin.Doors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.view.RedirectView;

/** Where people sign in, and choose their language. */
@Controller
class SignInPage {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final LocaleResolver languages;
    private final Doors doors;

    SignInPage(LocaleResolver languages, Doors doors) {
        this.languages = languages;
        this.doors = doors;
    }

    @GetMapping("/console/connexion")
    String page(Model model) {
        model.addAttribute("doors", doors);
        return "console/sign-in";
    }

    @RequestMapping("/console/refus") // also where a refused click is sent on to
    String refused(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        return "console/refused";
    }

    /** Back to where one was, on this site and nowhere else. */
    @GetMapping("/console/langue")
    RedirectView language(
            @RequestParam String vers,
            @RequestParam(defaultValue = "/console") String retour,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.setLocale(request, response, vers.equals("en") ? Locale.ENGLISH : Locale.FRENCH);
        var back = new RedirectView(
                retour.startsWith("/console") || retour.startsWith("/demandes/") ? retour : "/console");
        back.setExpandUriTemplateVariables(false);
        return back;
    }

    /** Whatever else is asked for here is told to be nothing by a page, not by a problem for programs. */
    @GetMapping("/console/**")
    String absent() {
        throw Frame.absent();
    }

    @Configuration(proxyBeanMethods = false)
    static class Languages {

        /** What somebody chose; else what his browser asks for first. */
        @Bean
        LocaleResolver localeResolver() {
            var languages = new CookieLocaleResolver("relais-langue");
            languages.setDefaultLocaleFunction(ProblemWriter::language);
            languages.setCookieMaxAge(A_YEAR);
            languages.setCookieHttpOnly(true);
            languages.setCookieSameSite("Lax");
            return languages;
        }
    }
}
