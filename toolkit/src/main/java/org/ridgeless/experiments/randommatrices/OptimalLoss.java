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
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.classification.ErmFit;
import org.ridgeless.spectra.classification.MarginLoss;
import org.ridgeless.spectra.classification.RidgeErm;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.tables.Results;

/** Which convex loss classifies best in high dimension when each has its best ridge. */
public final class OptimalLoss extends Experiment<OptimalLoss> {
    private static final double[] AROUND = {0.3, 1, 3};
    private static final double[] EXPONENTS =
            IntStream.rangeClosed(0, 40).mapToDouble(i -> -2.4 + 0.1 * i).toArray();
    private static final Card CARD = Card.named("optimal-loss")
            .entry("R36")
            .title("Regularized classification and its optimal loss")
            .claim(
                    "In high dimension the error of ridge-regularized classification is Q(M/σ) for any convex loss, with M "
                            + "and σ from three scalar equations, and the square loss at its best ridge beats every other.")
            .formula(
                    "\\delta = \\tfrac1n\\operatorname{tr}CR,\\quad M = E[f]\\,\\mu^{\\mathsf T}R\\mu,\\quad "
                            + "\\sigma^2 = E[f]^2\\mu^{\\mathsf T}RCR\\mu + E[f^2]\\tfrac1n\\operatorname{tr}(RC)^2,\\quad R = (\\tau C+\\gamma I)^{-1}",
                    "f = −ℓ′(u), u + δℓ′(u) = r, τ = E[ℓ″(u)/(1+δℓ″(u))], r ~ N(M, σ²): the score of a sample left out.")
            .assumes("signed samples yx ~ N(μ, C), n and p large and comparable, a convex loss")
            .assumes("a ridge γ > 0: without one the minimizer runs away on separable data")
            .remark(
                    "**Correction.** Published companion loops stop when the *smallest* of the residuals is small; one "
                            + "coordinate that happens to stand still then ends the iteration. The experiment shows how far off that is.")
            .paper(Paper.by("Xiaoyi Mai and Zhenyu Liao")
                    .titled(
                            "High Dimensional Classification via Regularized and Unregularized Empirical Risk Minimization: "
                                    + "Precise Error and Optimal Loss")
                    .in(2019)
                    .arXiv("1905.13742")
                    .where("Theorem 1 and Proposition 2"))
            .cost("6 s", "90 s");

