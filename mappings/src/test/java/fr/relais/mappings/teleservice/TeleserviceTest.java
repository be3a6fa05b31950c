package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import fr.relais.mappings.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeleserviceTest {

    private final TeleserviceFolder good = Folders.of("changement-rib");

    @Test
    void namesFolderAndEveryDefect() {
        var bad = with(with(good, "mapping.jsonata", "{ \"a\": "), "form.schema.json", """
                {"type": "object", "properties": {"iban": {"type": "string", "format": "ibann"}}}""");
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(bad))
                .withMessageContainingAll(
                        good.name(), "mapping.jsonata", "open object", "no purpose for the field \"iban\"", "ibann");
    }

    @Test
    void refusesAMappingThatAsksTheClock() {
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(with(good, "mapping.jsonata", "{\"depuis\": $now()}")))
                .withMessageContaining("$now is not allowed");
    }

    @Test
    void refusesAnUnknownMemberOfTheDefinition() {
        var text = good.text("teleservice.yml") + "\ncolour: blue\n";
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(with(good, "teleservice.yml", text)))
                .withMessageContaining("colour");
    }

    @ParameterizedTest
    @DisplayName("S20: a NIR whose rule does not hold is a problem that does not repeat it")
    @CsvSource({
        "180057510704248, true",
        "280052b00400112, true",
        "180237510704245, true",
        "780057510704239, true",
        "180057510704249, false",
        "280052B00400113, false",
        "180437510704231, false"
    })
    void knowsANirByItsRule(String nir, boolean holds) {
        var teleservice = Teleservice.read(
                with(good, "form.schema.json", good.text("form.schema.json").replace("\"bic\": {", """
                        "nir": {"title": "NIR", "type": "string", "format": "nir", "maxLength": 30, "x-purpose": "Essai"},
                        "bic": {""")));
        var body = Json.EDGE.readTree(
                good.text("samples/nominal.json").replace("\"iban\"", "\"nir\": \"" + nir + "\", \"iban\""));
        var problems = teleservice.problems(body, Instant.EPOCH);
        assertThat(problems.isEmpty()).isEqualTo(holds);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo("/form/nir");
            assertThat(problem.toString()).doesNotContain(nir);
        });
    }

    @Test
    void refusesAFolderUnderAnotherName() {
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(new TeleserviceFolder("autre", good.files())))
                .withMessageContaining("rename the folder or the id");
    }

    @Test
    void blamesTheTeleserviceNotTheFormWhenItsMappingMakesNoDossier() {
        var teleservice = Teleservice.read(with(
                good,
                "mapping.jsonata",
                good.text("mapping.jsonata")
                        .replace("form.iban", "form.bic ? form.iban : usager.identite.nomNaissance")));
        var body = Json.EDGE.readTree(good.text("samples/nominal.json").replaceFirst(",\\s*\"bic\": \"[A-Z]+\"", ""));
        assertThat(teleservice.problems(body, Instant.EPOCH)).isEmpty();
        assertThatExceptionOfType(TeleserviceDefect.class)
                .isThrownBy(() -> teleservice.translate(body, Instant.EPOCH))
                .withMessageNotContaining("DUPONT");
    }

    @Test
    void blamesTheTeleserviceForACheckThatCannotBeComputed() {
        var text = good.text("teleservice.yml")
                .replaceAll("(?s)predicate: .*?code:", "predicate: 'form.bic ? true : form.iban * 2 > 0'\n    code:");
        var teleservice = Teleservice.read(with(good, "teleservice.yml", text));
        var body = Json.EDGE.readTree(good.text("samples/nominal.json").replaceFirst(",\\s*\"bic\": \"[A-Z]+\"", ""));
        assertThatExceptionOfType(TeleserviceDefect.class)
                .isThrownBy(() -> teleservice.problems(body, Instant.EPOCH))
                .withMessageNotContaining("FR76");
    }

    @Test
    void changesItsHashWithAnythingThatDecidesButNotWithSamples() {
        assertThat(with(good, "mapping.jsonata", "{}").hash()).isNotEqualTo(good.hash());
        assertThat(with(good, "samples/more.json", "{}").hash()).isEqualTo(good.hash());
    }

    @Test
    void findsEveryProblemAtOnceWithPointersIntoTheBody() {
        var problems = Teleservice.read(good).problems(Json.EDGE.readTree("""
                {"canal": "fax", "usager": {"identite": {"family_name": ""}}, "form": {"titulaire": "voisin"}}"""), Instant.EPOCH);
        assertThat(problems)
                .extracting(Problem::pointer, Problem::code)
                .contains(
                        tuple("/canal", "not-allowed"),
                        tuple("/usager/assurance", "required"),
                        tuple("/usager/identite/birthdate", "required"),
                        tuple("/usager/identite/family_name", "too-short"),
                        tuple("/form/titulaire", "not-allowed"),
                        tuple("/form/iban", "required"));
    }

    private static TeleserviceFolder with(TeleserviceFolder folder, String file, @Nullable String text) {
        var files = new TreeMap<>(folder.files());
        files.put(file, String.valueOf(text).getBytes(StandardCharsets.UTF_8));
        return new TeleserviceFolder(folder.name(), files);
    }
}
