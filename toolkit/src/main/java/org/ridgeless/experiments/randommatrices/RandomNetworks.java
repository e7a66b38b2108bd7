package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.kernels.RandomLayer;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.FeatureRidge;
import org.ridgeless.spectra.equivalents.SampleCovarianceLaw;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.tables.Results;

/** Random networks of one hidden layer: errors and spectrum from a kernel in closed form, without drawing a weight. */
public final class RandomNetworks extends Experiment<RandomNetworks> {
    private static final double RIDGE = 0.01;
    private static final double SMALL_RIDGE = 1e-5;
    private static final double[] LOADS = {0.3, 0.75, 2};
    private static final double[] PEAK_LOADS = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3};
    private static final DualActivation[] ACTIVATIONS = {
        DualActivation.relu(),
        DualActivation.erf(),
        DualActivation.cos(),
        DualActivation.sign(),
        DualActivation.quadratic(0.5, 1, -0.3)
    };
    private static final Card CARD = Card.named("random-networks")
            .entry("R40")
            .title("Random networks through their kernel")
            .claim(
                    "Ridge regression on the features of a random hidden layer has training and test errors, and a spectrum, "
                            + "that depend on the weights only through one kernel, known in closed form for eleven activations.")
            .formula(
                    "\\Phi(a,b) = E_w[\\sigma(w^{\\mathsf T}a)\\sigma(w^{\\mathsf T}b)],\\quad "
                            + "\\bar Q = \\Bigl(\\frac Nn\\frac\\Phi{1+\\delta}+\\gamma I\\Bigr)^{-1},\\quad \\delta = \\tfrac1n\\operatorname{tr}\\Phi\\bar Q",
                    "N neurons, n samples, ridge γ > 0.")
            .formula(
                    "E_{\\mathrm{train}} = \\frac{\\gamma^2}ny^{\\mathsf T}\\bar Q\\Bigl[I+\\frac{\\frac1N\\operatorname{tr}\\Psi\\bar Q^2}"
                            + "{1-\\frac1N\\operatorname{tr}(\\Psi\\bar Q)^2}\\Psi\\Bigr]\\bar Qy,\\quad \\Psi = \\frac Nn\\frac\\Phi{1+\\delta}",
                    "and a test error of the same kind; it peaks at N = n as γ → 0.")
            .assumes("N, n, p large and comparable; Gaussian weights; any data of bounded norm")
            .remark(
                    "On two Gaussian classes, and on handwritten digits, one against the rest: the theory is conditional on "
                            + "the data, so the only randomness left is that of the weights. The digits are centred on all classes together; "
                            + "with the mean left in, their norms dominate the kernel and the training error is off by a fifth.")
            .paper(Paper.by("Cosme Louart and Zhenyu Liao and Romain Couillet")
                    .titled("A Random Matrix Approach to Neural Networks")
                    .in(2018)
                    .journal("Annals of Applied Probability 28(2), 1190–1248")
                    .arXiv("1702.05419")
                    .where("Theorems 1 and 3, Table 1"))
            .cost("8 s", "90 s");

    private RandomNetworks(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static RandomNetworks study() {
        return new RandomNetworks(Settings.none());
    }

    /** The number n of training samples, and of test samples; the dimension is n/2. */
    public RandomNetworks samples(int n) {
        if (n < 20 || n % 20 != 0 || n > 800) {
            throw new IllegalArgumentException("the samples must be a multiple of 20 up to 800, got " + n);
        }
        return set("samples", n);
    }

    /** The independent layers for each point. */
    public RandomNetworks draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected RandomNetworks copy(Settings other) {
        return new RandomNetworks(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("samples", 20).with("draws", 2).with("weights", 2000);
            case TEACHING ->
                Settings.none().with("samples", 260).with("draws", 24).with("weights", 600_000);
            case PAPER -> Settings.none().with("samples", 800).with("draws", 30).with("weights", 4_000_000);
        };
    }

    /** Training and test samples in columns, with their labels. */
    private record Problem(int inputs, double[] x, double[] y, double[] testX, double[] testY) {
        Theory theory(DualActivation activation) {
            FeatureRidge train = FeatureRidge.of(activation.kernel(x, x, inputs), y);
            FeatureRidge.Tested test =
                    train.against(activation.kernel(x, testX, inputs), activation.diagonalMean(testX, inputs), testY);
            return new Theory(train, test);
        }

        /** Training and test error of one layer. */
        double[] draw(DualActivation activation, int width, double ridge, Seeds seeds) {
            RandomLayer layer = RandomLayer.gaussian(width, inputs, seeds);
            RidgeReadout.Fit fit =
                    RidgeReadout.of(layer.features(activation, x), y).fit(ridge);
            return new double[] {fit.train(), fit.test(layer.features(activation, testX), testY)};
        }
    }

    /** Both errors of one activation without drawing a weight. */
    private record Theory(FeatureRidge train, FeatureRidge.Tested test) {}

    private Problem mixture() {
        int n = integer("samples");
        double[] mean = TwoClasses.evenMean(2, n / 2);
        TwoClasses train = TwoClasses.sample(mean, n, seeds().child("train")).scaled(Math.sqrt(2.0 / n));
        TwoClasses test = TwoClasses.sample(mean, n, seeds().child("test")).scaled(Math.sqrt(2.0 / n));
        return new Problem(n / 2, train.x(), train.labels(), test.x(), test.labels());
    }

    private Problem digits() {
        int n = integer("samples");
        Data all = images().oneAgainstRest(3)
                .centered()
                .shuffled(seeds().child("digits").value());
        Data train = all.range(0, n);
        Data test = all.range(n, 2 * n);
        return new Problem(all.dimension(), columns(train), labels(train), columns(test), labels(test));
    }

    /** Samples in columns, scaled to norms of order one. */
    private static double[] columns(Data data) {
        int n = data.samples();
        int d = data.dimension();
        double[] rows = data.flatInputs();
        double[] columns = new double[rows.length];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < d; k++) {
                columns[k * n + j] = rows[j * d + k] / (Math.sqrt(d) / 2);
            }
        }
        return columns;
    }

    private static double[] labels(Data data) {
        return IntStream.range(0, data.samples()).mapToDouble(data::label).toArray();
    }

    @Override
    protected Findings simulate() {
        Problem mixture = mixture();
        Problem digits = digits();
        int draws = integer("draws");
        int n = integer("samples");
        Replicates kernels = Replicates.run(
                cells(),
                DualActivation.all().size(),
                4,
                (i, chunk) -> monteCarlo(DualActivation.all().get(i), chunk));
        Replicates errors = Replicates.run(
                cells(),
                ACTIVATIONS.length * LOADS.length,
                draws,
                (i, d) -> mixture.draw(
                        ACTIVATIONS[i / LOADS.length],
                        width(LOADS[i % LOADS.length]),
                        RIDGE,
                        seeds().child("errors").child(i).child(d)));
        Replicates real = Replicates.run(
                cells(),
                LOADS.length,
                Math.max(2, draws / 2),
                (i, d) -> digits.draw(
                        DualActivation.relu(),
                        width(LOADS[i]),
                        RIDGE,
                        seeds().child("real").child(i).child(d)));
        Replicates peak = Replicates.run(
                cells(),
                PEAK_LOADS.length,
                Math.max(2, draws / 2),
                (i, d) -> mixture.draw(
                        DualActivation.relu(),
                        width(PEAK_LOADS[i]),
                        SMALL_RIDGE,
                        seeds().child("peak").child(i).child(d)));
        Replicates gram = Replicates.run(
                cells(),
                1,
                1,
                (i, d) -> SymmetricEigen.values(
                        RidgeReadout.of(
                                        RandomLayer.gaussian(2 * n, mixture.inputs, seeds().child("gram"))
                                                .features(DualActivation.erf(), mixture.x),
                                        mixture.y)
                                .gram(),
                        n));
        Theory[] theories = Arrays.stream(ACTIVATIONS).map(mixture::theory).toArray(Theory[]::new);
        FeatureRidge.Tested curve = theories[0].test;
        TabulatedLaw law = law(theories[1].train.spectrum());
        double[] eigenvalues =
                IntStream.range(0, n).mapToDouble(k -> gram.mean(0, k)).toArray();
        Verdict verdict = Verdict.of(
                CARD.title(),
                closedForms(kernels),
                training(errors, theories),
                quadraticTraining(errors, theories),
                testing(errors, theories),
                realTest(real, digits),
                Claim.that("γ = 10⁻⁵: the median test error peaks at N = n")
                        .peaksAt(1, PEAK_LOADS, medians(peak), 0.25),
                awayFromPeak(peak, curve),
                Claim.that("Kolmogorov–Smirnov distance of the Gram matrix to its law")
                        .predicts(0)
                        .observed(Double.isNaN(eigenvalues[0]) ? Double.NaN : law.distance(eigenvalues))
                        .within(0.015));
        boolean partial = kernels.interrupted()
                || errors.interrupted()
                || real.interrupted()
                || peak.interrupted()
                || gram.interrupted();
        return new Findings(figure(peak, curve, eigenvalues, law), table(errors, theories, partial), verdict);
    }

    private int width(double load) {
        return (int) Math.round(load * integer("samples"));
    }

    /** Minus the closed form, plus the mean over random weights. */
    private double[] monteCarlo(DualActivation activation, int chunk) {
        double u = 0.8;
        double v = 0.6;
        double cosine = 0.3;
        int draws = integer("weights") / 4;
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(
                seeds().child("kernel").child(activation.name()).child(chunk).stream());
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double a = normal.sample();
            double b = cosine * a + Math.sqrt(1 - cosine * cosine) * normal.sample();
            double product = activation.apply(u * a) * activation.apply(v * b);
            sum += product;
            squares += product * product;
        }
        double mean = sum / draws;
        return new double[] {
            mean - activation.kernel(u * u, v * v, u * v * cosine), (squares / draws - mean * mean) / draws
        };
    }

    private static Check closedForms(Replicates kernels) {
        Cases cases = Cases.of("closed form of the kernel minus its mean over weights");
        for (int i = 0; i < DualActivation.all().size(); i++) {
            // Four chunks estimate their own spread badly; the draws within them do it well.
            double error = Math.sqrt(kernels.mean(i, 1) / kernels.all(i, 1).length);
            cases = cases.and(DualActivation.all().get(i).name(), 0, kernels.mean(i, 0), error, 0.003, 0);
        }
        return cases.worst();
    }

    private Check training(Replicates errors, Theory[] theories) {
        Cases cases = Cases.of("training error, four activations");
        for (int i = 0; i < (ACTIVATIONS.length - 1) * LOADS.length; i++) {
            double theory = theories[i / LOADS.length].train.train(width(LOADS[i % LOADS.length]), RIDGE);
            cases = cases.and(label(i), theory, errors.mean(i, 0), errors.error(i, 0), 0, 0.12);
        }
        return cases.worst();
    }

    private Check quadraticTraining(Replicates errors, Theory[] theories) {
        FeatureRidge theory = theories[ACTIVATIONS.length - 1].train;
        Cases cases = Cases.of("training error, quadratic activation");
        for (int i = (ACTIVATIONS.length - 1) * LOADS.length; i < ACTIVATIONS.length * LOADS.length; i++) {
            cases = cases.and(
                    label(i),
                    theory.train(width(LOADS[i % LOADS.length]), RIDGE),
                    errors.mean(i, 0),
                    errors.error(i, 0),
                    0,
                    0.2);
        }
        return cases.worst();
    }

    private Check testing(Replicates errors, Theory[] theories) {
        Cases cases = Cases.of("test error, five activations");
        for (int i = 0; i < ACTIVATIONS.length * LOADS.length; i++) {
            double theory = theories[i / LOADS.length].test.test(width(LOADS[i % LOADS.length]), RIDGE);
            cases = cases.and(label(i), theory, errors.mean(i, 1), errors.error(i, 1), 0, 0.12);
        }
        return cases.worst();
    }

    private static String label(int i) {
        return ACTIVATIONS[i / LOADS.length].name() + ", N/n = " + LOADS[i % LOADS.length];
    }

    private Check realTest(Replicates real, Problem digits) {
        Theory theory = digits.theory(DualActivation.relu());
        Cases cases = Cases.of("handwritten digits: training and test error");
        for (int i = 0; i < LOADS.length; i++) {
            int width = width(LOADS[i]);
            String label = "N/n = " + LOADS[i];
            cases = cases.and(
                            "training, " + label,
                            theory.train.train(width, RIDGE),
                            real.mean(i, 0),
                            real.error(i, 0),
                            0,
                            0.12)
                    .and("test, " + label, theory.test.test(width, RIDGE), real.mean(i, 1), real.error(i, 1), 0, 0.12);
        }
        return cases.worst();
    }

    private static double[] medians(Replicates peak) {
        return IntStream.range(0, PEAK_LOADS.length)
                .mapToDouble(i -> peak.median(i, 1))
                .toArray();
    }

    private Check awayFromPeak(Replicates peak, FeatureRidge.Tested curve) {
        Cases cases = Cases.of("γ = 10⁻⁵: test error away from the peak");
        for (int i = 0; i < PEAK_LOADS.length; i++) {
            if (Math.abs(PEAK_LOADS[i] - 1) > 0.3) {
                double theory = curve.test(width(PEAK_LOADS[i]), SMALL_RIDGE);
                cases = cases.and("N/n = " + PEAK_LOADS[i], theory, peak.mean(i, 1), peak.error(i, 1), 0, 0.12);
            }
        }
        return cases.worst();
    }

    /** The law of the Gram matrix of 2n neurons: a sample covariance with population Φ, times N/n = 2. */
    private static TabulatedLaw law(double[] population) {
        SampleCovarianceLaw law = SampleCovarianceLaw.of(
                Law.uniform(Arrays.stream(population).map(t -> 2 * t).toArray()), 0.5);
        return TabulatedLaw.geometric(0.5 * law.leftEdge(), 1.02 * law.rightEdge(), 800, law::density);
    }

    private Panels figure(Replicates peak, FeatureRidge.Tested curve, double[] eigenvalues, TabulatedLaw law) {
        int n = integer("samples");
        double[] loads =
                IntStream.rangeClosed(20, 300).mapToDouble(i -> i / 100.0).toArray();
        double[] theory = Arrays.stream(loads)
                .map(load -> curve.test(width(load), SMALL_RIDGE))
                .toArray();
        Chart left = Chart.titled("ReLU, n = " + n + ", γ = 10⁻⁵")
                .x("neurons per sample N/n")
                .y("test error")
                .logY()
                .points("median of the draws", PEAK_LOADS, medians(peak))
                .theory("theory", loads, theory)
                .vertical("N = n", 1)
                .size(560, 400);
        Chart right = Chart.titled("Gram matrix of erf features, N = 2n")
                .x("eigenvalue λ")
                .y("share of eigenvalues below")
                .logX()
                .size(560, 400);
        if (!Double.isNaN(eigenvalues[0])) {
            right = right.cdf("eigenvalues", eigenvalues);
        }
        right = right.theory(
                "theory",
                law.abscissae(),
                Arrays.stream(law.abscissae()).map(law::cumulative).toArray());
        return Panels.of(left, right).columns(2);
    }

    private Results table(Replicates errors, Theory[] theories, boolean partial) {
        int rows = ACTIVATIONS.length * LOADS.length;
        double[] train = new double[rows];
        double[] test = new double[rows];
        for (int i = 0; i < rows; i++) {
            Theory theory = theories[i / LOADS.length];
            train[i] = theory.train.train(width(LOADS[i % LOADS.length]), RIDGE);
            test[i] = theory.test.test(width(LOADS[i % LOADS.length]), RIDGE);
        }
        Results table = Results.titled(CARD.title())
                .texts(
                        "case",
                        IntStream.range(0, rows).mapToObj(RandomNetworks::label).toArray(String[]::new))
                .numbers("training error", errors.means(0))
                .numbers("training error, theory", train)
                .numbers("test error", errors.means(1))
                .numbers("test error, theory", test);
        return partial ? table.partial() : table;
    }
}
