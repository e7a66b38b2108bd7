package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.learning.LearningCurve;
import org.ridgeless.spectra.learning.LeastSquaresDescent;
import org.ridgeless.spectra.learning.Training;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.tables.Results;

/** How training and test error of a linear classifier move while gradient descent trains it. */
public final class LearningInTime extends Experiment<LearningInTime> {
    private static final double TOLERANCE = 0.012;
    private static final int[] COARSE = {0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40, 50, 60, 70, 80, 90, 100, 110, 120};
    private static final Card CARD = Card.named("learning-in-time")
            .entry("R38")
            .title("Learning curves of gradient descent in time")
            .claim(
                    "While gradient descent trains a linear classifier on two Gaussian classes, its scores are Gaussian at "
                            + "every step, with a mean and a variance that random matrix theory gives in closed form, early "
                            + "stopping and overfitting included.")
            .formula(
                    "P(\\text{error at step } t) = Q\\Bigl(\\frac{E}{\\sqrt V}\\Bigr),\\quad "
                            + "E = \\int\\frac{1-f_t(x)}{x}\\omega(dx),\\quad "
                            + "V = \\frac{\\|\\mu\\|^2+c}{\\|\\mu\\|^2}\\int\\Bigl(\\frac{1-f_t(x)}{x}\\Bigr)^2\\omega(dx)+\\sigma^2\\int f_t^2\\,d\\nu",
                    "c = p/n, ν the Marčenko–Pastur law, ω(dx) = √((x−λ₋)₊(λ₊−x)₊)/(2π(λ_s−x)) dx + (‖μ‖⁴−c)₊/‖μ‖² δ_{λ_s} "
                            + "with λ_s = c + 1 + ‖μ‖² + c/‖μ‖²; x becomes x + γ in f and in the denominator with weight decay γ.")
            .formula(
                    "f_t(x) = (1-\\alpha x)^t\\ \\text{(descent)},\\qquad f_t(x) = e^{-\\alpha xt}\\ \\text{(flow)}",
                    "equal to first order in the step α only; α < 2/λ_max.")
            .assumes("inputs ±μ + N(0, I), square loss on labels ±1, weights w₀ ~ N(0, σ²I/p)")
            .assumes("p, n → ∞ at a fixed ratio, ‖μ‖ of order one")
            .remark("**Correction.** A published companion script compares the formula of gradient flow with steps of "
                    + "length 0.1; early in training the two differ by several percent. The right panel shows the flow "
                    + "formula missing and the discrete one meeting the simulation.")
            .paper(Paper.by("Zhenyu Liao and Romain Couillet")
                    .titled("The Dynamics of Learning: A Random Matrix Approach")
                    .in(2018)
                    .journal("Proceedings of the 35th International Conference on Machine Learning")
                    .arXiv("1805.11917")
                    .where("Theorems 1 and 2"))
            .cost("3 s", "60 s");

