package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.linalg.lapack.GeneralEigenvalues;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.BlockGraph;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** Communities in graphs of few edges: the non-backtracking matrix and the Bethe–Hessian. Card: sparse-graphs.md. */
public final class SparseGraphs extends Experiment<SparseGraphs> {
    static final Option<Integer> VERTICES = Option.count("vertices")
            .help("vertices n, half of them in each community")
            .atLeast(60)
            .even()
            .tiny(80)
            .teaching(200)
            .paper(1000);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent graphs")
            .atLeast(2)
            .tiny(4)
            .teaching(40)
            .paper(20);

    private static final double DEGREE = 8;
    /** Half the difference of the mean degrees inside and across; the threshold is √8 = 2.83. */
    private static final double STRONG = 6;

    private static final double WEAK = 1;

    /** Real outliers of the non-backtracking matrix, the radius of the rest, all eigenvalues. */
    record Spectrum(double first, double second, double radius, double[] re, double[] im) {}

    public static SparseGraphs study() {
        return new SparseGraphs();
    }

    /** Vertices n, half of them in each community, even and at least 60. */
    public SparseGraphs vertices(int n) {
        return with(VERTICES, n);
    }

    /** Independent graphs, at least 2. */
    public SparseGraphs draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double n = get(VERTICES);
        Rows<Double, Spectrum> spectra =
                lab.repeat(get(DRAWS)).each("non-backtracking", new double[] {STRONG}, this::spectrum);
        Rows<Double, Integer> counts =
                lab.repeat(get(DRAWS)).each("Bethe–Hessian", new double[] {WEAK, STRONG}, this::negative);
        double missing = (DEGREE + STRONG) / n;

        lab.check(Claim.that("largest eigenvalue of the non-backtracking matrix: the mean degree")
                .observed(spectra.mean(STRONG, Spectrum::first))
                .predicts(DEGREE - missing)
                .rival("that of the adjacency matrix of equal degrees, 1 more", DEGREE + 1)
                .withinRelative(0.05));
        lab.check(Claim.that("second eigenvalue: half the difference of the degrees inside and across")
                .observed(spectra.mean(STRONG, Spectrum::second))
                .predicts(STRONG - missing)
                .rival("the whole difference", 2 * STRONG)
                .rival("in the bulk", Math.sqrt(DEGREE))
                .withinRelative(0.1));
        lab.check(Claim.that("largest modulus of all others: the root of the mean degree")
                .observed(spectra.mean(STRONG, Spectrum::radius))
                .predicts(Math.sqrt(DEGREE))
                .rival("as in a dense graph, 2√c", 2 * Math.sqrt(DEGREE))
                .withinRelative(0.1));
        lab.check(Claim.that("negative eigenvalues of the Bethe–Hessian: two above the threshold")
                .observed(counts.share(STRONG, k -> k == 2))
                .rival("in none", 0)
                .atLeast(0.7));
        lab.check(Claim.that("below the threshold: one")
                .observed(counts.share(WEAK, k -> k == 1))
                .rival("communities always show", 0)
                .atLeast(0.7));
        Chart chart = Chart.titled("Eigenvalues of the non-backtracking matrix")
                .x("real part")
                .y("imaginary part");
        double[] angles =
                IntStream.range(0, 201).mapToDouble(i -> 2 * Math.PI * i / 200).toArray();
        Spectrum one = spectra.first(STRONG).orElse(new Spectrum(0, 0, 0, new double[] {0}, new double[] {0}));
        double radius = Math.sqrt(DEGREE);
        lab.figure(chart.points("one graph", one.re, one.im)
                .line(
                        "√c",
                        Arrays.stream(angles).map(t -> radius * Math.cos(t)).toArray(),
                        Arrays.stream(angles).map(t -> radius * Math.sin(t)).toArray())
                .vertical("(c_in − c_out)/2", STRONG)
                .vertical("c", DEGREE));
        lab.table(Results.titled(card().title())
                .texts("quantity", "first", "second", "radius of the others")
                .numbers(
                        "observed",
                        Statistics.mean(spectra.numbers(STRONG, Spectrum::first)),
                        Statistics.mean(spectra.numbers(STRONG, Spectrum::second)),
                        Statistics.mean(spectra.numbers(STRONG, Spectrum::radius)))
                .numbers("theory", DEGREE, STRONG, radius));
    }

    private BlockGraph graph(double signal, Trial trial) {
        double n = get(VERTICES);
        return BlockGraph.draw(get(VERTICES), (DEGREE + signal) / n, (DEGREE - signal) / n, trial.seeds());
    }

    private Spectrum spectrum(double signal, Trial trial) {
        int n = get(VERTICES);
        GeneralEigenvalues values = GeneralEigenvalues.of(graph(signal, trial).nonBacktracking(), 2 * n);
        double[] re = values.real();
        double[] im = values.imaginary();
        double[] real = IntStream.range(0, 2 * n)
                .filter(i -> im[i] == 0)
                .mapToDouble(i -> re[i])
                .sorted()
                .toArray();
        double first = real[real.length - 1];
        double second = real[real.length - 2];
        double radius = 0;
        for (int i = 0; i < 2 * n; i++) {
            radius = Math.max(radius, im[i] == 0 && re[i] >= second ? 0 : Math.hypot(re[i], im[i]));
        }
        return new Spectrum(first, second, radius, re, im);
    }

    private int negative(double signal, Trial trial) {
        int n = get(VERTICES);
        double[] values = SymmetricEigen.values(graph(signal, trial).betheHessian(Math.sqrt(DEGREE)), n);
        return (int) Arrays.stream(values).filter(v -> v < 0).count();
    }
}
