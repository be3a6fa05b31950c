package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hand can do wrong in a folder, and that it is told what to do about it. */
class BrokenFoldersTest {

    private static final Path GOOD = Path.of("src/main/resources/teleservices/changement-adresse");

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        folder = home.resolve("changement-adresse");
        try (var files = Files.walk(GOOD)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(GOOD.relativize(file).toString()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "teleservice.yml | id: changement-adresse | id: autre | rename the folder or the id",
                "teleservice.yml | purpose: | weight: 0\\npurpose: | weight goes from 1 to 100",
                "teleservice.yml | purpose: | raison: | purpose is missing",
                "teleservice.yml | lifecycle: published | lifecycle: publie | lifecycle",
                "teleservice.yml | compte-verifie | compte-verifie\\ndeadline: quatorze jours | deadline",
                "teleservice.yml | demarche.adresse, foyer | demarche.addresse | receives \"demarche.addresse\", which no dossier has",
                "teleservice.yml | usager.identite, demarche.adresse] | usager.identite.nomNaissance] | receives too little",
                "teleservice.yml | checks: | attachments: [{type: rib, label: {fr: a, en: b}, purpose: {fr: a, en: b}}]\\nchecks: | which no target is given",
                "teleservice.yml | system: finance | system: finance\\n    attachments: [rib] | which is not asked for",
                "teleservice.yml | checks: | attachments: [{type: rib, label: {fr: a, en: b}}]\\nchecks: | purpose is missing",
                "teleservice.yml | checks: | attachments: [{type: RIB, label: {fr: a, en: b}, purpose: {fr: a, en: b}}]\\nchecks: | type must be lower-case words",
                "teleservice.yml | checks: | decidedBy: depot\\nchecks: | must be the system of one target",
                "teleservice.yml | checks: | wordings: {SENT: {fr: a, en: b}}\\nchecks: | \"SENT\" is no status",
                "teleservice.yml | checks: | verify: [{when: form.(, code: a}]\\nchecks: | verification \"a\"",
                "teleservice.yml | checks: | verify: [{when: form.a, code: A b}]\\nchecks: | code must be lower-case words",
                "teleservice.yml | system: finance | system: finance\\n    after: {delivery: depot} | waits for \"depot\", which must be",
                "teleservice.yml | system: finance | system: finance\\n    after: {decision: social} | add \"decidedBy: social\"",
                "teleservice.yml | system: finance | system: finance\\n    after: {} | after waits for a delivery or for a decision",
                "teleservice.yml | system: finance | system: finance\\n    when: form.( | condition of target finance",
                "teleservice.yml | owner: Service des prestations | owner: x\\nowner: y | owner",
                "teleservice.yml | form.dateEffet <= | form.( <= | check \"date-trop-lointaine\"",
                "teleservice.yml | code: date-trop-lointaine | `` | code is missing",
                "teleservice.yml | en: Declare the change of address at most one year before you move. | `` | en is missing",
                "teleservice.yml | $string( | $eval( | $eval is not allowed",
                "form.schema.json | `\"x-purpose\": \"Vous écrire\",` | `` | no purpose for the field \"adresse\"",
                "form.schema.json | `\"additionalProperties\": false,` | `` | open object: add \"additionalProperties\": false",
                "form.schema.json | 2020-12/schema | draft-07/schema | rewrite it for https://json-schema.org/draft/2020-12",
                "form.schema.json | `\"maxLength\": 38,` | `` | text without an end: add \"maxLength\"",
                "form.schema.json | \"format\": \"date\" | \"format\": \"jour\" | unknown format \"jour\"",
                "form.schema.json | ^[0-9]{5}$ | ^([0-9]+)+\\\\1$ | write it in RE2 syntax",
                "form.schema.json | \"pattern\": \"^[0-9]{5}$\" | \"$ref\": \"https://example.org/x.json\" | only #/$defs/… of this file is known",
                "form.schema.json | \"pattern\": \"^[0-9]{5}$\" | \"$ref\": \"#/$defs/x\" | which does not exist",
                "form.schema.json | `\"title\": \"Changement d'adresse\",` | `\"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}, \"$ref\": \"#/$defs/a\",` | contains itself",
                "form.schema.json | `\"type\": \"string\",` | `\"type\": [\"string\", \"null\"],` | has several types: keep one",
                "form.schema.json | \"type\": \"object\" | \"type\": 7 | must describe an object",
                "form.schema.json | \"title\" | title | no JSON Schema",
                "mapping.jsonata | form.dateEffet | form.dateEffet & ( | mapping.jsonata",
                "mapping.jsonata | form.dateEffet | $now() | $now is not allowed",
                "mapping.jsonata | \"adresse\" | \"addresse\" | can't be translated",
                "mapping.jsonata | form.adresse | form.adresse.voie | can't be translated",
                "mapping.jsonata | form.adresse | `form.adresse ~> |$|{\"codePostal\": \"33\"}|` | makes an invalid dossier: see demarche.adresse.codePostal",
                "samples/nominal.json | 33000 | 330 | refused by its own form: /form/adresse/codePostal invalid",
                "samples/nominal.json | { | [ | samples/nominal.json can't be read"
            })
    void saysWhatIsWrongAndWhatToDo(String file, String was, String becomes, String says) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(was);
        Files.writeString(path, text.replace(was, becomes == null ? "" : becomes.replace("\\n", "\n")));
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(TeleserviceFolder.read(folder)))
                .withMessageContainingAll("changement-adresse", says);
    }

    @ParameterizedTest
    @CsvSource({"teleservice.yml", "form.schema.json", "mapping.jsonata", "samples/nominal.json"})
    void missesWhatMustBeThere(String file) throws IOException {
        Files.delete(folder.resolve(file));
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(TeleserviceFolder.read(folder)))
                .withMessageContaining(file + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lifecycle: published | lifecycle: published | add \"acceptedUntil: 2026-12-31\"",
                "version: \"1\" | version: \"0\"\\nacceptedUntil: 2027-01-01 | must be former/0",
                "version: \"1\" | version: 1\\nacceptedUntil: demain | acceptedUntil",
                "system: social | système: social | former/1/teleservice.yml"
            })
    void saysWhatIsWrongWithAFormerVersion(String was, String becomes, String says) throws IOException {
        keepFormer();
        var path = folder.resolve("former/1/teleservice.yml");
        Files.writeString(path, Files.readString(path).replace(was, becomes.replace("\\n", "\n")));
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(TeleserviceFolder.read(folder)))
                .withMessageContainingAll("former/1/", says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: permis | name: Permis | must be named in letters and digits",
                "name: autoEcole | name: permis | is there twice",
                "purpose: Calculer l'aide | purpose: '' | has no purpose",
                "`choices: [A1, B, B1], ` | `` | needs its choices",
                "type: money | type: argent | fields.2.type",
                "type: story | type: story, choices: [a] | its type is no choice"
            },
            quoteCharacter = '`')
    void saysWhatIsWrongWithAFormToldInShort(String was, String becomes, String says) throws IOException {
        var example = TeleserviceFolder.read(GOOD.resolveSibling("aide-permis"));
        var text = example.text("teleservice.yml");
        assertThat(text).contains(was);
        var files = new TreeMap<>(example.files());
        files.put(
                "teleservice.yml",
                text.replace(was, becomes == null ? "" : becomes).getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(new TeleserviceFolder("aide-permis", files)))
                .withMessageContaining(says);
    }

    @Test
    void takesAFormToldOnceOnly() throws IOException {
        var example = TeleserviceFolder.read(GOOD.resolveSibling("aide-permis"));
        var files = new TreeMap<>(example.files());
        files.put("mapping.jsonata", "{}".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> Teleservice.read(new TeleserviceFolder("aide-permis", files)))
                .withMessageContaining("keep one of the two");
    }

    /** What a service with thirty requests a year has to write. */
    @Test
    void tellsAWholeTeleserviceInFortyLines() throws IOException {
        assertThat(Files.readAllLines(GOOD.resolveSibling("aide-permis").resolve("teleservice.yml")))
                .hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void keepsAFormerVersionUntilItsLastDay() throws IOException {
        keepFormer();
        var path = folder.resolve("former/1/teleservice.yml");
        Files.writeString(
                path, Files.readString(path).replace("version: \"1\"", "version: \"1\"\nacceptedUntil: 2026-12-31"));
        var teleservice = Teleservice.read(TeleserviceFolder.read(folder));
        var paris = Instant.parse("2026-12-31T22:59:59Z");
        assertThat(teleservice.version("1", paris)).isPresent();
        assertThat(teleservice.version("1", paris).orElseThrow().hash()).isEqualTo(teleservice.hash());
        assertThat(teleservice.version("1", paris.plusSeconds(1))).isEmpty();
        assertThat(teleservice.version("2", paris)).contains(teleservice);
        assertThat(teleservice.version("0", paris)).isEmpty();
    }

    /** The example as version 2, and as it was. */
    private void keepFormer() throws IOException {
        try (var files = Files.walk(GOOD)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy =
                        folder.resolve("former/1").resolve(GOOD.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var current = folder.resolve("teleservice.yml");
        Files.writeString(current, Files.readString(current).replace("version: \"1\"", "version: \"2\""));
    }

    @Test
    void takesNoFileThatIsFarTooLarge() throws IOException {
        Files.write(folder.resolve("samples/gros.json"), new byte[5 << 20]);
        refuses("samples/gros.json is larger than 1 MiB");
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("samples/ailleurs.json"), Path.of("/etc/hostname"));
        refuses("samples/ailleurs.json is a link");
    }

    @Test
    void readsNoWholeDisk() throws IOException {
        for (int n = 0; n <= 200; n++) {
            Files.createFile(folder.resolve("samples/" + n + ".txt"));
        }
        refuses("more than 200 files");
    }

    @Test
    void doesNotMindWhatEditorsLeave() throws IOException {
        Files.writeString(folder.resolve(".teleservice.yml.swp"), "x");
        Files.writeString(folder.resolve("teleservice.yml~"), "x");
        Teleservice.read(TeleserviceFolder.read(folder));
    }

    private void refuses(String says) {
        assertThatExceptionOfType(InvalidTeleservice.class)
                .isThrownBy(() -> TeleserviceFolder.read(folder))
                .withMessageContaining(says);
    }
}
