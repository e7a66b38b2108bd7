package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.random.Seeds;

/** K-FAC where it is exact, EKFAC where it is the nearest, both against matrices written out. */
class KroneckerFactorsTest {
    private static final Data CLASSES = Data.gaussianMixture(30, 4, 3).seed(1);
    private static final Net TANH = Nets.tanh(4, 5, 3).biased().seed(2);

    private static Data regression(int n) {
        double[][] x = new double[n][4];
        double[][] y = new double[n][2];
        var random = Seeds.of(5).stream();
        for (int i = 0; i < n; i++) {
            x[i] = random.doubles(4).map(v -> 2 * v - 1).toArray();
            y[i] = random.doubles(2).toArray();
        }
        return Data.regression(x, y);
    }

    private static void assertBlocksEqual(Net net, SymmetricOperator factors, SymmetricOperator whole) {
        for (int k = 0; k < net.architecture().layers().size(); k++) {
            int from = net.architecture().offset(k);
            int to = net.architecture().offset(k + 1);
            Matrix expected = whole.part(from, to).toMatrix();
            Matrix block = factors.part(from, to).toMatrix();
            assertThat(block.minus(expected).frobeniusNorm()).isLessThan(1e-13 * expected.frobeniusNorm());
        }
    }

    @Test
    void ofALinearNetworkWithSquareLossTheBlocksAreExact() {
        Data data = regression(20);
        Net net = Nets.linear(4, 5, 3, 2).biased().seed(3);
        SymmetricOperator whole = Curvature.of(net, data, Loss.SQUARE).gaussNewton();
        assertBlocksEqual(net, KroneckerFactors.of(net, data, Loss.SQUARE), whole);
        assertBlocksEqual(net, KroneckerFactors.of(net, data, Loss.SQUARE).corrected(), whole);
        Net scaled = net.parametrization(Parametrization.NTK);
        assertBlocksEqual(
                scaled,
                KroneckerFactors.of(scaled, data, Loss.SQUARE),
                Curvature.of(scaled, data, Loss.SQUARE).gaussNewton());
    }

    @Test
    void ofOneSampleTheBlocksAreExact() {
        Data one = CLASSES.subset(new int[] {4});
        assertBlocksEqual(
                TANH,
                KroneckerFactors.of(TANH, one, Loss.CROSS_ENTROPY),
                Curvature.of(TANH, one, Loss.CROSS_ENTROPY).gaussNewton());
        assertBlocksEqual(
                TANH,
                KroneckerFactors.empirical(TANH, one, Loss.CROSS_ENTROPY),
                Curvature.of(TANH, one, Loss.CROSS_ENTROPY).empiricalFisher());
    }

