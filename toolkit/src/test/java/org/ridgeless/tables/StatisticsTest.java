package org.ridgeless.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy 2.4.6 (quantile, var) and SciPy 1.17.1 (sem, pearsonr, spearmanr) on six numbers, two of them equal. */
class StatisticsTest {
    private static final double[] X = {3.1, -2, 7.5, 0.4, 0.4, 12};
    private static final double[] Y = {1, 0, 2.5, 0.5, 0.7, 3};
    private static final double VARIANCE = 27.57066666666667;
    private static final double SEM = 2.143621027866426;
    private static final double PEARSON = 0.9860460630356801;
    private static final double SPEARMAN = 0.9856107606091624;

    @ParameterizedTest
    @CsvSource({"0, -2.0", "0.1, -0.7999999999999999", "0.25, 0.4", "0.5, 1.75", "0.77, 6.84", "0.9, 9.75", "1, 12.0"})
    void quantilesInterpolateBetweenOrderStatistics(double probability, double value) {
        assertThat(Statistics.quantile(probability, X)).isCloseTo(value, within(1e-14));
    }

    @Test
    void varianceAndStandardErrorAreUnbiased() {
        assertThat(Statistics.mean(X)).isCloseTo(21.4 / 6, within(1e-15));
        assertThat(Statistics.variance(X)).isCloseTo(VARIANCE, within(1e-13));
        assertThat(Statistics.standardError(X)).isCloseTo(SEM, within(1e-14));
        assertThat(Statistics.median(X)).isEqualTo(1.75);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-160, 1, -3, 1e160, 1e200})
    void correlationsHaveNoUnit(double unit) {
        double[] scaled = Arrays.stream(X).map(v -> unit * v).toArray();
        double sign = Math.signum(unit);
        assertThat(Statistics.correlation(scaled, Y)).isCloseTo(sign * PEARSON, within(1e-14));
        assertThat(Statistics.correlation(Y, scaled)).isCloseTo(sign * PEARSON, within(1e-14));
        assertThat(Statistics.rankCorrelation(scaled, Y)).isCloseTo(sign * SPEARMAN, within(1e-14));
        assertThat(Statistics.standardError(scaled) / Math.abs(unit)).isCloseTo(SEM, within(1e-13));
        assertThat(Statistics.quantile(0.77, scaled) / unit)
                .isCloseTo(Statistics.quantile(unit > 0 ? 0.77 : 0.23, X), within(1e-13));
    }

    /** A monotone map leaves ranks, and a straight one the correlation. */
    @Test
    void ranksSeeTheOrderAlone() {
        double[] cubes = Arrays.stream(X).map(v -> v * v * v).toArray();
        assertThat(Statistics.rankCorrelation(cubes, Y)).isEqualTo(Statistics.rankCorrelation(X, Y));
        double[] moved = Arrays.stream(X).map(v -> 5 - 2 * v).toArray();
        assertThat(Statistics.correlation(moved, Y)).isCloseTo(-PEARSON, within(1e-14));
        assertThat(Statistics.correlation(X, moved)).isCloseTo(-1, within(1e-15));
    }

    /** Three times 0.1 has another mean than 0.1, which is no variation. */
    @Test
    void whatDoesNotVaryHasNoCorrelation() {
        for (double value : new double[] {0.1, 1 / 3.0, 1e-300, 0}) {
            double[] same = new double[7];
            Arrays.fill(same, value);
            double[] rising = {1, 2, 3, 4, 5, 6, 8};
            assertThat(Statistics.correlation(same, rising)).isNaN();
            assertThat(Statistics.correlation(rising, same)).isNaN();
            assertThat(Statistics.rankCorrelation(same, rising)).isNaN();
        }
        assertThat(Statistics.correlation(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .isNaN();
    }

    @Test
    void quantilesKeepInfiniteValuesInTheirPlace() {
        double[] draws = {1, Double.POSITIVE_INFINITY, 2, 3};
        assertThat(Statistics.median(draws)).isEqualTo(2.5);
        assertThat(Statistics.quantile(1, draws)).isInfinite();
        assertThat(draws[1]).isInfinite();
        assertThat(Statistics.quantile(0.5, 1, Double.NaN)).isNaN();
        assertThat(Statistics.quantile(0.5)).isNaN();
        assertThat(Statistics.variance(1)).isNaN();
        assertThat(Statistics.mean()).isNaN();
    }

    @Test
    void whatIsNoSampleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.quantile(Double.NaN, 1, 2))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.quantile(1.1, 1, 2))
                .withMessageContaining("1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.correlation(X, new double[2]))
                .withMessageContaining("6 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistics.correlation(new double[1], new double[1]))
                .withMessageContaining("1 and 1");
    }
}
