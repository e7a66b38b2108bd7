package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.sketching.Orthonormal;
import org.ridgeless.spectra.sketching.RowSketch;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The mean of inverted sketches is biased, and a scalar corrects some sketches only. Card: inversion-bias.md. */
public final class InversionBias extends Experiment<InversionBias> {
    static final Option<Integer> COLUMNS = Option.count("columns")
            .help("columns d of the matrix")
            .atLeast(5)
            .tiny(6)
            .teaching(20)
            .paper(40);
    static final Option<Integer> ROWS = Option.count("rows")
            .help("rows of the matrix, at least 20 d")
            .atLeast(100)
            .tiny(200)
            .teaching(2000)
            .paper(8000);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent sketches in each of forty batches")
            .atLeast(2)
            .tiny(5)
            .teaching(100)
            .paper(500);

    private static final int BATCHES = 40;
    private static final double TOLERANCE = 0.1;
    /** Standard deviation of the logarithms of the lengths of coherent rows. */
    private static final double COHERENCE = 1.5;

    /** A sketch of even or of coherent rows to so many rows for each column. */
    record Setup(RowSketch sketch, boolean coherent, int multiple) {
        @Override
        public String toString() {
            return sketch.name() + ", " + (coherent ? "coherent" : "even") + " rows, m = " + multiple + " d";
        }
    }

    public static InversionBias study() {
        return new InversionBias();
    }

    /** Columns d of the matrix, at least 5. */
    public InversionBias columns(int d) {
        return with(COLUMNS, d);
    }

    /** Rows of the matrix, at least 20 d, at least 100. */
    public InversionBias rows(int n) {
        return with(ROWS, n);
    }

    /** Independent sketches in each of forty batches, at least 2. */
    public InversionBias draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int d = get(COLUMNS);
        if (get(ROWS) < 20 * d) {
            throw new IllegalArgumentException("rows must be at least 20 times the " + d
                    + " columns, so that sketches are shorter, got " + get(ROWS));
        }
        double[] even = matrix(0, lab.seeds().child("even"));
        double[] coherent = matrix(COHERENCE, lab.seeds().child("coherent"));
        List<Setup> setups = setups(d);
        Rows<Setup, double[]> means = lab.repeat(BATCHES)
                .each("batch", setups, (setup, trial) -> mean(setup, setup.coherent ? coherent : even, trial));

