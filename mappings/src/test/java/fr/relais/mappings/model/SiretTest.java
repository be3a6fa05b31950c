package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiretTest {

    @ParameterizedTest
    @ValueSource(strings = {"732 829 320 00074", "35600000000048", "35600000049837"})
    void acceptsEstablishmentsAndThoseOfLaPoste(String siret) {
        assertThat(Siret.accepts(siret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"73282932000075", "73282932100074", "35600000049838", "7328293200007", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"})
    void refusesWhatIsNone(String siret) {
        assertThat(Siret.accepts(siret)).isFalse();
    }
}
