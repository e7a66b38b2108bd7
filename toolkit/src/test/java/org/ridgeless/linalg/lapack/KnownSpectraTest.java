package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;
import org.ridgeless.linalg.openblas.OpenBlas;
import org.ridgeless.random.Seeds;

/** Matrices whose spectra are known in closed form, on either side of the order from which the native library does the work. */
class KnownSpectraTest {
    private static final int[] ORDERS = {1, 2, 3, 23, 24, 25, 33, 61, 130};
    /** Units of the last place of the largest value, for each row. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    /** The same in a process of its own. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) {
            KnownSpectraTest test = new KnownSpectraTest();
            test.minima();
            test.clusters();
            test.lowRank();
            test.hilbert();
            test.thousandsOfOrdersOfMagnitude();
            test.denormals();
            test.permutations();
            System.out.println(Provider.name());
        }
    }

    @Test
    void javaFindsThemToo() throws Exception {
        List<String> lines = ChildJvm.with("-D" + OpenBlas.SWITCH + "=off", ChildJvm.COMPILING_LONG_METHODS)
                .run(Alone.class);
        assertThat(lines).singleElement().asString().startsWith("LAPACK and products in Java");
    }

    /** The matrix of min(i, j) is L Lᵀ for the triangle L of ones, with eigenvalues 1 / (4 sin²((2k − 1) π / (4n + 2))). */
    @Test
    void minima() {
        for (int n : ORDERS) {
            double[] matrix = filled(n, (i, j) -> 1.0 + Math.min(i, j));
            double[] ones = filled(n, (i, j) -> j <= i ? 1 : 0);
            double[] roots = values(n, k -> 0.5 / Math.sin((2 * (n - k) - 1) * Math.PI / (4 * n + 2)));
            double[] known = Arrays.stream(roots).map(r -> r * r).toArray();
            agree(SymmetricEigen.values(matrix, n), known);
            agree(SymmetricEigen.of(matrix, n).values(), known);
            agree(ascending(SingularValues.of(ones, n, n)), roots);
            agree(ascending(SingularDecomposition.of(ones, n, n).values()), roots);
            Cholesky factor = Cholesky.of(matrix, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    assertThat(factor.factor(i, j)).isCloseTo(1, within(n * ROUNDING));
                }
            }
        }
    }

    /** H D H with one reflection H and a D of a few values many times over, some a billionth apart. */
    @Test
    void clusters() {
        for (int n : ORDERS) {
            double[] known = values(n, k -> k < n / 2 ? 1 : k < 3 * n / 4 ? 1 + 1e-9 : 2);
            double[] v = unit(n);
            double[] reflected = reflected(known, v);
            agree(SymmetricEigen.values(reflected, n), known);
            SymmetricEigen eigen = SymmetricEigen.of(reflected, n);
            agree(eigen.values(), known);
            agree(ascending(SingularValues.of(reflected, n, n)), known);
            double[] gram = Products.transposeRight(eigen.vectors(), eigen.vectors(), n, n, n);
            double[] identity = filled(n, (i, j) -> i == j ? 1 : 0);
            assertThat(gram).containsExactly(identity, within(n * ROUNDING));
        }
    }

    @Test
    void lowRank() {
        for (int n : ORDERS) {
            int rank = (n + 2) / 3;
            double[] known = values(n, k -> k < n - rank ? 0 : 1 + k);
            double[] reflected = reflected(known, unit(n));
            agree(SymmetricEigen.values(reflected, n), known);
            agree(ascending(SingularValues.of(reflected, n, n)), known);
            double[] x = LeastSquares.minimumNorm(reflected, n, n, Products.multiply(reflected, unit(n), n, n, 1));
            double[] back = Products.multiply(reflected, x, n, n, 1);
            assertThat(back).containsExactly(Products.multiply(reflected, unit(n), n, n, 1), within(n * n * ROUNDING));
        }
    }

    /** Of entries 1 / (i + j − 1): positive definite, and singular to working precision from order 13 on. */
    @Test
    void hilbert() {
        for (int n : ORDERS) {
            double[] matrix = filled(n, (i, j) -> 1.0 / (i + j + 1));
            double[] found = SymmetricEigen.values(matrix, n);
            double trace = Arrays.stream(values(n, k -> 1.0 / (2 * k + 1))).sum();
            assertThat(Arrays.stream(found).sum()).isCloseTo(trace, within(n * ROUNDING * trace));
            assertThat(found[0]).isGreaterThan(-n * ROUNDING);
            // The norm of the infinite matrix is π.
            assertThat(found[n - 1]).isLessThan(Math.PI);
            agree(
                    ascending(SingularValues.of(matrix, n, n)),
                    Arrays.stream(found).map(Math::abs).sorted().toArray());
        }
    }

    /** Scaled by a power of two, whose effect on a spectrum is exact, to entries near 10³⁰⁰ and 10⁻³⁰⁰. */
    @Test
    void thousandsOfOrdersOfMagnitude() {
        for (int n : ORDERS) {
            double[] known = values(n, k -> 1 + k);
            double[] matrix = reflected(known, unit(n));
            double[] uneven = Seeds.of(n).stream().doubles((long) n * n, -1, 1).toArray();
            for (int power : new int[] {-996, 996}) {
                double scale = Math.scalb(1.0, power);
                double[] back = {1 / scale};
                agree(times(SymmetricEigen.values(times(matrix, scale), n), back[0]), known);
                agree(ascending(times(SingularValues.of(times(matrix, scale), n, n), back[0])), known);
                agree(
                        ascending(times(
                                SingularDecomposition.of(times(matrix, scale), n, n)
                                        .values(),
                                back[0])),
                        known);
                double[] moduli = moduli(GeneralEigenvalues.of(times(uneven, scale), n));
                double[] expected = moduli(GeneralEigenvalues.of(uneven, n));
                for (int i = 0; i < n; i++) {
                    assertThat(moduli[i] * back[0]).isCloseTo(expected[i], within(1e-12 * n));
                }
            }
        }
    }

    /** Of integers times the smallest number: where spacing is absolute, a value is right to so many spacings as there are rows. */
    @Test
    void denormals() {
        double smallest = Double.MIN_VALUE;
        for (int n : ORDERS) {
            double[] integers = filled(n, (i, j) -> 1_000_000 * (1 + Math.min(i, j)));
            double[] matrix = times(integers, smallest);
            double[] known = SymmetricEigen.values(integers, n);
            double[] found = SymmetricEigen.values(matrix, n);
            double[] singular = ascending(SingularValues.of(matrix, n, n));
            double[] vectors = SymmetricEigen.of(matrix, n).vectors();
            for (int i = 0; i < n; i++) {
                double spacings = n + n * ROUNDING * known[n - 1];
                assertThat(found[i] / smallest).isCloseTo(known[i], within(spacings));
                assertThat(singular[i] / smallest).isCloseTo(known[i], within(spacings));
            }
            double[] gram = Products.transposeRight(vectors, vectors, n, n, n);
            assertThat(gram).containsExactly(filled(n, (i, j) -> i == j ? 1 : 0), within(n * ROUNDING));
            double[] ones = filled(n, (i, j) -> 1);
            assertThat(Products.multiply(matrix, ones, n, n, n))
                    .containsExactly(times(Products.multiply(integers, ones, n, n, n), smallest));
            // The library has not told the processor to take denormals for zero.
            assertThat(Double.MIN_NORMAL * known[n - 1] / known[n - 1] / 2).isPositive();
        }
    }

    /** A cyclic shift has the roots of unity as eigenvalues. */
    @Test
    void permutations() {
        for (int n : ORDERS) {
            GeneralEigenvalues found = GeneralEigenvalues.of(filled(n, (i, j) -> (i + 1) % n == j ? 1 : 0), n);
            double[] real = found.real();
            Arrays.sort(real);
            double[] expected = ascending(values(n, k -> Math.cos(2 * Math.PI * k / n)));
            Arrays.sort(expected);
            assertThat(real).containsExactly(expected, within(n * n * ROUNDING));
            assertThat(found.spectralRadius()).isCloseTo(1, within(n * ROUNDING));
        }
    }

    @Test
    void whatIsNotFiniteOrEmptyIsRefusedBeforeAnythingIsCalled() {
        for (int n : new int[] {3, 40}) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                double[] matrix = filled(n, (i, j) -> i == 2 && j == 1 ? bad : i == j ? 2 : 0.5);
                List<Runnable> calls = List.of(
                        () -> SymmetricEigen.values(matrix, n),
                        () -> SymmetricEigen.of(matrix, n),
                        () -> SingularValues.of(matrix, n, n),
                        () -> SingularDecomposition.of(matrix, n, n),
                        () -> GeneralEigenvalues.of(matrix, n),
                        () -> Cholesky.of(matrix, n),
                        () -> LeastSquares.minimumNorm(matrix, n, n, new double[n]));
                for (Runnable call : calls) {
                    assertThatThrownBy(call::run)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("the matrix holds " + bad + " in row 2, column 1");
                }
            }
        }
        double[] empty = {};
        assertThatThrownBy(() -> SymmetricEigen.values(empty, 0)).hasMessageContaining("order 0");
        assertThatThrownBy(() -> SingularValues.of(empty, 0, 0)).hasMessageContaining("0 × 0");
        assertThatThrownBy(() -> GeneralEigenvalues.of(empty, 0)).hasMessageContaining("0 × 0");
        assertThatThrownBy(() -> Cholesky.of(empty, 0)).hasMessageContaining("0 × 0");
    }

    private static void agree(double[] found, double[] known) {
        double largest = Arrays.stream(known).map(Math::abs).max().orElseThrow();
        assertThat(found).containsExactly(known, within(known.length * ROUNDING * largest));
    }

    private static double[] reflected(double[] diagonal, double[] v) {
        int n = diagonal.length;
        double inner = 0;
        for (int i = 0; i < n; i++) {
            inner += v[i] * diagonal[i] * v[i];
        }
        double both = 4 * inner;
        return filled(n, (i, j) -> {
            double corner = v[i] * v[j];
            return (i == j ? diagonal[i] : 0) - 2 * corner * (diagonal[i] + diagonal[j]) + both * corner;
        });
    }

    private static double[] unit(int n) {
        double[] v = Seeds.of(n).stream().doubles(n, -1, 1).toArray();
        double norm = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
        return times(v, 1 / norm);
    }

    private static double[] moduli(GeneralEigenvalues values) {
        double[] real = values.real();
        double[] imaginary = values.imaginary();
        double[] moduli = new double[real.length];
        Arrays.setAll(moduli, i -> Math.hypot(real[i], imaginary[i]));
        return moduli;
    }

    private static double[] times(double[] a, double factor) {
        return Arrays.stream(a).map(x -> x * factor).toArray();
    }

    private static double[] ascending(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private interface Entry {
        double at(int row, int column);
    }

    private static double[] filled(int n, Entry entry) {
        double[] matrix = new double[n * n];
        Arrays.setAll(matrix, at -> entry.at(at / n, at % n));
        return matrix;
    }

    private static double[] values(int n, IntToDoubleFunction value) {
        double[] values = new double[n];
        Arrays.setAll(values, value);
        return values;
    }
}
