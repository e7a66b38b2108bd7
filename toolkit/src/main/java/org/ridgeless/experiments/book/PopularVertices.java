package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.BlockGraph;
import org.ridgeless.spectra.DegreeCorrection;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Communities in a graph whose vertices differ in popularity. Card: popular-vertices.md. */
public final class PopularVertices extends Experiment<PopularVertices> {
    static final Option<Integer> VERTICES = Option.count("vertices")
            .help("vertices n, half of them in each community")
            .atLeast(60)
            .even()
            .tiny(80)
            .teaching(160)
            .paper(1000);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent graphs")
            .atLeast(2)
            .tiny(6)
            .teaching(150)
            .paper(20);

    private static final double[] POPULARITIES = {0.3, 0.8};
    private static final double[] SHARES = {0.5, 0.5};
    private static final double STRONG = 2.5;
    private static final List<Double> CORRECTIONS = List.of(0.0, 0.5, 1.0);
    /** For which the strong signal is far above the threshold. */
    private static final List<Double> SEEING = List.of(0.0, 0.5);

    private static final int LEADING = 3;

    /** Of the eigenvector nearest to the communities its eigenvalue and squared overlap; the leading three's; a mean over all. */
    record Seen(double eigenvalue, double overlap, double leading, double mean, double[] eigenvalues) {}

    public static PopularVertices study() {
        return new PopularVertices();
    }

    public PopularVertices vertices(int n) {
        return with(VERTICES, n);
    }

    public PopularVertices draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double n = get(VERTICES);
        Map<Double, Double> radii = CORRECTIONS.stream()
                .collect(Collectors.toMap(a -> a, a -> theory(a).bulk().rightEdge() / 2));
        double weak = theory(1).threshold() / 2;
        Rows<Double, Seen> strong =
                lab.repeat(get(DRAWS)).each("strong", CORRECTIONS, (a, trial) -> see(a, STRONG, radii.get(a), trial));
        Rows<Double, Seen> hidden =
                lab.repeat(get(DRAWS)).each("weak", List.of(0.0, 1.0), (a, trial) -> see(a, weak, radii.get(a), trial));
        DegreeCorrection alike = DegreeCorrection.of(new double[] {0.55, 0.55}, SHARES, 0, n);

        lab.check(Claim.that("mean of 1/(1 + (λ/r)²) over the spectrum, r half the right edge of the bulk")
                .each(CORRECTIONS, a -> strong.mean(a, Seen::mean))
                .predicts(this::atHalf)
                .rival("a semicircle", (Math.sqrt(5) - 1) / 2)
                .within(4 / n));
        lab.check(Claim.that("eigenvalue of the communities")
                .each(SEEING, a -> strong.mean(a, Seen::eigenvalue))
                .predicts(a -> theory(a).spike(STRONG))
                .rival("all vertices are as popular as the mean", a -> a == 0 ? alike.spike(STRONG) : Double.NaN)
                .within(a -> 8 / n * theory(a).spike(STRONG)));
        lab.check(Claim.that("squared overlap of its vector with them")
                .each(SEEING, a -> strong.mean(a, Seen::overlap))
                .predicts(a -> theory(a).overlap(STRONG))
                .rival("all vertices are as popular as the mean", a -> a == 0 ? alike.overlap(STRONG) : Double.NaN)
                .within(10 / n));
        lab.check(Claim.that("at half the threshold of α = 1: squared overlap for α = 0")
                .observed(hidden.mean(0.0, Seen::overlap))
                .predicts(theory(0).overlap(weak))
                .rival("one threshold for all α", 0)
                .within(20 / n));
        lab.check(Claim.that("squared overlaps of the three leading vectors for α = 1, at the same signal")
                .observed(hidden.mean(1.0, Seen::leading))
                .rival("one threshold for all α", theory(0).overlap(weak))
                .atMost(30 / n));
        show(lab, strong);
    }

    private DegreeCorrection theory(double alpha) {
        return DegreeCorrection.of(POPULARITIES, SHARES, alpha, get(VERTICES));
    }

    /** r Im m(ir). */
    private double atHalf(double alpha) {
        double r = theory(alpha).bulk().rightEdge() / 2;
        return r * theory(alpha).bulk().stieltjes(new Complex(0, r)).im();
    }

    private Seen see(double alpha, double signal, double r, Trial trial) {
        int n = get(VERTICES);
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = POPULARITIES[i / 2 % 2];
        }
        double size = signal / Math.sqrt(n);
        BlockGraph graph = BlockGraph.draw(q, 1 + size, 1 - size, trial.seeds());
        SymmetricEigen eigen = SymmetricEigen.of(graph.corrected(alpha), n);
        double[] values = eigen.values();
        double[] overlaps = new double[n];
        double[] communities = Vectors.unit(Vectors.of(n, i -> (i % 2 == 0 ? 1 : -1) * Math.pow(q[i], 1 - alpha)));
        int best = 0;
        for (int k = 0; k < n; k++) {
            double product = Vectors.dot(communities, eigen.vector(k));
            overlaps[k] = product * product;
            best = overlaps[k] > overlaps[best] ? k : best;
        }
        double leading = Arrays.stream(overlaps, n - LEADING, n).sum();
        double mean = Arrays.stream(values).map(v -> 1 / (1 + v * v / (r * r))).sum() / n;
        return new Seen(values[best], overlaps[best], leading, mean, values);
    }

    private void show(Lab lab, Rows<Double, Seen> strong) {
        double alpha = CORRECTIONS.get(1);
        DegreeCorrection law = theory(alpha);
        double[] alphas = CORRECTIONS.stream().mapToDouble(a -> a).toArray();
        Estimates overlaps = Estimates.of(CORRECTIONS, a -> strong.mean(a, Seen::overlap));
        double[] theory =
                CORRECTIONS.stream().mapToDouble(a -> theory(a).overlap(STRONG)).toArray();
        lab.figure(
                Spectra.chart("Modularity over degrees, α = ½", strong.pooled(alpha, Seen::eigenvalues), law.bulk())
                        .vertical("communities", law.spike(STRONG)),
                overlaps.on(
                                Chart.titled("Overlap with the communities")
                                        .x("correction α")
                                        .y("squared overlap"),
                                "mean",
                                alphas)
                        .theory("theory", alphas, theory));
        lab.table(Results.titled(card().title())
                .numbers("correction α", alphas)
                .numbers("overlap", overlaps.values())
                .numbers("theory", theory)
                .numbers(
                        "threshold",
                        CORRECTIONS.stream()
                                .mapToDouble(a -> theory(a).threshold())
                                .toArray()));
    }
}
