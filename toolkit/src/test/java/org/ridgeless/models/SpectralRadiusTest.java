package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralRadiusTest {
    private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

    @Test
    void complexPairsCountByTheirModulus() {
        double c = 0.9 * Math.cos(1);
        double s = 0.9 * Math.sin(1);
        assertThat(SpectralRadius.of(new double[][] {{c, -s}, {s, c}})).isCloseTo(0.9, within(1e-14));
    }

    @Test
    void negativeEigenvaluesCountByTheirModulus() {
        assertThat(SpectralRadius.of(new double[][] {{0.3, 0}, {5, -0.7}})).isCloseTo(0.7, within(1e-13));
    }

    /** The norm of the power k of a Jordan block grows like k λᵏ, of which the root forgets the k. */
    @Test
    void jordanBlocksHaveTheirEigenvalueAlthoughTheirNormIsLarger() {
        double[][] block = {{0.5, 1, 0}, {0, 0.5, 1}, {0, 0, 0.5}};
        assertThat(SpectralRadius.of(block)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void nilpotentMatricesHaveNone() {
        assertThat(SpectralRadius.of(new double[][] {{0, 3, 1}, {0, 0, 2}, {0, 0, 0}}))
                .isZero();
    }

    /** Fibonacci's recursion, in units so small or large that squares of entries leave the range of numbers. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-170, 1, 1e170, 1e300})
    void theRadiusScalesWithTheMatrix(double unit) {
        assertThat(SpectralRadius.of(new double[][] {{unit, unit}, {unit, 0}}) / unit)
                .isCloseTo(GOLDEN, within(1e-12));
    }

    @Test
    void whatIsNotANumberHasNoRadius() {
        assertThat(SpectralRadius.of(new double[][] {{1, 0}, {Double.NaN, 1}})).isNaN();
    }
}
