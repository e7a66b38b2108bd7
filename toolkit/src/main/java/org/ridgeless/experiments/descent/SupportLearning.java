package org.ridgeless.experiments.descent;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.State;
import org.ridgeless.dynamics.Times;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Mini-batch SGD shrinks the weights of irrelevant inputs; full-batch descent does not. */
public final class SupportLearning extends Experiment<SupportLearning> {
    private static final int RELEVANT = 2;
    private static final int RECORDS = 240;

    /** The target is learnt in the first sixth of a run; rates are measured from then on. */
    private static final int LEARNT = RECORDS / 6;

    /** The prediction is the leading order in κ, which is up to 0.4 here; it is off by about κ² at the largest η/b. */
    private static final double TOLERANCE = 0.15;

    /** Rate η and batch b; b = 0 is the full batch. */
    private static final double[][] GRID = {
        {0.025, 1}, {0.025, 2}, {0.025, 4}, {0.05, 2}, {0.05, 4}, {0.05, 8}, {0.05, 0}
    };

    private static final Card CARD = Card.named("support-learning")
            .entry("B12")
            .title("SGD learns the support of the target")
            .claim(
                    "Mini-batch SGD shrinks the first-layer weights of irrelevant inputs at a rate proportional to η/b, an effect"
                            + " of second order in the step that full-batch descent does not have.")
            .formula(
                    "\\tfrac{\\eta}{4}\\,\\mathbb E\\|\\nabla L_B - \\nabla L\\|^2 = \\frac{\\eta\\sigma^2}{4b}"
                            + "\\big(d\\,\\|a\\|^2 + \\|W\\|_F^2\\big)",
                    "implicit regularizer of f = a·Wx with isotropic inputs and label noise of variance σ²")
            .formula(
                    "r = \\frac{\\eta\\,\\langle e^2 x_j^2\\rangle}{2b}, \\qquad \\langle e^2 x_j^2\\rangle"
                            + " \\approx \\frac{\\sigma^2}{1 - \\kappa}, \\qquad"
                            + " \\kappa = \\frac{\\eta\\,(d\\|a\\|^2 + \\|W\\|_F^2)}{2b}",
                    "decay rate of irrelevant columns of W in the time t = η × steps; e is the residual along the run, which"
                            + " the noise of SGD itself lifts above that of the labels")
            .assumes("small η/b: the second moments diverge where η(d‖a‖² + ‖W‖²)/b is above about 1.3")
            .remark(
                    "The rate is often quoted with σ² in the place of ⟨e² x_j²⟩, the limit of small η/b. At the sizes shown here κ is"
                            + " 0.1 to 0.4, so that form is too small by up to a third; with the residual that SGD really sees, the"
                            + " prediction has no free parameter left.")
            .paper(Paper.by("Pierfrancesco Beneventano and Andrea Pinto and Tomaso Poggio")
                    .titled("How Neural Networks Learn the Support is an Implicit Regularization Effect of SGD")
                    .in(2024)
                    .arXiv("2406.11110"))
            .paper(Paper.by("Samuel L. Smith and Benoit Dherin and David G. T. Barrett and Soham De")
                    .titled("On the Origin of Implicit Regularization in Stochastic Gradient Descent")
                    .in(2021)
                    .journal("ICLR 2021"))
            .cost("6 s", "60 s");

    private SupportLearning(Settings settings) {
        super(CARD, settings);
    }

    public static SupportLearning study() {
        return new SupportLearning(Settings.none());
    }