    private OptimalLoss(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static OptimalLoss study() {
        return new OptimalLoss(Settings.none());
    }

    /** The dimension p; the numbers of samples are 1.5 p, 4 p and 10 p. */
    public OptimalLoss dimension(int p) {
        if (p < 4 || p % 2 != 0) {
            throw new IllegalArgumentException("the dimension must be even and at least 4, got " + p);
        }
        return set("dimension", p);
    }

    /** The independent data sets for each number of samples. */
    public OptimalLoss draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected OptimalLoss copy(Settings other) {
        return new OptimalLoss(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("dimension", 10).with("draws", 4);
            case TEACHING -> Settings.none().with("dimension", 100).with("draws", 80);
            case PAPER -> Settings.none().with("dimension", 200).with("draws", 200);
        };
    }

    /** The best ridge of each loss at one number of samples, and the errors over a grid of ridges. */
    private record Theory(int samples, RidgeErm problem, double[] bestRidge, double[] bestError, double[][] curve) {}

    @Override
    protected Findings simulate() {
        int p = integer("dimension");
        int[] samples = {3 * p / 2, 4 * p, 10 * p};
        var solved = cells().run(samples.length, i -> theory(p, samples[i]));
        if (solved.interrupted()) {
            Results nothing =
                    Results.titled(CARD.title()).numbers("n", new double[0]).partial();
            return new Findings(Chart.titled(CARD.title()), nothing, Verdict.of(CARD.title()));
        }
        Theory[] theories = {solved.get(0), solved.get(1), solved.get(2)};
        Replicates runs = Replicates.run(
                cells(),
                samples.length,
                integer("draws"),
                (i, draw) -> fit(theories[i], seeds().child(samples[i]).child(draw)));
        Verdict verdict = Verdict.of(
                CARD.title(),
                scores("mean score M of a fresh sample", runs, theories[1], 0),
                scores("deviation σ of the score", runs, theories[1], 1),
                errors(runs, theories),
                squareWins(theories),
                squareWinsSimulated(runs, theories),
                residuals(theories),
                earlyStop(theories[1]));
        return new Findings(figure(runs, theories), table(runs, theories), verdict);
    }

    private static double spectrum(int i, int p) {
        return i < p / 2 ? 1 : 4;
    }

    private static double mean(int i, int p) {
        return Math.sqrt((i < p / 2 ? 1.5 : 3.5) / (p / 2.0));
    }

    private static Theory theory(int p, int n) {
        double[] spectrum =
                IntStream.range(0, p).mapToDouble(i -> spectrum(i, p)).toArray();
        double[] mean = IntStream.range(0, p).mapToDouble(i -> mean(i, p)).toArray();
        RidgeErm problem = RidgeErm.of(spectrum, mean, n);
        MarginLoss[] losses = MarginLoss.values();
        double[] ridge = new double[losses.length];
        double[] error = new double[losses.length];
        double[][] curve = new double[losses.length][EXPONENTS.length];
        for (int l = 0; l < losses.length; l++) {
            error[l] = 1;
            for (int k = 0; k < EXPONENTS.length; k++) {
                double gamma = Math.pow(10, EXPONENTS[k]);
                curve[l][k] = problem.solve(losses[l], gamma).error();
                if (curve[l][k] < error[l]) {
                    error[l] = curve[l][k];
                    ridge[l] = gamma;
                }
            }
        }
        return new Theory(n, problem, ridge, error, curve);
    }

    /** M, σ and error of each fit: three ridges around the best for each loss where the scores are judged, else the best. */
    private double[] fit(Theory theory, Seeds seeds) {
        int p = integer("dimension");
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] x = new double[theory.samples * p];
        for (int i = 0; i < x.length; i++) {
            x[i] = mean(i % p, p) + Math.sqrt(spectrum(i % p, p)) * normal.sample();
        }
        double[] row = new double[9 * MarginLoss.values().length];
        int at = 0;
        for (MarginLoss loss : MarginLoss.values()) {
            for (double factor : AROUND) {
                if (factor != 1 && theory.samples != 4 * p) {
                    at += 3;
                    continue;
                }
                double[] beta = ErmFit.newton(loss, x, p, factor * theory.bestRidge[loss.ordinal()]);
                double signal = 0;
                double variance = 0;
                for (int i = 0; i < p; i++) {
                    signal += beta[i] * mean(i, p);
                    variance += beta[i] * beta[i] * spectrum(i, p);
                }
                row[at++] = signal;
                row[at++] = Math.sqrt(variance);
                row[at++] = Gauss.tail(signal / Math.sqrt(variance));
            }
        }
        return row;
    }

    private static int place(int loss, int ridge, int what) {
        return 9 * loss + 3 * ridge + what;
    }

    private static Check scores(String claim, Replicates runs, Theory theory, int what) {
        Cases cases = Cases.of(claim);
        for (MarginLoss loss : MarginLoss.values()) {
            for (int r = 0; r < AROUND.length; r++) {
                double ridge = AROUND[r] * theory.bestRidge[loss.ordinal()];
                RidgeErm.Solution solution = theory.problem.solve(loss, ridge);
                int statistic = place(loss.ordinal(), r, what);
                double predicted = what == 0 ? solution.mean() : solution.deviation();
                cases = cases.and(
                        loss + ", γ = " + (float) ridge,
                        predicted,
                        runs.mean(1, statistic),
                        runs.error(1, statistic),
                        0,
                        0.01);
            }
        }
        return cases.worst();
    }

    private static Check errors(Replicates runs, Theory[] theories) {
        Cases cases = Cases.of("probability of error");
        for (int i = 0; i < theories.length; i++) {
            for (MarginLoss loss : MarginLoss.values()) {
                for (int r = i == 1 ? 0 : 1; r < (i == 1 ? 3 : 2); r++) {
                    double ridge = AROUND[r] * theories[i].bestRidge[loss.ordinal()];
                    int statistic = place(loss.ordinal(), r, 2);
                    cases = cases.and(
                            loss + ", n = " + theories[i].samples + ", γ = " + (float) ridge,
                            theories[i].problem.solve(loss, ridge).error(),
                            runs.mean(i, statistic),
                            runs.error(i, statistic),
                            0.003,
                            0.01);
                }
            }
        }
        return cases.worst();
    }

    private static Check squareWins(Theory[] theories) {
        double[] slacks = new double[2 * theories.length];
        for (int i = 0; i < theories.length; i++) {
            slacks[2 * i] = theories[i].bestError[1] - theories[i].bestError[0];
            slacks[2 * i + 1] = theories[i].bestError[2] - theories[i].bestError[0];
        }
        return Claim.that("in theory no loss beats the square at its best ridge")
                .holds(slacks);
    }

