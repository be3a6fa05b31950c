package fr.relais.routes.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of who is not there any more: nothing was clicked for a while, a day's work is over, or the account or one of its roles is
 * gone. A page that refreshes itself is no click.
 */
final class Attendance extends OncePerRequestFilter {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final String BEGUN = "relais.begun";
    private static final String CLICKED = "relais.clicked";

    private final Accounts accounts;
    private final Clock clock;

    Attendance(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        var account = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && account != null && request.getUserPrincipal() != null) {
            if (!accounts.stillKnows(account) || isOver(session)) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            } else if (!Refreshing.is(request)) {
                session.setAttribute(CLICKED, clock.millis());
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isOver(HttpSession session) {
        long now = clock.millis();
        if (session.getAttribute(BEGUN) == null) {
            session.setAttribute(BEGUN, now);
        }
        return isPast(session.getAttribute(BEGUN), LONGEST, now) || isPast(session.getAttribute(CLICKED), IDLE, now);
    }

    private static boolean isPast(@Nullable Object moment, Duration most, long now) {
        return moment instanceof Long then && now - then > most.toMillis();
    }
}