    /** The standard deviation σ of the label noise. */
    public SupportLearning labelNoise(double deviation) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException(
                    "without label noise SGD stops and nothing shrinks; σ must be > 0, got " + deviation);
        }
        return set("label noise", deviation);
    }

    /** The number of steps of each run. */
    public SupportLearning steps(int count) {
        if (count < RECORDS) {
            throw new IllegalArgumentException("a run is recorded " + RECORDS + " times, got " + count + " steps");
        }
        return set("steps", count);
    }

    @Override
    protected SupportLearning copy(Settings other) {
        return new SupportLearning(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("samples", 1000)
                .with("dimension", 10)
                .with("hidden", 60)
                .with("label noise", 0.5);
        return switch (size) {
            case TINY -> common.with("steps", 600);
            case TEACHING -> common.with("steps", 12_000);
            case PAPER -> common.with("steps", 60_000);
        };
    }

    @Override
    protected Findings simulate() {
        Data data = data();
        Probe irrelevant = Probe.named("irrelevant columns", state -> irrelevantNorm(state.net()));
        Probe noise = Probe.named("gradient noise", SupportLearning::gradientNoise);
        Cells.Finished<Run> runs = cells().run(GRID.length, i -> descend(i, data, irrelevant, noise));
        int[] noisy = Arrays.stream(runs.indices()).filter(i -> GRID[i][1] > 0).toArray();
        double[] clock =
                Arrays.stream(noisy).mapToDouble(i -> GRID[i][0] / GRID[i][1]).toArray();
        double[] rates = Arrays.stream(noisy)
                .mapToDouble(i -> rate(i, runs.get(i), irrelevant))
                .toArray();
        double[] noises = Arrays.stream(noisy)
                .mapToDouble(i -> mean(runs.get(i).values(noise)))
                .toArray();
        Results table = Results.titled("Decay of irrelevant columns")
                .numbers("η", Arrays.stream(noisy).mapToDouble(i -> GRID[i][0]).toArray())
                .numbers("b", Arrays.stream(noisy).mapToDouble(i -> GRID[i][1]).toArray())
                .numbers("η/b", clock)
                .numbers("rate r", rates)
                .numbers("⟨e² x_j²⟩", noises);
        return new Findings(
                Panels.of(batches(runs, irrelevant), collapse(runs, irrelevant, noise)),
                runs.interrupted() ? table.partial() : table,
                verdict(runs, irrelevant, clock, rates, noises));
    }

    private Data data() {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("data").stream());
        double[][] x = new double[integer("samples")][integer("dimension")];
        double[][] y = new double[x.length][1];
        for (int n = 0; n < x.length; n++) {
            for (int j = 0; j < x[n].length; j++) {
                x[n][j] = normal.sample();
                y[n][0] += j < RELEVANT ? x[n][j] : 0;
            }
            y[n][0] += number("label noise") * normal.sample();
        }
        return Data.regression(x, y);
    }

    private Run descend(int i, Data data, Probe irrelevant, Probe noise) {
        int d = integer("dimension");
        int h = integer("hidden");
        Net net = start(Nets.linear(d, h, 1)
                .init(Init.gaussian(0.26))
                .seed(seeds().child("net").value()));
        Descent descent = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(GRID[i][0])
                .seed(seeds().child("batches").child(i).value())
                .record(irrelevant, noise)
                .at(Times.every(integer("steps") / RECORDS));
        return (GRID[i][1] > 0 ? descent.batch((int) GRID[i][1]) : descent).run(integer("steps"));
    }

    /** A second layer of smaller scale, so that learning the target hardly moves the first. */
    private static Net start(Net net) {
        double[] w = net.parameters();
        Block second = net.architecture().weights().get(1);
        for (int i = second.offset(); i < second.end(); i++) {
            w[i] /= 1.4;
        }
        return net.withParameters(w);
    }

    /**
     * The norm of the irrelevant columns w_j of the first layer, without their parts along the second layer a: those sum up
     * to the least-squares coefficients a·w_j, which fit the sample and do not decay.
     */
    private static double irrelevantNorm(Net net) {
        double[][] first = net.weights(1);
        double[] a = net.weights(2)[0];
        double length = norm(a);
        double squares = 0;
        for (int j = RELEVANT; j < first[0].length; j++) {
            double along = 0;
            double all = 0;
            for (int h = 0; h < a.length; h++) {
                along += first[h][j] * a[h] / length;
                all += first[h][j] * first[h][j];
            }
            squares += all - along * along;
        }
        return Math.sqrt(squares);
    }

    private static double norm(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(t -> t * t).sum());
    }

    /** The decay rate in t = η × steps, once the target has been learnt. */
    private static double rate(int i, Run run, Probe irrelevant) {
        int[] steps = run.steps();
        double[] norm = run.values(irrelevant);
        int last = norm.length - 1;
        return Math.log(norm[LEARNT] / norm[last]) / (GRID[i][0] * (steps[last] - steps[LEARNT]));
    }

    /** ⟨e² x_j²⟩ over the training set and the irrelevant inputs j, with the residual e of the network at this moment. */
    private static double gradientNoise(State state) {
        double[][] x = state.data().inputs();
        double[] f = state.outputs();
        double sum = 0;
        for (int n = 0; n < x.length; n++) {
            double residual = f[n] - state.data().label(n);
            double squares = 0;
            for (int j = RELEVANT; j < x[n].length; j++) {
                squares += x[n][j] * x[n][j];
            }
            sum += residual * residual * squares;
        }
        return sum / (x.length * (x[0].length - RELEVANT));
    }

    /** The mean over the part of the run in which the rate is measured. */
    private static double mean(double[] values) {
        return Arrays.stream(values, LEARNT, values.length).average().orElse(Double.NaN);
    }

    private static Verdict verdict(
            Cells.Finished<Run> runs, Probe irrelevant, double[] clock, double[] rates, double[] noises) {
        Verdict verdict = Verdict.of(CARD.title());
        for (int i = 0; i < rates.length; i++) {
            double predicted = noises[i] / 2;
            verdict = verdict.and(Claim.that(String.format("r b/η at η = %s, b = %d", GRID[i][0], (int) GRID[i][1]))
                    .predicts(predicted)
                    .observed(rates[i] / clock[i])
                    .within(TOLERANCE * predicted));
        }
        if (rates.length > 2) {
            verdict = verdict.and(Claim.that("exponent of r against η/b")
                    .predicts(1)
                    .observed(Slope.logLog(clock, rates).value())
                    .within(0.15));
        }
        if (runs.has(GRID.length - 1)) {
            double[] norm = runs.get(GRID.length - 1).values(irrelevant);
            verdict = verdict.and(Claim.that("full batch: the irrelevant columns keep their norm, relative change")
                    .predicts(0)
                    .observed(norm[norm.length - 1] / norm[0] - 1)
                    .within(0.02));
        }
        return verdict;
    }

    /** The same rate for all batches: only the noise differs. */
    private static Chart batches(Cells.Finished<Run> runs, Probe irrelevant) {
        double rate = GRID[GRID.length - 1][0];
        Chart chart = Chart.titled("Irrelevant columns of the first layer, η = " + rate)
                .x("t = η × steps")
                .y("norm")
                .logY();
        for (int i : runs.indices()) {
            if (GRID[i][0] == rate) {
                double[] time = Arrays.stream(runs.get(i).steps())
                        .mapToDouble(step -> step * rate)
                        .toArray();
                String name = GRID[i][1] > 0 ? "b = " + (int) GRID[i][1] : "full batch";
                chart = chart.line(name, time, runs.get(i).values(irrelevant));
            }
        }
        return chart;
    }

    /** All runs against the exponent that is predicted for each. */
    private static Chart collapse(Cells.Finished<Run> runs, Probe irrelevant, Probe noise) {
        Chart chart = Chart.titled("The same, for every η and b, once the target has been learnt")
                .x("(η² / 2b) Σ ⟨e² x_j²⟩ over the steps")
                .y("norm, relative to the start")
                .logY();
        double longest = 0;
        for (int i : runs.indices()) {
            if (GRID[i][1] > 0) {
                Run run = runs.get(i);
                double[] norm = run.values(irrelevant);
                double[] exponent = exponent(i, run.steps(), run.values(noise));
                longest = Math.max(longest, exponent[exponent.length - 1]);
                double[] relative = Arrays.stream(norm, LEARNT, norm.length)
                        .map(v -> v / norm[LEARNT])
                        .toArray();
                chart = chart.line("η = " + GRID[i][0] + ", b = " + (int) GRID[i][1], exponent, relative);
            }
        }
        return longest > 0 ? chart.theory("exp(−x)", x -> Math.exp(-x), 0, longest) : chart;
    }

    private static double[] exponent(int i, int[] steps, double[] noise) {
        double[] exponent = new double[steps.length - LEARNT];
        double factor = GRID[i][0] * GRID[i][0] / (2 * GRID[i][1]);
        for (int k = 1; k < exponent.length; k++) {
            int at = LEARNT + k;
            exponent[k] = exponent[k - 1] + factor * (steps[at] - steps[at - 1]) * (noise[at] + noise[at - 1]) / 2;
        }
        return exponent;
    }
}
