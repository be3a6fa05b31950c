package fr.relais.connectors.finance;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;

class FinanceTranslatorTest {

    private static final DeliveryKey KEY = new DeliveryKey("R26-7KQ4-9M2X/1");
    private static final FinanceTranslator TRANSLATOR = new FinanceTranslator();
    private static final FinanceClient CLIENT = new FinanceClient(new SoapSettings(
            URI.create("http://127.0.0.1:9/finance"),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            "",
            SecuritySettings.NONE));

    @ParameterizedTest
    @ValueSource(strings = {"rib-complet", "rib-minimal"})
    void changesTheRibOfTheTiersItLookedFor(String golden) throws IOException {
        var dossier = dossier(golden);
        assertWire("wire-" + golden + "-recherche.xml", TRANSLATOR.rechercherTiers(dossier));
        assertWire(
                "wire-" + golden + ".xml",
                TRANSLATOR.modifierCoordonneesBancaires(KEY, (ChangementRib) dossier.demarche(), "T-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adresse-complet", "adresse-minimal", "tiers"})
    void changesATiersByItsNumberAndCreatesOneWithout(String golden) throws IOException {
        var dossier = dossier(golden);
        assertWire("wire-" + golden + ".xml", TRANSLATOR.creerOuModifierTiers(KEY, dossier, "T-1"));
        assertWire("wire-" + golden + "-creation.xml", TRANSLATOR.creerOuModifierTiers(KEY, dossier, null));
    }

    private static Dossier dossier(String golden) throws IOException {
        try (var json = FinanceTranslatorTest.class.getResourceAsStream("dossier-" + golden + ".json")) {
            return Json.LEDGER.readValue(Objects.requireNonNull(json), Dossier.class);
        }
    }

    private static void assertWire(String expected, Object message) throws IOException {
        try (var wire = FinanceTranslatorTest.class.getResourceAsStream(expected)) {
            var actual = CLIENT.format().xml(message);
            var diff = DiffBuilder.compare(Input.fromStream(Objects.requireNonNull(wire)))
                    .withTest(actual)
                    .ignoreWhitespace()
                    .build();
            assertThat(diff.getDifferences())
                    .as("if this is right, put it into %s:%n%s%n", expected, actual)
                    .isEmpty();
        }
    }
}
