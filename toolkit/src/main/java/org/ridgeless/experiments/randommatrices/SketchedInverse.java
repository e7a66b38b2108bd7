package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.spectra.sketching.InversionBias;
import org.ridgeless.spectra.sketching.Orthonormal;
import org.ridgeless.spectra.sketching.RowSketch;
import org.ridgeless.tables.Results;

/** The inverse of a sketched covariance is biased, by a factor that is known, and for sketches that mix only. */
public final class SketchedInverse extends Experiment<SketchedInverse> {
    private static final double TOLERANCE = 0.1;
    private static final Card CARD = Card.named("inversion-bias")
            .entry("R27")
            .title("The bias of inverting a sketch")
            .claim(
                    "The mean of inverse sketched covariances is off by the factor m/(m−d) however many are averaged; the "
                            + "factor corrects Gaussian sketches and LESS embeddings alike, but not plain row sampling.")
            .formula(
                    "E\\bigl[(\\tilde A^{\\mathsf T}\\tilde A)^{-1}\\bigr] = \\frac{m}{m-d-1}(A^{\\mathsf T}A)^{-1}\\ \\text{(Gaussian)},\\qquad "
                            + "E\\bigl[(\\tfrac m{m-d}\\tilde A^{\\mathsf T}\\tilde A)^{-1}\\bigr]\\approx(A^{\\mathsf T}A)^{-1}\\ \\text{(LESS)}",
                    "m > d + 1 sketch rows for d columns; a LESS row mixes s rows drawn by their leverage scores.")
            .assumes("A of full column rank; the bias is that of the whitened matrix, in the spectral norm")
            .remark(
                    "Row sampling by leverage scores, one row at a time, has no scalar correction on a matrix with rows of "
                            + "very unequal leverage: that contrast must miss the tolerance that LESS meets.")
            .paper(Paper.by("Michał Dereziński and Zhenyu Liao and Edgar Dobriban and Michael W. Mahoney")
                    .titled("Sparse Sketches with Small Inversion Bias")
                    .in(2021)
                    .journal("Proceedings of the 34th Conference on Learning Theory")
                    .arXiv("2011.10695")
                    .where("Theorem 2 and Proposition 4"))
            .cost("5 s", "60 s");

