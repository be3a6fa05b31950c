package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Canari-quenotte",
                "canari-quenotte",
                "ZOÉ-SERINETTE",
                "mailto:zoe.serinette@example.org",
                "0698765432",
                "FR1420041010050500013M02607",
                "FR14 2004 1010 0505 0001 3M02 606"
            })
    void isSeenInClearAndWithinWhateverIsEncoded(String writing) {
        assertThat(Canary.tracesIn(writing)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "{\"nom\":\""})
    void isSeenWhereverAnEncodedTextBegins(String before) {
        var bytes = (before + Canary.NAME + "\",…").getBytes(StandardCharsets.UTF_8);
        assertThat(Canary.tracesIn(Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
        assertThat(Canary.tracesIn(HexFormat.of().formatHex(bytes))).isNotEmpty();
    }

    @Test
    void isNotSeenInAnothersForm() {
        assertThat(Canary.tracesIn(Portal.nominal())).isEmpty();
    }
}