    private LearningInTime(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static LearningInTime study() {
        return new LearningInTime(Settings.none());
    }

    /** The dimension p of the inputs; the fine panel has 2p samples, the coarse one p. */
    public LearningInTime dimension(int p) {
        if (p < 8 || p % 2 != 0) {
            throw new IllegalArgumentException("the dimension must be even and at least 8, got " + p);
        }
        return set("dimension", p);
    }

    /** The independent data sets. */
    public LearningInTime draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    /** The variance σ² of the weights at the start. */
    public LearningInTime initialVariance(double sigmaSquared) {
        if (!(sigmaSquared > 0)) {
            throw new IllegalArgumentException("the initial variance must be positive, got " + sigmaSquared);
        }
        return set("initial variance", sigmaSquared);
    }

    @Override
    protected LearningInTime copy(Settings other) {
        return new LearningInTime(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings options = Settings.none().with("initial variance", 0.1);
        return switch (size) {
            case TINY -> options.with("dimension", 32).with("draws", 4);
            case TEACHING -> options.with("dimension", 256).with("draws", 40);
            case PAPER -> options.with("dimension", 512).with("draws", 100);
        };
    }

    /** A problem, with the steps at which it is looked at. */
    private record Setup(int p, int n, double signal, double rate, double ridge, int[] steps) {
        LearningCurve curve(Training training, double variance) {
            return LearningCurve.of((double) p / n, signal, training)
                    .initialVariance(variance)
                    .ridge(ridge);
        }
    }

    @Override
    protected Findings simulate() {
        int p = integer("dimension");
        double variance = number("initial variance");
        Setup[] setups = {
            new Setup(p, 2 * p, 1, 0.01, 0, grid(0, 600, 20)),
            new Setup(p, p, 2, 0.1, 0, COARSE),
            new Setup(p, p, 2, 0.1, 0.1, COARSE)
        };
        Replicates runs = Replicates.run(
                cells(),
                setups.length,
                integer("draws"),
                (s, draw) ->
                        train(setups[s], variance, seeds().child(s == 0 ? 0 : 1).child(draw)));
        LearningCurve[] exact = new LearningCurve[setups.length];
        for (int s = 0; s < setups.length; s++) {
            exact[s] = setups[s].curve(Training.descent(setups[s].rate), variance);
        }
        LearningCurve flow = setups[1].curve(Training.flow(setups[1].rate), variance);
        Verdict verdict = Verdict.of(
                CARD.title(),
                errors("small steps: test error at every step", runs, setups[0], 0, exact[0], true),
                errors("small steps: training error at every step", runs, setups[0], 0, exact[0], false),
                errors("steps of 0.1: test error at every step", runs, setups[1], 1, exact[1], true),
                errors("steps of 0.1: training error at every step", runs, setups[1], 1, exact[1], false),
                errors("weight decay 0.1: test error at every step", runs, setups[2], 2, exact[2], true),
                stopping(runs, setups[1], exact[1]),
                flowBreaks(runs, setups[1], flow));
        return new Findings(figure(runs, setups, exact, flow), table(runs, setups, exact), verdict);
    }

    private static int[] grid(int from, int to, int step) {
        return java.util.stream.IntStream.iterate(from, v -> v <= to, v -> v + step)
                .toArray();
    }

    /** Test errors at all recorded steps, then training errors. */
    private static double[] train(Setup setup, double variance, Seeds seeds) {
        double[] mean = TwoClasses.evenMean(Math.sqrt(setup.signal), setup.p);
        TwoClasses data = TwoClasses.sample(mean, setup.n, seeds.child("data"));
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(seeds.child("weights").stream());
        double[] start = new double[setup.p];
        for (int i = 0; i < start.length; i++) {
            start[i] = Math.sqrt(variance / setup.p) * normal.sample();
        }
        LeastSquaresDescent descent = LeastSquaresDescent.of(data, setup.rate, setup.ridge);
        double[] errors = new double[2 * setup.steps.length];
        // The mirrored start is as likely, and takes out the luck of the first guess.
        for (int mirror = 0; mirror < 2; mirror++) {
            double[][] weights = descent.run(start, setup.steps);
            for (int k = 0; k < weights.length; k++) {
                errors[k] += testError(weights[k], mean) / 2;
                errors[weights.length + k] += trainingError(weights[k], data) / 2;
            }
            for (int i = 0; i < start.length; i++) {
                start[i] = -start[i];
            }
        }
        return errors;
    }

    private static double testError(double[] weights, double[] mean) {
        double signal = Products.multiply(weights, mean, 1, mean.length, 1)[0];
        return Gauss.tail(signal / Math.sqrt(Products.multiply(weights, weights, 1, mean.length, 1)[0]));
    }

    private static double trainingError(double[] weights, TwoClasses data) {
        double[] scores = Products.multiply(weights, data.x(), 1, data.inputs(), data.samples());
        int wrong = 0;
        for (int j = 0; j < scores.length; j++) {
            wrong += scores[j] * data.labels()[j] < 0 ? 1 : 0;
        }
        return (double) wrong / scores.length;
    }

    private static Check errors(String claim, Replicates runs, Setup setup, int s, LearningCurve curve, boolean test) {
        Cases cases = Cases.of(claim);
        for (int k = 0; k < setup.steps.length; k++) {
            int t = setup.steps[k];
            int statistic = test ? k : setup.steps.length + k;
            double theory = (test ? curve.test(t) : curve.train(t)).error();
            cases = cases.and("t = " + t, theory, runs.mean(s, statistic), runs.error(s, statistic), TOLERANCE, 0);
        }
        return cases.worst();
    }

    private static Check stopping(Replicates runs, Setup setup, LearningCurve curve) {
        int theory = 0;
        int simulated = 0;
        for (int k = 1; k < setup.steps.length; k++) {
            theory = curve.test(setup.steps[k]).error()
                            < curve.test(setup.steps[theory]).error()
                    ? k
                    : theory;
            simulated = runs.mean(1, k) < runs.mean(1, simulated) ? k : simulated;
        }
        double spacing = setup.steps[theory + 1] - setup.steps[theory];
        return Claim.that("the best step to stop at, to one step of the grid")
                .predicts(setup.steps[theory])
                .observed(setup.steps[simulated])
                .within(spacing);
    }

    private static Check flowBreaks(Replicates runs, Setup setup, LearningCurve flow) {
        int widest = 0;
        double gap = 0;
        for (int k = 0; k < setup.steps.length; k++) {
            double here = Math.abs(runs.mean(1, k) - flow.test(setup.steps[k]).error());
            if (here > gap) {
                gap = here;
                widest = k;
            }
        }
        return Claim.that("steps of 0.1 under the formula of gradient flow")
                .predicts(flow.test(setup.steps[widest]).error())
                .observed(runs.mean(1, widest), runs.error(1, widest))
                .within(TOLERANCE)
                .mustBreak()
                .note("t = " + setup.steps[widest]);
    }

    private static Panels figure(Replicates runs, Setup[] setups, LearningCurve[] exact, LearningCurve flow) {
        double[] fine = doubles(setups[0].steps);
        Chart left = Chart.titled("α = 0.01, c = ½, ‖μ‖² = 1")
                .x("gradient step t")
                .y("probability of error")
                .points("test, simulated", fine, section(runs, 0, 0, fine.length))
                .points("training, simulated", fine, section(runs, 0, fine.length, fine.length))
                .theory("theory", fine, values(setups[0], exact[0], true))
                .theory("theory", fine, values(setups[0], exact[0], false))
                .size(560, 400);
        double[] coarse = tail(doubles(setups[1].steps));
        Chart right = Chart.titled("α = 0.1, c = 1, ‖μ‖² = 2")
                .x("gradient step t")
                .y("test error")
                .logX()
                .points("no weight decay, simulated", coarse, section(runs, 1, 1, coarse.length))
                .points("weight decay 0.1, simulated", coarse, section(runs, 2, 1, coarse.length))
                .line("formula of gradient flow (misses)", coarse, tail(values(setups[1], flow, true)))
                .theory("theory, discrete steps", coarse, tail(values(setups[1], exact[1], true)))
                .theory("theory, discrete steps", coarse, tail(values(setups[2], exact[2], true)))
                .size(560, 400);
        return Panels.of(left, right).columns(2);
    }

    /** Without step 0, which a logarithmic axis cannot show. */
    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private static double[] section(Replicates runs, int s, int from, int count) {
        return java.util.stream.IntStream.range(from, from + count)
                .mapToDouble(k -> runs.mean(s, k))
                .toArray();
    }

    private static double[] values(Setup setup, LearningCurve curve, boolean test) {
        return Arrays.stream(setup.steps)
                .mapToDouble(t -> (test ? curve.test(t) : curve.train(t)).error())
                .toArray();
    }

    private static double[] doubles(int[] steps) {
        return Arrays.stream(steps).asDoubleStream().toArray();
    }

    private Results table(Replicates runs, Setup[] setups, LearningCurve[] exact) {
        int rows = Arrays.stream(setups).mapToInt(s -> s.steps.length).sum();
        double[][] columns = new double[7][rows];
        int row = 0;
        for (int s = 0; s < setups.length; s++) {
            int count = setups[s].steps.length;
            for (int k = 0; k < count; k++, row++) {
                columns[0][row] = setups[s].rate;
                columns[1][row] = setups[s].ridge;
                columns[2][row] = setups[s].steps[k];
                columns[3][row] = runs.mean(s, k);
                columns[4][row] = exact[s].test(setups[s].steps[k]).error();
                columns[5][row] = runs.mean(s, count + k);
                columns[6][row] = exact[s].train(setups[s].steps[k]).error();
            }
        }
        Results table = Results.titled(CARD.title());
        String[] names = {
            "rate",
            "weight decay",
            "step",
            "test error",
            "test error, theory",
            "training error",
            "training error, theory"
        };
        for (int i = 0; i < names.length; i++) {
            table = table.numbers(names[i], columns[i]);
        }
        return runs.interrupted() ? table.partial() : table;
    }
}
