package org.ridgeless.experiments.book;

import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
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
import org.ridgeless.verdict.Estimate;

/** Least-squares support vector machines in high dimension: slope of the kernel and threshold. Card: least-squares-machines.md. */
public final class LeastSquaresMachines extends Experiment<LeastSquaresMachines> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 3p samples to train on and 3p to test")
            .atLeast(16)
            .even()
            .tiny(32)
            .teaching(80)
            .paper(256);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(80)
            .paper(50);

    private static final int RATIO = 3;
    private static final double SIGNAL = 2;
    private static final double TRACES = 2;
    private static final double WEIGHT = 0.1;
    private static final int NODES = 40;
    private static final List<Machine> EQUAL =
            List.of(new Machine(-1, 0.5), new Machine(-0.5, 0.5), new Machine(0, 0.5), new Machine(0.5, 0.5));
    private static final Machine UNEQUAL = new Machine(-1, 2.0 / 3);

    /** f′(τ), with f(τ) = f″(τ) = 1, and the share of the class with label 1. */
    record Machine(double slope, double share) {
        double mean() {
            return 2 * share - 1;
        }

        @Override
        public String toString() {
            return "f′ = " + slope;
        }
    }

    /** Errors at the threshold c₂ − c₁ and at 0. */
    record Errors(double centred, double zero) {}

    public static LeastSquaresMachines study() {
        return new LeastSquaresMachines();
    }

    public LeastSquaresMachines dimension(int p) {
        return with(DIMENSION, p);
    }

    public LeastSquaresMachines draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<Machine, Errors> equal = lab.repeat(get(DRAWS)).each("equal classes", EQUAL, this::test);
        Rows<Machine, Errors> unequal = lab.repeat(get(DRAWS)).each("unequal classes", List.of(UNEQUAL), this::test);
        List<Machine> together = EQUAL.stream().filter(m -> m.slope <= 0).toList();
        lab.check(Claim.that("error of equal classes")
                .each(together, m -> equal.mean(m, Errors::centred))
                .predicts(this::theory)
                .rival(
                        "the slope does not matter, as with means alone",
                        m -> Gauss.tail(SIGNAL / Math.sqrt(SIGNAL + 1.0 / RATIO)))
                .within(2 / p));
        Machine against = EQUAL.get(EQUAL.size() - 1);
        lab.check(Claim.that("error where the means count against the traces, f′ = ½")
                .observed(equal.mean(against, Errors::centred))
                .rival("the sign of the slope does not matter", theory(EQUAL.get(1)))
                .atLeast(0.2));
        lab.check(Claim.that("error of classes of a third and two thirds, threshold c₂ − c₁")
                .observed(unequal.mean(UNEQUAL, Errors::centred))
                .predicts(theory(UNEQUAL))
                .rival("that of the threshold 0", 1 - UNEQUAL.share)
                .within(2 / p));
        lab.check(Claim.that("at the threshold 0 all samples are put into the larger class: largest error")
                .observed(
                        Estimate.largest(unequal.numbers(UNEQUAL, Errors::zero)).troubled(unequal.problem(UNEQUAL)))
                .predicts(1 - UNEQUAL.share)
                .rival("that of the threshold c₂ − c₁", theory(UNEQUAL))
                .within(2 / p));
        double[] slopes = EQUAL.stream().mapToDouble(Machine::slope).toArray();
        Estimates errors = Estimates.of(EQUAL, m -> equal.mean(m, Errors::centred));
        lab.figure(errors.on(
                        Chart.titled("Error of a least-squares machine")
                                .x("f′(τ)")
                                .y("error"),
                        "mean",
                        slopes)
                .theory("theory", s -> theory(new Machine(s, 0.5)), -1.3, 0.7));
        lab.table(Results.titled(card().title())
                .numbers("f′", slopes)
                .numbers("error", errors.values())
                .numbers("theory", EQUAL.stream().mapToDouble(this::theory).toArray()));
    }

    /**
     * The score is the threshold and E[(y′ − ȳ)K(x, x′)] but for noise: a mean over the lengths ψ of both classes of f at its mean
     * argument, with the variance of the inner products; the noise is that of the inner products with the weighted samples.
     */
    private double theory(Machine machine) {
        int p = get(DIMENSION);
        double[] psi = new double[2 * NODES];
        double[] weights = new double[2 * NODES];
        for (int k = 0; k < psi.length; k++) {
            double z = 12 * ((k % NODES + 0.5) / NODES - 0.5);
            double trace = 1 + label(k) * TRACES / Math.sqrt(p);
            psi[k] = trace * (1 + z * Math.sqrt(2.0 / p)) - 1;
            weights[k] = Math.exp(-z * z / 2);
        }
        weights = Vectors.scale(weights, 1 / (Vectors.sum(weights) / 2));
        double varied = 1 - machine.mean() * machine.mean();
        double[] signal = new double[psi.length];
        double[] spread = new double[psi.length];
        double middle = 0;
        for (int i = 0; i < psi.length; i++) {
            double strength = 0;
            double turn = 0;
            double squares = 0;
            for (int j = 0; j < psi.length; j++) {
                double weight = weights[j] * share(machine, j) * (label(j) - machine.mean());
                double t = psi[i] + psi[j] - 2 * label(i) * label(j) * SIGNAL / p;
                signal[i] += weight * (1 + machine.slope * t + t * t / 2 + 2 * (1 + psi[i]) * (1 + psi[j]) / p);
                strength += weights[j] * share(machine, j) * (machine.slope + t);
                turn += weight * (machine.slope + t);
                double slope = (label(j) - machine.mean()) * (machine.slope + t);
                squares += weights[j] * share(machine, j) * slope * slope * (1 + psi[j]);
            }
            // μᵀz moves the inner products and, as part of the length, ψ.
            double along = strength * varied - label(i) * turn;
            // The last term is that of the squares of the inner products.
            double variance = along * along * SIGNAL + (squares * (1 + psi[i]) + 2.0 * varied / p) / RATIO;
            spread[i] = 2 * Math.sqrt(variance) / p;
            middle += weights[i] * share(machine, i) * signal[i];
        }
        double error = 0;
        for (int i = 0; i < psi.length; i++) {
            error += weights[i] * share(machine, i) * wrong(label(i) * (signal[i] - middle), spread[i]);
        }
        return error;
    }

    private static double wrong(double margin, double spread) {
        return spread == 0 ? (margin > 0 ? 0 : 1) : Gauss.tail(margin / spread);
    }

    private static double label(int node) {
        return node < NODES ? 1 : -1;
    }

    private static double share(Machine machine, int node) {
        return node < NODES ? machine.share : 1 - machine.share;
    }

    private Errors test(Machine machine, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] y = Vectors.of(2 * n, i -> i % n < Math.round(machine.share * n) ? 1 : -1);
        double[] variances = Vectors.map(y, label -> 1 + label * TRACES / Math.sqrt(p));
        double[] x = ScaledSamples.of(variances, p).draw(trial.seeds()).flat().clone();
        for (int i = 0; i < 2 * n; i++) {
            x[i * p] += y[i] * Math.sqrt(SIGNAL);
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, 2 * n, p));
        double[] system = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system[i * n + j] = kernel(gram, i, j, machine) + (i == j ? n / WEIGHT : 0);
            }
        }
        Cholesky factor = Cholesky.of(system, n);
        double[] ones = factor.solve(Vectors.of(n, i -> 1));
        double[] labels = factor.solve(java.util.Arrays.copyOf(y, n));
        double bias = Vectors.sum(labels) / Vectors.sum(ones);
        double[] alpha = Vectors.addScaled(labels.clone(), -bias, ones);
        int centred = 0;
        int zero = 0;
        for (int i = n; i < 2 * n; i++) {
            double score = bias;
            for (int j = 0; j < n; j++) {
                score += alpha[j] * kernel(gram, i, j, machine);
            }
            centred += (score - machine.mean()) * y[i] > 0 ? 0 : 1;
            zero += score * y[i] > 0 ? 0 : 1;
        }
        return new Errors(centred / (double) n, zero / (double) n);
    }

    /** About the mean distance τ = 2 + 2ρ/p of samples that have the distance 4ρ of their means or none. */
    private double kernel(double[] gram, int i, int j, Machine machine) {
        int n = 2 * RATIO * get(DIMENSION);
        double t = gram[i * n + i] + gram[j * n + j] - 2 * gram[i * n + j] - 2 - 2 * SIGNAL / get(DIMENSION);
        return 1 + machine.slope * t + t * t / 2;
    }
}
