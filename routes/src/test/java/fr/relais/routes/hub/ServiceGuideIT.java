package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide for services does what it says, from the first command to the folder an agent opens. */
class ServiceGuideIT extends HubTest {

    private static final Path GUIDE = Path.of("docs", "guides", "mettre-un-teleservice-en-ligne.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)(?: (\\S+))?\\n(.*?)```", Pattern.DOTALL);
    private static final int LONGEST = 40;

    @TempDir
    private static Path location;

    @TempDir
    private Path desk;

    @Override
    String[] settings() {
        return new String[] {"--relais.teleservices.locations=" + location, "--relais.teleservices.check-every=100ms"};
    }

    @Test
    void leadsFromAnExampleToADocumentInTheFolderWithoutJavaAndWithoutARestart() throws Exception {
        prepareTheCommand();
        var said = new StringBuilder();
        for (var block : BLOCK.matcher(Files.readString(GUIDE)).results().toList()) {
            if (block.group(2) != null) {
                Files.writeString(desk.resolve(block.group(2)), block.group(3));
            } else if (block.group(1).equals("sh")) {
                said.append(run(block.group(3)));
            }
        }
        assertThat(said)
                .contains("bon      aide-velo", "Accepté", "Aller au travail.")
                .containsPattern("aide-velo +4 +1 +3 +75 % +1");
        assertThat(lines(desk.resolve("mes-teleservices/aide-velo/teleservice.yml")))
                .isLessThanOrEqualTo(LONGEST);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> portal.get("/api/v1/teleservices/aide-velo", "portail-demo")
                                .statusCode()
                        == 200);
        var known = portal.prefill("aide-velo", "portail-demo", """
                {"usager": {"identite": {"given_name": "Camille", "family_name": "DUPONT-TEST", "birthdate": "1980-05-17",
                 "gender": "female", "birthplace": "75107", "birthcountry": "99100"}, "assurance": "franceconnect"}}""");
        assertThat(json(known.body()).path("fields").path(0).path("outcome").asString())
                .as(known.body())
                .isEqualTo("KNOWN");
        var accepted = portal.postTo(
                "aide-velo",
                "portail-demo",
                Files.readString(desk.resolve("mes-teleservices/aide-velo/samples/nominal.json")),
                UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var submission = portal.watch(accepted);
        var status = submission.becomes("DELIVERED");
        assertThat(status.path("final").booleanValue()).isTrue();
        assertThat(status.path("deliveries").path(0).path("targetReference").asString())
                .isEqualTo(submission.key(1).replace('/', '-'));
        assertThat(submission.detail()).isEqualTo("Le service chargé de la demande a reçu votre demande.");
        assertThat(depot.records(submission.key(1))).hasSize(1);
        assertThat(depot.bodies(submission.key(1)))
                .hasSize(2)
                .anySatisfy(file ->
                        assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("%PDF"))
                .extracting(file -> new String(file, StandardCharsets.UTF_8))
                .filteredOn(file -> file.startsWith("{"))
                .singleElement()
                .satisfies(file -> assertThat(json(file)
                                .at("/dossier/demarche/contenu/usage/valeur")
                                .asString())
                        .isEqualTo("Aller au travail."));
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).count();
        }
    }

    /** What {@code ./relais} would start once it has built. */
    private void prepareTheCommand() throws IOException {
        var command = Files.writeString(
                desk.resolve("relais"),
                "#!/bin/sh\nexec '%s' -Drelais.kit.examples='%s' -cp '%s' fr.relais.routes.RelaisApplication \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                Path.of("../mappings/src/main/resources/teleservices")
                                        .toAbsolutePath()
                                        .normalize(),
                                System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String commands) throws Exception {
        var output = Files.createTempFile("guide", ".out");
        var builder = new ProcessBuilder("sh", "-euc", commands)
                .directory(desk.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("RELAIS_TELESERVICES_LOCATIONS", location.toString());
        var process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
