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
import org.springframework.util.FileSystemUtils;

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
    void countsHowLittleIsLeftToType() throws IOException {
        assertThat(kit(0, "minimisation", SHIPPED.toString()))
                .containsPattern("bourse-college +9 +7 +2 +22 % +4")
                .containsPattern("changement-rib +2 +0 +2 +100 % +0");
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
    void walksTheSamplesOfAFormerVersionToo() throws IOException {
        kit(0, "new", "aide-essai", "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        var folder = here.resolve("aide-essai");
        var former = folder.resolve("former/1");
        FileSystemUtils.copyRecursively(SHIPPED.resolve("demande-apa"), former);
        rewrite(former.resolve("teleservice.yml"), "id: demande-apa", "id: aide-essai\nacceptedUntil: 2099-12-31");
        rewrite(folder.resolve("teleservice.yml"), "version: \"1\"", "version: \"2\"");
        rewrite(former.resolve("mapping.jsonata"), "\"APA\"", "\"APA-1\"");
        assertThat(kit(1, "lint", folder.toString()))
                .contains("À REVOIR aide-essai", "+    \"type\" : \"APA-1\",", "former");
        kit(0, "lint", folder.toString(), "--accept");
        assertThat(kit(0, "lint", folder.toString())).contains("bon      aide-essai");
    }

    private static void rewrite(Path file, String was, String becomes) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(was);
        Files.writeString(file, text.replace(was, becomes));
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
        kit(64, "new", "aide-essai", "--from");
        kit(1, "lint", here.resolve("nulle-part").toString());
    }

    @Test
    void tellsWhatATargetNeverNeeded() throws IOException {
        kit(0, "new", "aide-essai", "--from", SHIPPED.resolve("demande-apa").toString(), "--in", here.toString());
        var definition = here.resolve("aide-essai/teleservice.yml");
        Files.writeString(
                definition,
                Files.readString(definition).replace("[usager.identite,", "[usager.identite, usager.contact,"));
        assertThat(kit(1, "lint", here.resolve("aide-essai").toString()))
                .contains("social makes nothing of usager.contact in any sample");
    }

    @Test
    void tellsWhatWouldBecomeOfABodyAndWhatWouldBeLeftBehind() throws IOException {
        var folder = SHIPPED.resolve("changement-adresse");
        assertThat(kit(0, "try", folder.toString(), folder + "/samples/personne-protegee.json"))
                .contains("Accepté", "\"nature\" : \"adresse\"")
                .containsSubsequence("rien n'arrive au dossier de : /form/foyer/1/nom,", "social, changement-adresse")
                .containsSubsequence("social, changement-adresse", "<modifierSituation", "Sacha")
                .containsSubsequence(
                        "finance, changement-adresse", "<creerOuModifierTiers", "receives) : /foyer/membres/0/")
                .doesNotContain("CACHEE-TEST");
    }

    @Test
    void tellsWhoIsNotConcernedWhoWaitsAndWhatIsVerifiedFirst() throws IOException {
        var aid = SHIPPED.resolve("aide-facultative");
        assertThat(kit(0, "try", aid.toString(), aid + "/samples/nominal.json"))
                .contains("finance, tiers, si la décision est favorable chez social");
        assertThat(kit(0, "try", aid.toString(), aid + "/samples/au-creancier.json"))
                .contains("Pas concerné : « form.paiement = \"moi\" » ne tient pas.");
        var rib = SHIPPED.resolve("changement-rib");
        assertThat(kit(0, "try", rib.toString(), rib + "/samples/autre-titulaire.json"))
                .contains("À vérifier par un agent avant que rien ne parte : titulaire-autre");
    }

    @Test
    void tellsWhyABodyWouldBeRefusedAndWhatIsWrongWithAFolder() throws IOException {
        var folder = SHIPPED.resolve("changement-rib");
        assertThat(kit(1, "try", folder.toString(), folder + "/samples/titulaire-sans-nom.json"))
                .contains("Refusé", "/form/nomTitulaire titulaire-manquant : Indiquez le nom");
        var notJson = Files.writeString(here.resolve("x.json"), "{");
        assertThat(kit(1, "try", folder.toString(), notJson.toString())).contains("the body can't be read");
        kit(0, "new", "aide-essai", "--from", folder.toString(), "--in", here.toString());
        Files.writeString(here.resolve("aide-essai/mapping.jsonata"), "{");
        assertThat(kit(1, "try", here.resolve("aide-essai").toString(), notJson.toString()))
                .contains("À REVOIR", "mapping.jsonata");
        kit(1, "try", here.resolve("nulle-part").toString(), notJson.toString());
        kit(64, "try", folder.toString());
    }

    private static String kit(int expected, String... words) throws IOException {
        var said = new ByteArrayOutputStream();
        int code = KitCommand.run(words, new PrintStream(said, true, StandardCharsets.UTF_8));
        var text = said.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(expected);
        return text;
    }
}
