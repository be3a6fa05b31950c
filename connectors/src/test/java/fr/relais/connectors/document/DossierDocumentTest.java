package fr.relais.connectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Dossier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are given to read, and whether everybody can. */
class DossierDocumentTest {

    private static final String WHOLE = """
            {"usager": {"identite": {"nomNaissance": "DUPONT-TEST", "nomUsage": "MARTIN-TEST", "prenoms": ["Camille", "Zoé"],
                                     "dateNaissance": "1980-00-00", "sexe": "F"},
                        "contact": {"email": "camille@example.org", "telephone": "0600000000"}, "assurance": "guichet"},
             "mandataire": {"identite": {"nomNaissance": "TUTEUR-TEST", "prenoms": ["Dominique"], "dateNaissance": "1960-02-03"},
                            "qualite": "curateur"},
             "deposeLe": "2026-01-15",
             "foyer": {"membres": [{"identite": {"nomNaissance": "DUPONT-TEST", "prenoms": ["Sacha"], "dateNaissance": "2015-03-02"},
                                    "role": "ENFANT", "depuis": "2026-02-01", "gardeAlternee": true}]},
             "ressources": {"annee": 2024, "revenuFiscalReference": 1834550, "parts": 2.5},
             "scolarite": {"eleve": {"nomNaissance": "DUPONT-TEST", "prenoms": ["Sacha"], "dateNaissance": "2013-03-02"},
                           "etablissement": "0330000A", "anneeScolaire": "2025-2026", "regime": "DEMI_PENSIONNAIRE"},
             "demarche": {"nature": "demande", "type": "AIDE", "titre": "Demander une aide",
                          "contenu": {"besoin": {"libelle": "De quoi avez-vous besoin ?", "valeur": "énergie"},
                                      "recit": {"valeur": "%s"}}}}
            """;

    private static byte[] pdf(String story) {
        var dossier = Json.LEDGER.readValue(WHOLE.formatted(story), Dossier.class);
        var delivery = new Delivery(
                new DeliveryKey("R26-7KQ4-9M2X/1"), "depot", dossier, List.of(), false, 1, () -> Duration.ZERO);
        return DossierDocument.pdf(delivery);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00A0]+", " ");
        }
    }

    @Test
    void saysAllThatIsInTheDossierInWords() throws IOException {
        assertThat(text(pdf("Une longue histoire.")))
                .contains(
                        "Demander une aide",
                        "R26-7KQ4-9M2X/1",
                        "Déposé le 15/01/2026",
                        "vue à un guichet, pièces en main",
                        "MARTIN-TEST",
                        "Camille, Zoé",
                        "Date de naissance 1980 ",
                        "camille@example.org",
                        "TUTEUR-TEST",
                        "curateur",
                        "Sacha DUPONT-TEST enfant, date de naissance : 02/03/2015, depuis le 01/02/2026, en garde alternée",
                        "18 345,50 €",
                        "2,5",
                        "demi-pensionnaire",
                        "De quoi avez-vous besoin ? énergie",
                        "recit Une longue histoire.",
                        "1 / 2")
                .doesNotContain("Pièces jointes", "#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nature\": \"rib\", \"dateEffet\": \"2026-02-01\", \"rib\": {\"titulaire\": \"MARTIN-TEST\", \"iban\": \"FR7630006000011234567890189\", \"bic\": \"AGRIFRPP\"}} | Changement de coordonnées bancaires | IBAN : FR76 3000 6000 0112 3456 7890 189",
                "{\"nature\": \"adresse\", \"dateEffet\": \"2026-02-01\", \"adresse\": {\"voie\": \"12 rue des Essais\", \"codePostal\": \"33000\", \"commune\": \"Bordeaux\"}} | Changement d'adresse | 33000 Bordeaux",
                "{\"nature\": \"situation-familiale\", \"dateEffet\": \"2026-02-01\", \"situation\": \"PACSE\"} | Changement de situation familiale | Situation : pacsé(e)"
            },
            quoteCharacter = '`')
    void tellsAChangeInWordsToo(String demarche, String title, String line) {
        var dossier = Json.LEDGER.readValue(
                WHOLE.formatted("x").replaceFirst("(?s)\"demarche\":.*", "\"demarche\": " + demarche + "}"),
                Dossier.class);
        assertThat(DossierDocument.text(new Delivery(
                        new DeliveryKey("R26-7KQ4-9M2X/1"),
                        "depot",
                        dossier,
                        List.of(),
                        false,
                        1,
                        () -> Duration.ZERO)))
                .startsWith(title)
                .contains(line, "À compter du : 01/02/2026");
    }

    @Test
    void canBeReadAloud() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf("x"))) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo("fr");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Demander une aide");
            assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8))
                    .contains("pdfuaid");
            var fonts = document.getPage(0).getResources();
            fonts.getFontNames().forEach(name -> {
                try {
                    assertThat(fonts.getFont(name).isEmbedded()).isTrue();
                } catch (IOException broken) {
                    throw new AssertionError(broken);
                }
            });
        }
    }

    @Test
    void takesNothingACitizenWroteForMarkup() throws IOException {
        assertThat(text(pdf("</td><script>alert(1)</script> &lt;b&gt; \\u202Eenvers \\u0007")))
                .contains("</td><script>alert(1)</script> &lt;b&gt; envers");
    }

    @Test
    void showsThatSomethingItCannotWriteStoodThere() throws IOException {
        assertThat(text(pdf("avant 😀 مرحبا après"))).containsPattern("avant #.* après");
    }

    @Test
    void goesOnOverAsManyPagesAsItTakes() throws IOException {
        var pdf = pdf("Il faut que je vous raconte. ".repeat(3_000) + "Fin." + "x".repeat(500));
        assertThat(text(pdf)).contains("Fin.");
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(10);
        }
    }
}
