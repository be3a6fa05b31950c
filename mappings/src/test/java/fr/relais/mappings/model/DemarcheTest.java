package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.relais.mappings.json.Json;
import jakarta.validation.Validation;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class DemarcheTest {

    private static final LocalDate DAY = LocalDate.parse("2026-02-01");

    static Stream<Arguments> demarches() {
        var rib = new Rib("Camille SECRET", Iban.of("FR7630006000011234567890189"), null);
        var adresse = new Adresse("SECRET", "1 rue SECRET", "SECRET", "75001", "SECRET", "75101");
        return Stream.of(
                Arguments.of("rib", new ChangementRib(DAY, rib)),
                Arguments.of("adresse", new ChangementAdresse(DAY, adresse)),
                Arguments.of("situation-familiale", new ChangementSituationFamiliale(DAY, SituationFamiliale.VEUF)),
                Arguments.of(
                        "demande", new Demande("apa", "SECRET", Map.of("motif", new Reponse("SECRET", "SECRET")))));
    }

    @ParameterizedTest
    @MethodSource("demarches")
    void goesThroughTheLedgerUnchanged(String nature, Demarche demarche) {
        var json = Json.LEDGER.writerFor(Demarche.class).writeValueAsString(demarche);
        assertThat(json).contains("\"nature\":\"" + nature + "\"");
        for (JsonMapper reader : new JsonMapper[] {Json.LEDGER, Json.MAPPING}) {
            assertThat(reader.readValue(json, Demarche.class)).isEqualTo(demarche);
        }
    }

    @ParameterizedTest
    @MethodSource("demarches")
    void keepsThePersonOutOfText(String nature, Demarche demarche) {
        assertThat(demarche.toString()).doesNotContain("SECRET", "VEUF", "75001", "75101", "3000600001");
    }

    @Test
    void keepsTheOrderOfTheFormAndOfNothingElse() {
        var answers = new LinkedHashMap<String, Reponse>();
        Stream.of("zone", "aide", "motif", "brut").forEach(name -> answers.put(name, Reponse.of("")));
        var demande = new Demande("aide-ponctuelle", null, answers);
        answers.put("plus-tard", Reponse.of("non"));
        assertThat(demande.contenu().keySet()).containsExactly("zone", "aide", "motif", "brut");
        assertThat(Json.LEDGER
                        .readValue(Json.LEDGER.writeValueAsString(demande), Demande.class)
                        .contenu()
                        .keySet())
                .containsExactly("zone", "aide", "motif", "brut");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> demande.contenu().put("x", Reponse.of("y")));
    }

    @Test
    void rejectsADemandeNoContractCarries() {
        var answers = new LinkedHashMap<String, Reponse>();
        answers.put("n".repeat(41), Reponse.of("a"));
        answers.put("sans-reponse", null);
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(new Demande(" ", null, answers)))
                    .hasSize(3);
        }
    }
}
