package org.ridgeless.experiments.descent;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.models.LeastSquares;
import org.ridgeless.models.SgdChain;
import org.ridgeless.models.StationaryCovariance;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** How far the noise of SGD is that of Langevin dynamics. */
public final class SgdNoise extends Experiment<SgdNoise> {
    private static final double[] SCALES = {0.5, 0.75, 1, 1.5, 2};

    private static final Card CARD = Card.named("sgd-noise")
            .entry("S12")
            .title("The noise of SGD is not that of Langevin dynamics")
            .claim(
                    "Near a minimum of least squares the iterates of SGD have the covariance of an exact second-moment fixed"
                            + " point, which no Gibbs measure matches; without residuals the noise vanishes and SGD stops.")
            .formula(
                    "S = S - \\gamma(HS+SH) + \\gamma^2\\Big[HSH + \\tfrac1b\\big(\\mathbb E[xx^\\top S xx^\\top] - HSH\\big)\\Big]"
                            + " + \\tfrac{\\gamma^2}{b} C",
                    "exactly, for batches of b drawn with replacement; C is the gradient covariance of one sample at w*")
            .formula("HS + SH = \\tfrac{\\gamma}{b} C", "in the limit of small steps; a Gibbs measure needs S = T H⁻¹")
            .assumes("more samples than dimensions, a constant step below the edge of mean-square stability")
            .remark(
                    "The slides say that SGD behaves like Langevin dynamics. Its noise is anisotropic and depends on the state:"
                            + " only where C is proportional to H are the two alike.")
            .paper(Paper.by("Stephan Mandt and Matthew D. Hoffman and David M. Blei")
                    .titled("Stochastic Gradient Descent as Approximate Bayesian Inference")
                    .in(2017)
                    .journal("Journal of Machine Learning Research 18(134), 1–35")
                    .where("Section 3"))
            .paper(Paper.by("Kangqiao Liu and Liu Ziyin and Masahito Ueda")
                    .titled("Noise and Fluctuation of Finite Learning Rate Stochastic Gradient Descent")
                    .in(2021)
                    .journal("ICML 2021"))
            .paper(Paper.by(
                            "Chiyuan Zhang and Qianli Liao and Alexander Rakhlin and Brando Miranda and Noah Golowich and"
                                    + " Tomaso Poggio")
                    .titled("Theory of Deep Learning IIb: Optimization Properties of SGD")
                    .in(2018)
                    .arXiv("1801.02254"))
            .cost("2 s", "20 s");

    private SgdNoise(Settings settings) {
        super(CARD, settings);
    }

    public static SgdNoise study() {
        return new SgdNoise(Settings.none());
    }

    /** The number of independent chains. */
    public SgdNoise chains(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a covariance needs at least 1 chain, got " + count);
        }
        return set("chains", count);
    }

    /** The batch size b. */
    public SgdNoise batch(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch has at least 1 sample, got " + size);
        }
        return set("batch", size);
    }

    /** The step γ. */
    public SgdNoise step(double value) {
        if (!(value > 0 && value <= 0.05)) {
            throw new IllegalArgumentException(
                    "above γ = 0.05 the second moments of single samples diverge, got γ = " + value);
        }
        return set("step", value);
    }

    @Override
    protected SgdNoise copy(Settings other) {
        return new SgdNoise(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common = Settings.none()
                .with("samples", 200)
                .with("batch", 4)
                .with("step", 0.02)
                .with("steps", 3000);
        return switch (size) {
            case TINY -> common.with("chains", 40);
            case TEACHING -> common.with("chains", 2000);
            case PAPER -> common.with("chains", 20_000);
        };
    }

    @Override
    protected Findings simulate() {
        LeastSquares noisy = problem(1);
        LeastSquares clean = problem(0);
        Cells.Finished<double[][]> runs = cells().run(integer("chains"), i -> chain(noisy, i));
        double[][] observed = mean(runs);
        double silent = largest(chain(clean, 0));
        StationaryCovariance theory = StationaryCovariance.of(noisy, number("step"), integer("batch"));
        Results table = table(observed, theory);
        return new Findings(
                chart(table),
                runs.interrupted() ? table.partial() : table,
                Verdict.of(CARD.title(), checks(observed, theory, silent)));
    }

    private double[][] chain(LeastSquares problem, int number) {
        int steps = integer("steps");
        return SgdChain.of(problem, number("step"), integer("batch"))
                .secondMoment(steps, steps / 2, seeds().child("chain").child(number));
    }

    private LeastSquares problem(double noise) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("data").stream());
        int n = integer("samples");
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

    private static Check[] checks(double[][] observed, StationaryCovariance theory, double silent) {
        double[][] gibbs = theory.nearestGibbs(observed);
        Check best = Claim.that("a Gibbs measure T H⁻¹ at the best temperature matches, relative error")
                .predicts(0)
                .observed(StationaryCovariance.relativeError(gibbs, observed))
                .within(0.30)
                .mustBreak();
        return new Check[] {
            Claim.that("covariance of the iterates = exact fixed point, relative error")
                    .predicts(0)
                    .observed(StationaryCovariance.relativeError(observed, theory.exact()))
                    .within(0.03),
            Claim.that("covariance of the iterates ≈ Lyapunov solution, relative error")
                    .predicts(0)
                    .observed(StationaryCovariance.relativeError(observed, theory.lyapunov()))
                    .within(0.08),
            best,
            Claim.that("without label noise the covariance vanishes")
                    .predicts(0)
                    .observed(silent)
                    .within(1e-8)
        };
    }

    private static double[][] mean(Cells.Finished<double[][]> runs) {
        int d = SCALES.length;
        double[][] mean = new double[d][d];
        int[] done = runs.indices();
        for (int run : done) {
            for (int i = 0; i < d * d; i++) {
                mean[i / d][i % d] += runs.get(run)[i / d][i % d] / done.length;
            }
        }
        return mean;
    }

    private static Results table(double[][] observed, StationaryCovariance theory) {
        return Results.titled("Entries of the covariance of the iterates")
                .numbers("exact fixed point", flat(theory.exact()))
                .numbers("SGD", flat(observed))
                .numbers("Lyapunov", flat(theory.lyapunov()))
                .numbers("nearest Gibbs", flat(theory.nearestGibbs(observed)));
    }

    private static Chart chart(Results table) {
        double[] exact = table.numbers("exact fixed point");
        double low = Arrays.stream(exact).min().orElse(0);
        double high = Arrays.stream(exact).max().orElse(1);
        return Chart.titled("Covariance of SGD near a minimum, entry by entry")
                .x("entry of the exact fixed point S")
                .y("the same entry")
                .points("nearest Gibbs measure T H⁻¹", exact, table.numbers("nearest Gibbs"))
                .points("Lyapunov, γ → 0", exact, table.numbers("Lyapunov"))
                .points("SGD", exact, table.numbers("SGD"))
                .theory("exact fixed point", s -> s, low, high);
    }

    private static double largest(double[][] matrix) {
        return Arrays.stream(flat(matrix)).map(Math::abs).max().orElse(0);
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}
