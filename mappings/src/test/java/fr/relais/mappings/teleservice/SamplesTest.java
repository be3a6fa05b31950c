package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Walks every sample of every téléservice: a body is either translated as expected or refused as expected. */
class SamplesTest {

    @TestFactory
    Stream<DynamicTest> everySampleBehavesAsItSays() {
        return Folders.all().stream()
                .flatMap(folder -> Samples.of(Teleservice.read(folder)).stream()
                        .map(result -> dynamicTest(folder.name() + "/samples/" + result.file(), () -> check(result))));
    }

    @TestFactory
    Stream<DynamicTest> everyTeleserviceShowsARefusal() {
        return Folders.all().stream()
                .map(folder -> dynamicTest(
                        folder.name(),
                        () -> assertThat(folder.samples().keySet()).anyMatch(file -> file.endsWith(".problems.json"))));
    }

    private static void check(Samples.Result result) {
        assertThat(result.made())
                .as(
                        "samples/%s; if this is right: ./relais lint mappings/src/main/resources/teleservices --accept",
                        result.beside())
                .isEqualTo(result.wanted());
    }
}
