package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Replicas;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;
import org.ridgeless.nd4j.Nd;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Stage;

/** The fused engine and that of ND4J share no arithmetic, so each is the other's oracle; differences are a third. */
class EngineContractTest {
    private static final List<Activation> ACTIVATIONS = List.of(
            Activations.LINEAR,
            Activations.RELU,
            Activations.leakyRelu(0.2),
            Activations.powerRelu(2),
            Activations.powerRelu(3),
            Activations.TANH,
            Activations.ERF,
            Activations.GELU,
            Activations.SOFTPLUS,
            Activations.SINE,
            Activations.polynomial(0, 0, 0.7),
            Activations.polynomial(0.1, 0.5, -0.3, 0.2));
    private static final List<Loss> BINARY =
            List.of(Loss.EXPONENTIAL, Loss.LOGISTIC, Loss.SQUARE, Loss.HINGE, Loss.smoothedHinge(0.7));
    private static final int[] WIDTHS = {1, 2, 3, 5, 7, 8, 9, 15, 17};
    private static final int[] SAMPLES = {1, 3, 8, 13};
    /** One network, one data set, one loss. */
    record Case(Net net, Data data, Loss loss) {
        @Override
        public String toString() {
            return net + " | " + data.samples() + " samples | " + loss;
        }

        Risk on(Engine engine) {
            return Risk.of(net, data, loss, engine).decay(WeightDecay.all(0.3));
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Random random = new Random(11);
        for (Activation activation : ACTIVATIONS) {
            for (Loss loss : BINARY) {
                int[] widths = new int[2 + random.nextInt(3)];
                Arrays.setAll(widths, i -> WIDTHS[random.nextInt(WIDTHS.length)]);
                widths[widths.length - 1] = 1;
                cases.add(binary(Nets.of(activation, widths), loss, random));
            }
            Data classes = Data.gaussianMixture(7, 4, 3).separation(1).seed(random.nextLong());
            Net scores = moved(Nets.of(activation, 4, 11, 3).biased(), random);
            cases.add(new Case(scores, classes, Loss.CROSS_ENTROPY));
            cases.add(new Case(scores, classes, Loss.SQUARE));
        }
        for (Loss loss : BINARY) {
            for (Layer layer : LayerCases.layers(random.nextInt(1000))) {
                cases.add(binary(LayerCases.net(layer, 1 + random.nextInt(4), 1), loss, random));
            }
        }
        for (Layer layer : LayerCases.layers(5)) {
            Data classes = Data.gaussianMixture(7, 4, 3).separation(1).seed(random.nextLong());
            cases.add(new Case(moved(LayerCases.net(layer, 4, 3), random), classes, Loss.CROSS_ENTROPY));
        }
        for (Loss loss : CustomLosses.BINARY) {
            for (Layer layer : LayerCases.layers(random.nextInt(1000))) {
                cases.add(binary(LayerCases.net(layer, 1 + random.nextInt(4), 1), loss, random));
            }
        }
        return cases.stream();
    }

    private static Case binary(Net net, Loss loss, Random random) {
        int n = SAMPLES[random.nextInt(SAMPLES.length)];
        Net changed = random.nextBoolean() ? net.biased() : net;
        Net scaled = random.nextInt(3) == 0 ? changed.parametrization(Parametrization.NTK) : changed;
        Data data = Data.randomLabels(n, net.inputs()).seed(random.nextLong());
        return new Case(moved(scaled, random), data, loss);
    }

