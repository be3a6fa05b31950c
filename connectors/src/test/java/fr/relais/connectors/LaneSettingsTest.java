package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSettingsTest {

    /** As many gaps as calls are allowed in a second lie between the first and the one that would be too many. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 1000})
    void aSecondHoldsNoCallTooManyThoughTheyComeUnevenly(int perSecond) {
        var gap = new LaneSettings(
                        "Exploitation",
                        perSecond,
                        4,
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(90))
                .gap();
        assertThat(gap.multipliedBy(perSecond)).isBetween(Duration.ofMillis(1010), Duration.ofMillis(1030));
    }
}
