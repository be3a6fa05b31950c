package fr.relais.routes.delivery;

import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    Pacing pacing(DeliverySettings settings) {
        return new Pacing(settings, new SecureRandom());
    }
}
