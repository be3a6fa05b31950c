package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All numbers are made up, with valid keys. */
class NirTest {

    @ParameterizedTest
    @DisplayName("S20: Corsica, unknown months, provisional numbers, a key left out")
    @ValueSource(
            strings = {
                "180057510704248", // Paris
                "1 80 05 75 107 042 48",
                "2 80 05 2A 004 001 82", // Corsica
                "280052b00400112",
                "180237510704245", // an unknown month
                "780057510704239", // provisional
                "1800575107042" // the key left out
            })
    void acceptsEveryShapeInUse(String nir) {
        assertThat(Nir.accepts(nir)).isTrue();
        assertThat(Nir.of(nir).value()).hasSize(15);
    }

    @ParameterizedTest
    @DisplayName("S19, S20: a wrong key, other letters, digits of another script; none is echoed")
    @ValueSource(
            strings = {
                "180057510704249", // wrong key
                "980057510704283", // no such first digit
                "180052C00400166",
                "18005751070428", // a digit missing
                "١٨٠٠٥٧٥١٠٧٠٤٢٤٨", // digits of another script
                ""
            })
    void refusesWhatIsNone(String nir) {
        assertThat(Nir.accepts(nir)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Nir.of(nir)).withMessage("not a valid NIR");
    }

    @Test
    void worksOutAKeyThatWasLeftOut() {
        assertThat(Nir.of("1800575107042")).isEqualTo(Nir.of("180057510704248"));
    }

    @Test
    void doesNotShowItself() {
        assertThat(Nir.of("180057510704248").toString()).isEqualTo("Nir[…]");
    }
}
