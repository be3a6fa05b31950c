package fr.relais.routes.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.AuthenticationEntryPoint;

/** A page that asks for a part of itself, by htmx; nobody clicked. */
final class Refreshing {

    static boolean is(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null && HttpMethod.GET.matches(request.getMethod());
    }

    /** The whole page goes to where one signs in, not the part alone. */
    static AuthenticationEntryPoint goesTo(String page, AuthenticationEntryPoint otherwise) {
        return (request, response, exception) -> {
            if (request.getHeader("HX-Request") != null) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                response.setHeader("HX-Redirect", page);
            } else {
                otherwise.commence(request, response, exception);
            }
        };
    }

    private Refreshing() {}
}
