package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.random.Seeds;

/** Every activation and layer × loss × engine against central differences and against each other, over awkward shapes. */
class DerivativesTest {
    private static final List<Activation> ACTIVATIONS = List.of(
            Activations.LINEAR,
            Activations.RELU,
            Activations.leakyRelu(0.2),
            Activations.powerRelu(3),
            Activations.TANH,
            Activations.ERF,
            Activations.GELU,
            Activations.SOFTPLUS,
            Activations.SINE,
            Activations.polynomial(0.1, 0.5, -0.3, 0.2));
    private static final List<Loss> BINARY =
            List.of(Loss.EXPONENTIAL, Loss.LOGISTIC, Loss.SQUARE, Loss.HINGE, Loss.smoothedHinge(0.7));
    private static final int[][] SHAPES = {{1, 1}, {3, 1, 1}, {5, 9, 1}, {7, 8, 3, 1}, {17, 33, 1}, {2, 15, 16, 17, 1}};
    private static final int[] SAMPLES = {1, 3, 8, 13};

    /** One network, one data set, one loss. */
    record Case(Net net, Data data, Loss loss, Engine engine) {
        Risk risk() {
            return Risk.of(net, data, loss, engine);
        }

        @Override
        public String toString() {
            return net + " | " + data.samples() + " samples | " + loss + " | " + engine.name();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        int seed = 0;
        for (Engine engine : List.of(Engine.PLAIN, Engine.FUSED)) {
            for (Activation activation : ACTIVATIONS) {
                for (Loss loss : BINARY) {
                    int[] widths = SHAPES[seed % SHAPES.length];
                    int n = SAMPLES[seed / SHAPES.length % SAMPLES.length];
                    Net net = Nets.of(activation, widths).init(Init.LECUN).seed(seed);
                    cases.add(new Case(
                            varied(net, seed), Data.randomLabels(n, widths[0]).seed(seed), loss, engine));
                    seed++;
                }
                Net scores = Nets.of(activation, 4, 11, 3).biased().seed(seed);
                Data classes = Data.gaussianMixture(7, 4, 3).separation(1).seed(seed);
                cases.add(new Case(jittered(scores, seed), classes, Loss.CROSS_ENTROPY, engine));
                cases.add(new Case(jittered(scores, seed), classes, Loss.SQUARE, engine));
            }
        }
        for (Engine engine : List.of(Engine.PLAIN, Engine.FUSED)) {
            for (Loss loss : BINARY) {
                for (Layer layer : LayerCases.layers(seed)) {
                    int d = 1 + seed % 4;
                    int n = SAMPLES[seed % SAMPLES.length];
                    Net net = varied(LayerCases.net(layer, d, 1), seed);
                    cases.add(new Case(net, Data.randomLabels(n, d).seed(seed), loss, engine));
                    seed++;
                }
            }
            for (Layer layer : LayerCases.layers(seed)) {
                Data classes = Data.gaussianMixture(7, 4, 3).separation(1).seed(seed);
                cases.add(new Case(varied(LayerCases.net(layer, 4, 3), seed), classes, Loss.CROSS_ENTROPY, engine));
                seed++;
            }
        }
        for (Engine engine : List.of(Engine.PLAIN, Engine.FUSED)) {
            for (Loss loss : CustomLosses.BINARY) {
                for (Activation activation : ACTIVATIONS) {
                    Net net = varied(Nets.of(activation, SHAPES[seed % SHAPES.length]), seed);
                    Data data = Data.randomLabels(SAMPLES[seed % SAMPLES.length], net.inputs())
                            .seed(seed);
                    cases.add(new Case(net, data, loss, engine));
                    seed++;
                }
                for (Layer layer : LayerCases.layers(seed)) {
                    int d = 1 + seed % 4;
                    Data data =
                            Data.randomLabels(SAMPLES[seed % SAMPLES.length], d).seed(seed);
                    cases.add(new Case(varied(LayerCases.net(layer, d, 1), seed), data, loss, engine));
                    seed++;
                }
            }
            for (Layer layer : LayerCases.layers(seed)) {
                Data classes = Data.gaussianMixture(7, 4, 3).separation(1).seed(seed);
                Net net = varied(LayerCases.net(layer, 4, 3), seed);
                cases.add(new Case(net, classes, CustomLosses.ELEMENTWISE, engine));
                seed++;
            }
        }
        return cases.stream();
    }

