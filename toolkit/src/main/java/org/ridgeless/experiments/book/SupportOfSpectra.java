package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.Interval;
import org.ridgeless.spectra.SampleCovariance;
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
import org.ridgeless.verdict.Estimate;

/** Where a sample covariance has eigenvalues and where it has none. Card: support-of-spectra.md. */
public final class SupportOfSpectra extends Experiment<SupportOfSpectra> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p, a multiple of 4; there are 10p samples")
            .atLeast(24)
            .tiny(40)
            .teaching(120)
            .paper(600);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent Gaussian samples; a tenth as many of Student's t")
            .atLeast(20)
            .tiny(20)
            .teaching(400)
            .paper(400);

    private static final int RATIO = 10;
    /** The last two are so near that they share a bulk. */
    private static final double[] POPULATION = {1, 3, 7, 8};

    /** In units of n^(−2/3) times what an edge fluctuates by. */
    private static final double MARGIN = 6;

    /** Minus the mean of the Tracy–Widom law of β = 1: F. Bornemann, Markov Process. Related Fields 16 (2010) 803–866, Table 10. */
    private static final double MEAN = 1.206_533_574_582;

    /** The entries of the samples. */
    enum Entries {
        GAUSSIAN,
        STUDENT_3
    }

    /** The eigenvalues of a draw: the extreme ones at each edge, how many in each bulk, how far the worst lies outside. */
    record Draw(double[] extremes, int[] counts, double outside, double[] eigenvalues) {}

    public static SupportOfSpectra study() {
        return new SupportOfSpectra();
    }

    /** Dimension p, a multiple of 4; there are 10p samples, at least 24. */
    public SupportOfSpectra dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent Gaussian samples; a tenth as many of Student's t, at least 20. */
    public SupportOfSpectra draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        if (p % POPULATION.length != 0) {
            throw new IllegalArgumentException("dimension must be a multiple of " + POPULATION.length
                    + ", so that each population eigenvalue is there as often, got " + p);
        }
        SampleCovariance law = SampleCovariance.of(Law.uniform(POPULATION), 1.0 / RATIO);
        double[] units = units(law);
        Rows<Entries, Draw> draws = lab.repeat(get(DRAWS))
                .each("draw", List.of(Entries.GAUSSIAN), (e, trial) -> draw(e, law, units, trial));
        Rows<Entries, Draw> heavy = lab.repeat(get(DRAWS) / 10)
                .each("heavy", List.of(Entries.STUDENT_3), (e, trial) -> draw(e, law, units, trial));
        List<Integer> edges = IntStream.range(0, law.edges().length).boxed().toList();
        List<Integer> bulks = IntStream.range(0, law.support().size()).boxed().toList();
        int[] enclosed = bulks.stream().mapToInt(b -> Contours.enclosed(law, b)).toArray();

        lab.check(Claim.that(
                        "mean of the smallest and the largest eigenvalue from their edges, in units of their fluctuation")
                .each(
                        List.of(0, edges.size() - 1),
                        e -> draws.mean(Entries.GAUSSIAN, d -> (d.extremes[e] - law.edges()[e]) / units[e]))
                .predicts(e -> e == 0 ? MEAN : -MEAN)
                .rival("the edge itself", 0)
                .within(0.5));
        lab.check(Claim.that(
                        "eigenvalues in a bulk less the population eigenvalues that its contour goes around, in every draw")
                .each(
                        bulks,
                        b -> Estimate.largest(draws.numbers(
                                        Entries.GAUSSIAN, d -> Math.abs(d.counts[b] - enclosed[b] * p / 4.0)))
                                .troubled(draws.problem(Entries.GAUSSIAN)))
                .predicts(0)
                .rival("every bulk has one population eigenvalue", b -> Math.abs(enclosed[b] - 1) * p / 4.0)
                .within(0.5));
        lab.check(Claim.that("samples with an eigenvalue clearly outside of the support: Gaussian entries")
                .observed(draws.share(Entries.GAUSSIAN, d -> d.outside > MARGIN))
                .atMost(0.2));
        lab.check(Claim.that("the same with Student's t of 3 degrees, which has no fourth moment")
                .observed(heavy.share(Entries.STUDENT_3, d -> d.outside > MARGIN))
                .rival("two moments are enough", 0)
                .atLeast(0.5));
        show(lab, law, draws, heavy, edges);
    }

    /** The scale of the Tracy–Widom law at each edge, without its sign. */
    private double[] units(SampleCovariance law) {
        return IntStream.range(0, law.edges().length)
                .mapToDouble(e ->
                        Math.abs(law.nearest(e, RATIO * get(DIMENSION)).mean() - law.edges()[e]) / MEAN)
                .toArray();
    }

    private Draw draw(Entries entries, SampleCovariance law, double[] units, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        ScaledSamples samples = ScaledSamples.of(Spectra.cycle(p, POPULATION), n);
        Matrix x =
                entries == Entries.GAUSSIAN ? samples.draw(trial.seeds()) : heavy(samples.draw(trial.seeds()), trial);
        double[] values = SymmetricEigen.values(ScaledSamples.covariance(x), p);
        List<Interval> support = law.support();
        double[] edges = law.edges();
        double[] extremes = new double[edges.length];
        int[] counts = new int[support.size()];
        int first = 0;
        double outside = 0;
        for (int b = 0; b < counts.length; b++) {
            double end = b == counts.length - 1 ? Double.POSITIVE_INFINITY : (edges[2 * b + 1] + edges[2 * b + 2]) / 2;
            counts[b] = (int) Arrays.stream(values).filter(v -> v < end).count() - first;
            extremes[2 * b] = values[Math.min(first, p - 1)];
            extremes[2 * b + 1] = values[Math.max(0, first + counts[b] - 1)];
            first += counts[b];
        }
        for (double value : values) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int e = 0; e < edges.length; e++) {
                boolean inside = support.get(e / 2).low() <= value
                        && value <= support.get(e / 2).high();
                nearest = Math.min(nearest, inside ? 0 : Math.abs(value - edges[e]) / units[e]);
            }
            outside = Math.max(outside, nearest);
        }
        return new Draw(extremes, counts, outside, values);
    }

    /** Gaussian entries over √(χ²₃), scaled to unit variance: Student's t with 3 degrees has variance 3. */
    private static Matrix heavy(Matrix gaussian, Trial trial) {
        double[] x = gaussian.flat().clone();
        Matrix others = ScaledSamples.of(Spectra.cycle(3, 1), x.length)
                .draw(trial.seeds().child("degrees"));
        for (int i = 0; i < x.length; i++) {
            double square = 0;
            for (int k = 0; k < 3; k++) {
                square += others.get(k, i) * others.get(k, i);
            }
            x[i] /= Math.sqrt(square);
        }
        return Matrix.wrap(x, gaussian.rows(), gaussian.columns());
    }

    private void show(
            Lab lab, SampleCovariance law, Rows<Entries, Draw> draws, Rows<Entries, Draw> heavy, List<Integer> edges) {
        double[] places = law.edges();
        Estimates extremes = Estimates.of(edges, e -> draws.mean(Entries.GAUSSIAN, d -> d.extremes[e]));
        lab.table(Results.titled(card().title())
                .numbers("edge", places)
                .numbers("nearest eigenvalue", extremes.values())
                .numbers(
                        "Tracy–Widom",
                        edges.stream()
                                .mapToDouble(e ->
                                        law.nearest(e, RATIO * get(DIMENSION)).mean())
                                .toArray()));
        Chart largest = Chart.titled("Largest eigenvalue over the edge")
                .x("largest eigenvalue / right edge")
                .y("part of the samples below")
                .cdf("Gaussian", largest(draws, Entries.GAUSSIAN, law))
                .cdf("Student's t, 3 degrees", largest(heavy, Entries.STUDENT_3, law));
        double far = 2 * law.rightEdge();
        double[] population = IntStream.range(0, 400)
                .mapToDouble(i -> -1 + (far + 1) * i / 400.0)
                .toArray();
        double[] image = Arrays.stream(population)
                .map(a -> Arrays.stream(POPULATION).anyMatch(t -> Math.abs(a - t) < 0.02) ? Double.NaN : law.inverse(a))
                .map(y -> y > -1 && y < far ? y : Double.NaN)
                .toArray();
        lab.figure(
                Spectra.chart(
                        "Bulks of the population 1, 3, 7, 8", draws.pooled(Entries.GAUSSIAN, Draw::eigenvalues), law),
                Chart.titled("The change of variable: where it rises there is no eigenvalue")
                        .x("α, −1 over the companion transform")
                        .y("eigenvalue ψ(α)")
                        .line("ψ", population, image)
                        .points(
                                "edges",
                                Arrays.stream(places).map(x -> edge(law, x)).toArray(),
                                places),
                largest);
    }

    private static double[] largest(Rows<Entries, Draw> draws, Entries entries, SampleCovariance law) {
        return draws.numbers(entries, d -> d.extremes[d.extremes.length - 1] / law.rightEdge());
    }

    /** The α of an edge, from just outside of it. */
    private static double edge(SampleCovariance law, double x) {
        boolean low = law.support().stream().anyMatch(i -> i.low() == x);
        return law.alpha(Complex.real(x * (low ? 1 - 1e-9 : 1 + 1e-9))).re();
    }
}
