package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.landscape.approximation.BestPolynomial;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Blueprint;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
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

/** A polynomial can stand in the place of ReLU, in a trained network and in training. Card: relu-by-polynomial.md. */
public final class ReluByPolynomial extends Experiment<ReluByPolynomial> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks of each kind, each with random labels of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(40);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training, enough to fit random labels")
            .atLeast(200)
            .tiny(200)
            .teaching(300)
            .paper(2000);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .atLeast(2)
            .tiny(12)
            .teaching(24)
            .paper(60);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples with random labels")
            .atLeast(10)
            .tiny(16)
            .teaching(60)
            .paper(200);

    private static final int INPUTS = 10;
    private static final int[] DEGREES = {8, 16, 32, 64};
    private static final int FINE = 32;
    private static final int TRAINED_DEGREE = 4;
    private static final double TRAINED_RADIUS = 3;

    /** What stands behind the batch normalization of each hidden unit. */
    enum Kind {
        RELU("ReLU"),
        POLYNOMIAL("polynomial of degree 4"),
        LINEAR("nothing");

        final String label;

        Kind(String label) {
            this.label = label;
        }

        Activation activation() {
            return switch (this) {
                case RELU -> Activations.RELU;
                case POLYNOMIAL ->
                    Activations.polynomial(
                            BestPolynomial.ofModulus(TRAINED_DEGREE).reluCoefficients(TRAINED_RADIUS));
                case LINEAR -> Activations.LINEAR;
            };
        }
    }

    /** log₁₀ of the logistic loss before and after training. */
    record Trained(double before, double after) {}

    public static ReluByPolynomial study() {
        return new ReluByPolynomial();
    }

    /** Networks of each kind, each with random labels of its own, at least 2. */
    public ReluByPolynomial networks(int count) {
        return with(NETWORKS, count);
    }

    /** Steps of training, enough to fit random labels, at least 200. */
    public ReluByPolynomial steps(int count) {
        return with(STEPS, count);
    }

    /** Units of each of the two hidden layers, at least 2. */
    public ReluByPolynomial width(int units) {
        return with(WIDTH, units);
    }

    /** Training samples with random labels, at least 10. */
    public ReluByPolynomial samples(int count) {
        return with(SAMPLES, count);
    }

    @Override
    protected void run(Lab lab) {
        requireRoom();
        Rows<Integer, Double> errors = lab.each(
                "best", DEGREES, (n, trial) -> n * BestPolynomial.ofModulus(n).error());
        Rows<String, double[]> replaced =
                lab.repeat(get(NETWORKS)).each("replaced", List.of("ReLU replaced"), this::replace);
        Rows<Kind, Trained> trained = lab.repeat(get(NETWORKS)).each("trained", List.of(Kind.values()), this::train);

        lab.check(Claim.that("n Eₙ(|x|) at n = 16 and 32, extrapolated in 1/n²")
                .observed(Estimate.exactly((4 * errors.number(FINE, e -> e) - errors.number(FINE / 2, e -> e)) / 3)
                        .troubled(errors.problem()))
                .predicts(BestPolynomial.BERNSTEIN)
                .rival("1/(2√π), Bernstein's conjecture", 1 / (2 * Math.sqrt(Math.PI)))
                .rival("2/π, Chebyshev series cut off", 2 / Math.PI)
                .within(1e-4));
        lab.check(Claim.that(
                        "polynomials of degree n ≥ 16 in a trained ReLU network: exponent of the change of its outputs in n")
                .observed(replaced.mean(
                        "ReLU replaced",
                        e -> Estimate.exponent(tail(degrees()), tail(e)).value()))
                .predicts(-1)
                .rival("−2, as for a smooth function with two derivatives", -2)
                .rival("0: the polynomials do not help", 0)
                .within(0.25));
        lab.check(Claim.that("trained with a polynomial of degree 4: log₁₀ of the loss on random labels")
                .observed(trained.mean(Kind.POLYNOMIAL, Trained::after))
                .rival(
                        "as before training",
                        trained.mean(Kind.POLYNOMIAL, Trained::before).value())
                .rival(
                        "as without an activation",
                        trained.mean(Kind.LINEAR, Trained::after).value())
                .atMost(-2));
        lab.check(Claim.that("the same with ReLU")
                .observed(trained.mean(Kind.RELU, Trained::after))
                .atMost(-2));
        show(lab, errors, replaced, trained);
    }

    private void requireRoom() {
        int weights = get(WIDTH) * (INPUTS + get(WIDTH) + 1);
        if (weights < 10 * get(SAMPLES)) {
            throw new IllegalArgumentException(
                    "random labels are fitted with at least ten weights for each sample, got " + weights
                            + " weights and " + get(SAMPLES) + " samples");
        }
    }

    private static double[] degrees() {
        return Arrays.stream(DEGREES).asDoubleStream().toArray();
    }

    /** Without the lowest degree, at which the errors of units still have common signs. */
    private static double[] tail(double[] all) {
        return Arrays.copyOfRange(all, 1, all.length);
    }

    private Data labelled(Trial trial) {
        return Data.randomLabels(get(SAMPLES), INPUTS)
                .seed(trial.paired().child("data").value());
    }

    private Run fit(Net net, Data data) {
        Run run = Descent.of(net, data)
                .loss(Loss.LOGISTIC)
                .optimizer(Optimizer.adam())
                .rate(0.01)
                .run(get(STEPS));
        if (run.diverged()) {
            throw new IllegalStateException("training diverged at step " + run.lastStep());
        }
        return run;
    }

    private Trained train(Kind kind, Trial trial) {
        Data data = labelled(trial);
        Blueprint net = Nets.on(Shape.vector(INPUTS));
        for (int layer = 0; layer < 2; layer++) {
            net = net.dense(get(WIDTH), Activations.LINEAR)
                    .batchNormalization(1e-5)
                    .activation(kind.activation());
        }
        Net start = net.dense(1, Activations.LINEAR)
                .net()
                .seed(trial.seeds().child("net").value());
        Run run = fit(start, data);
        return new Trained(log(start, data), log(run.net(), data));
    }

    private static double log(Net net, Data data) {
        return Risk.of(net, data, Loss.LOGISTIC).logValue(net.parameters()) / Math.log(10);
    }

    /** The root mean square change of the outputs over that of the outputs, at each degree; intervals are those of the ReLU network. */
    private double[] replace(String name, Trial trial) {
        Data data = labelled(trial);
        Net net = fit(
                        Nets.relu(INPUTS, get(WIDTH), get(WIDTH), 1)
                                .seed(trial.seeds().child("net").value()),
                        data)
                .net();
        double[] exact = net.outputs(data.flatInputs(), data.samples());
        return Arrays.stream(DEGREES)
                .mapToDouble(n -> {
                    double[] outputs = outputs(net, data, BestPolynomial.ofModulus(n));
                    return Vectors.norm(Vectors.subtract(outputs, exact)) / Vectors.norm(exact);
                })
                .toArray();
    }

    /** Every unit of a layer with the polynomial on the smallest interval around 0 that holds what the layer sees. */
    private static double[] outputs(Net net, Data data, BestPolynomial best) {
        Matrix z = Matrix.of(data.inputs());
        for (int k = 1; k < net.depth(); k++) {
            Matrix before = z.times(Matrix.of(net.weights(k)).transpose());
            double radius = Vectors.largest(before.flat());
            double[] after =
                    Arrays.stream(before.flat()).map(v -> best.relu(v, radius)).toArray();
            z = Matrix.wrap(after, before.rows(), before.columns());
        }
        return z.times(net.weights(net.depth())[0]);
    }

    private static void show(
            Lab lab, Rows<Integer, Double> errors, Rows<String, double[]> replaced, Rows<Kind, Trained> trained) {
        double[] n = degrees();
        List<Integer> places = IntStream.range(0, n.length).boxed().toList();
        Estimates changes = Estimates.of(places, i -> replaced.mean("ReLU replaced", e -> e[i]));
        lab.table(Results.titled("Best polynomials, and what they change in trained networks")
                .numbers("degree n", n)
                .numbers("n Eₙ(|x|)", errors.column(e -> e))
                .numbers("relative change", changes.values()));
        Chart best = Chart.titled("Best uniform approximation of |x|")
                .x("degree n")
                .y("n Eₙ")
                .yRange(0.276, 0.284)
                .points("Remez", n, errors.column(e -> e))
                .horizontal("Bernstein's constant", BestPolynomial.BERNSTEIN)
                .theory("conjectured, 1/(2√π)", x -> 1 / (2 * Math.sqrt(Math.PI)), n[0], n[3]);
        double last = changes.values()[3];
        Chart change = Chart.titled("In trained ReLU networks, two hidden layers")
                .x("degree n")
                .y("change of the outputs / outputs")
                .logX()
                .logY();
        change = changes.on(change, "mean over networks", n).theory("1/n, scaled", x -> last * n[3] / x, n[0], n[3]);
        Chart losses = Chart.titled("Trained on random labels behind batch normalization")
                .names(Arrays.stream(Kind.values()).map(k -> k.label).toArray(String[]::new))
                .y("log₁₀ of the loss");
        double[] kinds =
                IntStream.range(0, Kind.values().length).asDoubleStream().toArray();
        losses = Estimates.of(trained.items(), k -> trained.mean(k, Trained::before))
                .on(losses, "before", kinds);
        losses = Estimates.of(trained.items(), k -> trained.mean(k, Trained::after))
                .on(losses, "after", kinds);
        lab.figure(best, change, losses);
    }
}
