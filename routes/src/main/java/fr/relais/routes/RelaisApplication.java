package fr.relais.routes;

import fr.relais.routes.kit.KitCommand;
import fr.relais.routes.operations.OpsCommand;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The hub. Connectors are found beside it, by component scan. */
@SpringBootApplication(scanBasePackages = {"fr.relais.routes", "fr.relais.connectors"})
@ConfigurationPropertiesScan({"fr.relais.routes", "fr.relais.connectors"})
public class RelaisApplication {

    /** Runs the hub; {@code ops …} is a command to one that runs already, {@code new} and {@code lint} need none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("ops")) {
            var words = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(OpsCommand.run(words, System.getenv().getOrDefault("RELAIS_OPS_TOKEN", ""), System.out));
        }
        if (arguments.length > 0 && KitCommand.WORDS.contains(arguments[0])) {
            System.exit(KitCommand.run(arguments, System.out));
        }
        SpringApplication.run(RelaisApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
