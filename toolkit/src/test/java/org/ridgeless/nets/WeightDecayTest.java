package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;

class WeightDecayTest {
    private static final Data DATA = Data.separable(12, 3).gap(0.3).seed(1);
    private static final Net NET = Nets.tanh(3, 4, 1).biased().seed(2);
    private static final WeightDecay DECAY =
            WeightDecay.weights(0.3).block("W2", 0.7).block("b1", 0.11);

    @Test
    void valueIsTheWeightedSumOfSquaredNormsOfTheBlocks() {
        double[] w = NET.withParameters(distinct(NET.parameterCount())).parameters();
        double expected = 0;
        for (int i = 0; i < w.length; i++) {
            // 12 weights, 4 biases, 4 weights, 1 bias.
            double lambda = i < 12 ? 0.3 : i < 16 ? 0.11 : i < 20 ? 0.7 : 0;
            expected += lambda * w[i] * w[i] / 2;
        }
        Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC);
        assertThat(risk.decay(DECAY).value(w) - risk.value(w)).isCloseTo(expected, within(1e-14));
    }

    private static double[] distinct(int count) {
        double[] w = new double[count];
        for (int i = 0; i < count; i++) {
            w[i] = Math.sin(1.0 + i);
        }
        return w;
    }

    @Test
    void gradientsAndHessianProductsAreDerivativesOfTheRegularizedObjective() {
        Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC).decay(DECAY);
        double[] w = distinct(NET.parameterCount());
        double[] g = risk.gradient(w);
        double[] logG = risk.logGradient(w);
        double[][] hessian = risk.hessian(w);
        assertThat(risk.logValue(w)).isCloseTo(Math.log(risk.value(w)), within(1e-14));
        double h = 1e-5;
        for (int i = 0; i < w.length; i++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[i] += h;
            down[i] -= h;
            assertThat(g[i]).isCloseTo((risk.value(up) - risk.value(down)) / (2 * h), within(1e-9));
            assertThat(logG[i]).isCloseTo((risk.logValue(up) - risk.logValue(down)) / (2 * h), within(1e-8));
            double[] e = new double[w.length];
            e[i] = 1;
            double[] product = risk.hessianProduct(w, e);
            double[] upG = risk.gradient(up);
            double[] downG = risk.gradient(down);
            for (int j = 0; j < w.length; j++) {
                assertThat(product[j]).isCloseTo((upG[j] - downG[j]) / (2 * h), within(1e-8));
                assertThat(hessian[i][j]).isCloseTo(product[j], within(1e-14));
            }
        }
    }

    @Test
    void derivativesAlongALineIncludeTheRegularizer() {
        Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC).decay(DECAY);
        double[] w = distinct(NET.parameterCount());
        double[] v = NET.seed(9).parameters();
        double[] line = risk.alongLine(w, v);
        double[] gradient = risk.gradient(w);
        double[] product = risk.hessianProduct(w, v);
        double slope = 0;
        double bend = 0;
        for (int i = 0; i < w.length; i++) {
            slope += gradient[i] * v[i];
            bend += product[i] * v[i];
        }
        assertThat(line[0]).isCloseTo(risk.value(w), within(1e-15));
        assertThat(line[1]).isCloseTo(slope, within(1e-14));
        assertThat(line[2]).isCloseTo(bend, within(1e-14));
        assertThat(line[3]).isEqualTo(Risk.of(NET, DATA, Loss.LOGISTIC).alongLine(w, v)[3]);
    }

    @Test
    void logarithmOfTheObjectiveIsFiniteWhereTheLossIsNot() {
        Net net = Nets.linear(3, 1).withParameters(1e5, 1e5, 1e5);
        Risk risk = Risk.of(net, DATA, Loss.EXPONENTIAL);
        double logL = risk.logValue(net.parameters());
        assertThat(risk.decay(WeightDecay.all(1)).logValue(net.parameters()))
                .isCloseTo(Math.max(logL, Math.log(1.5e10)), within(1e-9));
    }

    @Test
    void blocksThatDoNotExistAndNegativeStrengthsAreNamed() {
        Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC);
        assertThatThrownBy(() -> risk.decay(WeightDecay.none().block("W3", 1)))
                .hasMessageContaining("W3")
                .hasMessageContaining("W1, b1, W2, b2");
        assertThatThrownBy(() -> WeightDecay.all(-1)).hasMessageContaining("-1.0");
    }
}
