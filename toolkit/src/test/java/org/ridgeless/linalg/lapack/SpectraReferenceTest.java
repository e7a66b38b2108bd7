package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;

/** Spectra of the matrices of the literature, beside those that mpmath finds with 80 digits. */
class SpectraReferenceTest {
    /** A line of the file. */
    record Reference(String kind, String name, int n, double[] values) {
        @Override
        public String toString() {
            return name + " " + n;
        }

        double[] matrix() {
            double[] matrix = new double[n * n];
            Arrays.setAll(matrix, at -> entry(at / n, at % n));
            return matrix;
        }

        private double entry(int i, int j) {
            return switch (name) {
                case "hilbert" -> 1.0 / (i + j + 1);
                case "wilkinson" -> i == j ? Math.abs(i - n / 2) : Math.abs(i - j) == 1 ? 1 : 0;
                case "pascal" -> binomial(i + j, i);
                case "moler" -> i == j ? i + 1 : Math.min(i, j) - 1;
                case "graded" -> j == i || j == i + 1 ? Math.scalb(1.0, -3 * i) : 0;
                case "triangle" -> i == j ? 1 : j > i ? -1 : 0;
                case "frank" -> j >= i - 1 ? n - Math.max(i, j) : 0;
                case "grcar" -> j == i - 1 ? -1 : j >= i && j <= i + 3 ? 1 : 0;
                default -> throw new IllegalStateException(name);
            };
        }

        private static double binomial(int n, int k) {
            double value = 1;
            for (int i = 1; i <= k; i++) {
                value = value * (n - k + i) / i;
            }
            return value;
        }
    }

    static Stream<Reference> lines() {
        return ReferenceValues.lines(SpectraReferenceTest.class, "spectra.csv")
                .map(cells -> new Reference(
                        cells[0], cells[1], Integer.parseInt(cells[2]), ReferenceValues.numbers(cells, 3)));
    }

    static Stream<Reference> symmetric() {
        return lines().filter(line -> line.kind.equals("symmetric"));
    }

    static Stream<Reference> singular() {
        return lines().filter(line -> line.kind.equals("singular"));
    }

    static Stream<Reference> general() {
        return lines().filter(line -> line.kind.equals("general"));
    }

    private static double rounding(Reference of) {
        return 2 * of.n * Math.ulp(1.0) * Samples.norm(of.values);
    }

    @ParameterizedTest
    @MethodSource("symmetric")
    void eigenvaluesAreThoseOfTheReference(Reference of) {
        assertThat(SymmetricEigen.values(of.matrix(), of.n)).containsExactly(of.values, within(rounding(of)));
        assertThat(SymmetricEigen.of(of.matrix(), of.n).values()).containsExactly(of.values, within(rounding(of)));
        double[] moduli = Arrays.stream(of.values).map(Math::abs).sorted().toArray();
        double[] singular = SingularValues.of(of.matrix(), of.n, of.n);
        Arrays.sort(singular);
        assertThat(singular).containsExactly(moduli, within(rounding(of)));
    }

    @ParameterizedTest
    @MethodSource("singular")
    void singularValuesAreThoseOfTheReference(Reference of) {
        assertThat(SingularValues.of(of.matrix(), of.n, of.n)).containsExactly(of.values, within(rounding(of)));
        assertThat(SingularDecomposition.of(of.matrix(), of.n, of.n).values())
                .containsExactly(of.values, within(rounding(of)));
    }

