package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.relais.routes.RelaisApplication;
import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.Simulators;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A hub whose ledger takes nothing: it is away, or its disk is full. */
class LedgerAwayIT {

    private static final int MORE_THAN_A_SMALL_DISK_HOLDS = 1_000;

    @Test
    void promisesNothingWhileTheLedgerIsAwayAndComesBackWithIt() throws Exception {
        var folder = folder("away");
        try (var postgres = StoppablePostgres.startedIn(folder.resolve("postgres"));
                var simulators = Simulators.start(folder.resolve("simulators"), 0);
                var context = hub(folder, postgres, simulators)) {
            var portal = portal(context, folder);
            portal.submit(Portal.nominal()).becomes("DELIVERED");

            postgres.kill();
            var key = UUID.randomUUID().toString();
            holdsOutAHope(portal.post(Portal.nominal(), key));

            postgres.restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> portal.post(Portal.nominal(), key).statusCode() == 202);
            portal.submit(Portal.nominal()).becomes("DELIVERED");
        }
    }

    /** F6, on a small disk in memory. */
    @Test
    @Timeout(300)
    void promisesNothingItsDiskHasNoRoomForAndLosesNothingItHasPromised() throws Exception {
        var folder = folder("full");
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", disk.toString()),
                "a disk of its own needs the right to mount one: F6 is not proven on this machine");
        try (var postgres = StoppablePostgres.startedIn(disk.resolve("postgres"));
                var simulators = Simulators.start(folder.resolve("simulators"), 0);
                var context = hub(folder, postgres, simulators)) {
            var portal = portal(context, folder);
            portal.submit(Portal.nominal()).becomes("DELIVERED");

            var rest = disk.resolve("rest");
            fill(rest);
            var promised = new ArrayList<Portal.Submission>();
            var key = UUID.randomUUID().toString();
            var answer = portal.post(nominalOf("DISQUE-PLEIN-TEST"), key);
            while (answer.statusCode() == 202 && promised.size() < MORE_THAN_A_SMALL_DISK_HOLDS) {
                promised.add(portal.watch(answer));
                key = UUID.randomUUID().toString();
                answer = portal.post(nominalOf("DISQUE-PLEIN-TEST"), key);
            }
            holdsOutAHope(answer);

            Files.delete(rest);
            var refused = key;
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            portal.post(nominalOf("DISQUE-PLEIN-TEST"), refused).statusCode() == 202);
            for (var submission : promised) {
                await().atMost(Duration.ofSeconds(180))
                        .untilAsserted(() -> assertThat(
                                        submission.status().path("status").asString())
                                .isEqualTo("DELIVERED"));
                assertThat(simulators.system("social").records(submission.key(1)))
                        .hasSize(1);
                assertThat(simulators.system("finance").records(submission.key(2)))
                        .hasSize(1);
            }
        } finally {
            ran("umount", disk.toString());
        }
    }

    private static void fill(Path file) throws IOException {
        var block = new byte[1 << 14];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void holdsOutAHope(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("ledger-unavailable", "même clé");
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static Path folder(String name) throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), name);
    }

    private static ConfigurableApplicationContext hub(Path folder, StoppablePostgres postgres, Simulators simulators) {
        return new SpringApplication(RelaisApplication.class)
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
                                + simulators.system("finance").url());
    }

    private static Portal portal(ConfigurableApplicationContext context, Path folder) throws IOException {
        return new Portal(
                Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0")),
                Files.readString(folder.resolve("data/demo-secret")));
    }
}
