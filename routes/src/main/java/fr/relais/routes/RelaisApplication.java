package fr.relais.routes;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The hub. Connectors are found beside it, by component scan. */
@SpringBootApplication(scanBasePackages = {"fr.relais.routes", "fr.relais.connectors"})
@ConfigurationPropertiesScan({"fr.relais.routes", "fr.relais.connectors"})
public class RelaisApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RelaisApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