    private static Net varied(Net net, long seed) {
        Net seeded = net.seed(seed);
        if (seed % 2 == 0) {
            seeded = seeded.biased();
        }
        if (seed % 3 == 0) {
            seeded = seeded.parametrization(Parametrization.NTK);
        }
        return jittered(seeded, seed);
    }

    /** Biases start at zero, so all parameters are moved a little; and shrunk, lest powers of powers overflow. */
    private static Net jittered(Net net, long seed) {
        double[] w = net.parameters();
        double[] noise = normal(seed, w.length);
        for (int i = 0; i < w.length; i++) {
            w[i] = 0.6 * (w[i] + 0.1 * noise[i]);
        }
        return net.withParameters(w);
    }

    private static double[] normal(long seed, int length) {
        ZigguratSampler.NormalizedGaussian sampler =
                ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).child("direction").stream());
        double[] v = new double[length];
        Arrays.setAll(v, i -> sampler.sample());
        return v;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsTheSlopeOfTheRisk(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[] v = normal(3, w.length);
        double slope = Richardson.derivative(t -> risk.value(moved(w, v, t)), step(v));
        assertThat(dot(risk.gradient(w), v)).isCloseTo(slope, within(1e-9, slope, norm(v) * norm(risk.gradient(w))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hessianProductIsTheSlopeOfTheGradient(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[] v = normal(4, w.length);
        double[] u = normal(5, w.length);
        double slope = Richardson.derivative(t -> dot(risk.gradient(moved(w, v, t)), u), step(v));
        double product = dot(risk.hessianProduct(w, v), u);
        assertThat(product).isCloseTo(slope, within(1e-9, slope, norm(risk.hessianProduct(w, v)) * norm(u)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hessianIsSymmetric(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[] v = normal(6, w.length);
        double[] u = normal(7, w.length);
        double[] hv = risk.hessianProduct(w, v);
        double[] hu = risk.hessianProduct(w, u);
        assertThat(dot(u, hv)).isCloseTo(dot(v, hu), within(1e-12, 0, norm(u) * norm(hv) + norm(v) * norm(hu)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sampleGradientsAverageToTheGradient(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[][] rows = risk.sampleGradients(w);
        double[] mean = new double[w.length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        assertClose(mean, risk.gradient(w), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void jacobianAndItsTwoProductsAgree(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[][] jacobian = risk.jacobian(w);
        double[] v = normal(8, w.length);
        double[] s = normal(9, jacobian.length);
        assertClose(
                Arrays.stream(jacobian).mapToDouble(row -> dot(row, v)).toArray(), risk.jacobianProduct(w, v), 1e-12);
        double[] transposed = new double[w.length];
        for (int r = 0; r < s.length; r++) {
            for (int i = 0; i < w.length; i++) {
                transposed[i] += s[r] * jacobian[r][i];
            }
        }
        assertClose(transposed, risk.jacobianTransposedProduct(w, s), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hessianAndTangentKernelAreMadeOfTheirProducts(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[] v = normal(11, w.length);
        double[] product =
                Arrays.stream(risk.hessian(w)).mapToDouble(row -> dot(row, v)).toArray();
        assertClose(product, risk.hessianProduct(w, v), 1e-10);
        if (risk.outputs() == 1) {
            double[][] jacobian = risk.jacobian(w);
            double[][] kernel = risk.kernel(w);
            for (int i = 0; i < kernel.length; i++) {
                double[] expected =
                        Arrays.stream(jacobian).mapToDouble(rowOf(jacobian[i])).toArray();
                assertClose(kernel[i], expected, 1e-12);
            }
        }
    }

    private static java.util.function.ToDoubleFunction<double[]> rowOf(double[] gradient) {
        return other -> dot(gradient, other);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void taylorCoefficientsAreTheDerivativesAlongALine(Case c) {
        double[] w = c.net().parameters();
        double[] v = normal(12, w.length);
        Evaluator evaluator =
                c.engine().evaluator(c.net().architecture(), c.data().samples());
        double[] x = c.data().flatInputs();
        evaluator.forward(w, x, c.data().samples());
        double[][] series = evaluator.taylor(w, v);
        double[] first = series[1].clone();
        double[] second = series[2].clone();
        double[] third = series[3].clone();
        double[] s = normal(13, first.length);
        assertClose(first, evaluator.tangent(w, v), 1e-13);
        DoubleUnaryOperator along = t -> {
            double[] moved = moved(w, v, t);
            evaluator.forward(moved, x, c.data().samples());
            return dot(s, evaluator.tangent(moved, v));
        };
        double scale = norm(s) * (norm(first) + norm(second));
        assertThat(2 * dot(s, second)).isCloseTo(Richardson.derivative(along, step(v)), within(1e-9, scale, 0));
        DoubleUnaryOperator bend = t -> {
            double[] moved = moved(w, v, t);
            evaluator.forward(moved, x, c.data().samples());
            return 2 * dot(s, evaluator.taylor(moved, v)[2]);
        };
        assertThat(6 * dot(s, third))
                .isCloseTo(Richardson.derivative(bend, step(v)), within(1e-9, scale + norm(s) * norm(third), 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivativesAlongALineAreThoseOfTheRisk(Case c) {
        Risk risk = c.risk();
        double[] w = c.net().parameters();
        double[] v = normal(14, w.length);
        double[] line = risk.alongLine(w, v);
        double[] gradient = risk.gradient(w);
        double[] product = risk.hessianProduct(w, v);
        assertThat(line[0]).isCloseTo(risk.value(w), within(1e-14, line[0], 0));
        assertThat(line[1]).isCloseTo(dot(gradient, v), within(1e-12, 0, norm(gradient) * norm(v)));
        assertThat(line[2]).isCloseTo(dot(product, v), within(1e-11, 0, norm(product) * norm(v)));
        DoubleUnaryOperator bend = t -> {
            double[] moved = moved(w, v, t);
            return dot(risk.hessianProduct(moved, v), v);
        };
        double difference = Richardson.derivative(bend, step(v));
        assertThat(line[3]).isCloseTo(difference, within(1e-6, difference, norm(product) * norm(v)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void enginesAgree(Case c) {
        double[] w = c.net().parameters();
        Risk plain = Risk.of(c.net(), c.data(), c.loss(), Engine.PLAIN);
        Risk fused = Risk.of(c.net(), c.data(), c.loss(), Engine.FUSED);
        double[] v = normal(10, w.length);
        assertClose(plain.outputs(w), fused.outputs(w), 1e-13);
        assertClose(plain.gradient(w), fused.gradient(w), 1e-12);
        assertClose(plain.hessianProduct(w, v), fused.hessianProduct(w, v), 1e-11);
    }

    /** Long directions cross more kinks. */
    private static double step(double[] v) {
        return 1e-3 / Math.max(1, norm(v) / 10);
    }

    private static double[] moved(double[] w, double[] v, double t) {
        double[] moved = w.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += t * v[i];
        }
        return moved;
    }

    private static void assertClose(double[] actual, double[] expected, double relative) {
        double scale = norm(expected) + 1e-300;
        double[] difference = moved(actual, expected, -1);
        assertThat(norm(difference)).isLessThanOrEqualTo(relative * scale);
    }

    private static org.assertj.core.data.Offset<Double> within(double relative, double value, double scale) {
        return org.assertj.core.data.Offset.offset(relative * Math.max(Math.abs(value), scale) + 1e-300);
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
