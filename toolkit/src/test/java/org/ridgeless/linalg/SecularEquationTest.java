package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.Samples;
import org.ridgeless.linalg.lapack.SymmetricEigen;

class SecularEquationTest {
    @ParameterizedTest
    @ValueSource(doubles = {2.5, -0.7, 1e-9})
    void rootsAreTheEigenvaluesOfTheChangedMatrix(double tau) {
        double[] d = {-1, 0.5, 0.5, 2, 7};
        double[] w = {0.3, 0.2, 0.4, 0, 1.1};
        int n = d.length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = (i == j ? d[i] : 0) + tau * Math.sqrt(w[i] * w[j]);
            }
        }
        assertThat(SecularEquation.roots(d, w, tau)).containsExactly(SymmetricEigen.values(matrix, n), within(1e-13));
    }

    /** Roots and places interlace, and together the roots are higher by the trace τ Σ w, in every unit and on either side. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1e-150, 1", "1e150, 1", "1, 1e-8", "1, 1e8", "1e-150, 1e-3", "1e150, 1e3"})
    void rootsInterlaceInEveryUnit(double unit, double weight) {
        for (int seed = 0; seed < 20; seed++) {
            double[] d = Samples.gaussian(1 + 3 * seed, 1, seed);
            Arrays.sort(d);
            double[] w = Vectors.map(Samples.gaussian(d.length, 1, seed + 50), x -> weight * x * x);
            for (int sign : new int[] {-1, 1}) {
                double[] roots = SecularEquation.roots(Vectors.scale(d, unit), w, sign * unit);
                double moved = 0;
                double size = 1 + Vectors.sum(w) + Vectors.largest(d);
                for (int i = 0; i < d.length; i++) {
                    double root = roots[i] / unit;
                    moved += root - d[i];
                    int lower = sign > 0 ? i : i - 1;
                    double low = lower < 0 ? d[0] - Vectors.sum(w) : d[lower];
                    double high = lower + 1 < d.length ? d[lower + 1] : d[lower] + Vectors.sum(w);
                    assertThat(root).isBetween(low - 1e-15 * size, high + 1e-15 * size);
                }
                assertThat(moved).isCloseTo(sign * Vectors.sum(w), within(1e-14 * d.length * size));
            }
        }
    }

    /** A single place moves by τ w; weights of 0 move nothing; equal places keep all roots but one. */
    @Test
    void casesWithoutAnEquationAreExact() {
        assertThat(SecularEquation.roots(new double[] {3}, new double[] {2}, 0.5))
                .containsExactly(new double[] {4}, within(1e-15));
        assertThat(SecularEquation.roots(new double[] {3}, new double[] {2}, -0.5))
                .containsExactly(new double[] {2}, within(1e-15));
        double[] d = {-2, 0, 5};
        assertThat(SecularEquation.roots(d, new double[3], 1)).containsExactly(d);
        assertThat(SecularEquation.roots(new double[] {1, 1, 1}, new double[] {1, 1, 1}, 1))
                .containsExactly(new double[] {1, 1, 4}, within(1e-15));
    }

    @Test
    void whatIsNotFiniteIsRefusedAndNotLookedForForEver() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> SecularEquation.roots(new double[] {bad}, new double[] {1}, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("place 0 is " + bad);
            assertThatThrownBy(() -> SecularEquation.roots(new double[] {0, 1}, new double[] {1, bad}, 1))
                    .hasMessageContaining("place 1 is 1.0 with weight " + bad);
            assertThatThrownBy(() -> SecularEquation.roots(new double[] {0}, new double[] {1}, bad))
                    .hasMessageContaining("τ = " + bad);
        }
        assertThatThrownBy(() -> SecularEquation.roots(new double[0], new double[0], 1))
                .hasMessageContaining("0 places");
    }

    @Test
    void whatIsNoSecularEquationIsNamed() {
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1, 0}, new double[] {1, 1}, 1))
                .hasMessageContaining("ascend");
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1}, new double[] {1}, 0))
                .hasMessageContaining("τ = 0");
        assertThatThrownBy(() -> SecularEquation.roots(new double[] {1}, new double[] {-1}, 1))
                .hasMessageContaining("-1");
    }
}
