package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** A ReLU network without biases is homogeneous of degree 1 in each of its layers. Card: homogeneity.md. */
public final class Homogeneity extends Experiment<Homogeneity> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("trained networks of each kind, each with a sample of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(8)
            .paper(20);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each hidden layer")
            .atLeast(2)
            .tiny(4)
            .teaching(12)
            .paper(50);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training, in which biases move away from 0")
            .atLeast(50)
            .tiny(50)
            .teaching(300)
            .paper(2000);

    private static final int SAMPLES = 100;
    private static final double[] SCALES = {0.5, 1, 2, 4};

    /** Kinds of networks with K matrices. */
    private enum Kind {
        RELU("ReLU"),
        BIASED("ReLU with biases"),
        TANH("tanh");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** A network of a kind with so many matrices. */
    record Setting(Kind kind, int matrices) {
        @Override
        public String toString() {
            return kind.label + ", K = " + matrices;
        }
    }

    private static final List<Setting> HOMOGENEOUS =
            IntStream.rangeClosed(2, 4).mapToObj(k -> new Setting(Kind.RELU, k)).toList();
    private static final List<Setting> OTHERS = List.of(new Setting(Kind.BIASED, 3), new Setting(Kind.TANH, 3));

    /**
     * A trained network.
     *
     * @param shares ⟨⟨W_k, ∂f/∂W_k⟩, f⟩/‖f‖² of each layer, over all outputs and samples
     * @param furthest the largest distance of a share from 1
     * @param product ‖f(W) − Πρ_k f(V)‖/‖f(W)‖
     * @param sharpness of the Gauss–Newton matrix of the square loss at the scales of all parameters
     */
    record Trained(double[] shares, double furthest, double product, double[] sharpness) {
        double exponent() {
            return Estimate.exponent(SCALES, sharpness).value();
        }
    }

    public static Homogeneity study() {
        return new Homogeneity();
    }

    /** Trained networks of each kind, each with a sample of its own, at least 2. */
    public Homogeneity networks(int count) {
        return with(NETWORKS, count);
    }

    /** Units of each hidden layer, at least 2. */
    public Homogeneity width(int units) {
        return with(WIDTH, units);
    }

    /** Steps of training, in which biases move away from 0, at least 50. */
    public Homogeneity steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab networks = lab.repeat(get(NETWORKS));
        Rows<Setting, Trained> relu = networks.each("relu", HOMOGENEOUS, this::train);
        Rows<Setting, Trained> other = networks.each("other", OTHERS, this::train);

        lab.check(Claim.that("⟨W_k, ∂f/∂W_k⟩ = f for each layer: largest relative distance in any network")
                .each(HOMOGENEOUS, s -> largest(relu, s, Trained::furthest))
                .rival("the layers share the output, f/K each", s -> 1 - 1.0 / s.matrices())
                .rival("each has the degree of all together, K f", s -> s.matrices() - 1)
                .atMost(1e-12));
        lab.check(Claim.that("f(W; x) = ρ₁…ρ_K f(V; x): largest relative distance in any network")
                .each(HOMOGENEOUS, s -> largest(relu, s, Trained::product))
                .atMost(1e-12));
        lab.check(Claim.that("exponent of the Gauss–Newton sharpness in the scale of the weights, furthest network")
                .each(HOMOGENEOUS, s -> furthestExponent(relu, s))
                .predicts(s -> 2 * (s.matrices() - 1))
                .rival("2K, that of the loss", s -> 2 * s.matrices())
                .rival("2, whatever the depth", 2)
                .within(1e-6));
        lab.check(Claim.that("with biases, or with tanh, ⟨W_1, ∂f/∂W_1⟩ is f: their mean ratio")
                .each(OTHERS, s -> other.mean(s, t -> t.shares()[0]))
                .predicts(1)
                .within(1e-3)
                .mustBreak());
        show(lab, relu, other);
    }

    private static Estimate largest(Rows<Setting, Trained> rows, Setting setting, ToDoubleFunction<Trained> distance) {
        return Estimate.largest(rows.numbers(setting, distance)).troubled(rows.problem(setting));
    }

    private static Estimate furthestExponent(Rows<Setting, Trained> rows, Setting setting) {
        double degree = 2 * (setting.matrices() - 1);
        double furthest = rows.values(setting).stream()
                .map(Trained::exponent)
                .max(Comparator.comparingDouble(e -> Math.abs(e - degree)))
                .orElse(Double.NaN);
        return Estimate.exactly(furthest).troubled(rows.problem(setting));
    }

    private Trained train(Setting setting, Trial trial) {
        Data data = images().shuffled(trial.paired().value()).range(0, SAMPLES);
        Run run = Descent.of(net(setting, data).seed(trial.seeds().child("net").value()), data)
                .loss(Loss.CROSS_ENTROPY)
                .optimizer(Optimizer.adam())
                .rate(0.01)
                .batch(20)
                .seed(trial.seeds().child("batches").value())
                .run(get(STEPS));
        if (run.diverged()) {
            throw new IllegalStateException("the network " + setting + " diverged at step " + run.lastStep());
        }
        return measure(run.net(), data);
    }

    private Net net(Setting setting, Data data) {
        int[] widths = new int[setting.matrices() + 1];
        Arrays.fill(widths, get(WIDTH));
        widths[0] = data.dimension();
        widths[setting.matrices()] = data.outputs();
        return switch (setting.kind()) {
            case RELU -> Nets.relu(widths);
            case BIASED -> Nets.relu(widths).biased();
            case TANH -> Nets.tanh(widths);
        };
    }

    private static Trained measure(Net net, Data data) {
        Risk risk = Risk.of(net, data, Loss.SQUARE);
        double[] w = net.parameters();
        double[] f = risk.outputs(w).clone();
        double furthest = 0;
        double[] shares = new double[net.depth()];
        double[] pulled = risk.jacobianTransposedProduct(w, f);
        for (int k = 0; k < shares.length; k++) {
            Block block = net.architecture().weights().get(k);
            shares[k] = Vectors.dot(w, pulled, block.offset(), block.end()) / Vectors.squares(f);
            furthest = Math.max(furthest, Math.abs(shares[k] - 1));
        }
        double[] normalized = net.normalized().outputs(data.flatInputs(), data.samples());
        double product = Vectors.norm(Vectors.subtract(f, Vectors.scale(normalized, net.rho()))) / Vectors.norm(f);
        double[] sharpness = Arrays.stream(SCALES)
                .map(c -> Sharpness.of(net.scaled(c), data, Loss.SQUARE).gaussNewton())
                .toArray();
        return new Trained(shares, furthest, product, sharpness);
    }

    private static void show(Lab lab, Rows<Setting, Trained> relu, Rows<Setting, Trained> other) {
        lab.table(Results.titled("Degrees of trained networks")
                .texts("network", HOMOGENEOUS.stream().map(Setting::toString).toArray(String[]::new))
                .numbers(
                        "largest distance of ⟨W_k, ∂f/∂W_k⟩ from f",
                        HOMOGENEOUS.stream()
                                .mapToDouble(
                                        s -> largest(relu, s, Trained::furthest).value())
                                .toArray())
                .numbers(
                        "exponent of the sharpness",
                        HOMOGENEOUS.stream()
                                .mapToDouble(
                                        s -> relu.mean(s, Trained::exponent).value())
                                .toArray())
                .numbers(
                        "2(K − 1)",
                        HOMOGENEOUS.stream()
                                .mapToInt(s -> 2 * (s.matrices() - 1))
                                .toArray()));
        Chart sharpness = Chart.titled("All weights multiplied by c")
                .x("c")
                .y("sharpness / that at c = 1")
                .logX()
                .logY();
        for (Setting s : relu.finished()) {
            double[] mean = IntStream.range(0, SCALES.length)
                    .mapToDouble(i -> relu.mean(s, t -> t.sharpness()[i] / t.sharpness()[1])
                            .value())
                    .toArray();
            int degree = 2 * (s.matrices() - 1);
            sharpness = sharpness
                    .points(s.toString(), SCALES, mean)
                    .theory("c^" + degree, c -> Math.pow(c, degree), SCALES[0], SCALES[3]);
        }
        Chart shares = Chart.titled("What each layer says of the output, three matrices")
                .x("layer k")
                .y("⟨W_k, ∂f/∂W_k⟩ / f")
                .xRange(0.5, 3.5)
                .horizontal("homogeneous", 1);
        shares = on(shares, relu, HOMOGENEOUS.get(1), 0);
        shares = on(shares, other, OTHERS.get(0), 0.08);
        shares = on(shares, other, OTHERS.get(1), 0.16);
        lab.figure(sharpness, shares);
    }

    private static Chart on(Chart chart, Rows<Setting, Trained> rows, Setting setting, double aside) {
        List<Integer> layers = List.of(0, 1, 2);
        double[] places = layers.stream().mapToDouble(k -> k + 1 + aside).toArray();
        return Estimates.of(layers, k -> rows.mean(setting, t -> t.shares()[k]))
                .on(chart, setting.kind().label, places);
    }
}
