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
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.kernels.RandomLayer;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.equivalents.FourierRidge;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Random Fourier features: the precise double descent, its phase transition, and where the Gaussian kernel misleads. */
public final class FourierFeatures extends Experiment<FourierFeatures> {
    private static final double[] LOADS = {0.25, 0.5, 0.7, 1, 2, 3};
    /** Where the theory is drawn: the loads that are simulated, and more around the peak. */
    private static final double[] CURVE = {0.25, 0.5, 0.7, 0.85, 0.95, 1, 1.05, 1.2, 1.5, 2, 3};

    private static final int[] ON_CURVE = {0, 1, 2, 5, 9, 10};
    private static final double[] RIDGES = {1e-7, 1e-3, 0.2, 10};
    private static final String[] RIDGE_LABELS = {"λ = 10⁻⁷", "λ = 10⁻³", "λ = 0.2", "λ = 10"};
    private static final double[] SMALL_RIDGES = {1e-3, 1e-4, 1e-5, 1e-6};
    private static final double[] PHASES = {0.5, 1, 2};
    private static final double[] DISTANCES = {1e-6, 1e-5, 1e-4, 1e-3};
    private static final double CLOSE_RIDGE = 1e-7;
    private static final Card CARD = Card.named("fourier-features")
            .entry("R31")
            .title("Random Fourier features and their double descent")
            .claim(
                    "With as many samples as features random Fourier features are not the Gaussian kernel: two corrections δ "
                            + "give training and test error, change phase at 2N = n, and make the test error diverge there.")
            .formula(
                    "\\bar Q = \\Bigl[\\frac Nn\\Bigl(\\frac{K_{\\cos}}{1+\\delta_{\\cos}}+\\frac{K_{\\sin}}{1+\\delta_{\\sin}}\\Bigr)+\\lambda I\\Bigr]^{-1},"
                            + "\\qquad \\delta_s = \\tfrac1n\\operatorname{tr}K_s\\bar Q",
                    "N frequencies (2N features), n samples; K_cos + K_sin is the Gaussian kernel.")
            .formula(
                    "E_{\\mathrm{train}} = \\frac{\\lambda^2}n\\|\\bar Qy\\|^2+\\frac Nn\\frac{\\lambda^2}n"
                            + "\\Bigl[\\frac{\\frac1n\\operatorname{tr}\\bar QK_{\\cos}\\bar Q}{(1+\\delta_{\\cos})^2},"
                            + "\\frac{\\frac1n\\operatorname{tr}\\bar QK_{\\sin}\\bar Q}{(1+\\delta_{\\sin})^2}\\Bigr]\\Omega"
                            + "\\begin{bmatrix}y^{\\mathsf T}\\bar QK_{\\cos}\\bar Qy\\\\y^{\\mathsf T}\\bar QK_{\\sin}\\bar Qy\\end{bmatrix}",
                    "Ω⁻¹ = I − (N/n)T; the test error is of the same kind.")
            .formula(
                    "\\delta\\propto\\lambda^{-1}\\ (2N<n),\\qquad\\delta\\propto\\lambda^{-1/2}\\ (2N=n),\\qquad"
                            + "\\delta\\to\\text{const}\\ (2N>n)",
                    "as λ → 0.")
            .assumes("N, n, p large and comparable, data of bounded norm, a ridge λ > 0")
            .remark(
                    "**Open point.** Secondary accounts quote det Ω⁻¹ ∝ λ at 2N = n. Here the exponent is ½, so that the peak "
                            + "of the test error grows like λ^−½; the exponent 1 is kept as a contrast that must fail.")
            .paper(Paper.by("Zhenyu Liao and Romain Couillet and Michael W. Mahoney")
                    .titled(
                            "A Random Matrix Analysis of Random Fourier Features: Beyond the Gaussian Kernel, a Precise Phase "
                                    + "Transition, and the Corresponding Double Descent")
                    .in(2020)
                    .journal("Advances in Neural Information Processing Systems 33")
                    .arXiv("2006.05013")
                    .where("Theorems 1 to 3"))
            .cost("12 s", "150 s");

