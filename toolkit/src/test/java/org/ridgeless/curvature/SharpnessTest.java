package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
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
    void batchSharpnessOfOneSampleIsTheCurvatureAlongItsGradient() {
        // One linear unit: H_B = x², whatever the batch of one.
        Data one = Data.regression(new double[][] {{2}}, new double[][] {{1}});
        double sharpness = Sharpness.of(Nets.linear(1, 1).withParameters(3), one, Loss.SQUARE)
                .batch(1, 5, Seeds.of(1));
        assertThat(sharpness).isCloseTo(4, within(1e-12));
    }

    @Test
    void sharpnessOfSeveralHundredParametersIsThatOfTheDenseHessian() {
        Net wide = Nets.linear(24, 24, 1).init(Init.gaussian(0.003)).seed(3);
        Data data = Data.randomLabels(400, 24).seed(5);
        double[] dense = CurvatureMatrix.hessian(Risk.of(wide, data, Loss.SQUARE), wide.parameters())
                .eigenvalues();
        double top = dense[dense.length - 1];
        assertThat(top - dense[dense.length - 24]).isLessThan(0.3 * top);
        assertThat(Sharpness.of(wide, data, Loss.SQUARE).hessian()).isCloseTo(top, within(1e-9 * top));
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