    private SketchedInverse(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static SketchedInverse study() {
        return new SketchedInverse(Settings.none());
    }

    /** The number d of columns. */
    public SketchedInverse columns(int d) {
        if (d < 2) {
            throw new IllegalArgumentException("a sketch needs at least 2 columns, got " + d);
        }
        return set("columns", d);
    }

    /** The independent sketches for each point. */
    public SketchedInverse draws(int count) {
        if (count < 100) {
            throw new IllegalArgumentException("the experiment needs at least 100 draws, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected SketchedInverse copy(Settings other) {
        return new SketchedInverse(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("columns", 5).with("rows", 100).with("draws", 200);
            case TEACHING ->
                Settings.none().with("columns", 20).with("rows", 2000).with("draws", 4000);
            case PAPER -> Settings.none().with("columns", 40).with("rows", 8000).with("draws", 20_000);
        };
    }

    private static final int CHUNKS = 20;
    private static final double[] MULTIPLES = {2, 3, 4.5, 6};

    /** One way to sketch one matrix to one number of rows. */
    private record Setup(String matrix, double[] a, RowSketch sketch, int m, int draws) {
        String label() {
            return sketch.name() + " on " + matrix + " rows, m = " + m;
        }
    }

    @Override
    protected Findings simulate() {
        int d = integer("columns");
        Setup[] setups = setups(d);
        Replicates runs = Replicates.run(cells(), setups.length, CHUNKS, (i, chunk) -> {
            Setup setup = setups[i];
            InversionBias.Average average = InversionBias.of(setup.a, d, setup.sketch, setup.m)
                    .average(setup.draws / CHUNKS, seeds().child(setup.label()).child(chunk));
            double[] row = Arrays.copyOf(average.mean(), d * d + 1);
            row[d * d] = average.trace();
            return row;
        });
        Verdict verdict = Verdict.of(
                CARD.title(),
                gaussianTrace(runs, setups, d),
                corrected(runs, setups, d, RowSketch.gaussian().name()),
                corrected(runs, setups, d, RowSketch.less(4).name()),
                corrected(runs, setups, d, RowSketch.less(d).name()),
                averagingHasAFloor(runs, setups, d),
                contrast(runs, setups, d, RowSketch.leverage().name()),
                contrast(runs, setups, d, RowSketch.uniform().name()));
        return new Findings(figure(runs, setups, d), table(runs, setups, d), verdict);
    }

    private Setup[] setups(int d) {
        double[] even = matrix(d, 0);
        double[] coherent = matrix(d, 1.5);
        int draws = integer("draws");
        RowSketch[] sketches = {
            RowSketch.gaussian(), RowSketch.less(4), RowSketch.less(d), RowSketch.leverage(), RowSketch.uniform()
        };
        java.util.List<Setup> setups = new java.util.ArrayList<>();
        for (RowSketch sketch : sketches) {
            for (double multiple : MULTIPLES) {
                int m = (int) Math.round(multiple * d);
                boolean gaussian = sketch == sketches[0];
                boolean named = multiple == 3 || multiple == 6;
                // The closed form of the Gaussian trace deserves a standard error to match.
                int count = gaussian && named ? 3 * draws : named ? draws : draws / 2;
                if (gaussian || named) {
                    setups.add(new Setup("even", even, sketch, m, count));
                }
                if (!gaussian) {
                    setups.add(new Setup("coherent", coherent, sketch, m, count));
                }
            }
        }
        return setups.toArray(new Setup[0]);
    }

    /** Orthonormal columns from Gaussian rows whose lengths are log-normal of the given spread. */
    private double[] matrix(int d, double spread) {
        int n = integer("rows");
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(seeds().child("matrix").child((long) (10 * spread)).stream());
        double[] a = new double[n * d];
        for (int i = 0; i < n; i++) {
            double length = Math.exp(spread * normal.sample());
            for (int k = 0; k < d; k++) {
                a[i * d + k] = length * normal.sample();
            }
        }
        return Orthonormal.columns(a, d);
    }

    private static double bias(Replicates runs, int setup, int d, double correction) {
        double[] mean =
                IntStream.range(0, d * d).mapToDouble(k -> runs.mean(setup, k)).toArray();
        return Double.isNaN(mean[0]) ? Double.NaN : InversionBias.distanceToIdentity(mean, d, correction);
    }

    private static double factor(int m, int d) {
        return m / (double) (m - d);
    }

    private static Check gaussianTrace(Replicates runs, Setup[] setups, int d) {
        Cases cases = Cases.of("Gaussian sketches: tr E[inverse]/d is m/(m−d−1)");
        for (int i = 0; i < setups.length; i++) {
            int m = setups[i].m;
            if (setups[i].sketch.name().equals("Gaussian") && (m == 3 * d || m == 6 * d)) {
                cases = cases.and("m = " + m, m / (m - d - 1.0), runs.mean(i, d * d), runs.error(i, d * d), 0, 0.002);
            }
        }
        return cases.worst();
    }

    private static boolean judged(Setup setup, String sketch, int d) {
        return setup.sketch.name().equals(sketch) && (setup.m == 3 * d || setup.m == 6 * d);
    }

    private static Check corrected(Replicates runs, Setup[] setups, int d, String sketch) {
        double[] slacks = IntStream.range(0, setups.length)
                .filter(i -> judged(setups[i], sketch, d))
                .mapToDouble(i -> TOLERANCE - bias(runs, i, d, factor(setups[i].m, d)))
                .toArray();
        return Claim.that(sketch + " corrected by m/(m−d): bias at most 0.1").holds(slacks);
    }

    /** The spectral norm carries the noise of the mean too, hence a floor from above. */
    private static Check averagingHasAFloor(Replicates runs, Setup[] setups, int d) {
        double[] slacks = IntStream.range(0, setups.length)
                .filter(i -> judged(setups[i], "Gaussian", d))
                .mapToDouble(i -> bias(runs, i, d, 1) - (d + 1.0) / (setups[i].m - d - 1))
                .toArray();
        return Claim.that("without correction the mean of all inverses stays (d+1)/(m−d−1) away")
                .holds(0.01, slacks);
    }

    private static Check contrast(Replicates runs, Setup[] setups, int d, String sketch) {
        double[] slacks = IntStream.range(0, setups.length)
                .filter(i -> setups[i].sketch.name().equals(sketch)
                        && setups[i].matrix.equals("coherent")
                        && setups[i].m == 3 * d)
                .mapToDouble(i -> TOLERANCE - bias(runs, i, d, factor(setups[i].m, d)))
                .toArray();
        return Claim.that(sketch + " sampling of coherent rows, corrected by m/(m−d): bias at most 0.1")
                .holds(slacks)
                .mustBreak();
    }

    private Panels figure(Replicates runs, Setup[] setups, int d) {
        Chart left = Chart.titled("Gaussian sketches, d = " + d)
                .x("sketch rows m")
                .y("spectral bias of the mean inverse")
                .logY()
                .size(560, 400);
        left = series(left, "as it is", runs, setups, d, "Gaussian", "even", false);
        left = series(left, "corrected by m/(m−d)", runs, setups, d, "Gaussian", "even", true)
                .theory("(d+1)/(m−d−1)", m -> (d + 1) / (m - d - 1), 2 * d, 6 * d)
                .theory("1/(m−d−1)", m -> 1 / (m - d - 1), 2 * d, 6 * d);
        Chart right = Chart.titled("coherent rows, corrected by m/(m−d)")
                .x("sketch rows m")
                .y("spectral bias of the mean inverse")
                .logY()
                .horizontal("tolerance", TOLERANCE)
                .size(560, 400);
        for (RowSketch sketch : new RowSketch[] {RowSketch.less(d), RowSketch.less(4), RowSketch.leverage()}) {
            right = series(right, sketch.name(), runs, setups, d, sketch.name(), "coherent", true);
        }
        return Panels.of(left, right).columns(2);
    }

    private static Chart series(
            Chart chart,
            String label,
            Replicates runs,
            Setup[] setups,
            int d,
            String sketch,
            String matrix,
            boolean correct) {
        int[] chosen = IntStream.range(0, setups.length)
                .filter(i -> setups[i].sketch.name().equals(sketch) && setups[i].matrix.equals(matrix))
                .toArray();
        double[] m = Arrays.stream(chosen).mapToDouble(i -> setups[i].m).toArray();
        double[] bias = Arrays.stream(chosen)
                .mapToDouble(i -> bias(runs, i, d, correct ? factor(setups[i].m, d) : 1))
                .toArray();
        return chart.line(label, m, bias).points(label, m, bias);
    }

    private static Results table(Replicates runs, Setup[] setups, int d) {
        Results table = Results.titled(CARD.title())
                .texts("sketch", Arrays.stream(setups).map(s -> s.sketch.name()).toArray(String[]::new))
                .texts("rows", Arrays.stream(setups).map(Setup::matrix).toArray(String[]::new))
                .numbers("m", Arrays.stream(setups).mapToInt(Setup::m).toArray())
                .numbers("trace", runs.means(d * d))
                .numbers(
                        "bias",
                        IntStream.range(0, setups.length)
                                .mapToDouble(i -> bias(runs, i, d, 1))
                                .toArray())
                .numbers(
                        "bias, corrected",
                        IntStream.range(0, setups.length)
                                .mapToDouble(i -> bias(runs, i, d, factor(setups[i].m, d)))
                                .toArray());
        return runs.interrupted() ? table.partial() : table;
    }
}
