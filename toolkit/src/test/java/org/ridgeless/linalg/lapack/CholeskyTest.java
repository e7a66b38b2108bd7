package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ridgeless.linalg.lapack.Samples.gaussian;
import static org.ridgeless.linalg.lapack.Samples.norm;
import static org.ridgeless.linalg.lapack.Samples.plus;
import static org.ridgeless.linalg.lapack.Samples.positive;
import static org.ridgeless.linalg.lapack.Samples.product;
import static org.ridgeless.linalg.lapack.Samples.times;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Cholesky factor is good for, in Java, in the native library and by blocks. */
class CholeskyTest {
    /** The matrix of min(i, j) has a factor of ones, the determinant 1, and the second differences as its inverse. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 23, 24, 127, 128, 130})
    void theMatrixOfMinimaIsExact(int n) {
        double[] minima = new double[n * n];
        Arrays.setAll(minima, at -> 1 + Math.min(at / n, at % n));
        Cholesky factor = Cholesky.of(minima, n);
        double[] inverse = factor.inverse();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(factor.factor(i, j)).isEqualTo(1);
                double second = i == j ? (i == n - 1 ? 1 : 2) : i == j + 1 ? -1 : 0;
                assertThat(inverse[i * n + j]).isEqualTo(second);
            }
        }
        assertThat(factor.logDeterminant()).isZero();
        double[] b = new double[n];
        Arrays.setAll(b, i -> i + 1);
        double[] first = new double[n];
        first[n - 1] = 1;
        assertThat(factor.solve(b)).containsExactly(first);
        assertThat(factor.forward(n, b)).containsOnly(1);
        assertThat(factor.backward(n, factor.forward(n, b))).containsExactly(first);
    }

    /** Of the upper triangle, row by row; what is below counts for nothing, whatever does the work. */
    @ParameterizedTest
    @ValueSource(ints = {2, 23, 24, 128})
    void oneTriangleIsRead(int n) {
        double[] a = positive(n, n);
        double[] half = a.clone();
        Arrays.setAll(half, at -> at % n < at / n ? 1e3 * at : a[at]);
        double[] b = gaussian(n, 1, 1);
        assertThat(Cholesky.of(half, n).solve(b))
                .containsExactly(Cholesky.of(a, n).solve(b));
        assertThat(half[n]).isEqualTo(1e3 * n);
    }

    /** The factor of a leading block is the leading block of the factor. */
    @ParameterizedTest
    @ValueSource(ints = {3, 24, 140})
    void leadingBlocksAreSolvedByTheSameFactor(int n) {
        double[] a = positive(n, n);
        Cholesky whole = Cholesky.of(a, n);
        double[] b = gaussian(n, 1, 2);
        for (int p : new int[] {1, 2, n / 2 + 1, n}) {
            double[] block = new double[p * p];
            Arrays.setAll(block, at -> a[at / p * n + at % p]);
            double[] x = whole.backward(p, whole.forward(p, b));
            assertThat(x).hasSize(p);
            double[] back = product(block, x, p, p, 1);
            assertThat(back).containsExactly(Arrays.copyOf(b, p), within(1e-13 * n));
        }
        assertThat(whole.backward(n, whole.forward(n, b))).containsExactly(whole.solve(b), within(1e-12));
    }

    /** det(A + x xᵀ) = det A (1 + xᵀA⁻¹x), and what is added and taken off again leaves A. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-140, 1, 1e140})
    void updatesFollowTheDeterminantLemmaInEveryUnit(double unit) {
        int n = 12;
        double[] a = times(positive(n, 4), unit);
        Cholesky factor = Cholesky.of(a, n);
        double[] x = times(gaussian(n, 1, 5), Math.sqrt(unit));
        double inner = 0;
        double[] solved = factor.solve(x);
        for (int i = 0; i < n; i++) {
            inner += x[i] * solved[i];
        }
        Cholesky updated = factor.updated(x);
        assertThat(updated.logDeterminant() - factor.logDeterminant()).isCloseTo(Math.log1p(inner), within(1e-11));
        Cholesky back = updated.downdated(x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(back.factor(i, j)).isCloseTo(factor.factor(i, j), within(1e-13 * Math.sqrt(unit)));
            }
        }
        // xᵀA⁻¹x of the vector that is taken off must be below 1.
        double[] most = times(x, 0.999 / Math.sqrt(inner));
        assertThat(factor.downdated(most).logDeterminant() - factor.logDeterminant())
                .isCloseTo(Math.log(1 - 0.999 * 0.999), within(1e-9));
        double[] more = times(x, 1.001 / Math.sqrt(inner));
        assertThatThrownBy(() -> factor.downdated(more))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not positive definite");
        assertThat(factor.updated(new double[n]).logDeterminant()).isEqualTo(factor.logDeterminant());
    }

    /** As many updates as there are directions build a matrix up from a multiple of the identity. */
    @Test
    void aMatrixIsTheSumOfItsUpdates() {
        int n = 6;
        double[] sum = new double[n * n];
        for (int i = 0; i < n; i++) {
            sum[i * n + i] = 0.5;
        }
        Cholesky factor = Cholesky.of(sum, n);
        for (int k = 0; k < 40; k++) {
            double[] x = gaussian(n, 1, 100 + k);
            factor = factor.updated(x);
            sum = plus(sum, 1, product(x, x, n, 1, n));
        }
        double[] b = gaussian(n, 1, 6);
        assertThat(norm(plus(product(sum, factor.solve(b), n, n, 1), -1, b))).isLessThan(1e-13);
    }

    @Test
    void whatIsNotPositiveDefiniteIsNamedByItsMinor() {
        for (int n : new int[] {5, 30, 150}) {
            double[] a = positive(n, n);
            a[(n - 2) * n + n - 2] = -1;
            assertThatThrownBy(() -> Cholesky.of(a, n))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("leading minor " + (n - 1) + " is");
        }
        assertThatThrownBy(() -> Cholesky.of(new double[1], 1)).hasMessageContaining("leading minor 1");
        assertThatThrownBy(() -> Cholesky.of(new double[] {1, 1, 1, 1}, 2)).hasMessageContaining("leading minor 2");
    }

    @Test
    void placesAndLengthsThatThereAreNotAreNamed() {
        Cholesky factor = Cholesky.of(positive(3, 1), 3);
        assertThatThrownBy(() -> factor.factor(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> factor.factor(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> factor.factor(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> factor.solve(new double[2])).hasMessageContaining("3 equations");
        assertThatThrownBy(() -> factor.forward(4, new double[4])).hasMessageContaining("1 to 3 is wanted, got 4");
        assertThatThrownBy(() -> factor.backward(0, new double[4])).hasMessageContaining("1 to 3 is wanted, got 0");
        assertThatThrownBy(() -> factor.downdated(1, 2)).hasMessageContaining("length 3 is wanted, got one of 2");
    }
}
