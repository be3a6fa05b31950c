package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A service with no software gets each request once, whatever becomes of the way there. */
class DepotIT extends HubTest {

    private static final Path SHIPPED = Path.of("../mappings/src/main/resources/teleservices/aide-permis");

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {"--relais.teleservices.locations=" + location, "--relais.teleservices.check-every=100ms"};
    }

    /** A folder could take anything: only the declaration keeps it from what it does not need. */
    @Test
    void getsNothingItsTeleserviceDoesNotDeclare() throws IOException {
        FileSystemUtils.copyRecursively(SHIPPED, location.resolve("aide-etroite"));
        var definition = location.resolve("aide-etroite/teleservice.yml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("id: aide-permis", "id: aide-etroite")
                        .replace(
                                "[usager.identite, usager.contact, demarche.contenu]",
                                "[usager.identite, demarche.contenu.permis]"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> portal.get("/api/v1/teleservices/aide-etroite", "portail-demo")
                                .statusCode()
                        == 200);
        var submission = submit("aide-etroite", "ETROITE-TEST");
        submission.becomes("DELIVERED");
        var files = depot.bodies(submission.key(1)).stream()
                .map(file -> new String(file, StandardCharsets.UTF_8))
                .toList();
        assertThat(files)
                .hasSize(2)
                .anySatisfy(json -> assertThat(json).contains("ETROITE-TEST", "\"permis\""))
                .allSatisfy(file -> assertThat(file)
                        .doesNotContain("example.org", "0600000000", "73282932000074", "contrat", "159900"));
    }

    @Test
    void isAskedWhenItDidNotConfirmAndHasItOnce() {
        depot.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var submission = submit("aide-permis", "DOUTE-TEST");
        submission.tells("delivery.uncertain", "depot");
        depot.recover();
        submission.becomes("DELIVERED");
        assertThat(depot.records(submission.key(1))).hasSize(1);
        assertThat(depot.bodies(submission.key(1))).hasSize(2);
    }

    @Test
    void getsItOnceTheConnectionBrokeNoMore() {
        depot.fail(Fault.of(FaultMode.HALF_BODY).times(1));
        var submission = submit("aide-permis", "COUPEE-TEST");
        submission.tells("delivery.delayed", "depot");
        clock.advance(Duration.ofMinutes(1));
        submission.becomes("DELIVERED");
        assertThat(depot.records(submission.key(1))).hasSize(1);
    }

    private Portal.Submission submit(String id, String name) {
        Teleservice teleservice = bean(Teleservices.class).find(id).orElseThrow();
        var answer = portal.postTo(
                id,
                "portail-demo",
                teleservice.folder().text("samples/nominal.json").replace("DURAND-TEST", name),
                UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return portal.watch(answer);
    }
}
