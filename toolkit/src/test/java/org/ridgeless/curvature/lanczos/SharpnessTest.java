package org.ridgeless.curvature.lanczos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.curvature.CurvatureMatrix;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.random.Seeds;

class SharpnessTest {
    private static final Data DATA = Data.randomLabels(30, 4).seed(1);
    private static final Net NET = Nets.tanh(4, 6, 1).seed(2);

    @Test
    void lanczosFindsTheLargestEigenvalueOfTheDenseHessian() {
        Risk risk = Risk.of(NET, DATA, Loss.SQUARE);
        assertThat(Sharpness.of(NET, DATA, Loss.SQUARE).hessian())
                .isCloseTo(largest((w, v) -> risk.hessianProduct(w, v)), within(1e-9));
    }

    @Test
    void gaussNewtonAgreesWithItsDenseMatrix() {
        Risk risk = Risk.of(NET, DATA, Loss.SQUARE);
        assertThat(Sharpness.of(NET, DATA, Loss.SQUARE).gaussNewton())
                .isCloseTo(largest((w, v) -> risk.gaussNewtonProduct(w, v)), within(1e-9));
    }

    @Test
    void aNegativeEigenvalueOfLargestModulusDoesNotMislead() {
        double[] spectrum = {-10, 3, 1, -2, 0};
        double top = TopEigenvalue.of(5, (v, into) -> {
            for (int i = 0; i < 5; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
        assertThat(top).isCloseTo(3, within(1e-9));
    }

    @Test
    void batchSharpnessOfOneSampleIsTheCurvatureAlongItsGradient() {
        // One linear unit: H_B = x², whatever the batch of one.
        Data one = Data.regression(new double[][] {{2}}, new double[][] {{1}});
        double sharpness = Sharpness.of(Nets.linear(1, 1).withParameters(3), one, Loss.SQUARE)
                .batch(1, 5, Seeds.of(1));
        assertThat(sharpness).isCloseTo(4, within(1e-12));
    }

    @Test
    void aCurvatureThatIsNotANumberHasNoSharpness() {
        assertThat(TopEigenvalue.of(3, (v, into) -> into[0] = Double.NaN)).isNaN();
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

    private static TopEigenvalue.Operator diagonal(double[] spectrum) {
        return (v, into) -> {
            for (int i = 0; i < v.length; i++) {
                into[i] += spectrum[i] * v[i];
            }
        };
    }

    @Test
    void aTopThatCrowdsTakesMoreStepsAndNotALowerBound() {
        double[] spectrum = crowded(500, 1e-4);
        // The residual bounds the distance to an eigenvalue, and the error is of second order in it.
        assertThat(TopEigenvalue.of(500, diagonal(spectrum))).isCloseTo(spectrum[0], within(1e-8));
    }

    @Test
    void aValueThatHasNotSettledIsAnErrorWithItsResidual() {
        double[] spectrum = crowded(2000, 1e-6);
        assertThatThrownBy(() -> TopEigenvalue.of(2000, diagonal(spectrum), 60))
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
        assertThat(TopEigenvalue.of(300, diagonal(spectrum))).isCloseTo(0, within(1e-12));
    }

    @Test
    void sharpnessOfSeveralHundredParametersIsThatOfTheDenseHessian() {
        Net wide = Nets.linear(24, 24, 1).init(Init.gaussian(0.003)).seed(3);
        Data data = Data.randomLabels(400, 24).seed(5);
        double[] dense = CurvatureMatrix.hessian(Risk.of(wide, data, Loss.SQUARE), wide.parameters())
                .eigenvalues();
        assertThat(dense[0] - dense[23]).isLessThan(0.3 * dense[0]);
        assertThat(Sharpness.of(wide, data, Loss.SQUARE).hessian()).isCloseTo(dense[0], within(1e-9 * dense[0]));
    }

    private interface Product {
        double[] of(double[] w, double[] v);
    }

    private static double largest(Product product) {
        double[] w = NET.parameters();
        int p = w.length;
        double[] matrix = new double[p * p];
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            System.arraycopy(product.of(w, unit), 0, matrix, j * p, p);
        }
        double top = Double.NEGATIVE_INFINITY;
        for (double value : SymmetricEigen.values(matrix, p)) {
            top = Math.max(top, value);
        }
        return top;
    }
}
