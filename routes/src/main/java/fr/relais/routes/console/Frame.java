package fr.relais.routes.console;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.signin.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What every page shows besides its own: who is signed in, where he may go, and what went wrong. */
@ControllerAdvice(basePackageClasses = Frame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Frame {

    private static final Logger LOG = LoggerFactory.getLogger(Frame.class);

    private final Clock clock;

    Frame(Clock clock) {
        this.clock = clock;
    }

    /**
     * A part of the console.
     *
     * @param key of its name
     */
    record Section(String key, String href, boolean current) {}

    private enum Part {
        OVERVIEW("/console", Role.ENGINEER, Role.DIRECTION, Role.ADMIN),
        BOX("/console/boite", Role.AGENT),
        ALERTS("/console/alertes", Role.ENGINEER, Role.ADMIN),
        DOSSIERS("/console/dossiers", Role.ENGINEER),
        REPAIRS("/console/reparations", Role.ENGINEER),
        TELESERVICES("/console/teleservices", Role.ENGINEER, Role.ADMIN, Role.DIRECTION),
        PORTALS("/console/portails", Role.ENGINEER, Role.ADMIN),
        DIRECTION("/console/direction", Role.DIRECTION, Role.ADMIN),
        AUDIT("/console/audit", Role.ENGINEER, Role.ADMIN);

        private final String href;
        private final List<Role> roles;

        Part(String href, Role... roles) {
            this.href = href;
            this.roles = List.of(roles);
        }
    }

    @ModelAttribute("say")
    Say say(Locale language) {
        return new Say(language, clock.instant());
    }

    @ModelAttribute("account")
    @Nullable String account(@Nullable Principal account) {
        return account == null ? null : account.getName();
    }

    @ModelAttribute("engineer")
    boolean engineer(HttpServletRequest request) {
        return request.isUserInRole(Role.ENGINEER.name());
    }

    /** Whether he may make téléservices and put them in force. */
    @ModelAttribute("keeper")
    boolean keeper(HttpServletRequest request) {
        return request.isUserInRole(Role.ENGINEER.name()) || request.isUserInRole(Role.ADMIN.name());
    }

    /** Where one comes back to: this page, or the one a click on which made it. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (HttpMethod.GET.matches(request.getMethod())) {
            return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        }
        var above = path.substring(0, Math.max(path.lastIndexOf('/'), "/console".length()));
        return above.endsWith("/groupe") ? "/console/reparations" : above;
    }

    /** Whether this page is not to refresh itself. */
    @ModelAttribute("still")
    boolean still(HttpServletRequest request) {
        return request.getParameter("fixe") != null;
    }

    @ModelAttribute("address")
    String address(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("sections")
    List<Section> sections(HttpServletRequest request) {
        var here = request.getRequestURI();
        return Arrays.stream(Part.values())
                .filter(part -> part.roles.stream().anyMatch(role -> request.isUserInRole(role.name())))
                .map(part -> new Section(
                        "section." + part.name().toLowerCase(Locale.ROOT),
                        part.href,
                        switch (part) {
                            case OVERVIEW -> here.equals(part.href) || here.startsWith("/console/voies");
                            case TELESERVICES -> here.startsWith(part.href) || here.startsWith("/console/brouillons");
                            case BOX -> here.startsWith(part.href) || here.startsWith("/demandes");
                            default -> here.startsWith(part.href);
                        }))
                .toList();
    }

    /** Nothing of that name. */
    static Refusal absent() {
        return new Refusal(ProblemCode.NOT_FOUND, new Wording("Il n'y a rien de tel.", "There is no such thing."));
    }

    @ExceptionHandler(Refusal.class)
    ModelAndView refused(Refusal refusal, HttpServletRequest request) {
        return page(refusal.code().status(), refusal.detail().in(RequestContextUtils.getLocale(request)), request);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView ledgerAway(RuntimeException away, HttpServletRequest request) {
        LOG.error("a page could not read the ledger: {}", Traces.of(away));
        return page(503, null, request);
    }

    @ExceptionHandler(Exception.class)
    ModelAndView anything(Exception exception, HttpServletRequest request) {
        int status = exception instanceof ErrorResponse known
                ? known.getStatusCode().value()
                : exception instanceof TypeMismatchException ? 400 : 500;
        if (status == 500) {
            LOG.error("a page failed: {}", Traces.of(exception));
        }
        return page(status, null, request);
    }

    /** An advice's model attributes are not there when a page failed: they are given again. */
    private ModelAndView page(int status, @Nullable String detail, HttpServletRequest request) {
        var page = new ModelAndView("console/error")
                .addObject("status", status)
                .addObject("detail", detail)
                .addObject("say", say(RequestContextUtils.getLocale(request)))
                .addObject("account", account(request.getUserPrincipal()))
                .addObject("here", here(request))
                .addObject("address", address(request))
                .addObject("sections", sections(request));
        page.setStatus(HttpStatusCode.valueOf(status));
        return page;
    }
}
