package fr.relais.routes.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KitCommandTest {

    private static final Path SHIPPED = Path.of("../mappings/src/main/resources/teleservices");

    @TempDir
    private Path here;

    @Test
    void findsNothingToCorrectInWhatShips() throws IOException {
        assertThat(kit(0, "lint", SHIPPED.toString()))
                .contains("bon      changement-rib", "bon      demande-apa")
                .doesNotContain("À REVOIR");
    }

    @Test
    void beginsADraftThatIsAsGoodAsItsExample() throws IOException {
        kit(0, "new", "aide-essai", "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        assertThat(here.resolve("aide-essai/teleservice.yml")).content().contains("id: aide-essai", "lifecycle: draft");
        assertThat(kit(0, "lint", here.resolve("aide-essai").toString())).contains("bon      aide-essai");
    }

    @Test
    void showsWhatASampleMakesNowAndAcceptsItWhenTold() throws IOException {
        kit(0, "new", "aide-essai", "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        var mapping = here.resolve("aide-essai/mapping.jsonata");
        Files.writeString(mapping, Files.readString(mapping).replace("\"APA\"", "\"ESSAI\""));
        var folder = here.resolve("aide-essai").toString();
        assertThat(kit(1, "lint", folder))
                .contains("À REVOIR aide-essai", "-    \"type\" : \"APA\",", "+    \"type\" : \"ESSAI\",", "--accept");
        kit(0, "lint", folder, "--accept");
        assertThat(kit(0, "lint", folder)).contains("bon      aide-essai");
    }

    @Test
    void goesOnBehindAFolderThatIsWrong() throws IOException {
        for (var id : new String[] {"aide-a", "aide-b"}) {
            kit(0, "new", id, "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        }
        Files.writeString(here.resolve("aide-a/teleservice.yml"), "id: [");
        assertThat(kit(1, "lint", here.toString())).contains("À REVOIR aide-a", "teleservice.yml", "bon      aide-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Aide", "../aide", "aide_essai", "", "-x"})
    void takesNoIdThatIsNone(String id) throws IOException {
        kit(1, "new", id, "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.createDirectory(here.resolve("aide-essai"));
        kit(1, "new", "aide-essai", "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        assertThat(here.resolve("aide-essai")).isEmptyDirectory();
        kit(64, "new", "aide-essai");
        kit(1, "lint", here.resolve("nulle-part").toString());
    }

    private static String kit(int expected, String... words) throws IOException {
        var said = new ByteArrayOutputStream();
        int code = KitCommand.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
        var text = said.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(expected);
        return text;
    }
}
