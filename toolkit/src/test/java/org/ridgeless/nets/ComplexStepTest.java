package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;

/**
 * Outputs against the definitions of the layers, and derivatives against Im f(w + i h v) / h with h = 10⁻³⁰, which has no error
 * of difference (J. Lyness and C. Moler, 1967; J. Martins, P. Sturdza and J. Alonso, 2003).
 */
class ComplexStepTest {
    private static final double STEP = 1e-30;
    private static final int[] SAMPLES = {1, 3, 8, 13};

    /** One network and its data. */
    record Case(Net net, Data data) {
        Layer layer() {
            return new Chain(net.architecture().layers());
        }

        @Override
        public String toString() {
            return net + " | " + data.samples() + " samples";
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            List<Layer> layers = LayerCases.layers(100 + seed, LayerCases.ENTIRE);
            for (int k = 0; k < layers.size(); k++) {
                int outputs = seed % 3 == 2 ? 3 : 1;
                Net net = LayerCases.net(layers.get(k), 4, outputs);
                net = (seed % 2 == 0 ? net.biased() : net.parametrization(Parametrization.NTK)).seed(k);
                double[] w = net.parameters();
                double[] noise = normal(k, w.length);
                for (int i = 0; i < w.length; i++) {
                    w[i] += 0.1 * noise[i];
                }
                int n = SAMPLES[(seed + k) % SAMPLES.length];
                cases.add(new Case(net.withParameters(w), data(n, outputs, seed)));
            }
        }
        return cases.stream();
    }

    private static Data data(int n, int outputs, long seed) {
        return outputs == 1
                ? Data.randomLabels(n, 4).seed(seed)
                : Data.gaussianMixture(Math.max(n, outputs), 4, outputs)
                        .separation(1)
                        .seed(seed);
    }

    private static double[] normal(long seed, int length) {
        Random random = new Random(seed);
        double[] v = new double[length];
        Arrays.setAll(v, i -> random.nextGaussian());
        return v;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAndDerivativesAreThoseOfTheDefinitions(Case c) {
        Risk risk = Risk.of(c.net(), c.data(), Loss.SQUARE);
        double[] w = c.net().parameters();
        double[] v = normal(1, w.length);
        Complex[][] f = naive(c, w, v);
        double[] outputs = risk.outputs(w);
        double[] tangent = risk.jacobianProduct(w, v);
        double[] s = normal(2, outputs.length);
        double[] transposed = risk.jacobianTransposedProduct(w, s);
        int width = c.net().outputs();
        double[] values = new double[outputs.length];
        double[] slopes = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            values[i] = f[i / width][i % width].re();
            slopes[i] = f[i / width][i % width].im() / STEP;
        }
        assertThat(distance(outputs, values)).isLessThanOrEqualTo(2e-15 * condition(risk.jacobian(w), w));
        assertClose(tangent, slopes, 1e-12);
        double expected = dot(s, slopes);
        double scale = Math.max(Math.abs(expected), norm(transposed) * norm(v));
        assertThat(Math.abs(dot(transposed, v) - expected)).isLessThanOrEqualTo(1e-12 * scale);
    }

    private static Complex[][] naive(Case c, double[] w, double[] v) {
        Complex[] moved = new Complex[w.length];
        Arrays.setAll(moved, i -> new Complex(w[i], STEP * v[i]));
        Complex[][] x = new Complex[c.data().samples()][];
        Arrays.setAll(
                x, i -> Arrays.stream(c.data().input(i)).mapToObj(Complex::of).toArray(Complex[]::new));
        return NaiveNet.apply(c.layer(), moved, x);
    }

    /** How far outputs move, to first order, when every weight moves by its own size at worst: √Σ_i (Σ_j |J_ij w_j|)². */
    private static double condition(double[][] jacobian, double[] w) {
        double[] sums = new double[jacobian.length];
        Arrays.setAll(sums, i -> {
            double sum = 0;
            for (int j = 0; j < w.length; j++) {
                sum += Math.abs(jacobian[i][j] * w[j]);
            }
            return sum;
        });
        return norm(sums);
    }

    private static void assertClose(double[] actual, double[] expected, double relative) {
        assertThat(distance(actual, expected)).isLessThanOrEqualTo(relative * norm(expected));
    }

    private static double distance(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return norm(difference);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }
}
