package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.EdelmanSquare;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The condition number of a Gaussian matrix peaks where it is square. Card: condition-number.md. */
public final class ConditionNumber extends Experiment<ConditionNumber> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("rows n")
            .atLeast(20)
            .tiny(40)
            .teaching(100)
            .paper(400);
    static final Option<Grid> DIMENSIONS = Option.grid("dimensions")
            .help("numbers d of columns, whole")
            .atLeast(2)
            .tiny(Grid.of(20, 40, 80))
            .teaching(Grid.of(10, 25, 50, 70, 80, 90, 95, 100, 105, 110, 125, 150, 200, 300, 400))
            .paper(Grid.ints(20, 800, 20));
    static final Option<Integer> TRIALS = Option.count("trials")
            .help("matrices drawn for each d, a multiple of ten")
            .atLeast(10)
            .tiny(40)
            .teaching(2000)
            .paper(4000);
    static final Option<Integer> SQUARES = Option.count("squares")
            .help("square matrices drawn for the law at d = n, a multiple of ten; twice as many of 20 rows")
            .atLeast(10)
            .tiny(100)
            .teaching(40_000)
            .paper(60_000);
    static final Option<Boolean> DECOMPOSED = Option.flag("decomposed")
            .help("draws and decomposes full matrices: the same law, at the cost of n d min(n, d) operations each");

    private static final int BATCH = 10;
    private static final double TAIL = 20;
    /** So small that the limit of large n is off by 0.07 in E log κ. */
    private static final int SMALL = 20;

    /** The largest distance of Edelman's law from that of complex matrices, exp(−4/x²). */
    private static final double COMPLEX_DISTANCE = 0.2437;

    /** κ and d σ_min² of several matrices. */
    record Ends(double[] kappa, double[] smallest) {}

    public static ConditionNumber study() {
        return new ConditionNumber();
    }

    /** Rows n, at least 20. */
    public ConditionNumber samples(int n) {
        return with(SAMPLES, n);
    }

    /** Dimensions d as a grid of whole numbers, such as {@code Grid.ints(10, 400, 10)}. */
    public ConditionNumber dimensions(Grid d) {
        d.integers();
        return with(DIMENSIONS, d);
    }

    /** Dimensions d one by one. */
    public ConditionNumber dimensions(int... d) {
        return dimensions(Grid.of(Arrays.stream(d).asDoubleStream().toArray()));
    }

    /** Matrices drawn for each d, a multiple of ten, at least 10. */
    public ConditionNumber trials(int count) {
        return with(TRIALS, count);
    }

    /** Square matrices drawn for the law at d = n, a multiple of ten; twice as many of 20 rows, at least 10. */
    public ConditionNumber squares(int count) {
        return with(SQUARES, count);
    }

    /** Draws and decomposes full matrices: the same law, at the cost of n d min(n, d) operations each. */
    public ConditionNumber decomposed() {
        return with(DECOMPOSED, true);
    }

    @Override
    protected void run(Lab lab) {
        int n = get(SAMPLES);
        int[] widths =
                Arrays.stream(get(DIMENSIONS).integers()).distinct().sorted().toArray();
        if (get(DECOMPOSED)) {
            Matrix.entries(n, widths[widths.length - 1]);
        }
        int[] soft = Arrays.stream(widths)
                .filter(d -> WishartEdges.of(n, d).isSoftBelow())
                .toArray();
        if (soft.length == 0) {
            throw new IllegalArgumentException("dimensions must hold some d far enough from n = " + n
                    + " for edges that do not interact, such as " + n / 2 + ", got " + get(DIMENSIONS));
        }
        Rows<Integer, Ends> square = lab.repeat(get(SQUARES) / BATCH).each("square", new int[] {n}, this::ends);
        Rows<Integer, Ends> sweep = lab.repeat(get(TRIALS) / BATCH).each("sweep", widths, this::ends);
        Rows<Integer, Double> edges = lab.each(
                "edges",
                soft,
                (d, trial) -> WishartEdges.of(n, d).conditionNumber().median());
        Rows<Integer, Ends> small = lab.repeat(2 * get(SQUARES) / BATCH)
                .each("small square", new int[] {SMALL}, (d, trial) -> ends(d, d, trial));
        Rows<Integer, Double> meanLog = lab.each(
                "mean log", n == SMALL ? new int[] {n} : new int[] {n, SMALL}, (d, trial) -> EdelmanSquare.meanLog(d));

        lab.check(Claim.that("median κ is that of Tracy–Widom edges")
                .each(edges.items(), d -> median(sweep, d, 1))
                .predicts(d -> edges.number(d, x -> x))
                .rival("the limit of the edges", d -> MarchenkoPastur.of(n, d).conditionNumber())
                .within(d -> Math.pow(Math.min(n, d), -2.0 / 3) * edges.number(d, x -> x)));
        double shift = meanLog.number(n, x -> x) - EdelmanSquare.meanLog();
        double scale = Math.exp(shift);
        lab.check(Claim.that("median κ/n at d = n")
                .observed(median(square, n, n))
                .predicts(scale * EdelmanSquare.median())
                .rival(
                        "the limit of the edges at d = n − 1",
                        MarchenkoPastur.of(n, n - 1).conditionNumber() / n)
                .rival("complex matrices", 2 / Math.sqrt(Math.log(2)))
                .withinRelative(0.05));
        double[] scaled =
                Arrays.stream(square.pooled(n, Ends::kappa)).map(k -> k / n).toArray();
        lab.check(Claim.that("E log κ − log n at d = n")
                .each(meanLog.items(), size -> meanLog(size == n ? square : small, size))
                .predicts(size -> meanLog.number(size, x -> x))
                .rival("that of the limit of large n", EdelmanSquare.meanLog())
                .rival("complex matrices, (ln 4 + 0.577)/2", 0.9818)
                .within(0.035));
        lab.check(Claim.that("x P(κ > n x) at x = 20, d = n")
                .observed(Estimate.share(
                                (int) Arrays.stream(scaled)
                                        .filter(k -> k > TAIL)
                                        .count(),
                                scaled.length)
                        .troubled(square.problem(n))
                        .map(share -> TAIL * share))
                .predicts(TAIL * (1 - EdelmanSquare.cdf(TAIL / scale)))
                .rival("complex matrices, 4/x", 4 / TAIL)
                .within(0.2));
        lab.check(Claim.that("distance of κ/n from exp(−2/x − 2/x²) at d = n")
                .observed(Estimate.distance(scaled, x -> EdelmanSquare.cdf(x / scale))
                        .troubled(square.problem(n)))
                .rival("complex matrices, exp(−4/x²)", COMPLEX_DISTANCE)
                .atMost(0.03));
        lab.check(Claim.that("distance of n σ_min² from 1 − exp(−x/2 − √x) at d = n")
                .observed(Estimate.distance(square.pooled(n, Ends::smallest), EdelmanSquare::smallestCdf)
                        .troubled(square.problem(n)))
                .atMost(0.03));
        show(lab, n, sweep, edges, scaled, x -> EdelmanSquare.cdf(x / scale));
    }

    private static Estimate median(Rows<Integer, Ends> rows, int d, double unit) {
        return Estimate.median(rows.pooled(d, Ends::kappa))
                .troubled(rows.problem(d))
                .over(unit);
    }

    private static Estimate meanLog(Rows<Integer, Ends> squares, int n) {
        return Estimate.mean(Arrays.stream(squares.pooled(n, Ends::kappa))
                        .map(kappa -> Math.log(kappa / n))
                        .toArray())
                .troubled(squares.problem(n));
    }

    private Ends ends(int d, Trial trial) {
        return ends(get(SAMPLES), d, trial);
    }

    private Ends ends(int n, int d, Trial trial) {
        GaussianMatrix ensemble = GaussianMatrix.of(n, d);
        double[][] ends =
                get(DECOMPOSED) ? ensemble.ends(trial.seeds(), 0, BATCH) : ensemble.fastEnds(trial.seeds(), 0, BATCH);
        return new Ends(
                Arrays.stream(ends).mapToDouble(pair -> pair[0] / pair[1]).toArray(),
                Arrays.stream(ends).mapToDouble(pair -> d * pair[1] * pair[1]).toArray());
    }

    private void show(
            Lab lab,
            int n,
            Rows<Integer, Ends> sweep,
            Rows<Integer, Double> edges,
            double[] scaled,
            DoubleUnaryOperator law) {
        List<Integer> widths = sweep.finished();
        double[] d = widths.stream().mapToDouble(w -> w).toArray();
        double[][] quantiles = Stream.of(0.1, 0.5, 0.9)
                .map(p -> widths.stream()
                        .mapToDouble(w -> Statistics.quantile(p, sweep.pooled(w, Ends::kappa)))
                        .toArray())
                .toArray(double[][]::new);
        Chart chart = Chart.titled("Condition number of a Gaussian " + n + " × d matrix")
                .x("number of columns d")
                .y("condition number κ")
                .logY()
                .band("10–90 % of trials", d, quantiles[0], quantiles[2])
                .points("median", d, quantiles[1]);
        for (boolean left : new boolean[] {true, false}) {
            List<Integer> side =
                    edges.items().stream().filter(w -> left == w < n).toList();
            chart = side.isEmpty()
                    ? chart
                    : chart.theory(
                            "median with Tracy–Widom edges",
                            side.stream().mapToDouble(w -> w).toArray(),
                            side.stream()
                                    .mapToDouble(w -> edges.number(w, x -> x))
                                    .toArray());
        }
        chart = chart.theory("Edelman's median at d = n", new double[] {0.93 * n, 1.07 * n}, new double[] {
            EdelmanSquare.median() * n, EdelmanSquare.median() * n
        });
        lab.figure(
                chart,
                Chart.titled("Law of the condition number at d = n = " + n)
                        .x("κ/n")
                        .y("share of matrices below")
                        .logX()
                        .xRange(0.5, 200)
                        .cdf(scaled.length + " square matrices", scaled)
                        .theory("Edelman, with the largest value of a finite matrix", law));
        lab.table(Results.titled("Condition number")
                .numbers("d", d)
                .numbers("median", quantiles[1])
                .numbers("10 %", quantiles[0])
                .numbers("90 %", quantiles[2])
                .numbers(
                        "Tracy–Widom edges",
                        widths.stream()
                                .mapToDouble(w -> edges.items().contains(w) ? edges.number(w, x -> x) : Double.NaN)
                                .toArray())
                .numbers(
                        "limit",
                        Arrays.stream(d)
                                .map(w -> MarchenkoPastur.ofRatio(w / n).conditionNumber())
                                .toArray()));
    }
}