    private FourierFeatures(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static FourierFeatures study() {
        return new FourierFeatures(Settings.none());
    }

    /** The number n of training samples, and of test samples; the dimension is n/2. */
    public FourierFeatures samples(int n) {
        if (n < 40 || n % 40 != 0) {
            throw new IllegalArgumentException("the samples must be a multiple of 40, got " + n);
        }
        return set("samples", n);
    }

    /** The independent draws of the frequencies. */
    public FourierFeatures draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected FourierFeatures copy(Settings other) {
        return new FourierFeatures(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("samples", 40).with("draws", 2);
            case TEACHING -> Settings.none().with("samples", 240).with("draws", 80);
            case PAPER -> Settings.none().with("samples", 800).with("draws", 30);
        };
    }

    /** Training data, and test data of which some are independent and some lie close to the training data. */
    private record Problem(int inputs, double[] x, double[] y, double[] testX, double[] noise) {
        FourierRidge theory() {
            return FourierRidge.of(
                    DualActivation.cos().kernel(x, x, inputs),
                    DualActivation.sin().kernel(x, x, inputs),
                    y);
        }

        double test(FourierRidge.Equivalent at, double[] test) {
            return at.test(
                    DualActivation.cos().kernel(test, x, inputs),
                    DualActivation.sin().kernel(test, x, inputs),
                    DualActivation.cos().diagonalMean(test, inputs),
                    DualActivation.sin().diagonalMean(test, inputs),
                    y);
        }

        /** The training data moved by noise of the given squared size for each coordinate. */
        double[] close(double squared) {
            double[] near = x.clone();
            for (int i = 0; i < near.length; i++) {
                near[i] += Math.sqrt(squared) * noise[i];
            }
            return near;
        }
    }

    private Problem problem() {
        int n = integer("samples");
        double[] mean = new double[n / 2];
        mean[0] = 2;
        double scale = Math.sqrt(2.0 / n);
        TwoClasses train = TwoClasses.sample(mean, n, seeds().child("train")).scaled(scale);
        TwoClasses test = TwoClasses.sample(mean, n, seeds().child("test")).scaled(scale);
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(seeds().child("noise").stream());
        double[] noise = IntStream.range(0, train.x().length)
                .mapToDouble(i -> normal.sample())
                .toArray();
        return new Problem(n / 2, train.x(), train.labels(), test.x(), noise);
    }

    private int frequencies(double load) {
        return (int) Math.round(load * integer("samples") / 2);
    }

    @Override
    protected Findings simulate() {
        Problem problem = problem();
        FourierRidge theory = problem.theory();
        Replicates runs = Replicates.run(
                cells(),
                LOADS.length,
                integer("draws"),
                (i, d) -> draw(
                        problem,
                        frequencies(LOADS[i]),
                        seeds().child("draw").child(i).child(d)));
        Replicates near = Replicates.run(
                cells(),
                1,
                Math.max(2, integer("draws") / 3),
                (i, d) -> near(problem, seeds().child("near").child(d)));
        int cells = CURVE.length * RIDGES.length;
        Cells.Finished<double[]> predicted = cells().run(cells, i -> {
            FourierRidge.Equivalent at = theory.at(frequencies(CURVE[i / RIDGES.length]), RIDGES[i % RIDGES.length]);
            return new double[] {at.train(), problem.test(at, problem.testX), at.steps()};
        });
        Cells.Finished<double[]> phases = cells().run(PHASES.length * SMALL_RIDGES.length, i -> {
            FourierRidge.Equivalent at =
                    theory.at(frequencies(PHASES[i / SMALL_RIDGES.length]), SMALL_RIDGES[i % SMALL_RIDGES.length]);
            return new double[] {at.deltaCos(), at.determinant()};
        });
        boolean partial = runs.interrupted() || near.interrupted() || predicted.interrupted() || phases.interrupted();
        if (predicted.interrupted() || phases.interrupted()) {
            Results nothing =
                    Results.titled(CARD.title()).numbers("N", new double[0]).partial();
            return new Findings(Chart.titled(CARD.title()), nothing, Verdict.of(CARD.title()));
        }
        double[] similar = similar(problem, theory);
        Verdict verdict = Verdict.of(
                CARD.title(),
                errors("training error away from 2N = n", runs, predicted, 0),
                errors("test error away from 2N = n", runs, predicted, 1),
                peak("λ = 10⁻⁷: the median test error peaks at 2N = n", runs, 0),
                peak("λ = 10⁻³: the median test error peaks at 2N = n", runs, 1),
                noPeak(runs),
                slope("2N < n: exponent of δ in λ", phases, 0, 0, -1, 0.05),
                slope("2N = n: exponent of δ in λ", phases, 1, 0, -0.5, 0.05),
                slope("2N > n: exponent of δ in λ", phases, 2, 0, 0, 0.05),
                slope("2N = n: exponent of det Ω⁻¹ in λ", phases, 1, 1, 0.5, 0.05),
                slope("2N = n: det Ω⁻¹ ∝ λ, as quoted", phases, 1, 1, 1, 0.05).mustBreak(),
                closeTest(near, similar),
                Claim.that("test data at distance σ: exponent of the error in σ²")
                        .predicts(1)
                        .slope(Slope.logLog(DISTANCES, similar))
                        .within(0.1),
                kernelMisleads(problem, theory, runs));
        return new Findings(figure(runs, predicted, phases), table(runs, predicted, partial), verdict);
    }

    /** Training and test error at each ridge, from one draw of the frequencies. */
    private static double[] draw(Problem problem, int frequencies, Seeds seeds) {
        RandomLayer layer = RandomLayer.gaussian(frequencies, problem.inputs, seeds);
        RidgeReadout readout = RidgeReadout.of(layer.fourier(problem.x), problem.y);
        double[] tested = layer.fourier(problem.testX);
        double[] row = new double[2 * RIDGES.length];
        for (int k = 0; k < RIDGES.length; k++) {
            RidgeReadout.Fit fit = readout.fit(RIDGES[k]);
            row[2 * k] = fit.train();
            row[2 * k + 1] = fit.test(tested, problem.y);
        }
        return row;
    }

    private double[] near(Problem problem, Seeds seeds) {
        RandomLayer layer = RandomLayer.gaussian(frequencies(2), problem.inputs, seeds);
        RidgeReadout.Fit fit =
                RidgeReadout.of(layer.fourier(problem.x), problem.y).fit(CLOSE_RIDGE);
        return Arrays.stream(DISTANCES)
                .map(d -> fit.test(layer.fourier(problem.close(d)), problem.y))
                .toArray();
    }

    private double[] similar(Problem problem, FourierRidge theory) {
        FourierRidge.Equivalent at = theory.at(frequencies(2), CLOSE_RIDGE);
        return Arrays.stream(DISTANCES)
                .map(d -> problem.test(at, problem.close(d)))
                .toArray();
    }

    private static Check errors(String claim, Replicates runs, Cells.Finished<double[]> predicted, int which) {
        Cases cases = Cases.of(claim);
        for (int i = 0; i < LOADS.length; i++) {
            for (int k = 0; k < RIDGES.length; k++) {
                double theory = predicted.get(ON_CURVE[i] * RIDGES.length + k)[which];
                // Below 10⁻⁸ a training error is rounding.
                if (Math.abs(LOADS[i] - 1) > 0.1 && theory > 1e-8) {
                    String label = "2N/n = " + LOADS[i] + ", λ = " + RIDGES[k];
                    cases = cases.and(
                            label, theory, runs.mean(i, 2 * k + which), runs.error(i, 2 * k + which), 0, 0.08);
                }
            }
        }
        return cases.worst();
    }

    private static double[] medians(Replicates runs, int ridge) {
        return IntStream.range(0, LOADS.length)
                .mapToDouble(i -> runs.median(i, 2 * ridge + 1))
                .toArray();
    }

    private static Check peak(String claim, Replicates runs, int ridge) {
        return Claim.that(claim).peaksAt(1, LOADS, medians(runs, ridge), 0.3);
    }

    private static Check noPeak(Replicates runs) {
        double[] falling = medians(runs, 2);
        // At 2N/n = ½, 1 and 2.
        double[] slacks = {falling[1] - falling[3], falling[3] - falling[4]};
        return Claim.that("λ = 0.2: no peak, the test error falls all the way").holds(slacks);
    }

    private static Check slope(
            String claim, Cells.Finished<double[]> phases, int phase, int which, double exponent, double tolerance) {
        double[] values = IntStream.range(0, SMALL_RIDGES.length)
                .mapToDouble(k -> phases.get(phase * SMALL_RIDGES.length + k)[which])
                .toArray();
        return Claim.that(claim)
                .predicts(exponent)
                .observed(Slope.logLog(SMALL_RIDGES, values).value())
                .within(tolerance);
    }

    private static Check closeTest(Replicates near, double[] similar) {
        Cases cases = Cases.of("test data close to training data: error");
        for (int i = 0; i < DISTANCES.length; i++) {
            cases = cases.and("σ² = " + DISTANCES[i], similar[i], near.mean(0, i), near.error(0, i), 0, 0.08);
        }
        return cases.worst();
    }

    /** The training error that the Gaussian kernel would have, against the simulation with 2N = n/4. */
    private Check kernelMisleads(Problem problem, FourierRidge theory, Replicates runs) {
        int n = integer("samples");
        double ridge = RIDGES[2];
        double load = frequencies(LOADS[0]) / (double) n;
        double[] cos = DualActivation.cos().kernel(problem.x, problem.x, problem.inputs);
        double[] sin = DualActivation.sin().kernel(problem.x, problem.x, problem.inputs);
        for (int i = 0; i < cos.length; i++) {
            cos[i] = load * (cos[i] + sin[i]) + (i % (n + 1) == 0 ? ridge : 0);
        }
        double[] dual = Cholesky.of(cos, n).solve(problem.y);
        double error = ridge * ridge / n * Arrays.stream(dual).map(v -> v * v).sum();
        return Claim.that("2N = n/4, λ = 0.2: training error of the Gaussian kernel instead")
                .predicts(error)
                .observed(runs.mean(0, 4), runs.error(0, 4))
                .within(0.1)
                .mustBreak();
    }

    private static Panels figure(Replicates runs, Cells.Finished<double[]> predicted, Cells.Finished<double[]> phases) {
        Chart left = Chart.titled("test error")
                .x("features per sample 2N/n")
                .y("mean squared error")
                .logY()
                .size(560, 420);
        for (int k = 0; k < RIDGES.length; k++) {
            int ridge = k;
            double[] theory = IntStream.range(0, CURVE.length)
                    .mapToDouble(i -> predicted.get(i * RIDGES.length + ridge)[1])
                    .toArray();
            left = left.points(RIDGE_LABELS[k], LOADS, medians(runs, k)).theory("theory", CURVE, theory);
        }
        Chart right = Chart.titled("the correction δ_cos in its three phases")
                .x("ridge λ")
                .y("δ_cos")
                .logX()
                .logY()
                .size(560, 420);
        for (int phase = 0; phase < PHASES.length; phase++) {
            int first = phase * SMALL_RIDGES.length;
            double[] delta = IntStream.range(0, SMALL_RIDGES.length)
                    .mapToDouble(k -> phases.get(first + k)[0])
                    .toArray();
            double slope = phase == 0 ? -1 : phase == 1 ? -0.5 : 0;
            right = right.points("2N/n = " + PHASES[phase], SMALL_RIDGES, delta)
                    .theory("slopes −1, −½, 0", l -> delta[3] * Math.pow(l / 1e-6, slope), 1e-6, 1e-3);
        }
        return Panels.of(left.vertical("2N = n", 1), right).columns(2);
    }

    private static Results table(Replicates runs, Cells.Finished<double[]> predicted, boolean partial) {
        int rows = LOADS.length * RIDGES.length;
        double[][] columns = new double[7][rows];
        for (int row = 0; row < rows; row++) {
            int i = row / RIDGES.length;
            int k = row % RIDGES.length;
            columns[0][row] = LOADS[i];
            columns[1][row] = RIDGES[k];
            columns[2][row] = runs.mean(i, 2 * k);
            columns[3][row] = predicted.get(ON_CURVE[i] * RIDGES.length + k)[0];
            columns[4][row] = runs.mean(i, 2 * k + 1);
            columns[5][row] = predicted.get(ON_CURVE[i] * RIDGES.length + k)[1];
            columns[6][row] = predicted.get(ON_CURVE[i] * RIDGES.length + k)[2];
        }
        String[] names = {
            "2N/n",
            "ridge",
            "training error",
            "training error, theory",
            "test error",
            "test error, theory",
            "Newton steps"
        };
        Results table = Results.titled(CARD.title());
        for (int i = 0; i < names.length; i++) {
            table = table.numbers(names[i], columns[i]);
        }
        return partial ? table.partial() : table;
    }
}
