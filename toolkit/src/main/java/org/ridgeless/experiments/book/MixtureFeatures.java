package org.ridgeless.experiments.book;

import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Which activations see means, which covariances, which both. Card: mixture-features.md. */
public final class MixtureFeatures extends Experiment<MixtureFeatures> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 2p samples, a quarter in each class")
            .atLeast(24)
            .even()
            .tiny(32)
            .teaching(100)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(80)
            .paper(30);

    private static final int RATIO = 2;
    private static final double SIGNAL = 6;
    private static final double TRACES = 4;

    /** E σ(wᵀx)σ(wᵀx′) for normal w, from the variances a, b of the two and their covariance c. */
    private interface Dual {
        double of(double a, double b, double c);
    }

    /** An activation, and whether its features depend on inner products and on lengths to first order. */
    enum Feature {
        LINEAR((a, b, c) -> c, true, false),
        SINE((a, b, c) -> Math.exp(-(a + b) / 2) * Math.sinh(c), true, false),
        COSINE((a, b, c) -> Math.exp(-(a + b) / 2) * Math.cosh(c), false, true),
        ABSOLUTE(Feature::absolute, false, true),
        RELU((a, b, c) -> (absolute(a, b, c) + c) / 4, true, true);

        final Dual dual;
        final boolean means;
        final boolean traces;

        Feature(Dual dual, boolean means, boolean traces) {
            this.dual = dual;
            this.means = means;
            this.traces = traces;
        }

        private static double absolute(double a, double b, double c) {
            double r = Math.max(-1, Math.min(1, c / Math.sqrt(a * b)));
            return 2 / Math.PI * Math.sqrt(a * b) * (Math.sqrt(1 - r * r) + r * Math.asin(r));
        }
    }

    /** Squared overlaps of the plane of the two leading vectors with what differs in means, and in traces. */
    record Seen(double means, double traces) {}

    public static MixtureFeatures study() {
        return new MixtureFeatures();
    }

    /** Dimension p; there are 2p samples, a quarter in each class, even and at least 24. */
    public MixtureFeatures dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public MixtureFeatures draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        List<Feature> all = List.of(Feature.values());
        Rows<Feature, Seen> seen = lab.repeat(get(DRAWS)).each("sample", all, this::see);
        lab.check(Claim.that("overlap with the means, of features that depend on inner products")
                .each(all.stream().filter(f -> f.means).toList(), f -> seen.mean(f, Seen::means))
                .predicts(KernelSpectrum.withMoments(1, 0, 1, 1.0 / RATIO).alignment(SIGNAL))
                .rival("features see covariances only", 0)
                .within(5 / p));
        lab.check(Claim.that("of those that do not")
                .each(all.stream().filter(f -> !f.means).toList(), f -> seen.mean(f, Seen::means))
                .rival("all features see the means", 0.5)
                .atMost(10 / p));
        lab.check(Claim.that("overlap with the traces, of features whose mean depends on the length")
                .each(all.stream().filter(f -> f.traces).toList(), f -> seen.mean(f, Seen::traces))
                .predicts(MixtureFeatures::ofTraces)
                .rival("features see means only", 0)
                .rival("as well as the lengths themselves", TRACES * TRACES / (TRACES * TRACES + 2))
                .within(5 / p));
        lab.check(Claim.that("of those whose mean does not")
                .each(all.stream().filter(f -> !f.traces).toList(), f -> seen.mean(f, Seen::traces))
                .rival("all features see the traces", 0.5)
                .atMost(10 / p));
        Estimates means = Estimates.of(all, f -> seen.mean(f, Seen::means));
        Estimates traces = Estimates.of(all, f -> seen.mean(f, Seen::traces));
        double[] places = Vectors.of(all.size(), i -> i);
        Chart chart = Chart.titled("What two vectors tell")
                .x("t, sin t, cos t, |t|, max(t, 0)")
                .y("squared overlap");
        lab.figure(traces.on(means.on(chart, "means", places), "traces", places));
        lab.table(Results.titled(card().title())
                .texts("feature", all.stream().map(Feature::name).toArray(String[]::new))
                .numbers("means", means.values())
                .numbers("traces", traces.values()));
    }

    /** The classes' part of the lengths, times the overlap with these of a term of rank one beside d₁ times the Gram matrix. */
    private static double ofTraces(Feature feature) {
        double squares = TRACES * TRACES + 2;
        // m′² over d₁ of ReLU: 1/(8π) over 1/4.
        double theta = RATIO * squares / (2 * Math.PI);
        double overlap = feature.means ? 1 - RATIO / ((theta - RATIO) * (theta - RATIO)) : 1;
        return overlap * TRACES * TRACES / squares;
    }

    private Seen see(Feature feature, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] byMean = Vectors.of(n, i -> (i % 2 == 0 ? 1 : -1) / Math.sqrt(n));
        double[] byTrace = Vectors.of(n, i -> (i / 2 % 2 == 0 ? 1 : -1) / Math.sqrt(n));
        double[] variances = Vectors.map(byTrace, y -> 1 + y * Math.sqrt(n) * TRACES / Math.sqrt(p));
        double[] x = ScaledSamples.of(variances, p).draw(trial.paired()).flat().clone();
        for (int i = 0; i < n; i++) {
            x[i * p] += byMean[i] * Math.sqrt(n * SIGNAL);
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, n, p));
        double[] kernel = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i * n + j] = feature.dual.of(gram[i * n + i], gram[j * n + j], i == j ? 0 : gram[i * n + j]);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(DistanceKernels.centred(kernel, n), n);
        return new Seen(overlap(eigen, byMean), overlap(eigen, byTrace));
    }

    private static double overlap(SymmetricEigen eigen, double[] direction) {
        int n = direction.length;
        double first = Vectors.dot(eigen.vector(n - 1), direction);
        double second = Vectors.dot(eigen.vector(n - 2), direction);
        return first * first + second * second;
    }
}
