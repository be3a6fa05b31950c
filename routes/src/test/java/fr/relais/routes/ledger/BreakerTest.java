package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Test
    void tripsAfterFiveBreakdownsInARow() {
        assertThat(after("xxxx").state()).isEqualTo(LaneState.RUNNING);
        assertThat(after("xxxxx").state()).isEqualTo(LaneState.TRIPPED);
    }

    @Test
    void tripsWhenHalfOfTheLastTwentyBroke() {
        assertThat(after(".x".repeat(9) + ".").state()).isEqualTo(LaneState.RUNNING);
        assertThat(after(".x".repeat(10)).state()).isEqualTo(LaneState.TRIPPED);
    }

    @Test
    void probesAfterThirtySecondsThenTwiceAsLateEachTime() {
        var tripped = after("xxxxx");
        assertThat(tripped.probeAt()).isEqualTo(NOW.plusSeconds(30));
        var again = probing(tripped).after(false, NOW, LONGEST);
        assertThat(again.probeAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(probing(again).after(false, NOW, Duration.ofSeconds(45)).probeAt())
                .isEqualTo(NOW.plusSeconds(45));
    }

    @Test
    void runsAgainWithACleanSlateOnceAProbeGotThrough() {
        var back = probing(after("xxxxx")).after(true, NOW, LONGEST);
        assertThat(back).isEqualTo(new Breaker(LaneState.RUNNING, "", 0, null));
    }

    private static Breaker after(String outcomes) {
        var breaker = new Breaker(LaneState.RUNNING, "", 0, null);
        for (char outcome : outcomes.toCharArray()) {
            breaker = breaker.after(outcome == '.', NOW, LONGEST);
        }
        return breaker;
    }

    private static Breaker probing(Breaker tripped) {
        return new Breaker(LaneState.PROBING, tripped.recent(), tripped.trips(), null);
    }
}
