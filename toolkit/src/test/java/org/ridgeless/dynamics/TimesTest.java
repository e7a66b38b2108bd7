package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void logarithmicTimesAreRoundedPowersOfTheRoot() {
        // √10 = 3.16 and √1000 = 31.6.
        assertThat(Times.logarithmic(2).until(1000)).containsExactly(0, 1, 3, 10, 32, 100, 316, 1000);
        assertThat(Times.logarithmic(1).until(12_345)).containsExactly(0, 1, 10, 100, 1000, 10_000, 12_345);
        assertThat(Times.logarithmic(3).until(0)).containsExactly(0);
    }

    @Test
    void aFinerScaleIsThatOfExactPowers() {
        // 10^{1/4} by two exact square roots, so that no sum of rounding errors can move a time.
        BigDecimal root = BigDecimal.TEN.sqrt(MathContext.DECIMAL128).sqrt(MathContext.DECIMAL128);
        TreeSet<Integer> expected = new TreeSet<>();
        expected.add(0);
        expected.add(1_000_000);
        for (int k = 0; k < 24; k++) {
            expected.add(root.pow(k, MathContext.DECIMAL128)
                    .setScale(0, RoundingMode.HALF_UP)
                    .intValueExact());
        }
        assertThat(Times.logarithmic(4).until(1_000_000)).isEqualTo(expected);
    }

    @Test
    void theFirstAndTheLastStepBelongToAllTimes() {
        assertThat(Times.every(4).until(10)).containsExactly(0, 4, 8, 10);
        assertThat(Times.at(3, 50).until(10)).containsExactly(0, 3, 10);
        assertThatThrownBy(() -> Times.logarithmic(0)).hasMessageContaining("got 0");
    }

    @Test
    void moreTimesThanFitAreRefusedBeforeTheRun() {
        assertThatThrownBy(() -> Times.every(1).until(Integer.MAX_VALUE))
                .hasMessageContaining("2,147,483,647 steps needs");
        assertThat(Times.every(1 << 30).until(Integer.MAX_VALUE)).containsExactly(0, 1 << 30, Integer.MAX_VALUE);
    }
}
