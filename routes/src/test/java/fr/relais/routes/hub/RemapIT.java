package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A mapping that was wrong is corrected: what it made of forms is made anew, as an act of its own, and sent by another. */
class RemapIT extends HubTest {

    private static final Path EXAMPLE = Path.of("../mappings/src/main/resources/teleservices/changement-rib");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ANOTHER = "\"FR7630004000031234567890143\"";
    private static final String CHOSEN = "\"teleservice\": \"rib-essai\", \"cause\": \"verifier-titulaire-autre\"";

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {"--relais.teleservices.locations=" + location, "--relais.teleservices.check-every=100ms"};
    }

    @Test
    void givesWhatIsParkedTheDossierOfTheCorrectedMappingAndSendsNothing() throws Exception {
        var right = portal.submit(body("nominal"));
        right.becomes("DELIVERED");
        offer("form.iban", ANOTHER);
        var wrong = posted();
        wrong.becomes("NEEDS_ATTENTION");

        var before = hash();
        change("mapping.jsonata", ANOTHER, "form.iban");
        await().atMost(PATIENCE).until(() -> !hash().equals(before));
        var rehearsed = remap("{\"dryRun\": true, " + CHOSEN + "}");
        assertThat(rehearsed.path("items")).hasSize(2).allSatisfy(item -> {
            assertThat(item.path("becomes").asString()).isEqualTo("PARKED");
            assertThat(item.path("message").asString()).contains("•••").doesNotContain("FR76");
        });
        assertThat(dossiers()).as("a dry run changes nothing").isZero();
        assertThat(portal.ops(0, "remap-set", "--teleservice", "rib-essai", "--cause", "verifier-titulaire-autre"))
                .contains("2 seraient refaites, 0 resteraient.");

        assertThat(portal.ops(
                        0,
                        "remap-set",
                        "--teleservice",
                        "rib-essai",
                        "--cause",
                        "verifier-titulaire-autre",
                        "--refaire",
                        "IBAN lu au mauvais endroit"))
                .contains("2 sont refaites, 0 restent.");
        assertThat(dossiers()).isEqualTo(2);
        assertThat(finance.records(wrong.key(2))).as("nothing is sent by that").isEmpty();
        assertThat(acts("remap")).isEqualTo(2);

        assertThat(portal.ops(0, "replay-set", "--cause", "verifier-titulaire-autre", "--envoyer", "vérifié"))
                .contains("2 repartent");
        wrong.becomes("DELIVERED");
        assertThat(changeAt(social, wrong.key(1))).isEqualTo(changeAt(social, right.key(1)));
        assertThat(changeAt(finance, wrong.key(2))).isEqualTo(changeAt(finance, right.key(2)));
        assertThat(portal.ops(0, "explain", wrong.reference())).contains("IBAN lu au mauvais endroit");
        assertThat(remap("{\"reason\": \"encore une fois\", \"state\": \"DELIVERED\", \"teleservice\": \"rib-essai\"}")
                        .path("items"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.path("why").asString()).contains("mise de côté"));
    }

    @Test
    void saysThatWhatIsWithdrawnMustBePutBackFirst() throws Exception {
        offer("form.iban", "form.iban");
        posted().becomes("NEEDS_ATTENTION");
        FileSystemUtils.deleteRecursively(location.resolve("rib-essai"));
        await().atMost(PATIENCE)
                .until(() -> portal.get("/api/v1/teleservices/rib-essai", "portail-demo")
                                .statusCode()
                        == 404);
        assertThat(remap("{\"reason\": \"trop tard\", " + CHOSEN + "}").path("items"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.path("why").asString()).contains("n'est plus en vigueur"));
    }

    @AfterEach
    void takeAway() {
        jdbc().sql("update delivery set state = 'SKIPPED' where state = 'PARKED'")
                .update();
    }

    private static String body(String sample) throws IOException {
        return Files.readString(EXAMPLE.resolve("samples/" + sample + ".json")).replace("DUPONT-TEST", "REFAIT-TEST");
    }

    /** Puts it where the hub looks, with something else in its mapping, and waits until it is offered. */
    private void offer(String was, String becomes) throws IOException {
        var folder = location.resolve("rib-essai");
        FileSystemUtils.deleteRecursively(folder);
        FileSystemUtils.copyRecursively(EXAMPLE, folder);
        change("teleservice.yml", "id: changement-rib", "id: rib-essai");
        change("mapping.jsonata", was, becomes);
        await().atMost(PATIENCE)
                .until(() -> portal.get("/api/v1/teleservices/rib-essai", "portail-demo")
                                .statusCode()
                        == 200);
    }

    /** Which of it is in force. */
    private String hash() {
        return json(portal.get("/ops/v1/teleservices", "exploitation").body())
                .path("items")
                .valueStream()
                .filter(bundle -> bundle.path("id").asString().equals("rib-essai"))
                .map(bundle -> bundle.path("hash").asString())
                .findFirst()
                .orElseThrow();
    }

    private static void change(String file, String was, String becomes) throws IOException {
        var path = location.resolve("rib-essai").resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(was);
        Files.writeString(path, text.replace(was, becomes));
    }

    private Portal.Submission posted() throws IOException {
        var accepted = portal.postTo(
                "rib-essai",
                "portail-demo",
                body("autre-titulaire"),
                UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return portal.watch(accepted);
    }

    private JsonNode remap(String order) {
        var answer = portal.order("/ops/v1/remaps", order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private int dossiers() {
        return jdbc().sql("select count(*) from delivery where dossier_id is not null")
                .query(Integer.class)
                .single();
    }

    private int acts(String verb) {
        return jdbc().sql("select count(*) from act where verb = :verb")
                .param("verb", verb)
                .query(Integer.class)
                .single();
    }

    private static String changeAt(RunningSystem system, String key) {
        assertThat(system.records(key)).hasSize(1);
        return system.records(key).getFirst().businessKey();
    }
}
