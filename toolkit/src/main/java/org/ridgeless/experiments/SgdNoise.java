package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.models.LeastSquares;
import org.ridgeless.models.SgdChain;
import org.ridgeless.models.StationaryCovariance;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** How far the noise of SGD is that of Langevin dynamics. Card: sgd-noise.md. */
public final class SgdNoise extends Experiment<SgdNoise> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples n of the regression")
            .atLeast(20)
            .always(200);
    static final Option<Integer> BATCH =
            Option.count("batch").help("batch size b").always(4);
    static final Option<Double> STEP =
            Option.number("step").help("step γ").atLeast(0.001).atMost(0.2).always(0.02);
    static final Option<Integer> RELAXATIONS = Option.count("relaxations")
            .help("length of a chain in its slowest relaxation times, about 1/(γ λ_min); its first half is not counted")
            .atLeast(8)
            .always(15);
    static final Option<Integer> CHAINS = Option.count("chains")
            .help("independent chains")
            .atLeast(2)
            .tiny(40)
            .teaching(2000)
            .paper(20_000);

    private static final double[] SCALES = {0.5, 0.75, 1, 1.5, 2};
    private static final int RECORDS = 40;
    private static final String ALL = "mean over the directions";
    private static final String STEEP = "steepest direction";
    private static final List<Double> CURVATURES = List.of(0.5, 2.0);
    private static final String REGRESSION = "regression with label noise";
    private static final String FITTED = "regression without label noise";
    private static final String WHITE = "C = I";

    /** ‖w − w*‖² along a chain. */
    record Distances(double[] steps, double[] squares) {
        /** The rate at which its logarithm falls in the second half, per step. */
        double rate() {
            int last = squares.length - 1;
            return Math.log(squares[last / 2] / squares[last]) / (steps[last] - steps[last / 2]);
        }
    }

    public static SgdNoise study() {
        return new SgdNoise();
    }

    /** Samples n of the regression, at least 20. */
    public SgdNoise samples(int count) {
        return with(SAMPLES, count);
    }

    /** Batch size b, at least 1. */
    public SgdNoise batch(int size) {
        return with(BATCH, size);
    }

    /** Step γ, at least 0.001 and at most 0.2. */
    public SgdNoise step(double value) {
        return with(STEP, value);
    }

    /** Length of a chain in its slowest relaxation times, about 1/(γ λ_min); its first half is not counted, at least 8. */
    public SgdNoise relaxations(int count) {
        return with(RELAXATIONS, count);
    }

    /** Independent chains, at least 2. */
    public SgdNoise chains(int count) {
        return with(CHAINS, count);
    }

    @Override
    protected void run(Lab lab) {
        LeastSquares noisy = regression(lab, 1);
        LeastSquares fitted = regression(lab, 0);
        StationaryCovariance theory = stable(noisy);
        double[] exact = flat(theory.exact());
        double[] lyapunov = flat(theory.lyapunov());
        double[] gibbs = flat(theory.nearestGibbs(theory.exact()));
        double decay = -Math.log(theory.growth());
        LeastSquares white = whiteNoise();
        int steps = steps(theory);
        int few = steps(stable(white));
        Lab chains = lab.repeat(get(CHAINS));
        Rows<String, double[]> around = chains.each("around", List.of(REGRESSION), (n, t) -> moments(noisy, steps, t));
        Rows<String, double[]> gibbsian = chains.each("gibbsian", List.of(WHITE), (n, t) -> moments(white, few, t));
        Rows<String, Distances> home = lab.repeat(Math.max(2, get(CHAINS) / 20))
                .each("home", List.of(FITTED), (n, t) -> distances(fitted, steps, t));

        lab.check(Claim.that("variance of the iterates over that of the exact fixed point")
                .each(List.of(ALL, STEEP), which -> around.mean(REGRESSION, s -> ratio(which, s, exact)))
                .predicts(1)
                .rival("the limit of small steps (Lyapunov)", which -> ratio(which, lyapunov, exact))
                .rival("the nearest Gibbs measure", which -> ratio(which, gibbs, exact))
                .within(0.025));
        lab.check(Claim.that("where C = I the law is Gibbs: variance over T/h, T = γ/(2b), with its finite-step factor")
                .each(CURVATURES, h -> gibbsian.mean(WHITE, s -> s[3 * CURVATURES.indexOf(h)] * h / temperature()))
                .predicts(h -> 1 / (1 - get(STEP) * h * (1 + 1.0 / get(BATCH)) / 2))
                .rival("S ∝ I, as where C ∝ H", h -> h / Statistics.mean(CURVATURES.get(0), CURVATURES.get(1)))
                .within(0.1));
        lab.check(
                Claim.that("without label noise SGD comes home: rate of log ‖w − w*‖² over that of the second moments")
                        .observed(home.mean(FITTED, Distances::rate).over(decay))
                        .predicts(1)
                        .rival("it keeps its distance", 0)
                        .within(0.1));
        show(lab, around, home, theory);
    }

    private LeastSquares regression(Lab lab, double noise) {
        var normal = ZigguratSampler.NormalizedGaussian.of(lab.seeds().child("data").stream());
        int n = get(SAMPLES);
        double[][] x = new double[n][SCALES.length];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < SCALES.length; j++) {
                x[i][j] = SCALES[j] * normal.sample();
                y[i] += x[i][j];
            }
            y[i] += noise * normal.sample();
        }
        return LeastSquares.of(x, y);
    }

    /** Samples along two axes of curvature h with residuals ±1/√h, so that H = diag(h) and C = I. */
    private static LeastSquares whiteNoise() {
        double[][] x = new double[4][2];
        double[] y = new double[4];
        for (int i = 0; i < 4; i++) {
            double h = CURVATURES.get(i / 2);
            x[i][i / 2] = Math.sqrt(2 * h);
            y[i] = (i % 2 == 0 ? 1 : -1) / Math.sqrt(h);
        }
        return LeastSquares.of(x, y);
    }

    /** The theory of a problem, if its second moments do not diverge. */
    private StationaryCovariance stable(LeastSquares problem) {
        StationaryCovariance theory = StationaryCovariance.of(problem, get(STEP), get(BATCH));
        if (!(theory.growth() < 1)) {
            throw new IllegalArgumentException("SGD diverges in mean square at step = " + get(STEP) + " and batch = "
                    + get(BATCH) + ", by the factor " + theory.growth()
                    + " a step; take a smaller step or a larger batch");
        }
        return theory;
    }

    private double temperature() {
        return get(STEP) / (2 * get(BATCH));
    }

    private int steps(StationaryCovariance theory) {
        return (int) Math.ceil(2 * get(RELAXATIONS) / -Math.log(theory.growth()));
    }

    private double[] moments(LeastSquares problem, int steps, Trial trial) {
        return flat(SgdChain.of(problem, get(STEP), get(BATCH)).secondMoment(steps, steps / 2, trial.seeds()));
    }

    private Distances distances(LeastSquares problem, int steps, Trial trial) {
        double[] offset = new double[SCALES.length];
        Arrays.fill(offset, 1);
        int stride = Math.max(1, steps / RECORDS);
        double[] squares = SgdChain.of(problem, get(STEP), get(BATCH))
                .squaredDistances(offset, stride * RECORDS, RECORDS, trial.seeds());
        return new Distances(Grid.ints(0, stride * RECORDS, stride).values(), squares);
    }

    /** Of the diagonals of two flat 5 × 5 matrices, the coordinates in the order of their scales. */
    private static double ratio(String which, double[] s, double[] exact) {
        int d = SCALES.length;
        return IntStream.range(which.equals(STEEP) ? d - 1 : 0, d)
                .map(j -> j * (d + 1))
                .mapToDouble(j -> s[j] / exact[j])
                .average()
                .orElseThrow();
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void show(
            Lab lab, Rows<String, double[]> around, Rows<String, Distances> home, StationaryCovariance theory) {
        double[] exact = flat(theory.exact());
        double[] seen = new double[exact.length];
        Arrays.setAll(seen, j -> around.mean(REGRESSION, s -> s[j]).value());
        Results table = Results.titled("Entries of the covariance of the iterates")
                .numbers("exact fixed point", exact)
                .numbers("SGD", seen)
                .numbers("Lyapunov", flat(theory.lyapunov()))
                .numbers("nearest Gibbs", flat(theory.nearestGibbs(theory.exact())));
        lab.table(table);
        double low = Arrays.stream(exact).min().orElse(0);
        double high = Arrays.stream(exact).max().orElse(1);
        Chart chart = Chart.titled("‖w − w*‖² of one chain without label noise")
                .x("step")
                .y("‖w − w*‖²")
                .logY();
        lab.figure(
                Chart.titled("Covariance of SGD near a minimum, entry by entry")
                        .x("entry of the exact fixed point S")
                        .y("the same entry")
                        .points("nearest Gibbs measure T H⁻¹", exact, table.numbers("nearest Gibbs"))
                        .points("Lyapunov, γ → 0", exact, table.numbers("Lyapunov"))
                        .points("SGD", exact, seen)
                        .theory("exact fixed point", s -> s, low, high),
                home.first(FITTED)
                        .map(chain -> chart.line("SGD", chain.steps(), chain.squares())
                                .theory(
                                        "rate of the second moments",
                                        t -> chain.squares()[0] * Math.pow(theory.growth(), t),
                                        0,
                                        chain.steps()[RECORDS]))
                        .orElse(chart));
    }
}
