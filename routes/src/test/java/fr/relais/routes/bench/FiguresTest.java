package fr.relais.routes.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void takesTheMiddleOne() {
        assertThat(Figures.of(3, 1, 2)).isEqualTo(new Figures(2, 1, 3));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Figures.of(4, 1, 3, 2)).isEqualTo(new Figures(2.5, 1, 4));
    }

    @Test
    void comparesWhatStoodSideBySide() {
        var pairs = List.of(pair(100, 400), pair(300, 400), pair(50, 100));

        assertThat(Figures.of(pairs, Pair::ratio)).isEqualTo(new Figures(0.5, 0.25, 0.75));
    }

    @Test
    void isWarmOnceThreeWindowsBroughtNothing() {
        assertThat(WarmUp.isGettingFaster(List.of(100.0, 90.0, 80.0))).isTrue();
        assertThat(WarmUp.isGettingFaster(List.of(100.0, 90.0, 104.0, 80.0))).isTrue();
        assertThat(WarmUp.isGettingFaster(List.of(100.0, 102.0, 101.0, 80.0))).isFalse();
        assertThat(WarmUp.isGettingFaster(List.of(90.0, 100.0, 102.0, 101.0, 80.0)))
                .isFalse();
    }

    @Test
    void saysNothingOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(Figures::of);
    }

    @Test
    void namesTheNearestRank() {
        var hundred = LongStream.rangeClosed(1, 100).toArray();

        assertThat(Figures.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Figures.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Figures.percentile(new long[] {7}, 99)).isEqualTo(7);
        assertThat(Figures.percentile(new long[] {7, 9}, 99)).isEqualTo(9);
    }

    private static Pair pair(double hub, double bare) {
        return new Pair(window(hub), window(bare));
    }

    private static Window window(double rate) {
        return new Window(rate, 0, 0, 0, 0);
    }
}
