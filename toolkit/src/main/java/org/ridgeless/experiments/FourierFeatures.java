package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.kernels.RandomLayer;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.FeatureRidge;
import org.ridgeless.spectra.equivalents.FourierRidge;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Random Fourier features have two corrections, a phase transition and a double descent. Card: fourier-features.md. */
public final class FourierFeatures extends Experiment<FourierFeatures> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples n, and as many test samples; the dimension is n/2")
            .atLeast(40)
            .tiny(60)
            .teaching(200)
            .paper(800);
    static final Option<Double> NORM = Option.number("norm")
            .help("norm of the mean of the two classes, in standard deviations of one coordinate")
            .atLeast(0)
            .atMost(10)
            .always(2.0);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent draws of the frequencies")
            .atLeast(2)
            .tiny(4)
            .teaching(200)
            .paper(200);

    private static final double[] LOADS = {0.25, 0.5, 1, 1.5, 2, 3};
    private static final double[] RIDGES = {1e-4, 1e-3, 0.2};
    private static final double SMALL = 1e-3;
    private static final double LARGE = 0.2;
    /** Squared distances of test data from training data, at almost no ridge. */
    private static final double[] DISTANCES = {1e-5, 1e-3};

    private static final double NO_RIDGE = 1e-7;

    /** A place (2N/n, λ). */
    record Place(double load, double ridge) {
        @Override
        public String toString() {
            return "2N/n = " + load + ", λ = " + ridge;
        }
    }

    /** Errors and corrections at one place. */
    record Numbers(double train, double test, double cos, double sin) {}

    /** What two corrections say, what a single one does, what its resolvent does, and errors with the Gaussian kernel itself. */
    record Theory(Numbers two, double single, Numbers one, Numbers kernel) {}

    /** One of the four numbers, at a place. */
    record Judged(String number, Place place) {
        double of(Numbers all) {
            return switch (number) {
                case "training error" -> all.train;
                case "test error" -> all.test;
                case "δ_cos" -> all.cos;
                default -> all.sin;
            };
        }

        @Override
        public String toString() {
            return number + ", " + place;
        }
    }

    public static FourierFeatures study() {
        return new FourierFeatures();
    }

    /** Training samples n, and as many test samples; the dimension is n/2, at least 40. */
    public FourierFeatures samples(int n) {
        return with(SAMPLES, n);
    }

    /** Norm of the mean of the two classes, in standard deviations of one coordinate, at least 0 and at most 10. */
    public FourierFeatures norm(double value) {
        return with(NORM, value);
    }

    /** Independent draws of the frequencies, at least 2. */
    public FourierFeatures draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Problem problem = problem(lab.seeds());
        List<Place> places = places(LOADS, RIDGES);
        Rows<Double, Numbers[]> runs =
                lab.repeat(get(DRAWS)).each("errors", LOADS, (load, trial) -> draw(problem, load, false, trial));
        int few = Math.max(2, get(DRAWS) / 4);
        Rows<Double, Numbers[]> traces =
                lab.repeat(few).each("corrections", LOADS, (load, trial) -> draw(problem, load, true, trial));
        Rows<String, double[]> near =
                lab.repeat(few).each("close", List.of("λ → 0"), (x, trial) -> close(problem, trial));
        Rows<Place, Theory> theory = lab.each("theory", places, (place, trial) -> theory(problem, place));

        int n = get(SAMPLES);
        List<Judged> corrections =
                judged(places, p -> p.ridge == LARGE || p.ridge == SMALL && p.load < 1, "δ_cos", "δ_sin");
        lab.check(Claim.that("tr(K_s Q)/n of random features is the correction δ_s")
                .each(corrections, item -> mean(traces, item))
                .predicts(item -> theory.number(item.place, t -> item.of(t.two)))
                .rival("one correction of the Gaussian kernel", item -> theory.number(item.place, Theory::single))
                .rival("the resolvent of one kernel", item -> theory.number(item.place, t -> item.of(t.one)))
                .withinRelative(3.0 / n));
        List<Judged> errors = judged(places, p -> p.ridge == LARGE, "training error", "test error");
        lab.check(Claim.that("training and test error, below, at and above 2N = n")
                .each(errors, item -> mean(runs, item))
                .predicts(item -> theory.number(item.place, t -> item.of(t.two)))
                .rival(
                        "ridge regression with the Gaussian kernel",
                        item -> theory.number(item.place, t -> item.of(t.kernel)))
                .withinRelative(1.2 / Math.sqrt(n)));
        lab.check(Claim.that("exponent of δ_cos in λ, in three phases")
                .each(List.of(0.5, 1.0, 2.0), load -> traces.mean(load, all -> exponent(all[1].cos, all[0].cos)))
                .predicts(load -> exponent(theory, load, t -> t.two.cos))
                .rival("a bounded correction", 0)
                .rival("−1 at any number of features", -1)
                .within(0.06));
        lab.check(Claim.that("exponent of the test error in λ at 2N = n")
                .observed(runs.mean(1.0, all -> exponent(all[1].test, all[0].test)))
                .predicts(exponent(theory, 1, t -> t.two.test))
                .rival("−1, from det Ω⁻¹ ∝ λ as quoted", -1)
                .rival("no divergence", 0)
                .within(0.1));
        lab.check(Claim.that("exponent of the test error in σ² at distance σ from training data")
                .observed(near.mean("λ → 0", e -> Math.log(e[1] / e[0]) / Math.log(DISTANCES[1] / DISTANCES[0])))
                .predicts(1)
                .rival("proportional to the distance", 0.5)
                .within(0.05));
        show(lab, runs, traces, theory);
    }

    private static List<Place> places(double[] loads, double[] ridges) {
        List<Place> places = new ArrayList<>();
        for (double load : loads) {
            for (double ridge : ridges) {
                places.add(new Place(load, ridge));
            }
        }
        return places;
    }

    private static List<Judged> judged(List<Place> places, Predicate<Place> which, String... numbers) {
        return places.stream()
                .filter(which)
                .flatMap(place -> Arrays.stream(numbers).map(number -> new Judged(number, place)))
                .toList();
    }

    private static Estimate mean(Rows<Double, Numbers[]> rows, Judged item) {
        int ridge = Arrays.binarySearch(RIDGES, item.place.ridge);
        return rows.mean(item.place.load, all -> item.of(all[ridge]));
    }

    /** Between the two smallest ridges. */
    private static double exponent(double atLarger, double atSmaller) {
        return Math.log(atLarger / atSmaller) / Math.log(RIDGES[1] / RIDGES[0]);
    }

    private static double exponent(Rows<Place, Theory> theory, double load, ToDoubleFunction<Theory> number) {
        return exponent(
                theory.number(new Place(load, RIDGES[1]), number), theory.number(new Place(load, RIDGES[0]), number));
    }

    /** Training data, test data, and the theory on them. */
    private record Problem(TwoClasses train, TwoClasses test, FourierRidge ridge) {
        /** Between other data and the training data. */
        double[] kernel(DualActivation part, TwoClasses others) {
            return part.kernel(others.x(), train.x(), train.inputs());
        }
    }

    private Problem problem(Seeds seeds) {
        int n = get(SAMPLES);
        double[] mean = new double[n / 2];
        mean[0] = get(NORM);
        TwoClasses train = TwoClasses.sample(mean, n, seeds.child("train")).scaled(Math.sqrt(2.0 / n));
        TwoClasses test = TwoClasses.sample(mean, n, seeds.child("test")).scaled(Math.sqrt(2.0 / n));
        double[] x = train.x();
        FourierRidge ridge = FourierRidge.of(
                DualActivation.cos().kernel(x, x, n / 2), DualActivation.sin().kernel(x, x, n / 2), train.labels());
        return new Problem(train, test, ridge);
    }

    private int frequencies(double load) {
        return (int) Math.round(load * get(SAMPLES) / 2);
    }

    private Numbers[] draw(Problem problem, double load, boolean corrections, Trial trial) {
        RandomLayer layer = RandomLayer.gaussian(frequencies(load), problem.train.inputs(), trial.seeds());
        RidgeReadout readout = RidgeReadout.of(layer.fourier(problem.train.x()), problem.train.labels());
        double[] tested = layer.fourier(problem.test.x());
        Numbers[] numbers = new Numbers[RIDGES.length];
        for (int k = 0; k < RIDGES.length; k++) {
            RidgeReadout.Fit fit = readout.fit(RIDGES[k]);
            double[] traces = corrections
                    ? problem.ridge.corrections(readout.resolvent(RIDGES[k]))
                    : new double[] {Double.NaN, Double.NaN};
            numbers[k] = new Numbers(fit.train(), fit.test(tested, problem.test.labels()), traces[0], traces[1]);
        }
        return numbers;
    }

    private double[] close(Problem problem, Trial trial) {
        RandomLayer layer = RandomLayer.gaussian(get(SAMPLES), problem.train.inputs(), trial.seeds());
        double[] x = problem.train.x();
        double[] y = problem.train.labels();
        RidgeReadout.Fit fit = RidgeReadout.of(layer.fourier(x), y).fit(NO_RIDGE);
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().child("noise").stream());
        double[] noise = normal.samples(x.length).toArray();
        return Arrays.stream(DISTANCES)
                .map(squared -> fit.test(layer.fourier(moved(x, noise, Math.sqrt(squared))), y))
                .toArray();
    }

    private static double[] moved(double[] x, double[] noise, double distance) {
        double[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] += distance * noise[i];
        }
        return y;
    }

    private Theory theory(Problem problem, Place place) {
        double[] y = problem.train.labels();
        double[] tests = problem.test.labels();
        int frequencies = frequencies(place.load);
        FourierRidge.Equivalent two = problem.ridge.at(frequencies, place.ridge);
        double[] cos = problem.kernel(DualActivation.cos(), problem.test);
        double[] sin = problem.kernel(DualActivation.sin(), problem.test);
        double cosMean = DualActivation.cos().diagonalMean(problem.test.x(), problem.test.inputs());
        double tested = two.test(cos, sin, cosMean, 1 - cosMean, tests);

        // 2N features of the kernel K/2; with more and more features a ridge regression with the kernel itself is left.
        FeatureRidge one = FeatureRidge.of(half(problem, problem.train), y);
        FeatureRidge.Tested against = one.against(half(problem, problem.test), 0.5, tests);
        double[] traces = problem.ridge.corrections(one.resolvent(2 * frequencies, place.ridge));
        int many = 100_000_000;
        double ridge = place.ridge * many / (2.0 * frequencies);
        return new Theory(
                new Numbers(two.train(), tested, two.deltaCos(), two.deltaSin()),
                one.delta(2 * frequencies, place.ridge),
                new Numbers(Double.NaN, Double.NaN, traces[0], traces[1]),
                new Numbers(one.train(many, ridge), against.test(many, ridge), 0, 0));
    }

    /** The Gaussian kernel halved, between training and other data. */
    private static double[] half(Problem problem, TwoClasses others) {
        TwoClasses train = problem.train;
        double[] sum = DualActivation.cos().kernel(train.x(), others.x(), train.inputs());
        double[] sin = DualActivation.sin().kernel(train.x(), others.x(), train.inputs());
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (sum[i] + sin[i]) / 2;
        }
        return sum;
    }

    private void show(
            Lab lab, Rows<Double, Numbers[]> runs, Rows<Double, Numbers[]> traces, Rows<Place, Theory> theory) {
        Results table = Results.titled(card().title()).numbers("2N/n", LOADS);
        Chart errors = Chart.titled("Errors").y("mean squared error").logY();
        Chart corrections = Chart.titled("tr(K_s Q)/n and δ_s, λ = 0.2").y("correction");
        for (String number : List.of("training error", "test error", "δ_cos", "δ_sin")) {
            boolean error = number.endsWith("error");
            for (double ridge : error ? new double[] {SMALL, LARGE} : new double[] {LARGE}) {
                List<Judged> items = judged(places(LOADS, new double[] {ridge}), p -> true, number);
                Estimates means = Estimates.of(items, item -> mean(error ? runs : traces, item));
                double[] line = items.stream()
                        .mapToDouble(i -> theory.number(i.place, t -> i.of(t.two)))
                        .toArray();
                String label = number + ", λ = " + ridge;
                table = table.numbers(label, means.values()).numbers(label + ", theory", line);
                Chart chart =
                        means.on(error ? errors : corrections, label, LOADS).theory("theory", LOADS, line);
                errors = error ? chart : errors;
                corrections = error ? corrections : chart;
            }
        }
        lab.table(table);
        double[] single = Arrays.stream(LOADS)
                .map(load -> theory.number(new Place(load, LARGE), Theory::single))
                .toArray();
        lab.figure(
                errors.x("features per sample 2N/n").logX().vertical("2N = n", 1),
                corrections.x("features per sample 2N/n").logX().line("one kernel", LOADS, single));
    }
}
