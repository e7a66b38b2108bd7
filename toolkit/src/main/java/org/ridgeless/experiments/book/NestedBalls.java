package org.ridgeless.experiments.book;

import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** When the Laplacian learns classes that differ in their traces only, and when it learns the opposite. Card: nested-balls.md. */
public final class NestedBalls extends Experiment<NestedBalls> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are p/2 samples with labels, 2p without")
            .atLeast(24)
            .even()
            .tiny(40)
            .teaching(100)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(100)
            .paper(50);

    private static final double LABELLED = 0.5;
    private static final int UNLABELLED = 2;
    /** The classes have the covariances (1 ± a/√p)I. */
    private static final double TRACES = 2;
    /** f′(τ); f(τ) and f″(τ) are 1. */
    private static final double[] SLOPES = {-0.3, 0.7, -1, 1.2};

    private static final double TAU = 2;
    private static final int NODES = 40;

    public static NestedBalls study() {
        return new NestedBalls();
    }

    /** Dimension p; there are p/2 samples with labels, 2p without, even and at least 24. */
    public NestedBalls dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public NestedBalls draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<Double, Double> errors = lab.repeat(get(DRAWS)).each("sample", SLOPES, this::error);
        List<Double> slopes = errors.items();
        lab.check(Claim.that("error on samples without labels")
                .each(slopes, s -> errors.mean(s, e -> e))
                .predicts(this::theory)
                .rival(
                        "the lengths alone, wherever f′ is negative",
                        s -> s < 0 ? Gauss.tail(TRACES / Math.sqrt(2)) : 0.5)
                .rival("it learns whatever the kernel", s -> theory(-0.3))
                .within(3 / p));
        lab.check(Claim.that("error where f′² is above f f″")
                .observed(errors.mean(SLOPES[3], e -> e))
                .rival("chance at worst", 0.5)
                .atLeast(0.5 + 3 / p));
        Estimates means = Estimates.of(slopes, s -> errors.mean(s, e -> e));
        lab.figure(means.on(
                        Chart.titled("Error on samples without labels")
                                .x("f′(τ)")
                                .y("error"),
                        "mean",
                        SLOPES)
                .theory("theory", this::theory, -1.5, 1.5)
                .theory("limit", NestedBalls::limit, -1.5, 1.5)
                .vertical("f′² = f f″", 1)
                .vertical("f′² = f f″", -1));
        lab.table(Results.titled(card().title())
                .numbers("f′", SLOPES)
                .numbers("error", means.values())
                .numbers("theory", Vectors.map(SLOPES, this::theory)));
    }

    /** Signal from the lengths, against their own spread and the inner products with labelled samples. */
    private static double limit(double slope) {
        double gamma = 1 - slope * slope;
        double signal = gamma * TRACES * TRACES * LABELLED;
        double lengths = 2 * gamma * gamma * TRACES * TRACES * LABELLED * LABELLED;
        return Gauss.tail(signal / Math.sqrt(lengths + 4 * slope * slope * LABELLED));
    }

    /** The same with all powers of the lengths ψ, and with the squares of the inner products in the mean. */
    private double theory(double slope) {
        int p = get(DIMENSION);
        double[] psi = new double[2 * NODES];
        double[] weights = new double[2 * NODES];
        for (int k = 0; k < psi.length; k++) {
            double z = 12 * ((k % NODES + 0.5) / NODES - 0.5);
            double trace = 1 + (k < NODES ? 1 : -1) * TRACES / Math.sqrt(p);
            psi[k] = trace * (1 + z * Math.sqrt(2.0 / p)) - 1;
            weights[k] = Math.exp(-z * z / 2);
        }
        weights = Vectors.scale(weights, 1 / Vectors.sum(weights));
        double[] signal = new double[psi.length];
        double[] spread = new double[psi.length];
        for (int i = 0; i < psi.length; i++) {
            double degree = 0;
            double labels = 0;
            for (int j = 0; j < psi.length; j++) {
                double t = psi[i] + psi[j];
                double k = 1 + slope * t + t * t / 2 + 2.0 / p * (1 + psi[i]) * (1 + psi[j]);
                degree += weights[j] * k;
                labels += (j < NODES ? 1 : -1) * weights[j] * k;
            }
            signal[i] = labels / degree;
            spread[i] = 2 * Math.abs(slope + psi[i]) / degree * Math.sqrt((1 + psi[i]) / LABELLED) / p;
        }
        double middle = Vectors.dot(weights, signal);
        double error = 0;
        for (int i = 0; i < psi.length; i++) {
            error += weights[i] * Gauss.tail((i < NODES ? 1 : -1) * (signal[i] - middle) / spread[i]);
        }
        return error;
    }

    private double error(double slope, Trial trial) {
        int p = get(DIMENSION);
        int labelled = (int) (LABELLED * p);
        int unlabelled = UNLABELLED * p;
        int n = labelled + unlabelled;
        double[] variances = Vectors.of(n, i -> 1 + (i % 2 == 0 ? 1 : -1) * TRACES / Math.sqrt(p));
        double[] gram = ScaledSamples.covariance(
                Matrix.wrap(ScaledSamples.of(variances, p).draw(trial.seeds()).flat(), n, p));
        double[] kernel = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            double t = gram[i / n * (n + 1)] + gram[i % n * (n + 1)] - 2 * gram[i] - TAU;
            kernel[i] = 1 + slope * t + t * t / 2;
        }
        double[] scores = LaplacianScores.of(kernel, n, labelled);
        double middle = Vectors.mean(scores);
        int wrong = 0;
        for (int i = 0; i < unlabelled; i++) {
            wrong += scores[i] > middle == ((labelled + i) % 2 == 0) ? 0 : 1;
        }
        return wrong / (double) unlabelled;
    }
}
