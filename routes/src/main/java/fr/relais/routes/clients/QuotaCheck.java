package fr.relais.routes.clients;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts every call of a portal before anything is done for it. */
@Configuration(proxyBeanMethods = false)
class QuotaCheck implements WebMvcConfigurer, HandlerInterceptor {

    private final Callers callers;
    private final Quotas quotas;

    QuotaCheck(Callers callers, Quotas quotas) {
        this.callers = callers;
        this.quotas = quotas;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            quotas.call(callers.of(token.getToken()));
        }
        return true;
    }
}
