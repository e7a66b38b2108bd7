package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Lanczos;
import org.ridgeless.linalg.LinearOperator;
import org.ridgeless.linalg.SpectralDensity;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

class CurvatureTest {
    private static final Data DATA = Data.gaussianMixture(30, 4, 3).seed(1);
    private static final Net NET = Nets.tanh(4, 5, 3).biased().seed(2);
    private static final Risk RISK = Risk.of(NET, DATA, Loss.CROSS_ENTROPY);

    @Test
    void theHessianIsThatOfFiniteDifferencesOfTheGradient() {
        double[] w = NET.parameters();
        CurvatureMatrix hessian = CurvatureMatrix.hessian(RISK, w);
        for (int i = 0; i < w.length; i++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double[] high = RISK.gradient(up);
            double[] low = RISK.gradient(down);
            for (int j = 0; j < w.length; j++) {
                assertThat(hessian.at(i, j)).isCloseTo((high[j] - low[j]) / 2e-5, within(1e-8));
            }
        }
    }

    @Test
    void theGaussNewtonMatrixIsThatOfTheJacobians() {
        double[] w = NET.parameters();
        CurvatureMatrix matrix = CurvatureMatrix.gaussNewton(RISK, w);
        double[][] jacobian = RISK.jacobian(w);
        double[] outputs = RISK.outputs(w);
        double[][] sum = new double[w.length][w.length];
        for (int s = 0; s < 30; s++) {
            double[] p = softmax(Arrays.copyOfRange(outputs, 3 * s, 3 * s + 3));
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    double weight = ((a == b ? p[a] : 0) - p[a] * p[b]) / 30;
                    for (int i = 0; i < w.length; i++) {
                        for (int j = 0; j < w.length; j++) {
                            sum[i][j] += weight * jacobian[3 * s + a][i] * jacobian[3 * s + b][j];
                        }
                    }
                }
            }
        }
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                assertThat(matrix.at(i, j)).isCloseTo(sum[i][j], within(1e-13));
            }
        }
    }

    @Test
    void lanczosFindsTheExtremeEigenvaluesAndTheDensityItsMoments() {
        double[] w = NET.parameters();
        double[] dense = CurvatureMatrix.hessian(RISK, w).eigenvalues();
        LinearOperator operator = Curvature.hessian(RISK, w);
        Lanczos lanczos = Lanczos.of(operator, w.length, 30, Seeds.of(1));
        assertThat(lanczos.largest()).isCloseTo(dense[0], within(1e-10));
        assertThat(Arrays.stream(lanczos.weights()).sum()).isCloseTo(1, within(1e-12));
        SpectralDensity density = SpectralDensity.of(operator, w.length, 30, 100, Seeds.of(2));
        double mean = Arrays.stream(dense).average().orElseThrow();
        double square = Arrays.stream(dense).map(v -> v * v).average().orElseThrow();
        assertThat(density.mean(v -> v)).isCloseTo(mean, within(4 * Math.sqrt(2 * square / w.length / 100)));
        assertThat(density.cdf(dense[0] + 1e-9)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theOutliersEndAtTheLargestRatio() {
        assertThat(CurvatureMatrix.outliers(new double[] {9, 8, 7, 0.1, 0.05, 0}, 4))
                .isEqualTo(3);
    }

    @Test
    void aWrongNumberOfWeightsIsRefused() {
        assertThatThrownBy(() -> CurvatureMatrix.hessian(RISK, 1, 2)).hasMessageContaining("got 2 weights");
    }

    private static double[] softmax(double... z) {
        double sum = Arrays.stream(z).map(Math::exp).sum();
        return Arrays.stream(z).map(v -> Math.exp(v) / sum).toArray();
    }
}
