package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.linalg.TopEigenpair;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.hessians.HessianBulk;
import org.ridgeless.spectra.hessians.HessianMatrix;
import org.ridgeless.spectra.hessians.LogisticHessian;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;
import org.ridgeless.tables.Results;

/** The bulk of the Hessian of a generalized linear model, and the two kinds of eigenvalues that leave it. */
public final class HessianSpectra extends Experiment<HessianSpectra> {
    private static final double[] MEANS = {0.3, 0.8, 1.5};
    private static final double[] WEIGHTS = {1, 2, 3, 5};
    private static final double MEAN_RATIO = 0.25;
    private static final double WEIGHT_RATIO = 0.1;
    private static final double BULK_RATIO = 0.125;
    private static final Card CARD = Card.named("hessian-spectra")
            .entry("R26")
            .title("Hessian spectra of generalized linear models")
            .claim(
                    "The bulk of the Hessian depends on the law of the loss's curvature alone and is no Marčenko–Pastur law; "
                            + "the mean of the inputs sends out an eigenvalue on the right, the weights of logistic regression one on "
                            + "the left, which goes back towards zero while it aligns ever better.")
            .formula(
                    "m(z) = \\Bigl(E\\Bigl[\\frac G{1+cG\\,m(z)}\\Bigr]-z\\Bigr)^{-1},\\qquad G = \\ell''(y, w^{\\mathsf T}x)",
                    "isotropic inputs, c = p/n; any law of G, a bounded support only for bounded G.")
            .formula(
                    "\\lambda = \\tfrac14\\Bigl(1+\\rho+c\\,\\frac{1+\\rho}\\rho\\Bigr),\\quad "
                            + "|\\langle\\hat u,\\mu\\rangle|^2/\\|\\mu\\|^2 = \\frac{\\rho^2-c}{\\rho^2+c\\rho}",
                    "logistic loss at w = 0, ρ = ‖μ‖² > √c.")
            .formula(
                    "1+m(\\lambda)L(\\lambda) = 0,\\quad L = E\\Bigl[\\frac{G(\\xi^2-1)}{1+cmG}\\Bigr],\\quad "
                            + "|\\langle\\hat u,w\\rangle|^2/\\|w\\|^2 = -\\Bigl(\\frac d{d\\lambda}\\Bigl[\\frac1m+L\\Bigr]\\Bigr)^{-1}",
                    "logistic loss, centred inputs, ξ = wᵀx/‖w‖; a left spike exists from ‖w‖ slightly above 1 on.")
            .assumes("Gaussian inputs N(μ, I), p and n large and comparable")
            .remark(
                    "The exponential loss has log-normal curvature: its bulk has no right edge, so no spike on the right is "
                            + "claimed for it. The contrast is the Marčenko–Pastur law with the mean curvature, which must miss it.")
            .paper(Paper.by("Zhenyu Liao and Michael W. Mahoney")
                    .titled("Hessian Eigenspectra of More Realistic Nonlinear Models")
                    .in(2021)
                    .journal("Advances in Neural Information Processing Systems 34")
                    .arXiv("2103.01519")
                    .where("Theorem 1, Corollaries 1 and 2"))
            .cost("7 s", "120 s");