    @Test
    void theBlockOfTheLastLayerIsTheProductOfTwoMeans() {
        Matrix block = KroneckerFactors.of(TANH, CLASSES, Loss.CROSS_ENTROPY)
                .part(25, 43)
                .toMatrix();
        double[] w = TANH.parameters();
        double[][] first = new double[6][6];
        double[][] second = new double[3][3];
        double[] outputs = Risk.of(TANH, CLASSES, Loss.CROSS_ENTROPY).outputs(w);
        for (int i = 0; i < 30; i++) {
            double[] hidden = new double[6];
            hidden[5] = 1;
            for (int j = 0; j < 5; j++) {
                double z = w[20 + j];
                for (int k = 0; k < 4; k++) {
                    z += CLASSES.input(i)[k] * w[5 * k + j];
                }
                hidden[j] = Math.tanh(z);
            }
            double total = 0;
            for (int a = 0; a < 3; a++) {
                total += Math.exp(outputs[3 * i + a]);
            }
            for (int a = 0; a < 6; a++) {
                for (int b = 0; b < 6; b++) {
                    first[a][b] += hidden[a] * hidden[b] / 30;
                }
            }
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    double p = Math.exp(outputs[3 * i + a]) / total;
                    double q = Math.exp(outputs[3 * i + b]) / total;
                    second[a][b] += ((a == b ? p : 0) - p * q) / 30;
                }
            }
        }
        for (int i = 0; i < 18; i++) {
            for (int j = 0; j < 18; j++) {
                assertThat(block.get(i, j)).isCloseTo(first[i / 3][j / 3] * second[i % 3][j % 3], within(1e-14));
            }
        }
    }

    @Test
    void correctedValuesAreTheNearestThatTheEigenvectorsAllow() {
        Net net = Nets.relu(4, 6, 5, 3).biased().seed(7);
        KroneckerFactors plain = KroneckerFactors.of(net, CLASSES, Loss.CROSS_ENTROPY);
        KroneckerFactors corrected = plain.corrected();
        SymmetricOperator whole = Curvature.of(net, CLASSES, Loss.CROSS_ENTROPY).gaussNewton();
        for (int k = 0; k < 3; k++) {
            int from = net.architecture().offset(k);
            int to = net.architecture().offset(k + 1);
            Matrix block = whole.part(from, to).toMatrix();
            Matrix best = corrected.part(from, to).toMatrix();
            Matrix rest = block.minus(best);
            assertThat(rest.frobeniusNorm())
                    .isLessThan(block.minus(plain.part(from, to).toMatrix()).frobeniusNorm());
            // A projection: what is left is orthogonal to it.
            assertThat(Vectors.dot(rest.flat(), best.flat()))
                    .isCloseTo(0, within(1e-13 * Vectors.squares(block.flat())));
        }
        double trace = 0;
        Matrix dense = whole.toMatrix();
        for (int i = 0; i < dense.rows(); i++) {
            trace += dense.get(i, i);
        }
        assertThat(corrected.trace()).isCloseTo(trace, within(1e-13 * trace));
    }

    @Test
    void theDampedInverseAndTheDeterminantAreThoseOfTheMatrix() {
        for (KroneckerFactors f : new KroneckerFactors[] {
            KroneckerFactors.of(TANH, CLASSES, Loss.CROSS_ENTROPY),
            KroneckerFactors.of(TANH, CLASSES, Loss.CROSS_ENTROPY).corrected(),
            KroneckerFactors.empirical(TANH, CLASSES, Loss.CROSS_ENTROPY)
        }) {
            double[] v = Vectors.of(43, i -> Math.sin(3 + i));
            double[] x = f.inverse(0.02).times(v);
            double[] back = f.shifted(0.02).times(x);
            for (int i = 0; i < 43; i++) {
                assertThat(back[i]).isCloseTo(v[i], within(1e-12));
            }
            double[] values = f.toMatrix().symmetricEigenvalues();
            double logarithm = 0;
            for (int i = 0; i < 43; i++) {
                assertThat(f.eigenvalues()[i]).isCloseTo(values[i], within(1e-14 * values[42] * 43));
                logarithm += Math.log(values[i] + 0.02);
            }
            assertThat(f.logDeterminant(0.02)).isCloseTo(logarithm, within(1e-10));
            assertThat(f.frobeniusNorm()).isCloseTo(f.toMatrix().frobeniusNorm(), within(1e-13 * f.frobeniusNorm()));
        }
    }

    @Test
    void theDiagonalOfTheGaussNewtonMatrixIsExact() {
        Matrix whole =
                Curvature.of(TANH, CLASSES, Loss.CROSS_ENTROPY).gaussNewton().toMatrix();
        double[] diagonal = GaussNewtonDiagonal.of(TANH, CLASSES, Loss.CROSS_ENTROPY);
        for (int i = 0; i < 43; i++) {
            assertThat(diagonal[i]).isCloseTo(whole.get(i, i), within(1e-14));
        }
    }

    @Test
    void badInputIsNamed() {
        Net image = Nets.on(Shape.image(1, 2, 2))
                .convolution(2, Window.square(2), Activations.RELU)
                .dense(3, Activations.LINEAR)
                .net();
        assertThatThrownBy(() -> KroneckerFactors.of(image, CLASSES, Loss.CROSS_ENTROPY))
                .hasMessageContaining("layer 1")
                .hasMessageContaining("dense");
        KroneckerFactors f = KroneckerFactors.of(TANH, CLASSES, Loss.CROSS_ENTROPY);
        assertThatThrownBy(() -> f.inverse(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> f.inverse(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> f.inverse(1).times(1, 2))
                .hasMessageContaining("43")
                .hasMessageContaining("2");
        assertThatThrownBy(() -> KroneckerFactors.of(TANH, regression(3), Loss.SQUARE))
                .hasMessageContaining("2");
    }
}
