package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** (x − mean) / deviation knows neither the unit nor the zero of an input. */
class StandardizationTest {
    private static final int N = 257;
    private static final int D = 3;

    private static double[][] sample(double scale, double shift) {
        Random random = new Random(5);
        double[][] x = new double[N][D];
        for (double[] row : x) {
            // Multiples of 2⁻²⁰, so that a shift by a whole number is exact.
            Arrays.setAll(row, j -> scale * (Math.rint(0x1p20 * random.nextGaussian()) * 0x1p-20 + shift));
        }
        return x;
    }

    private static double[] standardized(double[][] x) {
        return Data.regression(x, new double[x.length][1]).standardized().flatInputs();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1e-12, 1e12, 1e150, 1e300, -1})
    void theUnitDoesNotMatter(double scale) {
        double[] expected = standardized(sample(1, 0));
        double[] found = standardized(sample(scale, 0));
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(Math.signum(scale) * expected[i], within(1e-13));
        }
    }

    /** Powers of two change no bit, down to the numbers that have lost bits of their own. */
    @ParameterizedTest
    @ValueSource(ints = {-1000, -500, 500, 1000})
    void aPowerOfTwoChangesNoBit(int exponent) {
        assertThat(standardized(sample(Math.scalb(1.0, exponent), 0))).containsExactly(standardized(sample(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -17, 1 << 20, 1 << 30})
    void theZeroDoesNotMatter(double shift) {
        double[] expected = standardized(sample(1, 0));
        double[] found = standardized(sample(1, shift));
        for (int i = 0; i < found.length; i++) {
            // The mean of numbers about the shift is known to its last bit.
            assertThat(found[i]).isCloseTo(expected[i], within(1e-13 + 2 * Math.ulp(shift)));
        }
    }

    @Test
    void theOrderOfTheSamplesDoesNotMatter() {
        double[][] x = sample(1, 3);
        double[] expected = standardized(x);
        double[][] reversed = new double[N][];
        Arrays.setAll(reversed, i -> x[N - 1 - i]);
        double[] found = standardized(reversed);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                assertThat(found[i * D + j]).isCloseTo(expected[(N - 1 - i) * D + j], within(1e-13));
            }
        }
    }

    /** However many equal numbers there are, and however their sum is rounded, they have no spread. */
    @ParameterizedTest
    @ValueSource(ints = {10, 1000, 100_000})
    void manyEqualNumbersAreConstant(int n) {
        for (double value : new double[] {0.1, -1 / 3.0, 1e150 / 7, 1e-150 / 7}) {
            double[][] x = new double[n][];
            Arrays.fill(x, new double[] {value});
            assertThat(standardized(x)).containsOnly(0);
        }
    }

    /** The largest numbers that there are, of both signs, and the smallest; a deviation of √(2/9)·2 by hand. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, 1, Double.MIN_NORMAL, 4 * Double.MIN_VALUE})
    void theLargestAndTheSmallestNumbersHaveADeviation(double value) {
        double[] found = standardized(new double[][] {{value}, {-value}, {-value}});
        assertThat(found).containsExactly(new double[] {Math.sqrt(2), -Math.sqrt(0.5), -Math.sqrt(0.5)}, within(1e-15));
    }

    @Test
    void standardizingTwiceIsStandardizingOnce() {
        double[] once = standardized(sample(3, 5));
        double[][] rows = new double[N][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(once, i * D, (i + 1) * D));
        double[] twice = standardized(rows);
        for (int i = 0; i < once.length; i++) {
            assertThat(twice[i]).isCloseTo(once[i], within(1e-13));
        }
        for (int j = 0; j < D; j++) {
            double sum = 0;
            double squares = 0;
            for (double[] row : rows) {
                sum += row[j];
                squares += row[j] * row[j];
            }
            assertThat(sum / N).isCloseTo(0, within(1e-15));
            assertThat(squares / N).isCloseTo(1, within(1e-14));
        }
    }
}