    /** Of a bidiagonal matrix each singular value is good to its own last bits, down to 10⁻²³ of the largest. */
    @ParameterizedTest
    @MethodSource("singular")
    void thoseOfABidiagonalMatrixAreGoodRelatively(Reference of) {
        if (of.name.equals("triangle")) {
            return;
        }
        int n = of.n;
        double[] diagonal = new double[n];
        double[] above = new double[n - 1];
        BidiagonalEnds ends = BidiagonalEnds.ofOrder(n, 1);
        for (int i = 0; i < n; i++) {
            diagonal[i] = of.entry(i, i);
            double right = i + 1 < n ? of.entry(i, i + 1) : 77;
            ends.setSquares(0, i, diagonal[i] * diagonal[i], right * right);
            if (i + 1 < n) {
                above[i] = right;
            }
        }
        double[] found = SingularValues.ofBidiagonal(diagonal, above);
        for (int i = 0; i < n; i++) {
            assertThat(found[i]).isCloseTo(of.values[i], within(2 * n * Math.ulp(of.values[i])));
        }
        assertThat(ends.largest()[0]).isCloseTo(of.values[0], within(2 * n * Math.ulp(of.values[0])));
        assertThat(ends.smallest()[0]).isCloseTo(of.values[n - 1], within(2 * n * Math.ulp(of.values[n - 1])));
    }

    /** Wilkinson's matrix is tridiagonal; its largest two eigenvalues agree to fifteen digits for order 21. */
    @ParameterizedTest
    @MethodSource("symmetric")
    void thoseOfATridiagonalMatrixNeedNoFullOne(Reference of) {
        if (!of.name.equals("wilkinson")) {
            return;
        }
        double[] diagonal = new double[of.n];
        double[] beside = new double[of.n - 1];
        Arrays.setAll(diagonal, i -> of.entry(i, i));
        Arrays.fill(beside, 1);
        assertThat(TridiagonalEigenvalues.of(diagonal, beside)).containsExactly(of.values, within(rounding(of)));
        assertThat(of.values[of.n - 1] - of.values[of.n - 2]).isLessThan(1e-13);
    }

    /** Small eigenvalues of Frank's matrix have conditions up to 10⁸; they come in pairs λ and 1/λ. */
    @ParameterizedTest
    @MethodSource("general")
    void moduliAreThoseOfTheReference(Reference of) {
        GeneralEigenvalues found = GeneralEigenvalues.of(of.matrix(), of.n);
        for (int i = 0; i < of.n; i++) {
            double modulus = Math.hypot(found.real()[i], found.imaginary()[i]);
            double condition = i < of.n / 2 && of.name.equals("frank") ? 100 : 1e8;
            assertThat(modulus).isCloseTo(of.values[i], within(condition * Math.ulp(of.values[0])));
        }
        assertThat(found.spectralRadius()).isCloseTo(of.values[0], within(1e-12));
        for (int i = 0; i < of.n; i++) {
            if (found.imaginary()[i] > 0) {
                assertThat(found.imaginary()[i + 1]).isEqualTo(-found.imaginary()[i]);
                assertThat(found.real()[i + 1]).isEqualTo(found.real()[i++]);
            }
        }
    }

    /** [[a, b], [b, c]] has the eigenvalues (a + c)/2 ± √(((a − c)/2)² + b²): here whole numbers. */
    @Test
    void wholeNumbersComeOut() {
        assertThat(SymmetricEigen.values(new double[] {1, 2, 2, -2}, 2))
                .containsExactly(new double[] {-3, 2}, within(1e-15));
        assertThat(SingularValues.of(new double[] {3, 0, 4, 5}, 2, 2))
                .containsExactly(new double[] {Math.sqrt(45), Math.sqrt(5)}, within(1e-14));
        GeneralEigenvalues companion = GeneralEigenvalues.of(new double[] {6, -11, 6, 1, 0, 0, 0, 1, 0}, 3);
        assertThat(companion.real()).containsExactly(new double[] {3, 2, 1}, within(1e-13));
        assertThat(companion.imaginary()).containsOnly(0);
        // A nilpotent matrix has no eigenvalue but 0, a matrix of zeros neither.
        assertThat(GeneralEigenvalues.of(new double[] {0, 1, 0, 0}, 2).spectralRadius())
                .isZero();
        assertThat(SymmetricEigen.values(new double[9], 3)).containsOnly(0);
        assertThat(SingularValues.of(new double[12], 3, 4)).containsExactly(0, 0, 0);
    }

