package fr.relais.mappings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FR7630006000011234567890189",
                "FR1420041010050500013M02606",
                "DE89370400440532013000",
                "fr76 3000 6000 0112 3456 7890 189",
                "MC5811222000010123456789030"
            })
    void acceptsAccountsAsPeopleWriteThem(String written) {
        assertThat(Iban.accepts(written)).isTrue();
        assertThat(Iban.of(written).value()).matches("[A-Z0-9]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FR7630006000011234567890188",
                "FR76",
                "",
                "ZZ7630006000011234567890189",
                "DE89370400440532013001"
            })
    void rejectsAWrongCheckNumberOrStructure(String written) {
        assertThat(Iban.accepts(written)).isFalse();
    }

    @Test
    void rejectsAWrongRibKeyThatPassesMod97() {
        assertThat(Iban.accepts("FR0630006000011234567890188")).isFalse();
    }

    @Test
    void rejectsDigitsOfAnotherScript() {
        assertThat(Iban.accepts("FR76٣٠٠٠6000011234567890189")).isFalse();
    }

    @Test
    void keepsTheAccountOutOfTextAndExceptions() {
        assertThat(Iban.of("FR7630006000011234567890189")).hasToString("FR76…0189");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iban.of("FR7630006000011234567890188"))
                .withMessageNotContaining("0188");
    }
}
