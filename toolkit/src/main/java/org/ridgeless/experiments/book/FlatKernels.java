package org.ridgeless.experiments.book;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.TopEigenpair;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** A kernel matrix that looks flat entry by entry, and an eigenvector that tells the classes. Card: flat-kernels.md. */
public final class FlatKernels extends Experiment<FlatKernels> {
    static final Option<Grid> DIMENSIONS = Option.grid("dimensions")
            .help("dimensions p; there are 4p samples")
            .atLeast(10)
            .tiny(Grid.of(16, 32))
            .teaching(Grid.of(30, 60, 90))
            .paper(Grid.of(50, 100, 250));
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples for each dimension")
            .atLeast(2)
            .tiny(4)
            .teaching(400)
            .paper(20);

    private static final int RATIO = 4;
    /** ρ = ‖μ‖² of the classes ±μ. */
    private static final double SIGNAL = 2;

    /** Variance of the entries, their means inside a class and across, and what the leading centred vector tells. */
    record Seen(double variance, double inside, double across, double overlap, double right) {}

    public static FlatKernels study() {
        return new FlatKernels();
    }

    public FlatKernels dimensions(int... all) {
        return with(DIMENSIONS, Grid.of(Arrays.stream(all).asDoubleStream().toArray()));
    }

    public FlatKernels draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Integer, Seen> seen =
                lab.repeat(get(DRAWS)).each("sample", get(DIMENSIONS).integers(), this::see);
        KernelSpectrum gram = KernelSpectrum.withMoments(1, 0, 1, 1.0 / RATIO);
        lab.check(Claim.that("variance of the entries off the diagonal, times p")
                .each(seen.items(), p -> seen.mean(p, s -> p * s.variance))
                .predicts(FlatKernels::variance)
                .rival("entries tell the classes: those inside are near 1, those across near 0", p -> p / 4.0)
                .within(p -> 1.0 / p * variance(p)));
        lab.check(Claim.that("mean inside less mean across, over the standard deviation, times √p")
                .each(seen.items(), p -> seen.mean(p, s -> (s.inside - s.across) / Math.sqrt(s.variance / p)))
                .predicts(FlatKernels::contrast)
                .rival("one pair tells whether it is of one class, 1", Math::sqrt)
                .within(p -> 2.0 / p * contrast(p)));
        lab.check(Claim.that("squared overlap of the leading vector with the classes")
                .each(seen.items(), p -> seen.mean(p, Seen::overlap))
                .predicts(gram.alignment(SIGNAL))
                .rival("a flat matrix tells nothing", 0)
                .rival("as with very many samples", SIGNAL / (1 + SIGNAL))
                .within(p -> 2.0 / p));
        lab.check(Claim.that("samples put right by it")
                .each(seen.items(), p -> seen.mean(p, Seen::right))
                .predicts(gram.accuracy(SIGNAL))
                .rival("a flat matrix tells nothing", 0.5)
                .within(p -> 1.0 / p));
        double[] dimensions = seen.items().stream().mapToDouble(p -> p).toArray();
        Estimates right = Estimates.of(seen.items(), p -> seen.mean(p, Seen::right));
        Estimates contrast =
                Estimates.of(seen.items(), p -> seen.mean(p, s -> (s.inside - s.across) / Math.sqrt(s.variance)));
        Chart chart = Chart.titled("A flat kernel").x("dimension p").y("part, or standard deviations");
        lab.figure(contrast.on(
                        right.on(chart, "put right by the vector", dimensions), "contrast of the entries", dimensions)
                .horizontal("theory of the vector", gram.accuracy(SIGNAL)));
        lab.table(Results.titled(card().title())
                .numbers("p", dimensions)
                .numbers("contrast", contrast.values())
                .numbers("put right", right.values())
                .numbers(
                        "overlap",
                        Estimates.of(seen.items(), p -> seen.mean(p, Seen::overlap))
                                .values()));
    }

    /** E exp(−s‖x − x′‖²/2) with x − x′ normal of variance 2 about a squared distance d. */
    private static double mean(double p, double s, double d) {
        return Math.pow(1 + 2 * s, -p / 2) * Math.exp(-s * d / 2 / (1 + 2 * s));
    }

    private static double inside(double p) {
        return mean(p, 1 / p, 0);
    }

    private static double across(double p) {
        return mean(p, 1 / p, 4 * SIGNAL);
    }

    /** p times the variance over pairs, of which a little less than half are of one class. */
    private static double variance(int p) {
        double n = RATIO * p;
        double share = (n / 2 - 1) / (n - 1);
        double squares = share * mean(p, 2.0 / p, 0) + (1 - share) * mean(p, 2.0 / p, 4 * SIGNAL);
        double mean = share * inside(p) + (1 - share) * across(p);
        // A quarter of the variance is that of either sample alone, which the mean of n samples shares: 4/n of a
        // quarter.
        return p * (squares - mean * mean) * (1 - 1 / n);
    }

    private static double contrast(int p) {
        return (inside(p) - across(p)) * p / Math.sqrt(variance(p));
    }

    private Seen see(int p, Trial trial) {
        int n = RATIO * p;
        double[] x = ScaledSamples.of(Spectra.cycle(n, 1), p)
                .draw(trial.seeds())
                .flat()
                .clone();
        for (int i = 0; i < n; i++) {
            x[i * p] += (i % 2 == 0 ? 1 : -1) * Math.sqrt(SIGNAL);
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, n, p));
        double[] kernel = new double[n * n];
        double inside = 0;
        double across = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double k = Math.exp(-(gram[i * n + i] + gram[j * n + j] - 2 * gram[i * n + j]) / 2);
                kernel[i * n + j] = k;
                squares += i == j ? 0 : k * k;
                inside += i != j && (i + j) % 2 == 0 ? k : 0;
                across += (i + j) % 2 == 1 ? k : 0;
            }
        }
        double pairs = n * (n - 1.0);
        double mean = (inside + across) / pairs;
        double[] start = Vectors.of(n, i -> Math.sin(1 + 2.3 * i) + 0.1);
        double[] vector =
                TopEigenpair.of(DistanceKernels.centred(kernel, n), n, start).vector();
        double product = 0;
        int right = 0;
        for (int i = 0; i < n; i++) {
            double signed = vector[i] * (i % 2 == 0 ? 1 : -1);
            product += signed / Math.sqrt(n);
            right += signed > 0 ? 1 : 0;
        }
        return new Seen(
                squares / pairs - mean * mean,
                inside / (n * (n / 2 - 1.0)),
                across / (n * (n / 2.0)),
                product * product,
                Math.max(right, n - right) / (double) n);
    }
}
