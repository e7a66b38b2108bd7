package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConjugateGradientTest {
    /** The second difference matrix, whose inverse has the entries min(i, j)(n + 1 − max(i, j))/(n + 1). */
    private static SymmetricOperator laplacian(int n, double factor) {
        return SymmetricOperator.of(n, (v, into) -> {
            for (int i = 0; i < n; i++) {
                into[i] += factor * (2 * v[i] - (i > 0 ? v[i - 1] : 0) - (i + 1 < n ? v[i + 1] : 0));
            }
        });
    }

    @Test
    void theSolutionIsThatOfTheInverse() {
        int n = 30;
        double[] b = new double[n];
        b[6] = 1;
        for (double factor : new double[] {1, 1e-200, 1e200}) {
            ConjugateGradient solution = ConjugateGradient.solve(laplacian(n, factor), b);
            for (int i = 0; i < n; i++) {
                double exact = Math.min(i + 1, 7) * (n + 1.0 - Math.max(i + 1, 7)) / (n + 1);
                assertThat(solution.x()[i] * factor).isCloseTo(exact, within(1e-8));
            }
            assertThat(solution.residual()).isLessThan(1e-10);
            assertThat(solution.steps()).isLessThanOrEqualTo(n);
        }
        assertThat(ConjugateGradient.solve(laplacian(3, 1), new double[3]).x()).containsExactly(0, 0, 0);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> ConjugateGradient.solve(laplacian(3, 1), new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order 3, got a right-hand side of length 2");
        assertThatThrownBy(() -> ConjugateGradient.solve(laplacian(2, 1), new double[] {1, Double.NaN}))
                .hasMessageContaining("finite");
    }

    @Test
    void anIndefiniteOperatorIsAnError() {
        double[] b = new double[30];
        b[3] = 1;
        assertThatThrownBy(() -> ConjugateGradient.solve(laplacian(30, 1).shifted(-2.5), b))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("positive definite")
                .hasMessageContaining("curvature -0.5");
    }

    @Test
    void aResidualThatStaysIsAnErrorWithItsSize() {
        double[] b = new double[200];
        b[0] = 1;
        assertThatThrownBy(() -> ConjugateGradient.solve(laplacian(200, 1), b, 1e-10, 5))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("relative residual of 0.")
                .hasMessageContaining("in 5 steps");
    }
}
