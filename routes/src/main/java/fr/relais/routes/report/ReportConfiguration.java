package fr.relais.routes.report;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    /** The tag is of the bytes, so that it changes with whatever a portal could see change. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> statusTags() {
        var registration = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        registration.addUrlPatterns("/api/v1/submissions/*");
        return registration;
    }
}
