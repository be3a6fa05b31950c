package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdresseTest {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @Test
    void needsNoMoreThanStreetPostcodeAndCommune() {
        assertThat(flaws(new Adresse(null, "1 rue du Test", null, "20000", "AJACCIO", null)))
                .isEmpty();
        assertThat(flaws(new Adresse("Bât. B", "1 rue du Test", "Les Essais", "20000", "AJACCIO", "2A004")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1 rue du Test, Essai, 75001, PARIS, 75101, complement",
        "Bât. B, ' ', Essai, 75001, PARIS, 75101, voie",
        "Bât. B, , Essai, 75001, PARIS, 75101, voie",
        "Bât. B, 1 rue du Test, '', 75001, PARIS, 75101, lieuDit",
        "Bât. B, 1 rue du Test, Essai, 7500, PARIS, 75101, codePostal",
        "Bât. B, 1 rue du Test, Essai, ٧٥٠٠١, PARIS, 75101, codePostal",
        "Bât. B, 1 rue du Test, Essai, , PARIS, 75101, codePostal",
        "Bât. B, 1 rue du Test, Essai, 75001, '', 75101, commune",
        "Bât. B, 1 rue du Test, Essai, 75001, PARIS, 2C004, codeInsee"
    })
    void rejectsWhatNoBackOfficeCanHold(
            @Nullable String complement,
            String voie,
            @Nullable String lieuDit,
            String codePostal,
            String commune,
            @Nullable String codeInsee,
            String flaw) {
        assertThat(flaws(new Adresse(complement, voie, lieuDit, codePostal, commune, codeInsee)))
                .containsOnly(flaw);
    }

    @Test
    void rejectsALineTooLongForAnyEnvelope() {
        var line = "x".repeat(201);
        assertThat(flaws(new Adresse(line, line, line, "75001", line, null)))
                .containsExactlyInAnyOrder("complement", "voie", "lieuDit", "commune");
    }

    private static List<String> flaws(Adresse adresse) {
        return VALIDATOR.validate(adresse).stream()
                .map(flaw -> flaw.getPropertyPath().toString())
                .toList();
    }
}