    /** Fresh parameters with biases that are not zero, shrunk lest powers of powers overflow. */
    private static Net moved(Net net, Random random) {
        double[] w = net.seed(random.nextLong()).parameters();
        Arrays.setAll(w, i -> 0.6 * (w[i] + 0.1 * random.nextGaussian()));
        return net.withParameters(w);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void enginesAgreeInEveryDerivative(Case c) {
        Risk fused = c.on(Engine.FUSED);
        Risk nd4j = c.on(Nd.engine());
        double[] w = c.net().parameters();
        double[] v = direction(w.length, 3);
        double[] s = direction(fused.outputs(w).length, 4);
        assertThat(nd4j.value(w)).isCloseTo(fused.value(w), within(1e-9 * Math.abs(fused.value(w))));
        assertClose(nd4j.outputs(w), fused.outputs(w));
        assertClose(nd4j.gradient(w), fused.gradient(w));
        assertClose(nd4j.jacobianProduct(w, v), fused.jacobianProduct(w, v));
        assertClose(nd4j.jacobianTransposedProduct(w, s), fused.jacobianTransposedProduct(w, s));
        assertClose(nd4j.hessianProduct(w, v), fused.hessianProduct(w, v));
        assertClose(nd4j.gaussNewtonProduct(w, v), fused.gaussNewtonProduct(w, v));
        assertRows(nd4j.sampleGradients(w), fused.sampleGradients(w));
        assertRows(nd4j.jacobian(w), fused.jacobian(w));
        if (fused.outputs() == 1) {
            assertRows(nd4j.kernel(w), fused.kernel(w));
        }
    }

    /** A third of the cases: the fused engine, with which all of them agree, is held against differences in every one. */
    static Stream<Case> someCases() {
        List<Case> all = cases().toList();
        return IntStream.range(0, all.size()).filter(i -> i % 3 == 0).mapToObj(all::get);
    }

    @ParameterizedTest
    @MethodSource("someCases")
    void derivativesOnNd4jAreSlopes(Case c) {
        Risk risk = c.on(Nd.engine());
        double[] w = c.net().parameters();
        double[] v = direction(w.length, 5);
        double step = 1e-3 / Math.max(1, norm(v) / 10);
        double slope = Richardson.derivative(t -> risk.value(along(w, v, t)), step);
        double[] gradient = risk.gradient(w);
        assertThat(dot(gradient, v)).isCloseTo(slope, within(1e-9 * norm(v) * norm(gradient) + 1e-300));
        double bend = Richardson.derivative(t -> dot(risk.gradient(along(w, v, t)), v), step);
        double[] product = risk.hessianProduct(w, v);
        assertThat(dot(product, v)).isCloseTo(bend, within(1e-9 * norm(v) * norm(product) + 1e-300));
    }

    @Test
    void theGradientByTheInputsAgrees() {
        Net net = Nets.of(Activations.TANH, 3, 8, 5, 2).seed(3);
        double[] x = direction(5 * 3, 6);
        double[] s = direction(5 * 2, 7);
        double[][] slopes = new double[2][];
        List<Engine> engines = List.of(Engine.FUSED, Nd.engine());
        for (int k = 0; k < 2; k++) {
            Evaluator evaluator = engines.get(k).evaluator(net.architecture(), 5);
            evaluator.forward(net.parameters(), x, 5);
            slopes[k] = Arrays.copyOf(evaluator.reverseToInputs(net.parameters(), s, 1, null), x.length);
        }
        assertClose(slopes[1], slopes[0]);
    }

    @Test
    void batchesOfChangingSizeAreSeparate() {
        Net net = Nets.of(Activations.GELU, 3, 9, 1).biased().seed(2);
        Evaluator evaluator = Nd.engine().evaluator(net.architecture(), 7);
        double[] x = direction(7 * 3, 8);
        double[] all = evaluator.forward(net.parameters(), x, 7).clone();
        double[] two = evaluator.forward(net.parameters(), x, 2).clone();
        double[] again = evaluator.forward(net.parameters(), x, 7).clone();
        assertClose(Arrays.copyOf(two, 2), Arrays.copyOf(all, 2));
        assertThat(again).isEqualTo(all);
    }

    @Test
    void descentRunsOnEitherEngineAndRepeatsBitByBit() {
        Data data = Data.separable(33, 5).gap(0.3).seed(1);
        Net net = Nets.relu(5, 17, 9, 1).seed(4);
        for (Optimizer optimizer : List.of(Optimizer.gradientDescent(), Optimizer.adam())) {
            double[] fused = trained(net, data, optimizer);
            double[] nd4j = trained(net.on(Nd.engine()), data, optimizer);
            assertClose(nd4j, fused);
            assertThat(trained(net.on(Nd.engine()), data, optimizer)).isEqualTo(nd4j);
        }
    }

    @Test
    void replicasOnNd4jAreTheDescentsAloneWhateverTheThreads() {
        Descent[] descents = new Descent[3];
        for (int r = 0; r < descents.length; r++) {
            Net net = Nets.relu(5, 8, 1).seed(r).on(Nd.engine());
            descents[r] = Descent.of(net, Data.separable(21, 5).gap(0.3).seed(r))
                    .loss(Loss.EXPONENTIAL)
                    .rate(0.01)
                    .record(Probe.loss(), Probe.sharpness());
        }
        for (int threads : new int[] {1, 3}) {
            Run[] runs = Replicas.of(descents).threads(threads).run(20);
            for (int r = 0; r < descents.length; r++) {
                assertThat(runs[r].partial()).isFalse();
                assertThat(runs[r].net().parameters())
                        .containsExactly(descents[r].run(20).net().parameters());
            }
        }
    }

    private static double[] trained(Net net, Data data, Optimizer optimizer) {
        return Descent.of(net, data)
                .loss(Loss.LOGISTIC)
                .optimizer(optimizer)
                .rate(0.01)
                .batch(8)
                .seed(3)
                .run(40)
                .net()
                .parameters();
    }

    @Test
    void dropoutDropsTheSameOnEitherEngine() {
        Data data = Data.separable(33, 5).gap(0.3).seed(1);
        Net net = Nets.on(Shape.vector(5))
                .dropout(0.2)
                .dense(9, Activations.TANH)
                .residual(b -> b.dropout(0.5).dense(9, Activations.SOFTPLUS))
                .dropout(0.4)
                .dense(1, Activations.LINEAR)
                .net()
                .seed(4);
        double[] fused = trained(net, data, Optimizer.gradientDescent());
        assertClose(trained(net.on(Nd.engine()), data, Optimizer.gradientDescent()), fused);
        double[] v = direction(fused.length, 9);
        List<double[]> bends = new ArrayList<>();
        for (Engine engine : List.of(Engine.FUSED, Nd.engine())) {
            Evaluator evaluator = engine.evaluator(net.architecture(), 33);
            evaluator.train(3, 7);
            evaluator.forward(fused, data.flatInputs(), 33);
            evaluator.reverse(fused, direction(33, 5), 1, null);
            evaluator.tangent(fused, v);
            double[] bend = new double[fused.length];
            evaluator.reverseTangent(fused, v, direction(33, 6), 1, bend);
            bends.add(bend);
        }
        assertClose(bends.get(1), bends.get(0));
    }

    /** A layer of someone else's. */
    private record Foreign(int inputs, int outputs) implements Layer {
        @Override
        public List<Block> blocks() {
            return List.of();
        }

        @Override
        public double degree(double inputDegree) {
            return inputDegree;
        }

        @Override
        public Stage stage(int offset, int capacity, DenseKernels kernels) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void anUnknownLayerIsNamed() {
        Layer layer = new Foreign(3, 3);
        assertThatThrownBy(
                        () -> Nd.engine().evaluator(LayerCases.net(layer, 2, 1).architecture(), 1))
                .hasMessageContaining("Foreign")
                .hasMessageContaining("Engine.FUSED");
    }

    @Test
    void whatTheEngineCannotTakeIsRefused() {
        Net net = Nets.relu(2, 3, 1);
        assertThatThrownBy(() -> Nd.engine().evaluator(net.architecture(), 0)).hasMessageContaining("got 0");
        Evaluator evaluator = Nd.engine().evaluator(net.architecture(), 2);
        assertThatThrownBy(() -> evaluator.forward(net.parameters(), new double[6], 3))
                .hasMessageContaining("1 to 2 samples, got 3");
    }

    private static double[] direction(int length, long seed) {
        Random random = new Random(seed);
        double[] v = new double[length];
        Arrays.setAll(v, i -> random.nextGaussian());
        return v;
    }

    private static double[] along(double[] w, double[] v, double t) {
        double[] moved = w.clone();
        Arrays.setAll(moved, i -> w[i] + t * v[i]);
        return moved;
    }

    private static void assertRows(double[][] actual, double[][] expected) {
        assertClose(
                Arrays.stream(actual).flatMapToDouble(Arrays::stream).toArray(),
                Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray());
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(norm(along(actual, expected, -1))).isLessThanOrEqualTo(1e-9 * norm(expected) + 1e-300);
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
