package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.classification.RidgeDiscriminant;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** The score of regularized linear discriminant analysis with as many variables as samples. Card: discriminant-scores.md. */
public final class DiscriminantScores extends Experiment<DiscriminantScores> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples, a quarter of them in the first class")
            .atLeast(12)
            .tiny(20)
            .teaching(60)
            .paper(512);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent training sets")
            .atLeast(2)
            .tiny(6)
            .teaching(500)
            .paper(60);

    private static final int RATIO = 4;
    private static final double SHARE = 0.25;
    private static final double[] RIDGES = {0.03, 0.3, 3};
    private static final double DISTANCE = 2;
    private static final double[] SECOND = {0.5, 2};

    /** A ridge and a class. */
    record Side(double ridge, int label) {}

    /** Mean and variance of the score of a new point of each class, exactly, for one training set; and the error rate. */
    record Scores(double[] means, double[] variances, double error) {}

    public static DiscriminantScores study() {
        return new DiscriminantScores();
    }

    /** Dimension p; there are 4p samples, a quarter of them in the first class, at least 12. */
    public DiscriminantScores dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent training sets, at least 2. */
    public DiscriminantScores draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<Double, Scores> scores = lab.repeat(get(DRAWS)).each("training set", RIDGES, this::train);
        List<Side> sides = scores.items().stream()
                .flatMap(r -> IntStream.range(0, 2).mapToObj(l -> new Side(r, l)))
                .toList();
        RidgeDiscriminant theory = RidgeDiscriminant.of(variances(), difference(), SHARE, RATIO * get(DIMENSION));
        RidgeDiscriminant known = RidgeDiscriminant.of(variances(), difference(), SHARE, 1_000_000_000);

        lab.check(Claim.that("mean of the score in each class")
                .each(sides, s -> scores.mean(s.ridge, x -> x.means[s.label]))
                .predicts(s -> theory.score(s.label, s.ridge).mean())
                .rival(
                        "population means and covariances known",
                        s -> known.score(s.label, s.ridge).mean())
                .within(s -> 3
                        / p
                        * (theory.score(0, s.ridge).mean()
                                - theory.score(1, s.ridge).mean())));
        lab.check(Claim.that("variance of the score in each class")
                .each(sides, s -> scores.mean(s.ridge, x -> x.variances[s.label]))
                .predicts(s -> theory.score(s.label, s.ridge).variance())
                .rival(
                        "population means and covariances known",
                        s -> known.score(s.label, s.ridge).variance())
                .withinRelative(6 / p));
        lab.check(Claim.that("error rate")
                .each(scores.items(), r -> scores.mean(r, Scores::error))
                .predicts(theory::error)
                .rival("population means and covariances known", known::error)
                .within(1 / p));
        Estimates errors = Estimates.of(scores.items(), r -> scores.mean(r, Scores::error));
        lab.figure(errors.on(
                        Chart.titled("Error of the discriminant")
                                .x("ridge γ")
                                .y("error rate")
                                .logX(),
                        "mean",
                        RIDGES)
                .theory("theory", theory::error, 0.01, 10)
                .theory("means and covariances known", known::error, 0.01, 10));
        lab.table(Results.titled(card().title())
                .numbers("ridge γ", RIDGES)
                .numbers("error", errors.values())
                .numbers("theory", Arrays.stream(RIDGES).map(theory::error).toArray())
                .numbers("all known", Arrays.stream(RIDGES).map(known::error).toArray()));
    }

    private double[][] variances() {
        int p = get(DIMENSION);
        return new double[][] {Spectra.cycle(p, 1), Spectra.cycle(p, SECOND)};
    }

    private double[] difference() {
        return Spectra.cycle(get(DIMENSION), DISTANCE / Math.sqrt(get(DIMENSION)));
    }

    private Scores train(double ridge, Trial trial) {
        int p = get(DIMENSION);
        double[][] variances = variances();
        double[] difference = difference();
        double[] covariance = new double[p * p];
        double[][] means = new double[2][p];
        int n = RATIO * p;
        for (int l = 0; l < 2; l++) {
            int count = l == 0 ? (int) Math.round(SHARE * n) : n - (int) Math.round(SHARE * n);
            Matrix x = ScaledSamples.of(variances[l], count).draw(trial.paired().child(l));
            for (int i = 0; i < p; i++) {
                double mean = 0;
                for (int j = 0; j < count; j++) {
                    mean += x.get(i, j) / count;
                }
                means[l][i] = mean;
            }
            double[] square = ScaledSamples.covariance(x);
            for (int i = 0; i < p * p; i++) {
                covariance[i] += (square[i] - means[l][i / p] * means[l][i % p]) * count / (n - 2);
            }
        }
        for (int i = 0; i < p; i++) {
            means[0][i] += difference[i];
            covariance[i * p + i] += ridge;
        }
        double[] w = Cholesky.of(covariance, p).solve(Vectors.subtract(means[0], means[1]));
        double[] mean = new double[2];
        double[] variance = new double[2];
        for (int i = 0; i < p; i++) {
            double middle = (means[0][i] + means[1][i]) / 2;
            for (int l = 0; l < 2; l++) {
                mean[l] += w[i] * ((l == 0 ? difference[i] : 0) - middle);
                variance[l] += w[i] * w[i] * variances[l][i];
            }
        }
        double error = SHARE * Gauss.tail(mean[0] / Math.sqrt(variance[0]))
                + (1 - SHARE) * Gauss.tail(-mean[1] / Math.sqrt(variance[1]));
        return new Scores(mean, variance, error);
    }
}
