package org.ridgeless.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

/** The fastest kernels of this JVM against three nested loops, over all residues of shapes around the vector length. */
class DenseKernelsTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 25, 31, 32, 33, 40};
    private final DenseKernels kernels = DenseKernels.best();
    private final UniformRandomProvider random = Seeds.of(1).stream();

    private double[] array(int length) {
        double[] a = new double[length];
        Arrays.setAll(a, i -> random.nextDouble(-1, 1));
        return a;
    }

    private static double[] naive(
            int n, int k, int m, double[] a, int aOffset, boolean transposed, double[] b, int bOffset) {
        double[] c = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                for (int p = 0; p < k; p++) {
                    double left = transposed ? a[aOffset + p * n + i] : a[aOffset + i * k + p];
                    c[i * m + j] += left * b[bOffset + p * m + j];
                }
            }
        }
        return c;
    }

    @Test
    void productsAreThoseOfTheDefinition() {
        for (int n : SIZES) {
            for (int k : new int[] {1, 3, 8, 13}) {
                for (int m : SIZES) {
                    double[] a = array(3 + n * k);
                    double[] b = array(2 + k * m);
                    double[] bias = array(m);
                    double[] ab = naive(n, k, m, a, 3, false, b, 2);
                    double[] c = array(1 + n * m);
                    kernels.multiply(n, k, m, 0.5, a, 3, b, 2, bias, 0, true, c, 1);
                    double[] sum = array(1 + n * m);
                    double[] before = sum.clone();
                    kernels.multiplyAdd(n, k, m, 0.5, a, 3, b, 2, sum, 1);
                    for (int i = 0; i < n * m; i++) {
                        assertThat(c[1 + i]).isCloseTo(Math.max(0.5 * ab[i] + bias[i % m], 0), within(1e-14));
                        assertThat(sum[1 + i]).isCloseTo(before[1 + i] + 0.5 * ab[i], within(1e-14));
                    }
                    assertThat(sum[0]).isEqualTo(before[0]);
                }
            }
        }
    }

    @Test
    void transposedProductsAreThoseOfTheDefinition() {
        for (int n : SIZES) {
            for (int k : new int[] {1, 5, 16}) {
                for (int m : SIZES) {
                    double[] a = array(k * n);
                    double[] b = array(k * m);
                    double[] c = array(n * m);
                    double[] before = c.clone();
                    double[] ab = naive(n, k, m, a, 0, true, b, 0);
                    kernels.multiplyTransposedAdd(k, n, m, -2, a, 0, b, 0, c, 0);
                    for (int i = 0; i < n * m; i++) {
                        assertThat(c[i]).isCloseTo(before[i] - 2 * ab[i], within(1e-13));
                    }
                }
            }
        }
    }

    @Test
    void productsByTransposedMatricesAreThoseOfTheDefinition() {
        for (int n : SIZES) {
            for (int k : new int[] {1, 5, 16}) {
                for (int m : SIZES) {
                    double[] a = array(1 + n * k);
                    double[] b = array(2 + k * m);
                    double[] c = array(3 + n * m);
                    double[] sum = c.clone();
                    kernels.multiplyByTransposed(n, k, m, 3, a, 1, b, 2, false, c, 3);
                    kernels.multiplyByTransposed(n, k, m, 3, a, 1, b, 2, true, sum, 3);
                    double[] before = sum.clone();
                    kernels.multiplyByTransposed(n, k, m, -3, a, 1, b, 2, true, sum, 3);
                    for (int i = 0; i < n * m; i++) {
                        double expected = 3 * kernels.dot(k, a, 1 + i / m * k, b, 2 + i % m * k);
                        assertThat(c[3 + i]).isCloseTo(expected, within(1e-13));
                        assertThat(sum[3 + i]).isCloseTo(before[3 + i] - expected, within(1e-13));
                    }
                }
            }
        }
    }

    @Test
    void productsOfSeveralBlocksAreThoseOfTheDefinition() {
        int[][] shapes = {{13, 131, 67}, {129, 130, 261}, {140, 20, 300}, {9, 300, 77}, {262, 129, 70}, {3, 260, 131}};
        for (int[] shape : shapes) {
            int n = shape[0];
            int k = shape[1];
            int m = shape[2];
            double[] a = array(n * k);
            double[] b = array(k * m);
            double[] expected = naive(n, k, m, a, 0, false, b, 0);
            double[] product = new double[n * m];
            kernels.multiply(n, k, m, 1, a, 0, b, 0, null, 0, false, product, 0);
            assertThat(product).containsExactly(expected, within(1e-12));
            double[] turned = new double[b.length];
            kernels.transpose(k, m, b, 0, turned, 0);
            kernels.multiplyByTransposed(n, k, m, 1, a, 0, turned, 0, false, product, 0);
            assertThat(product).containsExactly(expected, within(1e-12));
            double[] left = new double[a.length];
            kernels.transpose(n, k, a, 0, left, 0);
            kernels.multiplyTransposedAdd(k, n, m, -1, left, 0, b, 0, product, 0);
            assertThat(product).containsExactly(new double[n * m], within(1e-12));
        }
    }

    @Test
    void gramMatricesAreProductsByTheTranspose() {
        for (int n : new int[] {1, 3, 8, 31, 32, 33, 64, 75, 130, 257, 300}) {
            for (int k : new int[] {1, 5, 16, 133}) {
                double[] a = array(3 + n * k);
                double[] expected = new double[n * n];
                kernels.multiplyByTransposed(n, k, n, 1, a, 3, a, 3, false, expected, 0);
                double[] gram = array(2 + n * n);
                kernels.gram(n, k, a, 3, false, gram, 2);
                double[] twice = gram.clone();
                kernels.gram(n, k, a, 3, true, twice, 2);
                for (int i = 0; i < n * n; i++) {
                    assertThat(gram[2 + i]).isEqualTo(expected[i]);
                    assertThat(twice[2 + i]).isCloseTo(2 * expected[i], within(1e-12));
                    assertThat(twice[2 + i]).isEqualTo(twice[2 + i % n * n + i / n]);
                }
            }
        }
    }

    @Test
    void blocksOfLongSumsAndManyColumnsJoinSeamlessly() {
        for (int[] shape : new int[][] {{35, 129, 71}, {64, 300, 96}, {5, 257, 133}}) {
            int n = shape[0];
            int k = shape[1];
            int m = shape[2];
            double[] a = array(n * k);
            double[] b = array(k * m);
            double[] bias = array(m);
            double[] ab = naive(n, k, m, a, 0, false, b, 0);
            double[] set = array(n * m);
            double[] added = new double[n * m];
            double[] byTransposed = new double[n * m];
            double[] transposedLeft = new double[n * m];
            kernels.multiply(n, k, m, 0.5, a, 0, b, 0, bias, 0, true, set, 0);
            kernels.multiplyAdd(n, k, m, 0.5, a, 0, b, 0, added, 0);
            kernels.multiplyByTransposed(n, k, m, 0.5, a, 0, transposed(k, m, b), 0, false, byTransposed, 0);
            kernels.multiplyTransposedAdd(k, n, m, 0.5, transposed(n, k, a), 0, b, 0, transposedLeft, 0);
            for (int i = 0; i < n * m; i++) {
                double half = 0.5 * ab[i];
                assertThat(set[i]).isCloseTo(Math.max(half + bias[i % m], 0), within(1e-12));
                assertThat(added[i]).isCloseTo(half, within(1e-12));
                assertThat(byTransposed[i]).isCloseTo(half, within(1e-12));
                assertThat(transposedLeft[i]).isCloseTo(half, within(1e-12));
            }
        }
    }

    private double[] transposed(int rows, int columns, double[] a) {
        double[] b = new double[a.length];
        kernels.transpose(rows, columns, a, 0, b, 0);
        return b;
    }

    @Test
    void notANumberIsNotRectifiedAway() {
        double[] c = new double[40];
        double[] a = {Double.NaN, 1};
        kernels.multiply(2, 1, 20, 1, a, 0, array(20), 0, null, 0, true, c, 0);
        assertThat(Arrays.stream(c, 0, 20).allMatch(Double::isNaN)).isTrue();
        assertThat(Arrays.stream(c, 20, 40).noneMatch(Double::isNaN)).isTrue();
    }

    @Test
    void aRowDoesNotDependOnTheOtherRows() {
        double[] x = array(90 * 150);
        double[] w = array(50 * 150);
        double[] whole = new double[90 * 50];
        kernels.multiplyByTransposed(90, 150, 50, 1, x, 0, w, 0, false, whole, 0);
        for (int n : new int[] {1, 3, 8, 31, 33, 80}) {
            double[] some = new double[n * 50];
            kernels.multiplyByTransposed(n, 150, 50, 1, x, 5 * 150, w, 0, false, some, 0);
            assertThat(some).containsExactly(Arrays.copyOfRange(whole, 5 * 50, (5 + n) * 50));
        }
        double[] a = array(13 * 7);
        double[] b = array(7 * 21);
        double[] all = new double[13 * 21];
        kernels.multiply(13, 7, 21, 1, a, 0, b, 0, null, 0, false, all, 0);
        for (int i = 0; i < 13; i++) {
            double[] one = new double[21];
            kernels.multiply(1, 7, 21, 1, a, i * 7, b, 0, null, 0, false, one, 0);
            assertThat(one).containsExactly(Arrays.copyOfRange(all, i * 21, (i + 1) * 21));
        }
    }

    @Test
    void exponentialIsAccurateToTwoUnitsInTheLastPlace() {
        double[] x = new double[20_003];
        Arrays.setAll(x, i -> (i - 10_000) * 0.0711 + random.nextDouble());
        double[] y = new double[x.length];
        kernels.exp(x.length, x, y);
        for (int i = 0; i < x.length; i++) {
            double exact = Math.exp(x[i]);
            assertThat(Math.abs(y[i] - exact) <= 2 * Math.ulp(exact) || y[i] == exact)
                    .as("exp(%s) = %s, expected %s", x[i], y[i], exact)
                    .isTrue();
        }
        double[] special = {0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 710, -746, -0.0};
        kernels.exp(8, special, special);
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(special).containsExactly(1, Double.NaN, infinity, 0, Math.exp(1), infinity, 0, 1);
    }

    @Test
    void theRestAreTheirFormulas() {
        double[] x = array(37);
        double[] y = array(37);
        double dot = 0;
        for (int i = 0; i < 37; i++) {
            dot += x[i] * y[i];
        }
        assertThat(kernels.dot(37, x, 0, y, 0)).isCloseTo(dot, within(1e-14));
        double[] gated = new double[37];
        kernels.gate(37, 0.25, x, y, gated);
        double[] transposed = new double[15];
        kernels.transpose(5, 3, x, 2, transposed, 0);
        for (int i = 0; i < 37; i++) {
            assertThat(gated[i]).isEqualTo(x[i] > 0 ? y[i] : 0.25 * y[i]);
        }
        for (int i = 0; i < 15; i++) {
            assertThat(transposed[i % 3 * 5 + i / 3]).isEqualTo(x[2 + i]);
        }
    }
}
