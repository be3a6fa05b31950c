package fr.relais.routes.intake;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.ProxyBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    Intake intake(CamelContext camel) throws Exception {
        return new ProxyBuilder(camel)
                .endpoint("direct:" + IntakeRoute.SUBMISSIONS.name())
                .build(Intake.class);
    }
}
