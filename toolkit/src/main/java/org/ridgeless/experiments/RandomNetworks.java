package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.kernels.RandomLayer;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.FeatureRidge;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Observation;

/** A random hidden layer acts through one kernel, known in closed form. Card: random-networks.md. */
public final class RandomNetworks extends Experiment<RandomNetworks> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training images n, and as many test images")
            .atLeast(40)
            .atMost(800)
            .tiny(60)
            .teaching(200)
            .paper(800);
    static final Option<Double> RIDGE =
            Option.number("ridge").help("ridge γ").atLeast(1e-6).always(0.01);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent layers for each point")
            .atLeast(2)
            .tiny(4)
            .teaching(200)
            .paper(80);
    static final Option<Integer> NEURONS = Option.count("neurons")
            .help("random neurons in each of the draws that a closed form is compared with")
            .atLeast(100)
            .tiny(2000)
            .teaching(200_000)
            .paper(200_000);

    private static final double[] LOADS = {0.5, 1, 2};
    private static final List<DualActivation> ACTIVATIONS =
            List.of(DualActivation.relu(), DualActivation.erf(), DualActivation.cos(), DualActivation.sign());
    private static final double COSINE = 0.8;
    private static final int SPREAD_NEURONS = 1000;

    /** An activation and a number of neurons for each sample. */
    record Place(DualActivation activation, double load) {
        @Override
        public String toString() {
            return activation + ", N/n = " + load;
        }
    }

    /** Laws of a weight, all of mean 0 and variance 1. */
    enum Weights {
        NORMAL,
        SIGNS,
        UNIFORM,
        /** A neuron sees a single pixel. */
        ONE_PIXEL
    }

    /** An activation and a law of the weights. */
    record Layer(DualActivation activation, Weights weights) {
        @Override
        public String toString() {
            return activation + ", " + weights.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    record Errors(double train, double test) {}

    /** The numbers of a kernel; without the correction δ those of a ridge regression with the kernel itself. */
    record Theory(Errors errors, Errors uncorrected, double logDeterminant, double uncorrectedLogDeterminant) {}

    public static RandomNetworks study() {
        return new RandomNetworks();
    }

    /** Training images n, and as many test images, at least 40 and at most 800. */
    public RandomNetworks samples(int n) {
        return with(SAMPLES, n);
    }

    /** Ridge γ, at least 1e-6. */
    public RandomNetworks ridge(double value) {
        return with(RIDGE, value);
    }

    /** Independent layers for each point, at least 2. */
    public RandomNetworks draws(int count) {
        return with(DRAWS, count);
    }

    /** Random neurons in each of the draws that a closed form is compared with, at least 100. */
    public RandomNetworks neurons(int count) {
        return with(NEURONS, count);
    }

    @Override
    protected void run(Lab lab) {
        Problem problem = problem(lab.seeds());
        List<Place> places = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        List<Layer> odd = new ArrayList<>();
        for (DualActivation activation : ACTIVATIONS) {
            Arrays.stream(LOADS).forEach(load -> places.add(new Place(activation, load)));
            for (Weights weights : Weights.values()) {
                (weights == Weights.ONE_PIXEL ? odd : layers).add(new Layer(activation, weights));
            }
        }
        Rows<Place, Errors> errors =
                lab.repeat(get(DRAWS)).each("errors", places, (place, trial) -> errors(problem, place, trial));
        Lab few = lab.repeat(Math.max(2, get(DRAWS) / 10));
        Rows<DualActivation, Double> forms = few.each("closed form", DualActivation.all(), this::product);
        Rows<Layer, Double> spectra =
                few.each("spectrum", layers, (layer, trial) -> logDeterminant(problem, layer, trial));
        Rows<Layer, Double> oddSpectra = few.each("odd", odd, (layer, trial) -> logDeterminant(problem, layer, trial));
        Rows<Place, Theory> theory = lab.each("theory", places, (p, t) -> theory(problem, p, p.activation));
        Rows<Place, Theory> linear =
                lab.each("linear", places, (p, t) -> theory(problem, p, p.activation.linearized()));

        Rows<Place, Double> spread = lab.each("spread", places, (place, trial) -> spread(problem, place, trial));

        double n = get(SAMPLES);
        lab.check(Claim.that("closed form of the kernel, eleven activations")
                .each(forms.items(), s -> forms.mean(s, x -> x))
                .predicts(s -> s.kernel(1.5, 1, COSINE * Math.sqrt(1.5)))
                .rival("linear in aᵀb", s -> s.linearized().kernel(1.5, 1, COSINE * Math.sqrt(1.5)))
                .within(s -> 0.02 * Math.sqrt(s.kernel(1.5, 1.5, 1.5) * s.kernel(1, 1, 1))));
        lab.check(errors("test error below, at and above N = n", places, errors, theory, linear, Errors::test)
                .within(place -> spread.number(place, x -> x) * theory.number(place, t -> t.errors.test)));
        lab.check(errors(
                        "training error, N/n = ½",
                        places.stream().filter(p -> p.load < 1).toList(),
                        errors,
                        theory,
                        linear,
                        Errors::train)
                .within(place -> spread.number(place, x -> x) * theory.number(place, t -> t.errors.train)));
        Claim spectrum = Claim.that("(1/n) log det of the Gram matrix, three laws of the weights, N = 2n");
        lab.check(spectrum.each(layers, layer -> spectra.mean(layer, x -> x))
                .predicts(layer -> theory.number(at(layer), Theory::logDeterminant))
                .rival("without correction", layer -> theory.number(at(layer), Theory::uncorrectedLogDeterminant))
                .rival("the kernel linearized in aᵀb", layer -> linear.number(at(layer), Theory::logDeterminant))
                .within(12 / n));
        lab.check(Claim.that("the same where a neuron sees one pixel only")
                .each(odd, layer -> oddSpectra.mean(layer, x -> x))
                .predicts(layer -> theory.number(at(layer), Theory::logDeterminant))
                .within(12 / n)
                .mustBreak());
        show(lab, places, errors, theory);
    }

    private static Place at(Layer layer) {
        return new Place(layer.activation, 2);
    }

    private static Observation<Place> errors(
            String claim,
            List<Place> places,
            Rows<Place, Errors> errors,
            Rows<Place, Theory> theory,
            Rows<Place, Theory> linear,
            ToDoubleFunction<Errors> which) {
        return Claim.that(claim)
                .each(places, place -> errors.mean(place, which))
                .predicts(place -> theory.number(place, t -> which.applyAsDouble(t.errors)))
                .rival("the kernel linearized in aᵀb", p -> linear.number(p, t -> which.applyAsDouble(t.errors)))
                .rival("without correction", p -> theory.number(p, t -> which.applyAsDouble(t.uncorrected)));
    }

    /** Training and test images in columns, with their labels. */
    private record Problem(int inputs, double[] x, double[] y, double[] testX, double[] testY) {}

    /** Images scaled to norms of order one. */
    private Problem problem(Seeds seeds) {
        int n = get(SAMPLES);
        Data all = images().oneAgainstRest(3)
                .centered()
                .shuffled(seeds.child("images").value());
        if (all.samples() < 2 * n) {
            throw new IllegalArgumentException(
                    "samples must be at most half of the " + all.samples() + " images, got " + n);
        }
        Data train = all.range(0, n);
        Data test = all.range(n, 2 * n);
        return new Problem(all.dimension(), columns(train), labels(train), columns(test), labels(test));
    }

    private static double[] columns(Data data) {
        int n = data.samples();
        int d = data.dimension();
        double[] rows = data.flatInputs();
        double[] columns = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            columns[i % d * n + i / d] = rows[i] * 2 / Math.sqrt(d);
        }
        return columns;
    }

    private static double[] labels(Data data) {
        return IntStream.range(0, data.samples()).mapToDouble(data::label).toArray();
    }

    private int width(double load) {
        return (int) Math.round(load * get(SAMPLES));
    }

    private Errors errors(Problem problem, Place place, Trial trial) {
        RandomLayer layer = RandomLayer.gaussian(width(place.load), problem.inputs, trial.seeds());
        RidgeReadout.Fit fit = RidgeReadout.of(layer.features(place.activation, problem.x), problem.y)
                .fit(get(RIDGE));
        return new Errors(fit.train(), fit.test(layer.features(place.activation, problem.testX), problem.testY));
    }

    /** The mean of σ(wᵀa)σ(wᵀb) over random neurons, for ‖a‖² = 1.5, ‖b‖ = 1 and a small angle. */
    private double product(DualActivation activation, Trial trial) {
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().stream());
        double sum = 0;
        for (int i = 0; i < get(NEURONS); i++) {
            double a = normal.sample();
            double b = COSINE * a + Math.sqrt(1 - COSINE * COSINE) * normal.sample();
            sum += activation.apply(Math.sqrt(1.5) * a) * activation.apply(b);
        }
        return sum / get(NEURONS);
    }

    private double logDeterminant(Problem problem, Layer layer, Trial trial) {
        int n = get(SAMPLES);
        double[] weights = weights(layer.weights, width(2), problem.inputs, trial.seeds().stream());
        double[] features = RandomLayer.of(weights, problem.inputs).features(layer.activation, problem.x);
        double[] gram = RidgeReadout.of(features, problem.y).gram();
        for (int i = 0; i < n; i++) {
            gram[i * n + i] += get(RIDGE);
        }
        return Cholesky.of(gram, n).logDeterminant() / n;
    }

    private static double[] weights(Weights law, int neurons, int inputs, UniformRandomProvider random) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] weights = new double[neurons * inputs];
        for (int row = 0; row < neurons; row++) {
            int pixel = random.nextInt(inputs);
            for (int j = 0; j < inputs; j++) {
                weights[row * inputs + j] = switch (law) {
                    case NORMAL -> normal.sample();
                    case SIGNS -> random.nextBoolean() ? 1 : -1;
                    case UNIFORM -> Math.sqrt(12) * (random.nextDouble() - 0.5);
                    case ONE_PIXEL -> j == pixel ? Math.sqrt(inputs) * (random.nextBoolean() ? 1 : -1) : 0;
                };
            }
        }
        return weights;
    }

    /**
     * The standard deviation over neurons of 1 + φᵀQ̄φ/n, the features φ of a neuron on the training data, over 1 + δ. The theory
     * has δ in the place of φᵀQ̄φ/n.
     */
    private double spread(Problem problem, Place place, Trial trial) {
        int n = get(SAMPLES);
        FeatureRidge ridge = FeatureRidge.of(place.activation.kernel(problem.x, problem.x, problem.inputs), problem.y);
        int width = width(place.load);
        double[] features = RandomLayer.gaussian(SPREAD_NEURONS, problem.inputs, trial.seeds())
                .features(place.activation, problem.x);
        double[] solved = Products.multiply(features, ridge.resolvent(width, get(RIDGE)), SPREAD_NEURONS, n, n);
        double[] forms = new double[SPREAD_NEURONS];
        for (int i = 0; i < forms.length; i++) {
            for (int j = 0; j < n; j++) {
                forms[i] += features[i * n + j] * solved[i * n + j] / n;
            }
        }
        return Math.sqrt(Statistics.variance(forms)) / (1 + ridge.delta(width, get(RIDGE)));
    }

    /** With another form of the kernel, but the true norms of the features. */
    private Theory theory(Problem problem, Place place, DualActivation form) {
        int n = get(SAMPLES);
        double[] kernel = form.kernel(problem.x, problem.x, problem.inputs);
        double[] products = DualActivation.linear().kernel(problem.x, problem.x, problem.inputs);
        for (int i = 0; i < kernel.length; i += n + 1) {
            kernel[i] = place.activation.kernel(products[i], products[i], products[i]);
        }
        FeatureRidge train = FeatureRidge.of(kernel, problem.y);
        FeatureRidge.Tested test = train.against(
                form.kernel(problem.x, problem.testX, problem.inputs),
                place.activation.diagonalMean(problem.testX, problem.inputs),
                problem.testY);
        int width = width(place.load);
        double ridge = get(RIDGE);
        // With very many neurons and as much more of the ridge the correction is gone.
        int many = 1_000_000 * width;
        return new Theory(
                new Errors(train.train(width, ridge), test.test(width, ridge)),
                new Errors(train.train(many, 1e6 * ridge), test.test(many, 1e6 * ridge)),
                train.logDeterminant(width, ridge),
                train.logDeterminant(many, 1e6 * ridge) - Math.log(1e6));
    }

    private void show(Lab lab, List<Place> places, Rows<Place, Errors> errors, Rows<Place, Theory> theory) {
        Chart chart = Chart.titled("Test error, 3 against the rest, γ = " + get(RIDGE))
                .x("neurons for each sample N/n")
                .y("mean squared error")
                .logY();
        for (DualActivation activation : ACTIVATIONS) {
            List<Place> here =
                    places.stream().filter(p -> p.activation.equals(activation)).toList();
            double[] line = here.stream()
                    .mapToDouble(p -> theory.number(p, t -> t.errors.test))
                    .toArray();
            chart = Estimates.of(here, p -> errors.mean(p, Errors::test))
                    .on(chart, activation.name(), LOADS)
                    .theory("theory", LOADS, line);
        }
        lab.figure(chart);
        lab.table(Results.titled(card().title())
                .texts("layer", places.stream().map(Place::toString).toArray(String[]::new))
                .numbers(
                        "training error",
                        Estimates.of(places, p -> errors.mean(p, Errors::train)).values())
                .numbers("training error, theory", theory.column(t -> t.errors.train))
                .numbers(
                        "test error",
                        Estimates.of(places, p -> errors.mean(p, Errors::test)).values())
                .numbers("test error, theory", theory.column(t -> t.errors.test)));
    }
}
