package fr.relais.simulators;

import fr.relais.simulators.portal.DemoPortal;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The simulators as an application with an admin API; with the first argument {@code portal}, the demo portal instead. */
@SpringBootApplication
@EnableConfigurationProperties(SimulatorsSettings.class)
public class SimulatorsApplication {

    public static void main(String[] args) throws InterruptedException {
        if (args.length > 0 && args[0].equals("portal")) {
            DemoPortal.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        start(args);
    }

    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(SimulatorsApplication.class)
                .properties("spring.config.name=simulators")
                .run(args);
    }

    @Bean
    Simulators simulators(SimulatorsSettings settings) {
        return Simulators.start(
                settings.folder(),
                settings.port(),
                settings.bind(),
                settings.slowness(),
                settings.security(),
                settings.cases());
    }
}
