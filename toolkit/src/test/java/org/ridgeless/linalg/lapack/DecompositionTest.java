package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.NestedRidge;
import org.ridgeless.random.Seeds;

/** Each decomposition is put together again, or compared with a second route. */
class DecompositionTest {
    @ParameterizedTest
    @CsvSource({"1,1", "1,4", "4,1", "5,3", "3,5", "17,17", "40,9"})
    void aSingularValueDecompositionGivesItsMatrixBack(int n, int d) {
        double[] a = uniform(n * d, n + 100L * d);
        SingularDecomposition svd = SingularDecomposition.of(a, n, d);
        assertThat(svd.truncated(Math.min(n, d))).containsExactly(a, within(1e-13));
        assertThat(svd.values()).containsExactly(SingularValues.of(a, n, d), within(1e-13));
        int m = Math.min(n, d);
        double[] identity = new double[m * m];
        for (int i = 0; i < m; i++) {
            identity[i * m + i] = 1;
        }
        assertThat(Products.transposeLeft(svd.left(), svd.left(), m, n, m)).containsExactly(identity, within(1e-13));
        assertThat(Products.transposeRight(svd.rightTransposed(), svd.rightTransposed(), m, d, m))
                .containsExactly(identity, within(1e-13));
    }

    @Test
    void theErrorOfATruncationIsTheFirstSingularValueLeftOut() {
        double[] a = uniform(48, 3);
        SingularDecomposition svd = SingularDecomposition.of(a, 8, 6);
        double[] rest = svd.truncated(2);
        for (int i = 0; i < rest.length; i++) {
            rest[i] = a[i] - rest[i];
        }
        assertThat(SingularValues.of(rest, 8, 6)[0]).isCloseTo(svd.values()[2], within(1e-13));
    }

    @Test
    void theEigenvaluesOfARotationLieOnTheUnitCircle() {
        double angle = 0.7;
        double[] rotation = {Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)};
        GeneralEigenvalues values = GeneralEigenvalues.of(rotation, 2);
        assertThat(values.real()).containsExactly(new double[] {Math.cos(angle), Math.cos(angle)}, within(1e-15));
        assertThat(values.imaginary()[0] + values.imaginary()[1]).isZero();
        assertThat(Math.abs(values.imaginary()[0])).isCloseTo(Math.sin(angle), within(1e-15));
        assertThat(values.spectralRadius()).isCloseTo(1, within(1e-15));
    }

    @Test
    void generalEigenvaluesSumToTheTraceAndAgreeWithTheSymmetricOnes() {
        int n = 12;
        double[] a = uniform(n * n, 4);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += a[i * n + i];
        }
        GeneralEigenvalues values = GeneralEigenvalues.of(a, n);
        assertThat(Arrays.stream(values.real()).sum()).isCloseTo(trace, within(1e-12));
        double[] symmetric = Products.transposeRight(a, a, n, n, n);
        double[] ascending = SymmetricEigen.values(symmetric, n);
        double[] descending = GeneralEigenvalues.of(symmetric, n).real();
        for (int i = 0; i < n; i++) {
            assertThat(descending[i]).isCloseTo(ascending[n - 1 - i], within(1e-11));
        }
    }

    @Test
    void aRankOneUpdateIsTheFactorOfTheUpdatedMatrix() {
        int n = 9;
        double[] a = positive(n);
        double[] x = uniform(n, 8);
        double[] changed = a.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                changed[i * n + j] += x[i] * x[j];
            }
        }
        Cholesky updated = Cholesky.of(a, n).updated(x);
        Cholesky fresh = Cholesky.of(changed, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(updated.factor(i, j)).isCloseTo(fresh.factor(i, j), within(1e-13));
            }
        }
        double[] b = uniform(n, 9);
        assertThat(updated.downdated(x).solve(b))
                .containsExactly(Cholesky.of(a, n).solve(b), within(1e-12));
        assertThat(updated.logDeterminant()).isCloseTo(fresh.logDeterminant(), within(1e-12));
    }

    @Test
    void aDowndateThatLeavesThePositiveConeIsRefused() {
        Cholesky identity = Cholesky.of(new double[] {1, 0, 0, 1}, 2);
        assertThatThrownBy(() -> identity.downdated(0, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("leading minor 2");
        assertThatThrownBy(() -> identity.updated(1)).hasMessageContaining("length 2 is wanted, got one of 1");
        assertThatThrownBy(() -> Cholesky.of(new double[3], 2)).hasMessageContaining("4 entries, got 3");
    }

    @Test
    void whatIsNotANumberIsNamedWithItsPlace() {
        for (int n : new int[] {3, 150}) {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                double[] a = positive(n);
                a[n + 2] = value;
                a[2 * n + 1] = value;
                String place = value + " in row 1, column 2";
                assertThatThrownBy(() -> SymmetricEigen.values(a, n)).hasMessageContaining(place);
                assertThatThrownBy(() -> SymmetricEigen.of(a, n)).hasMessageContaining(place);
                assertThatThrownBy(() -> Cholesky.of(a, n)).hasMessageContaining(place);
                assertThatThrownBy(() -> Matrix.wrap(a, n, n).symmetricEigenvalues())
                        .hasMessageContaining(place);
            }
        }
    }

    @Test
    void everyWidthOfANestedRidgeIsTheRidgeOfThatWidth() {
        int n = 15;
        int width = 24;
        Matrix design = Matrix.wrap(uniform(n * width, 10), n, width);
        double[] y = uniform(n, 11);
        double ridge = 0.3;
        NestedRidge nested = NestedRidge.of(design, y, ridge);
        for (int p : new int[] {1, 7, 15, 16, 24}) {
            // Ridge regression is least squares with √λ I below the design and zeros below the targets.
            double[] stacked = new double[(n + p) * p];
            for (int j = 0; j < p; j++) {
                for (int i = 0; i < n; i++) {
                    stacked[i * p + j] = design.get(i, j);
                }
                stacked[(n + j) * p + j] = Math.sqrt(ridge);
            }
            double[] second = LeastSquares.minimumNorm(stacked, n + p, p, Arrays.copyOf(y, n + p));
            assertThat(nested.weights(p)).containsExactly(second, within(1e-12));
        }
        assertThatThrownBy(() -> nested.weights(25)).hasMessageContaining("1 to 24 features, got 25");
        assertThatThrownBy(() -> NestedRidge.of(design, y, 0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> NestedRidge.of(design, new double[3], 1)).hasMessageContaining("15 rows");
    }

    private static double[] positive(int n) {
        double[] g = uniform(n * n, 7);
        double[] a = Products.transposeRight(g, g, n, n, n);
        for (int i = 0; i < n; i++) {
            a[i * n + i] += 0.5;
        }
        return a;
    }

    private static double[] uniform(int count, long seed) {
        return Seeds.of(seed).stream().doubles(count, -1, 1).toArray();
    }
}