    private HessianSpectra(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static HessianSpectra study() {
        return new HessianSpectra(Settings.none());
    }

    /** The dimension p; there are 4p, 8p and 10p samples in the three parts. */
    public HessianSpectra dimension(int p) {
        if (p < 8) {
            throw new IllegalArgumentException("the dimension must be at least 8, got " + p);
        }
        return set("dimension", p);
    }

    /** The independent data sets for each point. */
    public HessianSpectra draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected HessianSpectra copy(Settings other) {
        return new HessianSpectra(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("dimension", 24).with("draws", 2);
            case TEACHING -> Settings.none().with("dimension", 320).with("draws", 48);
            case PAPER -> Settings.none().with("dimension", 800).with("draws", 50);
        };
    }

    private static final DoubleUnaryOperator[] CURVATURES = {LogisticHessian::curvature, h -> Math.exp(-h)};
    private static final String[] LOSSES = {"logistic", "exponential"};
    /** The norm of w: log-normal curvature of a larger spread would need far more samples to show its law. */
    private static final double[] BULK_WEIGHTS = {1, 0.5};

    private static final int BULK_DRAWS = 3;

    @Override
    protected Findings simulate() {
        int p = integer("dimension");
        int draws = integer("draws");
        int order = bulkOrder();
        Replicates bulk = Replicates.run(
                cells(),
                2,
                BULK_DRAWS,
                (i, d) -> SymmetricEigen.values(
                        HessianMatrix.sample(
                                order,
                                (int) (order / BULK_RATIO),
                                0,
                                BULK_WEIGHTS[i],
                                CURVATURES[i],
                                seeds().child("bulk").child(i).child(d)),
                        order));
        Replicates right = Replicates.run(
                cells(),
                MEANS.length,
                draws,
                (i, d) -> right(MEANS[i], seeds().child("right").child(i).child(d)));
        Replicates left = Replicates.run(
                cells(),
                WEIGHTS.length,
                Math.max(2, draws / 3),
                (i, d) -> left(WEIGHTS[i], seeds().child("left").child(i).child(d)));
        TabulatedLaw[] laws = new TabulatedLaw[2];
        for (int i = 0; i < 2; i++) {
            laws[i] = law(i, eigenvalues(bulk, i));
        }
        Verdict verdict = Verdict.of(
                CARD.title(),
                bulks(bulk, laws),
                notMarchenkoPastur(eigenvalues(bulk, 1)),
                rightSpike(right),
                rightAlignment(right),
                noRightSpike(right),
                leftSpike(left),
                leftAlignment(left),
                noLeftSpike(left));
        boolean partial = bulk.interrupted() || right.interrupted() || left.interrupted();
        return new Findings(figure(bulk, laws, right, left), table(right, left, partial), verdict);
    }

    private int bulkOrder() {
        return 5 * integer("dimension") / 4;
    }

    /** Largest eigenvalue, and overlap of its vector with μ. */
    private double[] right(double rho, Seeds seeds) {
        int p = integer("dimension");
        double[] h =
                HessianMatrix.sample(p, (int) (p / MEAN_RATIO), Math.sqrt(rho), 0, LogisticHessian::curvature, seeds);
        double[] start = new double[p];
        Arrays.fill(start, 1);
        TopEigenpair top = TopEigenpair.of(h, p, start);
        return new double[] {top.value(), square(top.vector()[HessianMatrix.MEAN_AXIS])};
    }

    /** Smallest eigenvalue, and overlap of its vector with w. */
    private double[] left(double weightNorm, Seeds seeds) {
        int p = integer("dimension");
        double[] h =
                HessianMatrix.sample(p, (int) (p / WEIGHT_RATIO), 0, weightNorm, LogisticHessian::curvature, seeds);
        // The curvature is at most ¼, so that a quarter of the edge of the sample covariance turns the order around.
        double shift = square(1 + Math.sqrt(WEIGHT_RATIO)) / 4;
        for (int i = 0; i < h.length; i++) {
            h[i] = (i % (p + 1) == 0 ? shift : 0) - h[i];
        }
        double[] start = new double[p];
        Arrays.fill(start, 1);
        TopEigenpair top = TopEigenpair.of(h, p, start);
        return new double[] {shift - top.value(), square(top.vector()[HessianMatrix.WEIGHT_AXIS])};
    }

    private static double square(double x) {
        return x * x;
    }

    /** The eigenvalues of all draws together. */
    private double[] eigenvalues(Replicates bulk, int i) {
        return IntStream.range(0, bulkOrder())
                .mapToObj(k -> bulk.all(i, k))
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
    }

    /** The density from below the smallest to above the largest eigenvalue seen. */
    private static TabulatedLaw law(int loss, double[] seen) {
        HessianBulk bulk = HessianBulk.of(
                Law.point(1),
                Law.gaussian(120).map(x -> CURVATURES[loss].applyAsDouble(BULK_WEIGHTS[loss] * x)),
                BULK_RATIO);
        double low = seen.length == 0 ? 0.01 : 0.7 * seen[0];
        double high = seen.length == 0 ? 1 : 1.3 * seen[seen.length - 1];
        return TabulatedLaw.geometric(low, high, 600, bulk::density);
    }

    private Check bulks(Replicates bulk, TabulatedLaw[] laws) {
        Cases cases = Cases.of("Kolmogorov–Smirnov distance of the bulk to its law");
        for (int i = 0; i < 2; i++) {
            double[] values = eigenvalues(bulk, i);
            double distance = values.length == 0 ? Double.NaN : laws[i].distance(values);
            cases = cases.and(LOSSES[i], 0, distance, 0, 0.015, 0);
        }
        return cases.worst();
    }

    private static Check notMarchenkoPastur(double[] values) {
        double mean = Math.exp(BULK_WEIGHTS[1] * BULK_WEIGHTS[1] / 2);
        double left = mean * square(1 - Math.sqrt(BULK_RATIO));
        double right = mean * square(1 + Math.sqrt(BULK_RATIO));
        TabulatedLaw law = TabulatedLaw.between(
                left, right, 500, x -> Math.sqrt((x - left) * (right - x)) / (2 * Math.PI * BULK_RATIO * mean * x));
        return Claim.that("exponential loss under the Marčenko–Pastur law of the mean curvature")
                .predicts(0)
                .observed(values.length == 0 ? Double.NaN : law.distance(values))
                .within(0.015)
                .mustBreak();
    }

    private static LogisticHessian means() {
        return LogisticHessian.of(MEAN_RATIO);
    }

    private static LogisticHessian weights() {
        return LogisticHessian.of(WEIGHT_RATIO);
    }

    private static Check rightSpike(Replicates right) {
        Cases cases = Cases.of("spike from the mean: eigenvalue");
        for (int i = 1; i < MEANS.length; i++) {
            double theory = means().fromMean(MEANS[i]).orElseThrow().eigenvalue();
            cases = cases.and("ρ = " + MEANS[i], theory, right.mean(i, 0), right.error(i, 0), 0, 0.01);
        }
        return cases.worst();
    }

    private static Check rightAlignment(Replicates right) {
        Cases cases = Cases.of("spike from the mean: overlap with μ");
        for (int i = 1; i < MEANS.length; i++) {
            double theory = means().fromMean(MEANS[i]).orElseThrow().alignment();
            cases = cases.and("ρ = " + MEANS[i], theory, right.mean(i, 1), right.error(i, 1), 0.03, 0);
        }
        return cases.worst();
    }

    private static Check noRightSpike(Replicates right) {
        return Claim.that("ρ = 0.3 < √c: the leading vector does not see the mean")
                .predicts(0)
                .observed(right.mean(0, 1), right.error(0, 1))
                .within(0.05);
    }

    private static Check leftSpike(Replicates left) {
        Cases cases = Cases.of("spike from the weights: eigenvalue");
        for (int i = 1; i < WEIGHTS.length; i++) {
            double theory = weights().fromWeights(WEIGHTS[i]).orElseThrow().eigenvalue();
            cases = cases.and("‖w‖ = " + WEIGHTS[i], theory, left.mean(i, 0), left.error(i, 0), 0, 0.02);
        }
        return cases.worst();
    }

    private static Check leftAlignment(Replicates left) {
        Cases cases = Cases.of("spike from the weights: overlap with w");
        for (int i = 1; i < WEIGHTS.length; i++) {
            double theory = weights().fromWeights(WEIGHTS[i]).orElseThrow().alignment();
            cases = cases.and("‖w‖ = " + WEIGHTS[i], theory, left.mean(i, 1), left.error(i, 1), 0.02, 0);
        }
        return cases.worst();
    }

    private static Check noLeftSpike(Replicates left) {
        return Claim.that("‖w‖ = 1: no spike, the smallest eigenvalue is the left edge")
                .predicts(weights().leftEdge(WEIGHTS[0]))
                .observed(left.mean(0, 0), left.error(0, 0))
                .withinRelative(0.05);
    }

    private Panels figure(Replicates bulk, TabulatedLaw[] laws, Replicates right, Replicates left) {
        Chart mean = Chart.titled("right spike, w = 0, c = ¼")
                .x("ρ = ‖μ‖²")
                .y("squared overlap with μ")
                .points("simulated", MEANS, right.means(1))
                .theory("theory", rho -> means().fromMean(rho).orElseThrow().alignment(), 0.501, 3)
                .vertical("ρ = √c", 0.5)
                .size(560, 380);
        double[] norms = IntStream.range(0, 40).mapToDouble(i -> 1.2 + 0.1 * i).toArray();
        double[] overlap = Arrays.stream(norms)
                .map(w -> weights()
                        .fromWeights(w)
                        .map(LogisticHessian.Spike::alignment)
                        .orElse(Double.NaN))
                .toArray();
        Chart weight = Chart.titled("left spike, μ = 0, c = 0.1")
                .x("‖w‖")
                .y("squared overlap with w")
                .points("simulated", WEIGHTS, left.means(1))
                .theory("theory", norms, overlap)
                .size(560, 380);
        return Panels.of(histogram(bulk, laws, 0), histogram(bulk, laws, 1), mean, weight)
                .columns(2);
    }

    private Chart histogram(Replicates bulk, TabulatedLaw[] laws, int i) {
        Chart chart = Chart.titled(LOSSES[i] + " loss, ‖w‖ = " + BULK_WEIGHTS[i] + ", c = 1/8")
                .x("eigenvalue λ")
                .y("density")
                .size(560, 380);
        double[] values = eigenvalues(bulk, i);
        if (values.length > 0) {
            chart = chart.histogram("eigenvalues of the Hessian", values, 40);
        }
        return chart.theory("theory", laws[i].abscissae(), laws[i].densities());
    }

    private static Results table(Replicates right, Replicates left, boolean partial) {
        int rows = MEANS.length + WEIGHTS.length;
        double[][] columns = new double[4][rows];
        String[] kinds = new String[rows];
        for (int i = 0; i < rows; i++) {
            boolean mean = i < MEANS.length;
            int k = mean ? i : i - MEANS.length;
            Replicates runs = mean ? right : left;
            var spike = mean ? means().fromMean(MEANS[k]) : weights().fromWeights(WEIGHTS[k]);
            kinds[i] = mean ? "ρ = " + MEANS[k] : "‖w‖ = " + WEIGHTS[k];
            columns[0][i] = runs.mean(k, 0);
            columns[1][i] = spike.map(LogisticHessian.Spike::eigenvalue).orElse(Double.NaN);
            columns[2][i] = runs.mean(k, 1);
            columns[3][i] = spike.map(LogisticHessian.Spike::alignment).orElse(Double.NaN);
        }
        Results table = Results.titled(CARD.title())
                .texts("cause", kinds)
                .numbers("eigenvalue", columns[0])
                .numbers("eigenvalue, theory", columns[1])
                .numbers("overlap", columns[2])
                .numbers("overlap, theory", columns[3]);
        return partial ? table.partial() : table;
    }
}
