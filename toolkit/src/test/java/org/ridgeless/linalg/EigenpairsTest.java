package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

class EigenpairsTest {
    private static SymmetricOperator diagonal(double... spectrum) {
        return SymmetricOperator.of(spectrum.length, (v, into) -> {
            for (int i = 0; i < v.length; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
    }

    private static Matrix symmetric(int n, long seed) {
        var normal = Probes.normal(Seeds.of(seed).stream());
        double[] entries = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                entries[i * n + j] = normal.sample();
                entries[j * n + i] = entries[i * n + j];
            }
        }
        return Matrix.wrap(entries, n, n);
    }

    @Test
    void theEndsOfTheSpectrumAreThoseOfTheDenseMatrixInItsOrder() {
        int n = 120;
        Matrix matrix = symmetric(n, 3);
        SymmetricEigen dense = SymmetricEigen.of(matrix.flat(), n);
        for (double factor : new double[] {1, 1e-200, 1e200}) {
            SymmetricOperator operator = SymmetricOperator.of(matrix).scaled(factor);
            Eigenpairs top = Eigenpairs.largest(operator, 5, Seeds.of(1));
            Eigenpairs bottom = Eigenpairs.smallest(operator, 5, Seeds.of(1));
            for (int i = 0; i < 5; i++) {
                assertThat(top.values()[i] / factor).isCloseTo(dense.values()[n - 5 + i], within(1e-11));
                assertThat(bottom.values()[i] / factor).isCloseTo(dense.values()[i], within(1e-11));
                assertThat(Math.abs(Vectors.dot(top.vector(i), dense.vector(n - 5 + i))))
                        .isCloseTo(1, within(1e-12));
                assertThat(top.residuals()[i]).isLessThan(1e-6 * factor);
            }
        }
    }

    @Test
    void aMultipleEigenvalueComesAsOftenAsItIsThere() {
        double[] spectrum = new double[50];
        spectrum[3] = 5;
        spectrum[17] = 5;
        spectrum[30] = 5;
        spectrum[31] = 4;
        spectrum[49] = -7;
        assertThat(Eigenpairs.largest(diagonal(spectrum), 4, Seeds.of(1)).values())
                .containsExactly(new double[] {4, 5, 5, 5}, within(1e-12));
        assertThat(Eigenpairs.largest(diagonal(spectrum), 50, Seeds.of(1)).values()[0])
                .isCloseTo(-7, within(1e-12));
        assertThat(Eigenpairs.largest(diagonal(new double[6]), 2, Seeds.of(1)).values())
                .containsExactly(0, 0);
        assertThat(Eigenpairs.largest(diagonal(-1, -2, -3), 2, Seeds.of(1)).values())
                .containsExactly(new double[] {-2, -1}, within(1e-13));
    }

    /** The plane of e₁ and cos t e₂ + sin t e₃ makes the angles 0 and t with that of e₁ and e₂. */
    @Test
    void overlapsAreThoseOfPrincipalAngles() {
        for (double t : new double[] {1e-7, 0.3, 1.2}) {
            double c = Math.cos(t);
            double s = Math.sin(t);
            Matrix turned = Matrix.of(
                    new double[] {3, 0, 0, 0},
                    new double[] {0, 2 * c * c, 2 * c * s, 0},
                    new double[] {0, 2 * c * s, 2 * s * s, 0},
                    new double[] {0, 0, 0, -1});
            Eigenpairs flat = Eigenpairs.largest(diagonal(3, 2, 0, -1), 2, Seeds.of(1));
            Eigenpairs tilted = Eigenpairs.largest(SymmetricOperator.of(turned), 2, Seeds.of(2));
            assertThat(flat.angles(tilted)).containsExactly(new double[] {0, t}, within(1e-12));
            assertThat(flat.overlap(tilted)).isCloseTo((1 + c * c) / 2, within(1e-12));
            assertThat(tilted.share(0, 5, 0, 0)).isCloseTo(c * c, within(1e-12));
        }
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> SymmetricOperator.of(Matrix.of(new double[] {1, 2}, new double[] {3, 4})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not symmetric: entry (1, 0) is 3.0 but (0, 1) is 2.0");
        assertThatThrownBy(() -> diagonal(1, 2).times(1, 2, 3))
                .hasMessageContaining("order 2, got a vector of length 3");
        assertThatThrownBy(() -> diagonal(1, 2).part(1, 1)).hasMessageContaining("from 1 to 1");
        assertThatThrownBy(() -> Eigenpairs.largest(diagonal(1, 2), 3, Seeds.of(1)))
                .hasMessageContaining("order 2 has 1 to as many eigenvalues, got 3");
        assertThatThrownBy(() -> Eigenpairs.largest(diagonal(1, Double.NaN), 1, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class);
    }
}
