package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.RelaisApplication;
import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class LedgerAwayIT {

    @Test
    void promisesNothingWhileTheLedgerIsAwayAndComesBackWithIt() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "hubs")), "away");
        var postgres = StoppablePostgres.startedIn(folder.resolve("postgres"));
        try (var simulators = Simulators.start(folder.resolve("simulators"), 0);
                var context = new SpringApplication(RelaisApplication.class)
                        .run(
                                "--server.port=0",
                                "--management.server.port=0",
                                "--relais.data=" + folder.resolve("data"),
                                "--relais.database.url=" + postgres.url(),
                                "--relais.database.username=" + postgres.username(),
                                "--relais.database.password=" + postgres.password(),
                                "--relais.connectors.social.soap.url="
                                        + simulators.system("social").url(),
                                "--relais.connectors.finance.soap.url="
                                        + simulators.system("finance").url())) {
            var portal = new Portal(
                    Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0")),
                    Files.readString(folder.resolve("data/demo-secret")));
            portal.submit(Portal.nominal()).becomes("DELIVERED");

            postgres.kill();
            var key = UUID.randomUUID().toString();
            var refused = portal.post(Portal.nominal(), key);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("ledger-unavailable", "même clé");

            postgres.restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> portal.post(Portal.nominal(), key).statusCode() == 202);
            portal.submit(Portal.nominal()).becomes("DELIVERED");
        } finally {
            postgres.close();
        }
    }
}
