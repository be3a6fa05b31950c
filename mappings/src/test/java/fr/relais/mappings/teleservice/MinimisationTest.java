package fr.relais.mappings.teleservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counted by hand from the nominal samples: every first name is a value, every child of the foyer has its own. */
class MinimisationTest {

    @ParameterizedTest
    @CsvSource({
        "aide-facultative, 4, 4",
        "aide-permis, 5, 5",
        "bourse-college, 9, 2",
        "changement-adresse, 13, 3",
        "changement-rib, 2, 2",
        "changement-situation-familiale, 11, 2",
        "demande-apa, 3, 1"
    })
    void countsWhatIsRequiredOfTheNominalSampleAndWhatOnlyTheCitizenCanGive(String id, int required, int asked) {
        var figures = Teleservice.read(Folders.of(id)).minimisation(any -> true);
        assertThat(figures.required()).isEqualTo(required);
        assertThat(figures.asked()).isEqualTo(asked);
    }

    @Test
    void namesTheDocumentsNobodyHasToBring() {
        assertThat(Teleservice.read(Folders.of("bourse-college"))
                        .minimisation(any -> true)
                        .spared())
                .extracting(document -> document.in(Locale.FRENCH))
                .containsExactly(
                        "Votre livret de famille",
                        "Une attestation de la CAF ou de la MSA de moins de trois mois",
                        "Votre dernier avis d'impôt",
                        "Un certificat de scolarité");
    }

    @Test
    void countsOnWhatIsAskedHereAlone() {
        var figures = Teleservice.read(Folders.of("bourse-college"))
                .minimisation(prefill -> !prefill.source().equals("impots"));
        assertThat(figures.asked()).isEqualTo(4);
        assertThat(figures.spared()).hasSize(3);
    }

    @Test
    void countsTheDecisionsThatAreKeptInsteadOfData() {
        assertThat(Teleservice.read(Folders.of("aide-facultative"))
                        .minimisation(any -> true)
                        .decided())
                .isEqualTo(1);
        assertThat(Teleservice.read(Folders.of("bourse-college"))
                        .minimisation(any -> true)
                        .decided())
                .isZero();
    }
}
