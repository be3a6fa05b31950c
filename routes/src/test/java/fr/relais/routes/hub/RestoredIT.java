package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.PrivateFiles;
import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** F17: the database of yesterday, in which nothing of today is known. */
class RestoredIT {

    @Test
    void givesNobodyAgainWhatAForgottenDayHasGiven() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "restored");
        var database = folder.resolve("postgres");
        var backup = folder.resolve("backup");
        try (var postgres = StoppablePostgres.startedIn(database);
                var simulators = Simulators.start(folder.resolve("simulators"), 0)) {
            var systems = List.of(simulators.system("social"), simulators.system("finance"));
            var hub = new HubOnItsOwn(
                    folder,
                    systems.getFirst(),
                    systems.getLast(),
                    "--relais.database.url=" + postgres.url(),
                    "--relais.database.username=" + postgres.username(),
                    "--relais.database.password=" + postgres.password(),
                    "--relais.delivery.retry-delays=500ms",
                    "--relais.delivery.longest-probe-interval=2s");
            try {
                var portal = hub.start();
                order(portal, "pause");
                var submission = portal.submit(nominalOf("HIER-TEST")); // not tried yet in the backup
                postgres.kill();
                copy(database.resolve("data"), backup);
                postgres.restart();
                await().ignoreExceptions().until(() -> order(portal, "resume"));
                submission.becomes("DELIVERED");
                var mark = hub.data().resolve("last-event-seen");
                var before = Files.exists(mark) ? Files.readString(mark) : "";
                await().atMost(Duration.ofSeconds(60))
                        .until(() ->
                                Files.exists(mark) && !Files.readString(mark).equals(before));

                hub.terminate();
                postgres.kill();
                PrivateFiles.deleteTree(database.resolve("data"));
                copy(backup, database.resolve("data"));
                postgres.restart();
                var again = hub.start();

                assertThat(hub.said()).contains("was restored from a backup");
                var forgotten = again.resume(submission);
                assertThat(forgotten.status().path("status").asString()).isEqualTo("RECEIVED");
                assertThat(order(again, "resume")).isTrue();
                forgotten.becomes("DELIVERED");
                assertThat(systems.getFirst().records(forgotten.key(1))).hasSize(1);
                assertThat(systems.getLast().records(forgotten.key(2))).hasSize(1);
            } finally {
                hub.close();
            }
        }
    }

    /** With owners and rights, which a server insists on. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    private static boolean order(Portal portal, String verb) {
        var reason = "{\"reason\": \"la liste est lue\"}";
        return Stream.of("social", "finance")
                .map(lane -> portal.order("/ops/v1/lanes/" + lane + "/" + verb, reason)
                        .statusCode())
                .allMatch(status -> status == 200 || status == 409); // done before
    }
}
