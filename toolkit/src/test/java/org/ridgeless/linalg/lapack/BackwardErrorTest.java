package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ridgeless.linalg.lapack.Samples.gaussian;
import static org.ridgeless.linalg.lapack.Samples.norm;
import static org.ridgeless.linalg.lapack.Samples.orthogonal;
import static org.ridgeless.linalg.lapack.Samples.plus;
import static org.ridgeless.linalg.lapack.Samples.positive;
import static org.ridgeless.linalg.lapack.Samples.product;
import static org.ridgeless.linalg.lapack.Samples.symmetric;
import static org.ridgeless.linalg.lapack.Samples.times;
import static org.ridgeless.linalg.lapack.Samples.transposed;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.NestedRidge;

/**
 * What a decomposition gives belongs to a matrix that differs from the given one by a few n ε‖A‖ (E. Anderson and others, <i>LAPACK
 * Users' Guide</i>, 3rd ed. 1999, chapter 4), whatever its unit.
 */
class BackwardErrorTest {
    /** Units of n ε‖A‖. */
    private static final double UNITS = 4;

    private static double bound(int n, double[] a) {
        return UNITS * n * Math.ulp(1.0) * norm(a);
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        Arrays.setAll(identity, at -> at / n == at % n ? 1 : 0);
        return identity;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 1e-150",
        "7, 1e150",
        "23, 1e-150",
        "23, 1",
        "24, 1",
        "24, 1e150",
        "40, 1e-150",
        "40, 1e150",
        "131, 1"
    })
    void eigenvectorsDiagonalize(int n, double scale) {
        double[] a = times(symmetric(n, n), scale);
        SymmetricEigen eigen = SymmetricEigen.of(a, n);
        double[] v = eigen.vectors();
        double[] scaled = v.clone();
        Arrays.setAll(scaled, at -> eigen.values()[at / n] * v[at]);
        // The rows of V are eigenvectors: A = Vᵀ Λ V.
        assertThat(norm(plus(product(transposed(v, n, n), scaled, n, n, n), -1, a)))
                .isLessThanOrEqualTo(bound(n, a));
        assertThat(norm(plus(product(v, transposed(v, n, n), n, n, n), -1, identity(n))))
                .isLessThanOrEqualTo(bound(n, identity(n)));
        assertThat(eigen.values()).isSorted();
        assertThat(SymmetricEigen.values(a, n)).containsExactly(eigen.values(), within(bound(n, a)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1",
        "3, 1, 1e-150",
        "9, 4, 1e150",
        "4, 9, 1e-150",
        "24, 23, 1",
        "23, 24, 1e150",
        "40, 30, 1e-150",
        "30, 40, 1",
        "131, 60, 1e150"
    })
    void singularVectorsComposeTheMatrix(int n, int d, double scale) {
        double[] a = times(gaussian(n, d, n + 100L * d), scale);
        SingularDecomposition svd = SingularDecomposition.of(a, n, d);
        int m = Math.min(n, d);
        double[] scaled = svd.left();
        Arrays.setAll(scaled, at -> svd.values()[at % m] * svd.left()[at]);
        assertThat(norm(plus(product(scaled, svd.rightTransposed(), n, m, d), -1, a)))
                .isLessThanOrEqualTo(bound(Math.max(n, d), a));
        double[] gram = product(transposed(svd.left(), n, m), svd.left(), m, n, m);
        assertThat(norm(plus(gram, -1, identity(m)))).isLessThanOrEqualTo(bound(n, identity(m)));
        double[] other = product(svd.rightTransposed(), transposed(svd.rightTransposed(), m, d), m, d, m);
        assertThat(norm(plus(other, -1, identity(m)))).isLessThanOrEqualTo(bound(d, identity(m)));
        assertThat(times(svd.values(), -1)).isSorted();
        assertThat(svd.values()[m - 1]).isGreaterThanOrEqualTo(0);
        assertThat(SingularValues.of(a, n, d)).containsExactly(svd.values(), within(bound(Math.max(n, d), a)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 1e-150", "23, 1e150", "24, 1", "24, 1e-150", "40, 1e150", "128, 1", "140, 1e-150"})
    void aFactorTimesItsTransposeIsTheMatrixAndSolvesIt(int n, double scale) {
        double[] a = times(positive(n, n), scale);
        Cholesky cholesky = Cholesky.of(a, n);
        double[] l = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l[i * n + j] = cholesky.factor(i, j);
            }
        }
        assertThat(norm(plus(product(l, transposed(l, n, n), n, n, n), -1, a))).isLessThanOrEqualTo(bound(n, a));
        double[] b = gaussian(n, 1, n + 1);
        double[] x = cholesky.solve(b);
        assertThat(norm(plus(product(a, x, n, n, 1), -1, b))).isLessThanOrEqualTo(bound(n, a) * norm(x));
        double[] inverse = cholesky.inverse();
        assertThat(norm(plus(product(a, inverse, n, n, n), -1, identity(n))))
                .isLessThanOrEqualTo(bound(n, a) * norm(inverse));
        assertThat(inverse).containsExactly(transposed(inverse, n, n));
    }

    /** The residual is orthogonal to the columns, and the solution to the kernel: the two laws that make it the smallest of the best. */
    @ParameterizedTest
    @CsvSource({
        "9, 4, 3, 1",
        "4, 9, 3, 1e-150",
        "9, 9, 5, 1e150",
        "40, 30, 30, 1e-150",
        "30, 40, 30, 1",
        "40, 40, 17, 1e150"
    })
    void aLeastSquaresSolutionIsTheSmallestOfTheBest(int n, int d, int rank, double scale) {
        double[] a = times(product(gaussian(n, rank, n), gaussian(rank, d, d), n, rank, d), scale);
        double[] b = gaussian(n, 1, 7);
        double[] x = LeastSquares.minimumNorm(a, n, d, b);
        double[] residual = plus(product(a, x, n, d, 1), -1, b);
        double[] slope = product(transposed(a, n, d), residual, d, n, 1);
        int longer = Math.max(n, d);
        assertThat(norm(slope)).isLessThanOrEqualTo(bound(longer, a) * (norm(b) + norm(a) * norm(x)));
        // Each vector of the kernel: the right singular vectors of a square matrix that holds A and zeros.
        double[] square = Arrays.copyOf(a, longer * d);
        double[] right = SingularDecomposition.of(square, longer, d).rightTransposed();
        for (int k = rank; k < d; k++) {
            double along = 0;
            for (int j = 0; j < d; j++) {
                along += right[k * d + j] * x[j];
            }
            assertThat(Math.abs(along)).isLessThanOrEqualTo(1e-11 * norm(x));
        }
        assertThat(LeastSquares.minimumNorm(times(a, 2), n, d, b))
                .containsExactly(times(x, 0.5), within(1e-11 / scale));
    }

    /** (ΦᵀΦ + λI)w = Φᵀy for each width, from the one factor; in a unit u of the features, weights are 1/u and λ is u². */
    @Test
    void everyWidthOfANestedRidgeSolvesItsNormalEquationsInEveryUnit() {
        int n = 12;
        int width = 20;
        double[] phi = gaussian(n, width, 3);
        double[] y = gaussian(n, 1, 4);
        NestedRidge one = NestedRidge.of(Matrix.wrap(phi, n, width), y, 0.5);
        assertThat(one.width()).isEqualTo(width);
        for (double unit : new double[] {1e-140, 1e-3, 1e3, 1e140}) {
            NestedRidge other = NestedRidge.of(Matrix.wrap(times(phi, unit), n, width), y, 0.5 * unit * unit);
            for (int p = 1; p <= width; p++) {
                double[] w = one.weights(p);
                assertThat(w).hasSize(p);
                assertThat(times(other.weights(p), unit)).containsExactly(w, within(1e-13));
                double[] part = new double[n * p];
                int columns = p;
                Arrays.setAll(part, at -> phi[at / columns * width + at % columns]);
                double[] fit = plus(product(part, w, n, p, 1), -1, y);
                double[] slope = plus(product(transposed(part, n, p), fit, p, n, 1), 0.5, w);
                assertThat(norm(slope)).isLessThanOrEqualTo(1e-12);
            }
        }
    }

    /** Of Q diag(κ, …, 1) Qᵀ: the smallest eigenvalue is good to ε κ of itself, no better and no worse. */
    @Test
    void aSmallEigenvalueLosesWhatTheConditionTakes() {
        for (int n : new int[] {10, 30}) {
            double[] q = orthogonal(n, n);
            for (double kappa : new double[] {1e3, 1e7, 1e11}) {
                double[] graded = q.clone();
                Arrays.setAll(graded, at -> Math.pow(kappa, (double) (at / n) / (n - 1)) * q[at]);
                double[] a = product(transposed(q, n, n), graded, n, n, n);
                Arrays.setAll(a, at -> a[Math.min(at, at % n * n + at / n)]);
                double[] values = SymmetricEigen.values(a, n);
                for (int i = 0; i < n; i++) {
                    double known = Math.pow(kappa, (double) i / (n - 1));
                    assertThat(values[i]).isCloseTo(known, within(UNITS * n * Math.ulp(1.0) * kappa));
                }
                double logarithm = Cholesky.of(a, n).logDeterminant();
                assertThat(logarithm).isCloseTo(n / 2.0 * Math.log(kappa), within(n * n * Math.ulp(1.0) * kappa));
            }
        }
    }
}
