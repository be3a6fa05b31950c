package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void isHeardHoweverItIsSpelledOut() {
        var reference = Reference.draw(2026);
        assertThat(reference.value()).matches("R26-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}");
        assertThat(Reference.heard(reference.value().toLowerCase().replace("-", " ")))
                .hasValue(reference);
    }

    @Test
    void noticesEachSingleMistake() {
        IntStream.range(0, 200).forEach(n -> {
            var value = Reference.draw(2026).value();
            var wrong = value.charAt(5) == '7' ? '8' : '7';
            assertThat(Reference.heard(value.substring(0, 5) + wrong + value.substring(6)))
                    .isEmpty();
        });
    }
}
