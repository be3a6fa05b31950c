package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import fr.relais.mappings.json.Json;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Walks every sample of every téléservice: a body is either translated as expected or refused as expected. */
class SamplesTest {

    private static final Instant RECEIVED = Instant.parse("2026-01-15T09:00:00Z");
    private static final String EXPECTED = ".expected.json";
    private static final String PROBLEMS = ".problems.json";

    @TestFactory
    Stream<DynamicTest> everySampleBehavesAsItSays() {
        return Folders.all().stream().flatMap(folder -> {
            var teleservice = Teleservice.read(folder);
            return folder.samples().keySet().stream()
                    .filter(file -> !file.endsWith(EXPECTED) && !file.endsWith(PROBLEMS))
                    .map(file -> dynamicTest(folder.name() + "/samples/" + file, () -> check(teleservice, file)));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyTeleserviceShowsARefusal() {
        return Folders.all().stream()
                .map(folder -> dynamicTest(
                        folder.name(),
                        () -> assertThat(folder.samples().keySet()).anyMatch(file -> file.endsWith(PROBLEMS))));
    }

    private static void check(Teleservice teleservice, String file) {
        var samples = teleservice.folder().samples();
        var stem = file.substring(0, file.length() - ".json".length());
        var body = json(samples.get(file));
        var problems = teleservice.problems(body).stream()
                .map(problem -> Json.MAPPING
                        .createObjectNode()
                        .put("pointer", problem.pointer())
                        .put("code", problem.code()))
                .toList();
        if (samples.containsKey(stem + PROBLEMS)) {
            assertThat(Json.MAPPING.<JsonNode>valueToTree(problems))
                    .as("problems of %s; if they are right, put them into %s%s", file, stem, PROBLEMS)
                    .isEqualTo(json(samples.get(stem + PROBLEMS)));
            return;
        }
        assertThat(problems).isEmpty();
        JsonNode dossier = Json.LEDGER.valueToTree(teleservice.translate(body, RECEIVED));
        assertThat(samples)
                .as("%s needs %s%s; this is what it makes now:%n%s", file, stem, EXPECTED, dossier.toPrettyString())
                .containsKey(stem + EXPECTED);
        assertThat(dossier.toPrettyString())
                .as("if this is right, put it into %s%s", stem, EXPECTED)
                .isEqualTo(json(samples.get(stem + EXPECTED)).toPrettyString());
    }

    private static JsonNode json(byte[] bytes) {
        return Json.EDGE.readTree(bytes);
    }
}
