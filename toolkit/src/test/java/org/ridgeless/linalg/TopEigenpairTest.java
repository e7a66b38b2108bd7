package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.SymmetricEigen;

class TopEigenpairTest {
    private static double[] matrix(int n, double spike) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.cos(i * j)
                        + Math.cos(j * i + 1.0)
                        + (i == j ? 0.1 * i : 0)
                        + (i == 3 && j == 3 ? spike : 0);
            }
        }
        return a;
    }

    @Test
    void lanczosFindsTheLargestEigenvalueOfTheFullDecomposition() {
        for (double spike : new double[] {0, 30}) {
            int n = 60;
            double[] start = new double[n];
            start[0] = 1;
            start[5] = 0.3;
            TopEigenpair top = TopEigenpair.of(matrix(n, spike), n, start);
            SymmetricEigen full = SymmetricEigen.of(matrix(n, spike), n);
            assertThat(top.value()).isCloseTo(full.values()[n - 1], within(1e-6 * top.value()));
            double overlap = 0;
            for (int i = 0; i < n; i++) {
                overlap += top.vector()[i] * full.vector(n - 1)[i];
            }
            assertThat(Math.abs(overlap)).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aNegativeEigenvalueOfLargestModulusDoesNotMislead() {
        double[] spectrum = {-10, 3, 1, -2, 0};
        double top = TopEigenpair.of(diagonal(spectrum)).value();
        assertThat(top).isCloseTo(3, within(1e-9));
    }

    @Test
    void aCurvatureThatIsNotANumberHasNoSharpness() {
        assertThat(TopEigenpair.of(SymmetricOperator.of(3, (v, into) -> into[0] = Double.NaN))
                        .value())
                .isNaN();
        assertThat(TopEigenpair.of(SymmetricOperator.of(3, (v, into) -> into[0] = Double.NaN))
                        .vector())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }

    /** Eigenvalues down to −1 that crowd at the top, the largest of them `gap` above the next. */
    private static double[] crowded(int n, double gap) {
        double[] spectrum = new double[n];
        for (int i = 0; i < n; i++) {
            spectrum[i] = Math.cos(Math.PI * i / n);
        }
        spectrum[0] = spectrum[1] + gap;
        return spectrum;
    }

    private static SymmetricOperator diagonal(double... spectrum) {
        return SymmetricOperator.of(spectrum.length, (v, into) -> {
            for (int i = 0; i < v.length; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
    }

    @Test
    void aTopThatCrowdsTakesMoreStepsAndNotALowerBound() {
        double[] spectrum = crowded(500, 1e-4);
        // The residual bounds the distance to an eigenvalue, and the error is of second order in it.
        assertThat(TopEigenpair.of(diagonal(spectrum)).value()).isCloseTo(spectrum[0], within(1e-8));
    }

    @Test
    void aValueThatHasNotSettledIsAnErrorWithItsResidual() {
        double[] spectrum = crowded(2000, 1e-6);
        assertThatThrownBy(() -> TopEigenpair.of(diagonal(spectrum), 60))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("60 Lanczos steps: it is at least 0.99")
                .hasMessageContaining("residual of");
    }

    @Test
    void aLargestEigenvalueOfZeroIsFoundNextToNegativeOnes() {
        double[] spectrum = new double[300];
        for (int i = 1; i < spectrum.length; i++) {
            spectrum[i] = -1 - i;
        }
        assertThat(TopEigenpair.of(diagonal(spectrum)).value()).isCloseTo(0, within(1e-12));
    }

    /** All vectors are eigenvectors of zero; without a direction to start from there is an error. */
    @Test
    void theMatrixOfZerosHasTheEigenvalueZero() {
        TopEigenpair top = TopEigenpair.of(new double[9], 3, new double[] {0, 3, 4});
        assertThat(top.value()).isZero();
        assertThat(top.vector()).containsExactly(new double[] {0, 0.6, 0.8}, within(1e-15));
        assertThat(TopEigenpair.of(diagonal(0, 0)).value()).isZero();
        assertThatThrownBy(() -> TopEigenpair.of(new double[9], 3, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not zero");
        assertThatThrownBy(() -> TopEigenpair.of(new double[9], 3, new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order 3")
                .hasMessageContaining("length 2");
        assertThatThrownBy(() -> TopEigenpair.of(new double[8], 3, new double[3]))
                .hasMessageContaining("3 × 3 matrix has 9 entries, got 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void withoutAStepThereIsNoPair(int steps) {
        assertThatThrownBy(() -> TopEigenpair.of(diagonal(1, 2), steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an eigenpair takes at least 1 step, got " + steps);
    }
}
