package org.ridgeless.experiments.book;

import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.classification.CentredSimilarity;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Learning from few labels and many samples: Laplacian scores are flat, centred similarities are not. Card: semi-supervised.md. */
public final class SemiSupervised extends Experiment<SemiSupervised> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 2p samples with labels")
            .atLeast(10)
            .even()
            .tiny(16)
            .teaching(40)
            .paper(100);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(150)
            .paper(30);

    private static final double DISTANCE = 2;
    /** Unlabelled samples for each dimension. */
    private static final int[] UNLABELLED = {2, 8};
    /** Multiples of the norm of the unlabelled similarities. */
    private static final double[] WEIGHTS = {1.02, 1.1, 1.25, 1.6, 2.5, 5, 50};

    /** Errors for each weight, of the Laplacian, and the spread of its scores about their mean. */
    record Errors(double[] centred, double laplacian, double spread) {}

    public static SemiSupervised study() {
        return new SemiSupervised();
    }

    /** Dimension p; there are 2p samples with labels, even and at least 10. */
    public SemiSupervised dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public SemiSupervised draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<Integer, Errors> errors = lab.repeat(get(DRAWS)).each("sample", UNLABELLED, this::learn);
        double supervised = Gauss.tail(DISTANCE / 2 / Math.sqrt(1 + 4.0 / 2 / (DISTANCE * DISTANCE)));

        lab.check(Claim.that("least error of centred similarities over their weight")
                .each(errors.items(), k -> best(errors, k))
                .predicts(k -> theory(k).best())
                .within(1.0 / p));
        lab.check(Claim.that(
                        "what unlabelled samples gain over the largest weight, at which they have no part, 8p of them")
                .observed(errors.mean(
                        UNLABELLED[1], e -> e.centred[WEIGHTS.length - 1] - e.centred[place(errors, UNLABELLED[1])]))
                .predicts(supervised - theory(UNLABELLED[1]).best())
                .rival("nothing", 0)
                .within(0.4 / p));
        lab.check(Claim.that("spread of the Laplacian's scores, labels being 0 and 1")
                .each(errors.items(), k -> errors.mean(k, Errors::spread))
                .rival("scores are 0 and 1", 0.5)
                .atMost(0.05));
        lab.check(Claim.that(
                        "error of the Laplacian less the least one of centred similarities, most samples unlabelled")
                .observed(errors.mean(UNLABELLED[1], e -> e.laplacian - e.centred[place(errors, UNLABELLED[1])]))
                .rival("they are as good", 0)
                .atLeast(0.005));
        Chart chart = Chart.titled("Centred similarities")
                .x("weight a over the norm of similarities")
                .y("error on unlabelled samples")
                .logX();
        for (int k : errors.items()) {
            chart = Estimates.of(
                            IntStream.range(0, WEIGHTS.length).boxed().toList(), i -> errors.mean(k, e -> e.centred[i]))
                    .on(chart, k + "p unlabelled", WEIGHTS)
                    .horizontal("least by theory, " + k + "p", theory(k).best());
        }
        lab.figure(chart);
        lab.table(Results.titled(card().title())
                .numbers("unlabelled over p", UNLABELLED)
                .numbers(
                        "least error",
                        errors.items().stream()
                                .mapToDouble(k -> best(errors, k).value())
                                .toArray())
                .numbers(
                        "theory",
                        errors.items().stream()
                                .mapToDouble(k -> theory(k).best())
                                .toArray())
                .numbers(
                        "Laplacian",
                        Estimates.of(errors.items(), k -> errors.mean(k, Errors::laplacian))
                                .values()));
    }

    private CentredSimilarity theory(int unlabelled) {
        return CentredSimilarity.of(DISTANCE, get(DIMENSION), 2 * get(DIMENSION), unlabelled * get(DIMENSION));
    }

    private static Estimate best(Rows<Integer, Errors> errors, int k) {
        int place = place(errors, k);
        return errors.mean(k, e -> e.centred[place]);
    }

    /** The weight with the least mean error. */
    private static int place(Rows<Integer, Errors> errors, int k) {
        int best = 0;
        for (int i = 1; i < WEIGHTS.length; i++) {
            int here = i;
            int before = best;
            best = Statistics.mean(errors.numbers(k, e -> e.centred[here]))
                            < Statistics.mean(errors.numbers(k, e -> e.centred[before]))
                    ? i
                    : best;
        }
        return best;
    }

    private Errors learn(int multiple, Trial trial) {
        int p = get(DIMENSION);
        int labelled = 2 * p;
        int unlabelled = multiple * p;
        int n = labelled + unlabelled;
        double[] x = ScaledSamples.of(Spectra.cycle(n, 1), p)
                .draw(trial.seeds())
                .flat()
                .clone();
        for (int i = 0; i < n; i++) {
            x[i * p] += (i % 2 == 0 ? 1 : -1) * DISTANCE / 2;
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, n, p));
        double[] laplacian = laplacian(gram, n, labelled);
        double mean = Vectors.mean(laplacian);
        double spread = Math.sqrt(Statistics.variance(laplacian));
        return new Errors(centred(gram, n, labelled), error(laplacian, mean), spread);
    }

    /** Scores with the random-walk Laplacian of the Gaussian kernel. */
    private static double[] laplacian(double[] gram, int n, int labelled) {
        double[] kernel =
                Vectors.of(n * n, i -> Math.exp(-(gram[i / n * (n + 1)] + gram[i % n * (n + 1)] - 2 * gram[i]) / 2));
        return LaplacianScores.of(kernel, n, labelled);
    }

    private static double[] centred(double[] gram, int n, int labelled) {
        int unlabelled = n - labelled;
        double[] centred = DistanceKernels.centred(gram, n);
        double[] square = new double[unlabelled * unlabelled];
        double[] right = new double[unlabelled];
        for (int i = 0; i < unlabelled; i++) {
            for (int j = 0; j < n; j++) {
                double k = centred[(labelled + i) * n + j];
                if (j >= labelled) {
                    square[i * unlabelled + j - labelled] = k;
                } else {
                    right[i] += j % 2 == 0 ? k : -k;
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(square, unlabelled);
        double[] values = eigen.values();
        double[] errors = new double[WEIGHTS.length];
        double[] coefficients = Products.multiply(eigen.vectors(), right, unlabelled, unlabelled, 1);
        for (int w = 0; w < WEIGHTS.length; w++) {
            double[] filtered = new double[unlabelled];
            for (int i = 0; i < unlabelled; i++) {
                filtered[i] = coefficients[i] / (WEIGHTS[w] * values[unlabelled - 1] - values[i]);
            }
            errors[w] = error(Products.multiply(filtered, eigen.vectors(), 1, unlabelled, unlabelled), 0);
        }
        return errors;
    }

    private static double error(double[] scores, double threshold) {
        int wrong = 0;
        for (int i = 0; i < scores.length; i++) {
            wrong += scores[i] > threshold == (i % 2 == 0) ? 0 : 1;
        }
        return wrong / (double) scores.length;
    }
}