    /** On the same data, so that the luck of a draw cancels. */
    private static Check squareWinsSimulated(Replicates runs, Theory[] theories) {
        Cases cases = Cases.of("how much the square loss wins by, on the same data");
        for (int i = 0; i < theories.length; i++) {
            for (int loss = 1; loss < 3; loss++) {
                double[] square = runs.all(i, place(0, 1, 2));
                double[] other = runs.all(i, place(loss, 1, 2));
                double[] gain = IntStream.range(0, square.length)
                        .mapToDouble(k -> other[k] - square[k])
                        .toArray();
                Check mean = Claim.that("gain").predicts(0).mean(gain).within(1);
                cases = cases.and(
                        MarginLoss.values()[loss] + ", n = " + theories[i].samples,
                        theories[i].bestError[loss] - theories[i].bestError[0],
                        mean.observed(),
                        mean.standardError(),
                        0.002,
                        0);
            }
        }
        return cases.worst();
    }

    private static Check residuals(Theory[] theories) {
        double worst = 0;
        for (Theory theory : theories) {
            for (MarginLoss loss : MarginLoss.values()) {
                worst = Math.max(
                        worst,
                        theory.problem
                                .solve(loss, theory.bestRidge[loss.ordinal()])
                                .residual());
            }
        }
        return Claim.that("largest relative residual of the three equations")
                .predicts(0)
                .observed(worst)
                .within(1e-9);
    }

    private static Check earlyStop(Theory theory) {
        RidgeErm.Solution early = theory.problem.stoppedAtFirstStillCoordinate(MarginLoss.SQUARE, 1, 1e-3);
        return Claim.that("error from a loop that stops at its smallest residual")
                .predicts(theory.problem.solve(MarginLoss.SQUARE, 1).error())
                .observed(early.error())
                .withinRelative(0.01)
                .mustBreak()
                .note("square loss, γ = 1, residual left " + (float) early.residual());
    }

    private static Panels figure(Replicates runs, Theory[] theories) {
        double[] ridges = Arrays.stream(EXPONENTS).map(e -> Math.pow(10, e)).toArray();
        Theory middle = theories[1];
        Chart left = Chart.titled("n = " + middle.samples + " samples")
                .x("ridge γ")
                .y("probability of error")
                .logX()
                .size(560, 400);
        Chart right = Chart.titled("each loss at its best ridge")
                .x("samples n")
                .y("probability of error")
                .logX()
                .size(560, 400);
        double[] n = Arrays.stream(theories).mapToDouble(Theory::samples).toArray();
        for (MarginLoss loss : MarginLoss.values()) {
            int l = loss.ordinal();
            String label = loss.name().toLowerCase(java.util.Locale.ROOT) + ", simulated";
            double[] at =
                    Arrays.stream(AROUND).map(f -> f * middle.bestRidge[l]).toArray();
            double[] mean = IntStream.range(0, 3)
                    .mapToDouble(r -> runs.mean(1, place(l, r, 2)))
                    .toArray();
            double[] best = IntStream.range(0, 3)
                    .mapToDouble(i -> runs.mean(i, place(l, 1, 2)))
                    .toArray();
            left = left.points(label, at, mean).theory("theory", ridges, middle.curve[l]);
            double[] theory =
                    Arrays.stream(theories).mapToDouble(t -> t.bestError[l]).toArray();
            right = right.points(label, n, best).theory("theory", n, theory);
        }
        return Panels.of(left, right).columns(2);
    }

    private static Results table(Replicates runs, Theory[] theories) {
        int rows = 15;
        double[][] columns = new double[5][rows];
        String[] names = new String[rows];
        int row = 0;
        for (int i = 0; i < theories.length; i++) {
            for (MarginLoss loss : MarginLoss.values()) {
                for (int r = i == 1 ? 0 : 1; r < (i == 1 ? 3 : 2); r++, row++) {
                    int statistic = place(loss.ordinal(), r, 2);
                    double ridge = AROUND[r] * theories[i].bestRidge[loss.ordinal()];
                    names[row] = loss.name();
                    columns[0][row] = theories[i].samples;
                    columns[1][row] = ridge;
                    columns[2][row] = theories[i].problem.solve(loss, ridge).error();
                    columns[3][row] = runs.mean(i, statistic);
                    columns[4][row] = runs.error(i, statistic);
                }
            }
        }
        Results table = Results.titled(CARD.title())
                .texts("loss", names)
                .numbers("n", columns[0])
                .numbers("ridge", columns[1])
                .numbers("error, theory", columns[2])
                .numbers("error", columns[3])
                .numbers("standard error", columns[4]);
        return runs.interrupted() ? table.partial() : table;
    }
}
