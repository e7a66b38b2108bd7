package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

/** Orders beyond one block. */
class BlockedCholeskyTest {
    private final UniformRandomProvider random = Seeds.of(3).stream();

    private double[] gram(int n, int samples) {
        double[] x = new double[samples * n];
        Arrays.setAll(x, i -> random.nextDouble(-1, 1));
        return Products.transposeLeft(x, x, n, samples, n);
    }

    @Test
    void theFactorTimesItsTransposeIsTheMatrix() {
        for (int n : new int[] {128, 145, 200}) {
            double[] a = gram(n, 2 * n);
            Cholesky cholesky = Cholesky.of(a, n);
            for (int i = 0; i < n; i += 7) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int p = 0; p <= j; p++) {
                        sum += cholesky.factor(i, p) * cholesky.factor(j, p);
                    }
                    assertThat(sum).isCloseTo(a[i * n + j], within(1e-12 * n));
                }
            }
            double[] b = new double[n];
            Arrays.fill(b, 1);
            double[] x = cholesky.solve(b);
            double[] back = Products.multiply(a, x, n, n, 1);
            assertThat(back).containsExactly(b, within(1e-9));
        }
    }

    @Test
    void theFirstMinorThatIsNotPositiveIsNamed() {
        int n = 150;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = i == 99 ? -1 : 2;
        }
        assertThatThrownBy(() -> Cholesky.of(a, n)).hasMessageContaining("leading minor 100");
    }

    @Test
    void largeProductsAreSumsOfProducts() {
        int n = 40;
        int k = 131;
        int m = 57;
        double[] left = Arrays.copyOf(gram(k, 3), n * k);
        double[] right = Arrays.copyOf(gram(k, 2), k * m);
        double[] product = Products.multiply(left, right, n, k, m);
        double[] byTransposed = Products.transposeRight(left, transposed(right, k, m), n, k, m);
        double[] transposedLeft = Products.transposeLeft(transposed(left, n, k), right, n, k, m);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += left[i * k + p] * right[p * m + j];
                }
                assertThat(product[i * m + j]).isCloseTo(sum, within(1e-11));
                assertThat(byTransposed[i * m + j]).isCloseTo(sum, within(1e-11));
                assertThat(transposedLeft[i * m + j]).isCloseTo(sum, within(1e-11));
            }
        }
    }

    private static double[] transposed(double[] a, int rows, int columns) {
        double[] b = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[j * rows + i] = a[i * columns + j];
            }
        }
        return b;
    }
}
