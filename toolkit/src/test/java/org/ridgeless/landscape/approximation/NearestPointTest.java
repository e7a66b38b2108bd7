package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class NearestPointTest {
    /** P(distance &gt; r) = (1 − 2r)^N on the circle. */
    @Test
    void meanOnTheCircleIsThatOfTheSpacings() {
        assertThat(NearestPoint.mean(9, 1)).isCloseTo(1 / 20.0, within(1e-14));
    }

    /** mpmath 1.3.0: π^{−1/2} Γ(3/2) Γ(101)/Γ(101.5). */
    @Test
    void meanInThePlaneIsAQuotientOfGammaFunctions() {
        assertThat(NearestPoint.mean(100, 2)).isCloseTo(0.04981347146074285, within(1e-13));
    }

    @Test
    void drawsHaveThatMean() {
        var stream = Seeds.of(1).stream();
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += NearestPoint.draw(50, 3, stream).at(0.5, 0.01, 0.99);
        }
        assertThat(sum / 20_000).isCloseTo(NearestPoint.mean(50, 3), within(0.01 * NearestPoint.mean(50, 3)));
    }

    @Test
    void pointsAreNeeded() {
        assertThatThrownBy(() -> NearestPoint.draw(0, 2, Seeds.of(1).stream())).hasMessageContaining("got 0 and 2");
    }
}
