package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Lanczos;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SpectralDensity;
import org.ridgeless.linalg.SymmetricOperator;
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
        SymmetricOperator operator = Curvature.hessian(RISK, w);
        Lanczos lanczos = Lanczos.of(operator, 30, Seeds.of(1));
        assertThat(lanczos.largest()).isCloseTo(dense[dense.length - 1], within(1e-10));
        assertThat(Arrays.stream(lanczos.weights()).sum()).isCloseTo(1, within(1e-12));
        SpectralDensity density = SpectralDensity.of(operator, 30, 100, Seeds.of(2));
        double mean = Arrays.stream(dense).average().orElseThrow();
        double square = Arrays.stream(dense).map(v -> v * v).average().orElseThrow();
        assertThat(density.mean(v -> v)).isCloseTo(mean, within(4 * Math.sqrt(2 * square / w.length / 100)));
        assertThat(density.cdf(dense[dense.length - 1] + 1e-9)).isCloseTo(1, within(1e-12));
    }

    @Test
    void theEmpiricalFisherIsThatOfTheSampleGradientsAndTheCovarianceWithoutTheirMean() {
        double[] w = NET.parameters();
        double[][] gradients = RISK.sampleGradients(w);
        double[] mean = RISK.gradient(w);
        Curvature curvature = Curvature.of(NET, DATA, Loss.CROSS_ENTROPY);
        Matrix fisher = curvature.empiricalFisher().toMatrix();
        Matrix covariance = curvature.gradientCovariance().toMatrix();
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                double sum = 0;
                double centred = 0;
                for (double[] g : gradients) {
                    sum += g[i] * g[j] / 30;
                    centred += (g[i] - mean[i]) * (g[j] - mean[j]) / 30;
                }
                assertThat(fisher.get(i, j)).isCloseTo(sum, within(1e-15));
                assertThat(covariance.get(i, j)).isCloseTo(centred, within(1e-15));
            }
        }
    }

    /** The sum over labels k of p_k g_k g_kᵀ, where g_k is the gradient of the loss if the label were k. */
    @Test
    void theFisherMatrixIsTheMeanOverLabelsOfTheNetworksOwn() {
        double[] w = NET.parameters();
        int p = w.length;
        double[] outputs = RISK.outputs(w);
        double[][] sum = new double[p][p];
        for (int s = 0; s < 30; s++) {
            double[] shares = softmax(Arrays.copyOfRange(outputs, 3 * s, 3 * s + 3));
            double[][] inputs = {DATA.input(s), DATA.input(s), DATA.input(s)};
            double[][] gradients = Risk.of(NET, Data.classes(inputs, 0, 1, 2), Loss.CROSS_ENTROPY)
                    .sampleGradients(w);
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        sum[i][j] += shares[k] / 30 * gradients[k][i] * gradients[k][j];
                    }
                }
            }
        }
        Matrix fisher = Curvature.of(NET, DATA, Loss.CROSS_ENTROPY).fisher().toMatrix();
        for (int i = 0; i < p; i++) {
            assertThat(fisher.toArray()[i]).containsExactly(sum[i], within(1e-14));
        }
        assertThatThrownBy(() -> Curvature.of(Nets.tanh(4, 3, 1), Data.randomLabels(5, 4), Loss.HINGE)
                        .fisher())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("likelihood")
                .hasMessageContaining("hinge");
    }

    @Test
    void layersBlocksAndClassesArePartsOfTheWhole() {
        Curvature curvature = Curvature.of(NET, DATA, Loss.CROSS_ENTROPY);
        Matrix whole = curvature.hessian().toMatrix();
        Matrix second = curvature.layer(2).hessian().toMatrix();
        assertThat(second.rows()).isEqualTo(5 * 3 + 3);
        Matrix bias = curvature.block("b1").hessian().toMatrix();
        double[][] classes = new double[whole.rows()][whole.rows()];
        for (int c = 0; c < 3; c++) {
            int label = c;
            double share = share(label);
            Matrix part = curvature.ofClass(label).hessian().toMatrix();
            for (int i = 0; i < whole.rows(); i++) {
                for (int j = 0; j < whole.rows(); j++) {
                    classes[i][j] += share * part.get(i, j);
                }
            }
        }
        for (int i = 0; i < whole.rows(); i++) {
            assertThat(classes[i]).containsExactly(whole.toArray()[i], within(1e-14));
        }
        for (int i = 0; i < 18; i++) {
            for (int j = 0; j < 18; j++) {
                assertThat(second.get(i, j)).isCloseTo(whole.get(25 + i, 25 + j), within(1e-15));
            }
        }
        assertThat(bias.get(1, 2)).isCloseTo(whole.get(21, 22), within(1e-15));
        assertThatThrownBy(() -> curvature.layer(3)).hasMessageContaining("1 to 2, got 3");
        assertThatThrownBy(() -> curvature.block("W9")).hasMessageContaining("W1, b1, W2, b2");
        assertThatThrownBy(() -> curvature.ofClass(7)).hasMessageContaining("label 7");
    }

    private static double share(int label) {
        return IntStream.range(0, 30).filter(i -> DATA.label(i) == label).count() / 30.0;
    }

    @Test
    void theOutliersEndAtTheLargestRatio() {
        assertThat(CurvatureMatrix.outliers(new double[] {0, 0.05, 0.1, 7, 8, 9}, 4))
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
