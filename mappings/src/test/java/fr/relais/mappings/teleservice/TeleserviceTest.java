package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import fr.relais.mappings.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeleserviceTest {

    private final TeleserviceFolder good = Folders.all().getFirst();

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
                "{\"demarche\": {\"nature\": \"rib\", \"rib\": {\"iban\": usager.identite.nomNaissance}}}"));
        var body = Json.EDGE.readTree(good.text("samples/nominal.json"));
        assertThat(teleservice.problems(body)).isEmpty();
        assertThatExceptionOfType(TeleserviceDefect.class)
                .isThrownBy(() -> teleservice.translate(body, Instant.EPOCH))
                .withMessageNotContaining("DUPONT");
    }

    @Test
    void blamesTheTeleserviceForACheckThatCannotBeComputed() {
        var text = good.text("teleservice.yml")
                .replaceAll("(?s)predicate: .*?code:", "predicate: form.iban * 2 > 0\n    code:");
        var teleservice = Teleservice.read(with(good, "teleservice.yml", text));
        var body = Json.EDGE.readTree(good.text("samples/nominal.json"));
        assertThatExceptionOfType(TeleserviceDefect.class)
                .isThrownBy(() -> teleservice.problems(body))
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
                {"canal": "fax", "usager": {"identite": {"family_name": ""}}, "form": {"titulaire": "voisin"}}"""));
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
