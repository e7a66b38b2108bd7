package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SawtoothTest {
    @Test
    void squaresAreInterpolatedAtDyadicPoints() {
        for (int i = 0; i <= 8; i++) {
            assertThat(new Sawtooth(3).square(i / 8.0)).isEqualTo(i * i / 64.0);
        }
    }

    @Test
    void theLargestErrorIsAQuarterOfThatWithOneToothLess() {
        for (int m = 0; m <= 12; m++) {
            assertThat(new Sawtooth(m).error()).isEqualTo(Math.scalb(1, -2 * m - 2));
        }
    }

    @Test
    void noPointOfAFineGridIsFurtherAway() {
        Sawtooth sawtooth = new Sawtooth(4);
        for (int i = 0; i <= 10_000; i++) {
            double x = i / 10_000.0;
            assertThat(Math.abs(sawtooth.square(x) - x * x)).isLessThanOrEqualTo(sawtooth.error());
        }
        assertThat(sawtooth.square(0.3)).isCloseTo(0.09, within(sawtooth.error()));
    }

    @Test
    void teethAndPointsAreChecked() {
        assertThatThrownBy(() -> new Sawtooth(26)).hasMessageContaining("got 26");
        assertThatThrownBy(() -> new Sawtooth(2).square(1.5)).hasMessageContaining("got 1.5");
    }
}
