package org.ridgeless.spectra.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointLawsTest {
    /** The golden ratio, x = 1 + 1/x, in any unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1, 1e150})
    void fixedPointsScaleWithTheirUnit(double unit) {
        double[] x = FixedPoint.of(v -> new double[] {unit * (1 + unit / v[0])}).from(unit);
        assertThat(x[0] / unit).isCloseTo((1 + Math.sqrt(5)) / 2, within(1e-11));
    }

    /** x = e^{-x} at the omega constant 0.567143290409783873 (OEIS A030178), whatever the damping. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void dampingDoesNotMoveTheFixedPoint(double damping) {
        double[] x = FixedPoint.of(v -> new double[] {Math.exp(-v[0])})
                .damping(damping)
                .from(3);
        assertThat(x[0]).isCloseTo(0.5671432904097838, within(1e-11));
    }

    /** x = 4 − x has slope −1: without damping it oscillates, and half a step is the solution. */
    @Test
    void dampingStopsOscillations() {
        assertThat(FixedPoint.of(v -> new double[] {4 - v[0]}).from(1)[0]).isCloseTo(2, within(1e-11));
    }

    /** (x, y) → (y/2 + 1, x/2 + 1) with the fixed point (2, 2): the unknowns are exchangeable. */
    @Test
    void coupledUnknownsAreSolvedTogether() {
        FixedPoint map = FixedPoint.of(v -> new double[] {v[1] / 2 + 1, v[0] / 2 + 1});
        assertThat(map.from(0.1, 9)).containsExactly(new double[] {2, 2}, within(1e-10));
        assertThat(map.from(9, 0.1)).containsExactly(new double[] {2, 2}, within(1e-10));
    }

    /** The first coordinate stands still at once, the second is still far away. */
    @Test
    void oneStillCoordinateIsNoFixedPoint() {
        FixedPoint map = FixedPoint.of(v -> new double[] {1, 100 + 0.99 * (v[1] - 100)});
        double[] early = map.firstCoordinateStill(1e-9, 1, 1);
        assertThat(early[1]).isLessThan(5);
        assertThat(map.from(1, 1)[1]).isCloseTo(100, within(1e-8));
    }

    @Test
    void mapsThatAreNotNumbersAreErrors() {
        assertThatThrownBy(() -> FixedPoint.of(v -> new double[] {Double.NaN}).from(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> FixedPoint.of(v -> new double[] {v[0] * v[0]}).from(5))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverged at step");
        for (double damping : new double[] {0, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FixedPoint.of(v -> v).damping(damping))
                    .withMessageContaining(Double.toString(damping));
        }
    }
}
