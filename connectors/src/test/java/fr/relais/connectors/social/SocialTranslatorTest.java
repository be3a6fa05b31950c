package fr.relais.connectors.social;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Changement;
import fr.relais.mappings.model.ChangementSituationFamiliale;
import fr.relais.mappings.model.Demande;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.SituationFamiliale;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;

class SocialTranslatorTest {

    private static final DeliveryKey KEY = new DeliveryKey("R26-7KQ4-9M2X/1");
    private static final SocialTranslator TRANSLATOR = new SocialTranslator();
    private static final SocialClient CLIENT = new SocialClient(new SoapSettings(
            URI.create("http://127.0.0.1:9/social"),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            "",
            SecuritySettings.NONE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rib-complet",
                "rib-minimal",
                "adresse-complet",
                "adresse-minimal",
                "adresse-foyer",
                "situation-familiale",
                "demande-complet",
                "demande-minimal",
                "demande-scolaire"
            })
    void saysTheDossierInTheWordsOfTheContract(String golden) throws IOException {
        var dossier = dossier(golden);
        assertWire(
                "wire-" + golden + ".xml",
                switch (dossier.demarche()) {
                    case Changement changement -> TRANSLATOR.modifierSituation(KEY, dossier, changement);
                    case Demande demande -> TRANSLATOR.enregistrerDemande(KEY, dossier, demande, List.of());
                });
    }

    @ParameterizedTest
    @EnumSource(SituationFamiliale.class)
    void knowsEverySituation(SituationFamiliale situation) throws IOException {
        var changement = new ChangementSituationFamiliale(LocalDate.parse("2026-02-01"), situation);
        var request = TRANSLATOR.modifierSituation(KEY, dossier("rib-minimal"), changement);
        assertThat(CLIENT.format().xml(request)).contains("<situation>" + situation + "</situation>");
    }

    private static Dossier dossier(String golden) throws IOException {
        try (var json = SocialTranslatorTest.class.getResourceAsStream("dossier-" + golden + ".json")) {
            return Json.LEDGER.readValue(Objects.requireNonNull(json), Dossier.class);
        }
    }

    private static void assertWire(String expected, Object message) throws IOException {
        try (var wire = SocialTranslatorTest.class.getResourceAsStream(expected)) {
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