    /** M. Kac and J. J. Sylvester: 0 on the diagonal and √(k(n − k)) beside it has the eigenvalues −(n − 1), −(n − 3), …, n − 1. */
    @Test
    void theMatrixOfKacHasAllWholeNumbersOfOneParity() {
        for (int n : new int[] {1, 2, 5, 23, 24, 60}) {
            int order = n;
            double[] beside = new double[n - 1];
            Arrays.setAll(beside, k -> Math.sqrt((k + 1.0) * (order - 1 - k)));
            double[] known = new double[n];
            Arrays.setAll(known, k -> 2 * k - order + 1);
            assertThat(TridiagonalEigenvalues.of(new double[n], beside)).containsExactly(known, within(1e-13 * n));
            double[] full = new double[n * n];
            for (int k = 0; k + 1 < n; k++) {
                full[k * n + k + 1] = beside[k];
                full[(k + 1) * n + k] = beside[k];
            }
            assertThat(SymmetricEigen.values(full, n)).containsExactly(known, within(1e-13 * n));
        }
    }

    @Test
    void entriesThatAreMissingOrNotFiniteAreNamed() {
        for (int n : new int[] {3, 40}) {
            double[] missing = new double[n * n - 1];
            double[] bad = new double[n * n];
            bad[n + 2] = Double.NEGATIVE_INFINITY;
            for (double[] a : List.of(missing, bad)) {
                String said = a == bad ? "-Infinity in row 1, column 2" : "got " + (n * n - 1);
                List<ThrowingCallable> calls = List.of(
                        () -> SymmetricEigen.values(a, n),
                        () -> SymmetricEigen.of(a, n),
                        () -> SingularValues.of(a, n, n),
                        () -> SingularDecomposition.of(a, n, n),
                        () -> GeneralEigenvalues.of(a, n),
                        () -> Cholesky.of(a, n),
                        () -> LeastSquares.minimumNorm(a, n, n, new double[n]));
                for (ThrowingCallable call : calls) {
                    assertThatThrownBy(call)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining(said);
                }
            }
        }
        assertThatThrownBy(() -> SingularDecomposition.of(new double[4], 2, 2).truncated(3))
                .hasMessageContaining("between 0 and 2 is wanted, got 3");
        assertThatThrownBy(() -> SingularDecomposition.of(new double[4], 2, 2).truncated(-1))
                .hasMessageContaining("got -1");
        assertThat(SingularDecomposition.of(new double[] {1, 2, 3, 4}, 2, 2).truncated(0))
                .containsOnly(0);
    }

    @Test
    void whatIsNoTridiagonalMatrixIsNamed() {
        assertThatThrownBy(() -> TridiagonalEigenvalues.of(new double[0], new double[0]))
                .hasMessageContaining("got 0 and 0");
        assertThatThrownBy(() -> TridiagonalEigenvalues.of(new double[3], new double[3]))
                .hasMessageContaining("got 3 and 3");
        assertThatThrownBy(() -> TridiagonalEigenvalues.of(new double[] {1, 2, Double.NaN}, new double[2]))
                .hasMessage("the matrix holds NaN in row 2, column 2");
        assertThatThrownBy(() -> TridiagonalEigenvalues.of(new double[3], new double[] {1, Double.POSITIVE_INFINITY}))
                .hasMessage("the matrix holds Infinity in row 1, column 2");
        assertThatThrownBy(() -> SingularValues.ofBidiagonal(new double[] {1, 2, Double.NaN}, new double[2]))
                .hasMessage("the matrix holds NaN in row 2, column 2");
        assertThatThrownBy(() -> SingularValues.ofBidiagonal(new double[3], new double[] {1, Double.NaN}))
                .hasMessage("the matrix holds NaN in row 1, column 2");
        assertThatThrownBy(() -> LeastSquares.minimumNorm(new double[4], 2, 2, new double[] {1, Double.NaN}))
                .hasMessage("right-hand sides are finite, got NaN in row 1");
    }
}
