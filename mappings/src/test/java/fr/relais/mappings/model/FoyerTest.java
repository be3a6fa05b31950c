package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.mappings.json.Json;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoyerTest {

    private static String member(String name, String rest) {
        return """
                {"identite": {"nomNaissance": "%s", "prenoms": "Sacha", "dateNaissance": "2015-03-02"}, %s}
                """.formatted(name, rest);
    }

    private static Foyer foyer(String... members) {
        return Json.MAPPING.readValue("{\"membres\": [" + String.join(",", members) + "]}", Foyer.class);
    }

    @Test
    void saysWhoSinceWhenUntilWhenAndInWhoseCustody() {
        var foyer = foyer(
                member(
                        "DUPONT-TEST",
                        "\"role\": \"ENFANT\", \"depuis\": \"2015-03-02\", \"jusquau\": \"2026-01-31\", \"gardeAlternee\": true"));
        var child = foyer.membres().getFirst();
        assertThat(child.role()).isEqualTo(Membre.Role.ENFANT);
        assertThat(child.depuis()).isEqualTo("2015-03-02");
        assertThat(child.jusquau()).isEqualTo("2026-01-31");
        assertThat(child.gardeAlternee()).isTrue();
        assertThat(Json.LEDGER.readValue(Json.LEDGER.writeValueAsBytes(foyer), Foyer.class))
                .isEqualTo(foyer);
    }

    @Test
    void takesNobodyWhoIsProtected() {
        var foyer = foyer(
                member("VISIBLE-TEST", "\"role\": \"ENFANT\""),
                member("CACHEE-TEST", "\"role\": \"CONJOINT\", \"protege\": true"));
        assertThat(foyer.membres()).hasSize(1);
        assertThat(Json.LEDGER.writeValueAsString(foyer))
                .contains("VISIBLE-TEST")
                .doesNotContain("CACHEE-TEST", "protege");
    }

    @Test
    void takesOneMemberWithoutAListAndNone() {
        var alone = Json.MAPPING.readValue(
                "{\"membres\": " + member("SEUL-TEST", "\"role\": \"ENFANT\"") + "}", Foyer.class);
        assertThat(alone.membres()).hasSize(1);
        assertThat(new Foyer(List.of()).membres()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"role\": \"ENFANT\", \"depuis\": \"2026-02-01\", \"jusquau\": \"2026-01-31\" | jusquau",
                "\"role\": \"CONJOINT\", \"gardeAlternee\": true | gardeAlternee"
            },
            quoteCharacter = '`')
    void rejectsWhatCannotBe(String rest, String says) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(foyer(member("DUPONT-TEST", rest))))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.getMessage()).contains(says));
        }
    }
}