        lab.check(Claim.that("Gaussian sketches: normalized trace of the mean inverse")
                .each(only(setups, "Gaussian"), setup -> means.mean(setup, this::trace))
                .predicts(setup -> (double) setup.multiple * d / (setup.multiple * d - d - 1))
                .rival("the factor m/(m − d)", InversionBias::factor)
                .rival("averaging removes the bias", 1)
                .withinRelative(0.2 / d));
        lab.check(Claim.that("LESS, corrected by m/(m − d): bias left in the worst direction")
                .each(only(setups, "LESS"), setup -> worst(means, setup))
                .predicts(0)
                .rival("sketches need no correction", setup -> 1 / factor(setup) - 1)
                .within(TOLERANCE));
        lab.check(Claim.that("rows drawn evenly or by leverage scores half and twice as large, m = 3 d: bias left")
                .each(
                        setups.stream()
                                .filter(s -> s.sketch.name().matches("uniform|approximate.*"))
                                .toList(),
                        setup -> worst(means, setup))
                .rival("corrected as LESS are", 0)
                .atLeast(3 * TOLERANCE));
        show(lab, setups, means);
    }

    private List<Setup> setups(int d) {
        List<Setup> setups = new ArrayList<>();
        // Leverage scores that are half or twice as large as they should be.
        double[] wrong = IntStream.range(0, get(ROWS))
                .mapToDouble(i -> i % 2 == 0 ? 0.5 : 2)
                .toArray();
        for (RowSketch rows :
                List.of(RowSketch.leverage(), RowSketch.approximateLeverage(wrong), RowSketch.uniform())) {
            setups.add(new Setup(rows, true, 3));
        }
        for (int multiple : new int[] {3, 6}) {
            setups.add(new Setup(RowSketch.gaussian(), false, multiple));
            for (boolean coherent : new boolean[] {false, true}) {
                setups.add(new Setup(RowSketch.less(4), coherent, multiple));
                setups.add(new Setup(RowSketch.less(d), coherent, multiple));
            }
        }
        return setups;
    }

    private static List<Setup> only(List<Setup> setups, String kind) {
        return setups.stream()
                .filter(setup -> setup.sketch.name().startsWith(kind))
                .toList();
    }

    private static double factor(Setup setup) {
        return setup.multiple / (setup.multiple - 1.0);
    }

    /** Orthonormal columns from Gaussian rows whose lengths are log-normal of the given spread. */
    private double[] matrix(double spread, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        int d = get(COLUMNS);
        double[] a = new double[get(ROWS) * d];
        for (int i = 0; i < a.length; i += d) {
            double length = Math.exp(spread * normal.sample());
            for (int k = 0; k < d; k++) {
                a[i + k] = length * normal.sample();
            }
        }
        return Orthonormal.columns(a, d);
    }

    /** The mean inverse of one batch of sketches, d × d. */
    private double[] mean(Setup setup, double[] a, Trial trial) {
        int d = get(COLUMNS);
        return org.ridgeless.spectra.sketching.InversionBias.of(a, d, setup.sketch, setup.multiple * d)
                .average(get(DRAWS), trial.seeds())
                .mean();
    }

    private double trace(double[] matrix) {
        int d = get(COLUMNS);
        return IntStream.range(0, d).mapToDouble(k -> matrix[k * (d + 1)]).sum() / d;
    }

    /**
     * The bias that the factor leaves in the direction where it is largest: that direction is taken from one half of the batches,
     * the bias from the other, so that noise does not pass for bias.
     */
    private Estimate worst(Rows<Setup, double[]> means, Setup setup) {
        int d = get(COLUMNS);
        List<double[]> batches = means.values(setup);
        double[] half = new double[d * d];
        List<double[]> others = batches.subList(batches.size() / 2, batches.size());
        for (double[] batch : batches.subList(0, batches.size() / 2)) {
            for (int i = 0; i < half.length; i++) {
                half[i] += batch[i] / (batches.size() / 2);
            }
        }
        for (int i = 0; i < half.length; i++) {
            half[i] = half[i] / factor(setup) - (i % (d + 1) == 0 ? 1 : 0);
        }
        SymmetricEigen eigen = SymmetricEigen.of(half, d);
        double[] values = eigen.values();
        double[] direction = eigen.vector(Math.abs(values[0]) > Math.abs(values[d - 1]) ? 0 : d - 1);
        double[] left = others.stream()
                .mapToDouble(batch -> {
                    double[] image = Products.multiply(batch, direction, d, d, 1);
                    return Products.multiply(direction, image, 1, d, 1)[0] / factor(setup) - 1;
                })
                .toArray();
        return Estimate.mean(left).troubled(means.problem(setup));
    }

    private void show(Lab lab, List<Setup> setups, Rows<Setup, double[]> means) {
        double[] place =
                IntStream.rangeClosed(1, setups.size()).mapToDouble(i -> i).toArray();
        Estimates traces = Estimates.of(setups, setup -> means.mean(setup, this::trace));
        Estimates bias = Estimates.of(setups, setup -> worst(means, setup));
        Chart chart = bias.on(
                Chart.titled("Bias left by m/(m − d) in the worst direction, d = " + get(COLUMNS))
                        .x("sketch, in the order of the table")
                        .y("bias of the mean inverse"),
                "mean",
                place);
        lab.figure(chart.horizontal("tolerance", TOLERANCE).horizontal("tolerance", -TOLERANCE));
        lab.table(Results.titled(card().title())
                .texts("sketch", setups.stream().map(Setup::toString).toArray(String[]::new))
                .numbers("trace", traces.values())
                .numbers("bias left", bias.values())
                .numbers("from", bias.low())
                .numbers("to", bias.high()));
    }
}
