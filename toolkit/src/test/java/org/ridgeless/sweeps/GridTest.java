package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    /** Neighbours differ by one step, and both ends are exact in any unit, up to the largest numbers. */
    @ParameterizedTest
    @CsvSource({"0, 1, 11", "-3, 5, 7", "1e-300, 4e-300, 4", "-1.7e308, 1.7e308, 5", "5, 1, 3"})
    void linearGridsHaveEqualSteps(double from, double to, int count) {
        double[] values = Grid.linear(from, to, count).values();
        assertThat(values).hasSize(count);
        assertThat(values[0]).isEqualTo(from);
        assertThat(values[count - 1]).isEqualTo(to);
        double step = to / (count - 1) - from / (count - 1);
        for (int i = 1; i < count; i++) {
            assertThat((values[i] / 2 - values[i - 1] / 2) / (step / 2)).isCloseTo(1, within(1e-13));
        }
    }

    /** Neighbours have one ratio, also where that of the ends is beyond the range of numbers. */
    @ParameterizedTest
    @CsvSource({"1, 1000, 4", "1e-3, 1, 7", "1e-200, 1e200, 5", "1e-300, 1e300, 11", "100, 1, 5"})
    void logarithmicGridsHaveEqualRatios(double from, double to, int count) {
        double[] values = Grid.logarithmic(from, to, count).values();
        assertThat(values[0]).isEqualTo(from);
        assertThat(values[count - 1]).isEqualTo(to);
        double step = (Math.log(to) - Math.log(from)) / (count - 1);
        for (int i = 1; i < count; i++) {
            assertThat(Math.log(values[i]) - Math.log(values[i - 1])).isCloseTo(step, within(1e-12 * Math.abs(step)));
        }
    }

    @Test
    void wholeNumbersRunUpToTheLastThatAStepHits() {
        assertThat(Grid.ints(2, 11, 4).integers()).containsExactly(2, 6, 10);
        assertThat(Grid.ints(3, 3, 5).integers()).containsExactly(3);
        assertThat(Grid.of(Integer.MIN_VALUE, Integer.MAX_VALUE).integers())
                .containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(1.5).integers())
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(3e9).integers())
                .withMessageContaining("3.0E9");
        assertThat(Grid.of(1, 2).toString()).isEqualTo("Grid[1.0, 2.0]");
        assertThat(Grid.of(1, 2, 3).size()).isEqualTo(3);
    }

    @Test
    void gridsDoNotChange() {
        double[] values = {1, 2};
        Grid grid = Grid.of(values);
        values[0] = 7;
        grid.values()[1] = 8;
        assertThat(grid.values()).containsExactly(1, 2);
    }

    @Test
    void whatIsNoGridIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(1, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.linear(0, Double.NaN, 3))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.logarithmic(0, 1, 3))
                .withMessageContaining("0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.logarithmic(1, Double.POSITIVE_INFINITY, 3))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.linear(0, 1, 1))
                .withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.ints(0, 5, 0))
                .withMessageContaining("got 0");
    }
}
