package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets in who is configured here as an operator, whatever an issuer elsewhere grants; and says in which language it answers. */
@Configuration(proxyBeanMethods = false)
class OpsDoor implements WebMvcConfigurer, HandlerInterceptor {

    private final Callers callers;

    OpsDoor(Callers callers) {
        this.callers = callers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/ops/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)
                || !callers.of(token.getToken()).mayOperate()) {
            throw new Refusal(
                    ProblemCode.FORBIDDEN,
                    new Wording(
                            "Ce client n'est pas configuré ici comme exploitant.",
                            "This client is not configured here as an operator."));
        }
        response.setHeader(
                HttpHeaders.CONTENT_LANGUAGE, ProblemWriter.language(request).getLanguage());
        return true;
    }
}
