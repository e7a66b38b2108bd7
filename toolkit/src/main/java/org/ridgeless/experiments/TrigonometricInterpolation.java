package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.landscape.approximation.TrigonometricFit;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Training error and error between the points, of trigonometric polynomials. Card: trigonometric-interpolation.md. */
public final class TrigonometricInterpolation extends Experiment<TrigonometricInterpolation> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("draws of points and of noise")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(60);
    static final Option<Double> NOISE = Option.number("noise")
            .help("standard deviation of the noise of the noisy values")
            .above(0)
            .atMost(1)
            .always(0.1);
    static final Option<Double> JITTER = Option.number("jitter")
            .help("how far points leave their grid, in parts of a cell; below 1 they stay separated")
            .atLeast(0)
            .below(1)
            .always(0.8);

    private static final int POINTS = 65;
    private static final int GRID = 2048;
    private static final int[] PARAMETERS = {11, 31, 65, 131, 401, 801};
    private static final int MANY = 801;
    private static final int MORE = 4;
    /** The mean square of e^{sin x}, I₀(2), by its series Σ 1/(k!)². */
    private static final double MEAN_SQUARE = 2.2795853023360673;

    /** How values are fitted. */
    enum Fit {
        SMOOTH("p = 2", 2, false, false),
        PLAIN("p = 0", 0, false, false),
        NOISY("p = 2, noise", 2, true, false),
        CLUSTERED("p = 2, noise, random points", 2, true, true);

        final String label;
        final double smoothness;
        final boolean noisy;
        final boolean clustered;

        Fit(String label, double smoothness, boolean noisy, boolean clustered) {
            this.label = label;
            this.smoothness = smoothness;
            this.noisy = noisy;
            this.clustered = clustered;
        }
    }

    /** A fit with so many parameters. */
    record Setting(Fit fit, int parameters) {
        @Override
        public String toString() {
            return fit.label + ", " + parameters + " parameters";
        }
    }

    /** Errors between the points and at them. */
    record Errors(double largest, double rootMeanSquare, double training) {
        double logLargest() {
            return Math.log10(largest);
        }
    }

    public static TrigonometricInterpolation study() {
        return new TrigonometricInterpolation();
    }

    /** Draws of points and of noise, at least 2. */
    public TrigonometricInterpolation repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Standard deviation of the noise of the noisy values, above 0 and at most 1. */
    public TrigonometricInterpolation noise(double deviation) {
        return with(NOISE, deviation);
    }

    /** How far points leave their grid, in parts of a cell; below 1 they stay separated, at least 0 and below 1. */
    public TrigonometricInterpolation jitter(double cells) {
        return with(JITTER, cells);
    }

    private static List<Setting> settings(Fit fit) {
        return Arrays.stream(PARAMETERS).mapToObj(p -> new Setting(fit, p)).toList();
    }

    @Override
    protected void run(Lab lab) {
        List<Setting> all = Stream.of(Fit.SMOOTH, Fit.PLAIN, Fit.CLUSTERED)
                .flatMap(fit -> settings(fit).stream())
                .toList();
        Rows<Setting, Errors> rows = lab.repeat(get(REPETITIONS)).each("fit", all, this::fit);
        // The peak is low against its spread from draw to draw.
        Rows<Setting, Errors> noisy = lab.repeat(MORE * get(REPETITIONS)).each("noisy", settings(Fit.NOISY), this::fit);
        Setting square = new Setting(Fit.NOISY, POINTS);
        Setting wide = new Setting(Fit.NOISY, MANY);

        lab.check(Claim.that("p = 2, no noise: log₁₀ of the largest error from 31 parameters on")
                .each(
                        settings(Fit.SMOOTH).stream()
                                .filter(s -> s.parameters() >= 31)
                                .toList(),
                        s -> rows.mean(s, Errors::logLargest))
                .rival(
                        "with p = 0",
                        s -> s.parameters() > POINTS
                                ? rows.mean(new Setting(Fit.PLAIN, s.parameters()), Errors::logLargest)
                                        .value()
                                : Double.NaN)
                .atMost(-3));
        lab.check(Claim.that("p = 0: mean square error over that of the target, 1 − M/P by aliases")
                .each(
                        settings(Fit.PLAIN).stream()
                                .filter(s -> s.parameters() > 5 * POINTS)
                                .toList(),
                        s -> rows.mean(s, e -> e.rootMeanSquare() * e.rootMeanSquare() / MEAN_SQUARE))
                .predicts(s -> 1 - POINTS / (double) s.parameters())
                .rival("0, since the training error is 0", 0)
                .rival("1, nothing is learned", 1)
                .within(0.03));
        lab.check(Claim.that(
                        "more parameters than points fit them, noise and all: training error over the noise, each fit")
                .each(
                        settings(Fit.NOISY).stream()
                                .filter(s -> s.parameters() > POINTS)
                                .toList(),
                        s -> Estimate.largest(noisy.numbers(s, e -> e.training() / get(NOISE)))
                                .troubled(noisy.problem(s)))
                .rival("1, it cannot be fitted", 1)
                .atMost(1e-6));
        lab.check(Claim.that("noise: log₁₀ of the largest error with as many parameters as points over that with 801")
                .observed(difference(noisy, square, noisy, wide))
                .rival("no peak: errors do not fall beyond it", 0)
                .atLeast(0.04));
        lab.check(Claim.that(
                        "points that may be close: log₁₀ of the largest error at the peak over that with separated points")
                .observed(difference(rows, new Setting(Fit.CLUSTERED, POINTS), noisy, square))
                .rival("separation does not matter", 0)
                .atLeast(2));
        show(lab, rows, noisy);
    }

    private Errors fit(Setting setting, Trial trial) {
        Interruption.poll();
        Seeds seeds = trial.paired().child(setting.fit().clustered ? "random" : "separated");
        UniformRandomProvider stream = seeds.child("points").stream();
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("noise").stream());
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double place = setting.fit().clustered
                    ? POINTS * stream.nextDouble()
                    : i + get(JITTER) * (stream.nextDouble() - 0.5);
            x[i] = 2 * Math.PI * place / POINTS;
            double noise = normal.sample();
            y[i] = Math.exp(Math.sin(x[i])) + (setting.fit().noisy ? get(NOISE) * noise : 0);
        }
        TrigonometricFit fit = TrigonometricFit.of(x, y, (setting.parameters() - 1) / 2, setting.fit().smoothness);
        double[] values = fit.onGrid(GRID);
        double largest = 0;
        double squares = 0;
        for (int i = 0; i < GRID; i++) {
            double error = values[i] - Math.exp(Math.sin(2 * Math.PI * i / GRID));
            largest = Math.max(largest, Math.abs(error));
            squares += error * error;
        }
        return new Errors(largest, Math.sqrt(squares / GRID), fit.residual());
    }

    /** log₁₀ of the largest error of one setting less that of another, one number for each repetition. */
    private static Estimate difference(
            Rows<Setting, Errors> rows, Setting one, Rows<Setting, Errors> others, Setting other) {
        double[] a = rows.numbers(one, Errors::logLargest);
        double[] b = others.numbers(other, Errors::logLargest);
        return Estimate.mean(IntStream.range(0, Math.min(a.length, b.length))
                        .mapToDouble(i -> a[i] - b[i])
                        .toArray())
                .troubled(rows.problem())
                .troubled(others.problem());
    }

    private static void show(Lab lab, Rows<Setting, Errors> fits, Rows<Setting, Errors> noisy) {
        double[] parameters = Arrays.stream(PARAMETERS).asDoubleStream().toArray();
        Results table = Results.titled("Largest errors, geometric means").numbers("parameters", parameters);
        Chart largest = Chart.titled("Largest error, 65 points")
                .x("parameters 2n + 1")
                .y("log₁₀ of the largest error")
                .logX()
                .vertical("points", POINTS);
        for (Fit fit : Fit.values()) {
            Rows<Setting, Errors> rows = fit == Fit.NOISY ? noisy : fits;
            Estimates logs = Estimates.of(settings(fit), s -> rows.mean(s, Errors::logLargest));
            largest = logs.on(largest, fit.label, parameters);
            table = table.numbers(
                    fit.label,
                    Arrays.stream(logs.values()).map(l -> Math.pow(10, l)).toArray());
        }
        lab.table(table);
        Chart squares = Chart.titled("Root mean square error, separated points")
                .x("parameters 2n + 1")
                .y("root mean square error")
                .logX()
                .logY()
                .yRange(0.01, 3)
                .vertical("points", POINTS);
        squares = Estimates.of(settings(Fit.PLAIN), s -> fits.mean(s, Errors::rootMeanSquare))
                .on(squares, Fit.PLAIN.label, parameters);
        squares = Estimates.of(settings(Fit.NOISY), s -> noisy.mean(s, Errors::rootMeanSquare))
                .on(squares, Fit.NOISY.label, parameters);
        squares = squares.theory(
                "√(I₀(2) (1 − M/P))", p -> Math.sqrt(MEAN_SQUARE * Math.max(1e-9, 1 - POINTS / p)), POINTS + 1, MANY);
        lab.figure(largest, squares);
    }
}
