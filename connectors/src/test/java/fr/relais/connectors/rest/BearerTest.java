package fr.relais.connectors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTest {

    @Test
    void endsWhenItSaysSo() {
        assertThat(Bearer.end(token("{\"sub\": \"test\", \"exp\": 1806278400}")))
                .contains(Instant.parse("2027-03-29T00:00:00Z"));
        assertThat(Bearer.end(token("{\"exp\": 1806278400.9}"))).contains(Instant.parse("2027-03-29T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"exp\": null}",
                "{\"exp\": {}}",
                "{\"exp\": -1}",
                "{\"exp\": 1e300}",
                "{"
            })
    void hasNoEndThatIsKnownWhereItSaysNothingThatMakesSense(String claims) {
        assertThat(Bearer.end(token(claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "simulateur", "a.b", "..", "a.\u00e9.c", "a.b.c.d", "e30.e30.e30"})
    void mayBeNoTokenOfThatKindAtAll(String token) {
        assertThat(Bearer.end(token)).isEmpty();
    }

    private static String token(String claims) {
        var url = Base64.getUrlEncoder().withoutPadding();
        return "e30." + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
    }
}
