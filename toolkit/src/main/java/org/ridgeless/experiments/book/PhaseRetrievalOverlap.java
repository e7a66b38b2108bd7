package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.PhaseRetrieval;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** A direction from squares of its projections: which preprocessing, and from how many samples. Card: phase-retrieval-overlap.md. */
public final class PhaseRetrievalOverlap extends Experiment<PhaseRetrievalOverlap> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p, 2p and p/3 samples")
            .atLeast(24)
            .tiny(30)
            .teaching(120)
            .paper(512);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(6)
            .teaching(200)
            .paper(50);

    private static final double[] RATIOS = {0.25, 0.5, 3};
    /** Beyond 2 no preprocessing works, and the best one is not defined. */
    private static final double LAST = 2;

    /** Squared overlaps for the best preprocessing and for the squares cut at 3, and a mean over the bulk of the first. */
    record Overlaps(double best, double cut, double atI) {}

    public static PhaseRetrievalOverlap study() {
        return new PhaseRetrievalOverlap();
    }

    /** Dimension p; there are 4p, 2p and p/3 samples, at least 24. */
    public PhaseRetrievalOverlap dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public PhaseRetrievalOverlap draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<Double, Overlaps> overlaps = lab.repeat(get(DRAWS)).each("sample", RATIOS, this::overlaps);
        List<Double> enough = overlaps.items().stream().filter(c -> c < LAST).toList();
        double few = overlaps.items().get(overlaps.items().size() - 1);

        lab.check(Claim.that("squared overlap with the best preprocessing, p/n = ¼ and ½")
                .each(enough, c -> overlaps.mean(c, Overlaps::best))
                .predicts(c -> PhaseRetrieval.of(best(c), c).overlap())
                .rival(
                        "that of the squares cut at 3",
                        c -> PhaseRetrieval.of(PhaseRetrievalOverlap::cut, c).overlap())
                .within(6 / p));
        lab.check(Claim.that("squared overlap with the squares cut at 3, p/n = ¼")
                .observed(overlaps.mean(RATIOS[0], Overlaps::cut))
                .predicts(
                        PhaseRetrieval.of(PhaseRetrievalOverlap::cut, RATIOS[0]).overlap())
                .rival(
                        "that of the best preprocessing",
                        PhaseRetrieval.of(best(RATIOS[0]), RATIOS[0]).overlap())
                .within(6 / p));
        lab.check(Claim.that("squared overlap from a third as many samples as variables")
                .observed(overlaps.mean(few, Overlaps::cut))
                .rival("what of the direction the samples span, n/p", 1 / few)
                .atMost(12 / p));
        lab.check(Claim.that("mean of 1/(1 + λ²) over the spectrum with the best preprocessing")
                .each(enough, c -> overlaps.mean(c, Overlaps::atI))
                .predicts(c -> PhaseRetrieval.of(best(c), c)
                        .bulk()
                        .stieltjes(Complex.I)
                        .im())
                .rival("all weights equal to their mean", PhaseRetrievalOverlap::even)
                .within(1.5 / p));
        Chart chart = Chart.titled("Leading vector and the direction")
                .x("samples over variables n/p")
                .y("squared overlap")
                .logX();
        chart = Estimates.of(enough, c -> overlaps.mean(c, Overlaps::best))
                .on(chart, "best preprocessing", 1 / RATIOS[0], 1 / RATIOS[1]);
        chart = Estimates.of(overlaps.items(), c -> overlaps.mean(c, Overlaps::cut))
                .on(
                        chart,
                        "squares cut at 3",
                        Arrays.stream(RATIOS).map(c -> 1 / c).toArray());
        double[] many = IntStream.range(0, 25)
                .mapToDouble(i -> 0.3 * Math.pow(20, i / 24.0))
                .toArray();
        lab.figure(chart.theory(
                        "best, theory",
                        many,
                        Arrays.stream(many)
                                .map(d -> 1 / d < LAST
                                        ? PhaseRetrieval.of(best(1 / d), 1 / d).overlap()
                                        : 0)
                                .toArray())
                .theory(
                        "cut, theory",
                        many,
                        Arrays.stream(many)
                                .map(d -> PhaseRetrieval.of(PhaseRetrievalOverlap::cut, 1 / d)
                                        .overlap())
                                .toArray()));
        lab.table(Results.titled(card().title())
                .numbers("p/n", RATIOS)
                .numbers(
                        "best",
                        Estimates.of(overlaps.items(), c -> overlaps.mean(c, Overlaps::best))
                                .values())
                .numbers(
                        "cut",
                        Estimates.of(overlaps.items(), c -> overlaps.mean(c, Overlaps::cut))
                                .values()));
    }

    private static double cut(double y) {
        return Math.min(y, 3);
    }

    private static double even(double ratio) {
        double mean = Law.gaussian(400).expect(g -> best(ratio).applyAsDouble(g * g));
        return MarchenkoPastur.ofRatio(ratio).scaled(mean).stieltjes(Complex.I).im();
    }

    private static DoubleUnaryOperator best(double ratio) {
        return PhaseRetrieval.optimal(ratio);
    }

    private Overlaps overlaps(double ratio, Trial trial) {
        int p = get(DIMENSION);
        Matrix x = ScaledSamples.of(Spectra.cycle(p, 1), (int) Math.round(p / ratio))
                .draw(trial.seeds());
        double cut = weighted(x, PhaseRetrievalOverlap::cut, 0);
        return ratio < LAST
                ? new Overlaps(weighted(x, best(ratio), 0), cut, weighted(x, best(ratio), 1))
                : new Overlaps(0, cut, 0);
    }

    /** The squared overlap of the leading vector with the first axis, or the mean of 1/(1 + λ²). */
    private static double weighted(Matrix x, DoubleUnaryOperator f, int which) {
        int p = x.rows();
        int n = x.columns();
        double[] other = x.flat().clone();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                other[i * n + j] *= f.applyAsDouble(x.get(0, j) * x.get(0, j)) / n;
            }
        }
        double[] matrix = Products.transposeRight(x.flat(), other, p, n, p);
        if (which == 1) {
            return Arrays.stream(SymmetricEigen.values(matrix, p))
                    .map(v -> 1 / (1 + v * v))
                    .average()
                    .orElseThrow();
        }
        double first = SymmetricEigen.of(matrix, p).vector(p - 1)[0];
        return first * first;
    }
}
