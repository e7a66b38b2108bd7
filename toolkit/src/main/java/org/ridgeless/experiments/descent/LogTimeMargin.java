package org.ridgeless.experiments.descent;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Under the exponential loss the norm grows like log t and the direction maximizes the margin. */
public final class LogTimeMargin extends Experiment<LogTimeMargin> {
    private static final Probe RHO = Probe.norm(Norm.FROBENIUS_PRODUCT);
    private static final Probe MARGIN = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
    private static final Probe LOG_LOSS = Probe.logLoss();
    private static final int RECORDS = 100;
    private static final int[][] NETS = {{3, 1}, {10, 1}, {3, 20, 1}, {3, 20, 20, 1}};
    private static final int[] SAMPLES = {20, 40, 16, 16};

    private static final Card CARD = Card.named("log-time-margin")
            .entry("S23")
            .title("ρ grows like log t, the direction converges, the margin is maximized")
            .claim(
                    "On separable data gradient flow of the exponential loss lets the norm ρ grow like log t, while the direction"
                            + " converges: to the maximum margin for a linear predictor, and to a stationary point of margin"
                            + " maximization (KKT) for a deep network.")
            .formula(
                    "\\rho(t) \\simeq \\frac{\\log t}{\\gamma}",
                    "to leading order at any depth; γ is the limit of the margin at"
                            + " unit norm, γ* for a linear predictor")
            .formula(
                    "\\gamma^* - \\gamma(t) \\simeq \\frac{c}{\\log t}",
                    "linear predictor, with one constant c for the data")
            .formula(
                    "V_k \\propto \\sum_n p_n\\, y_n \\frac{\\partial \\tilde f_n}{\\partial V_k}, \\qquad p_n \\ge 0",
                    "at the limit, p_n supported on the samples of smallest margin")
            .assumes(
                    "separable data; bias-free ReLU or linear layers; gradient flow, followed in log t by descending log L")
            .remark(
                    "Time itself overflows a double at log t = 709.8 and the loss underflows at log t = 745, so both are kept as"
                            + " logarithms. Proposition 3 of the slides says that deep networks converge to the maximum margin; what"
                            + " holds is convergence to KKT points. The multipliers p_n are averaged over the last fifth of the run,"
                            + " since those of single steps fluctuate between the support vectors.")
            .remark(
                    "A rate of 1/(√t log t) for weight normalization is quoted in the literature; with several support vectors"
                            + " it was not seen, the direction error follows 1/ρ on either path.")
            .paper(Paper.by(
                            "Daniel Soudry and Elad Hoffer and Mor Shpigel Nacson and Suriya Gunasekar and Nathan Srebro")
                    .titled("The Implicit Bias of Gradient Descent on Separable Data")
                    .in(2018)
                    .journal("Journal of Machine Learning Research 19(70), 1–57")
                    .where("Theorem 3"))
            .paper(Paper.by("Kaifeng Lyu and Jian Li")
                    .titled("Gradient Descent Maximizes the Margin of Homogeneous Neural Networks")
                    .in(2020)
                    .journal("ICLR 2020")
                    .where("Theorems 4.1 and 4.4"))
            .paper(Paper.by(
                            "Andrzej Banburski and Qianli Liao and Brando Miranda and Lorenzo Rosasco and Fernanda De La Torre"
                                    + " and Jack Hidary and Tomaso Poggio")
                    .titled("Theory III: Dynamics and Generalization in Deep Networks")
                    .in(2019)
                    .arXiv("1903.04991"))
            .cost("5 s", "1 min");

    private LogTimeMargin(Settings settings) {
        super(CARD, settings);
    }

    public static LogTimeMargin study() {
        return new LogTimeMargin(Settings.none());
    }

    /** The number of steps of the linear runs; log t at the end is proportional to it. */
    public LogTimeMargin linearSteps(int count) {
        return set("linear steps", atLeast(count));
    }

    /** The number of steps of the deep runs. */
    public LogTimeMargin deepSteps(int count) {
        return set("deep steps", atLeast(count));
    }

    private static int atLeast(int count) {
        if (count < 5 * RECORDS) {
            throw new IllegalArgumentException("the runs are recorded " + RECORDS + " times and need at least "
                    + 5 * RECORDS + " steps, got " + count);
        }
        return count;
    }

    @Override
    protected LogTimeMargin copy(Settings other) {
        return new LogTimeMargin(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings common =
                Settings.none().with("gap", 0.2).with("linear rate", 0.1).with("deep rate", 0.1);
        return switch (size) {
            case TINY -> common.with("linear steps", 2000).with("deep steps", 2000);
            case TEACHING -> common.with("linear steps", 500_000).with("deep steps", 40_000);
            case PAPER -> common.with("linear steps", 2_000_000).with("deep steps", 400_000);
        };
    }

    @Override
    protected Findings simulate() {
        Cells.Finished<Run> runs = cells().run(NETS.length, this::descend);
        Verdict verdict = Verdict.of(CARD.title());
        Results table = Results.titled("Runs").numbers("run", runs.indices());
        for (int i : runs.indices()) {
            verdict = isLinear(i) ? linear(verdict, i, runs.get(i)) : deep(verdict, i, runs.get(i));
        }
        int[] done = runs.indices();
        table = table.texts(
                        "network",
                        IntStream.of(done).mapToObj(LogTimeMargin::name).toArray(String[]::new))
                .numbers("log t", last(done, i -> finite(runs.get(i).logTimes())))
                .numbers("ρ", last(done, i -> runs.get(i).values(RHO)))
                .numbers("margin / ρ", last(done, i -> runs.get(i).values(MARGIN)))
                .numbers(
                        "slope of ρ over log t, times the margin",
                        IntStream.of(done).mapToDouble(i -> growth(runs.get(i))).toArray());
        return new Findings(Panels.of(norms(runs), gaps(runs)), runs.interrupted() ? table.partial() : table, verdict);
    }

    private interface Series {
        double[] of(int run);
    }

    private static double[] last(int[] runs, Series series) {
        return IntStream.of(runs)
                .mapToDouble(i -> series.of(i)[series.of(i).length - 1])
                .toArray();
    }

    private static boolean isLinear(int i) {
        return NETS[i].length == 2;
    }

    private static String name(int i) {
        return isLinear(i) ? "linear, d = " + NETS[i][0] : (NETS[i].length - 1) + "-layer ReLU";
    }

    private Data data(int i) {
        return Data.separable(SAMPLES[i], NETS[i][0])
                .gap(number("gap"))
                .seed(seeds().child("data").child(i).value());
    }

    private Run descend(int i) {
        long seed = seeds().child("net").child(i).value();
        // Small initial weights, so that the limit is not hidden behind what is left of them.
        Net net = isLinear(i)
                ? Nets.linear(NETS[i]).seed(seed)
                : Nets.relu(NETS[i]).init(Init.HE.scaled(0.1)).seed(seed);
        int steps = integer(isLinear(i) ? "linear steps" : "deep steps");
        return Descent.of(net, data(i))
                .loss(Loss.EXPONENTIAL)
                .rate(number(isLinear(i) ? "linear rate" : "deep rate"))
                .lossScaled()
                .record(RHO, MARGIN, LOG_LOSS)
                .at(Times.every(steps / RECORDS))
                .keep(steps * 4 / 5)
                .run(steps);
    }

    /** The slope of ρ over log t on the second half, times the margin at the end. */
    private static double growth(Run run) {
        double[] rho = run.values(RHO);
        double[] logTime = run.logTimes();
        int half = rho.length / 2;
        double slope = Slope.linear(
                        Arrays.copyOfRange(logTime, half, rho.length), Arrays.copyOfRange(rho, half, rho.length))
                .value();
        return slope * run.values(MARGIN)[rho.length - 1];
    }

    private Verdict linear(Verdict verdict, int i, Run run) {
        double best = MaxMargin.l2(data(i)).margin();
        double[] margin = run.values(MARGIN);
        double[] logTime = run.logTimes();
        int n = margin.length;
        double[] gap =
                IntStream.range(n / 2, n).mapToDouble(k -> best - margin[k]).toArray();
        double[] late = Arrays.copyOfRange(logTime, n / 2, n);
        double drift = gap[gap.length - 1] * late[late.length - 1] / (gap[0] * late[0]);
        return verdict.and(Claim.that(name(i) + ": slope of ρ against log t, times γ*")
                        .predicts(1)
                        .observed(growth(run) * best / margin[n - 1])
                        .within(0.005))
                .and(Claim.that(name(i) + ": exponent of γ* − γ against log t")
                        .predicts(-1)
                        .observed(Slope.logLog(late, gap).value())
                        .within(0.02))
                .and(Claim.that(name(i) + ": (γ* − γ) log t is constant on the second half, ratio of its ends")
                        .predicts(1)
                        .observed(drift)
                        .within(0.01));
    }

    private Verdict deep(Verdict verdict, int i, Run run) {
        boolean two = NETS[i].length == 3;
        Verdict more = verdict.and(Claim.that(name(i) + ": slope of ρ against log t, times the margin")
                .predicts(1)
                .observed(growth(run))
                .within(two ? 0.02 : 0.1));
        if (two) {
            more = more.and(Claim.that(name(i) + ": smoothed margin −log L / ρ never falls after separation")
                    .holds(1e-12, rises(run)));
        }
        double[] cosines = stationarity(run);
        for (int k = 0; k < cosines.length; k++) {
            more = more.and(Claim.that(name(i) + ": KKT cosine of layer " + (k + 1))
                    .predicts(1)
                    .observed(cosines[k])
                    .within(two ? 0.005 : 0.2));
        }
        return more;
    }

    /** The increments of −log Σ e^{−m_n} / ρ between records, from the first at which it is positive. */
    private double[] rises(Run run) {
        double[] rho = run.values(RHO);
        double[] logLoss = run.values(LOG_LOSS);
        double[] smoothed = new double[rho.length];
        Arrays.setAll(smoothed, k -> -(logLoss[k] + Math.log(run.data().samples())) / rho[k]);
        return IntStream.range(1, rho.length)
                .filter(k -> smoothed[k - 1] > 0)
                .mapToDouble(k -> smoothed[k] - smoothed[k - 1])
                .toArray();
    }

    /** The cosine between W_k and its displacement Σ h p_n y_n ∂f_n/∂W_k over the last fifth of the run. */
    private static double[] stationarity(Run run) {
        double[] end = run.net().parameters();
        double[] before = run.at(run.lastStep() * 4 / 5).parameters();
        return run.net().architecture().weights().stream()
                .mapToDouble(block -> cosine(block, end, before))
                .toArray();
    }

    private static double cosine(Block block, double[] end, double[] before) {
        double cross = 0;
        double squares = 0;
        double moved = 0;
        for (int i = block.offset(); i < block.end(); i++) {
            double change = end[i] - before[i];
            cross += change * end[i];
            squares += end[i] * end[i];
            moved += change * change;
        }
        return cross / Math.sqrt(squares * moved);
    }

    private static double[] finite(double[] logTimes) {
        return Arrays.stream(logTimes)
                .map(t -> Double.isInfinite(t) ? Double.NaN : t)
                .toArray();
    }

    private static Chart norms(Cells.Finished<Run> runs) {
        Chart chart = Chart.titled("ρ times the final margin grows like log t")
                .x("log t")
                .y("ρ γ")
                .logX()
                .logY();
        double longest = 1;
        for (int i : runs.indices()) {
            double[] margin = runs.get(i).values(MARGIN);
            double[] rho = runs.get(i).values(RHO);
            double[] scaled =
                    Arrays.stream(rho).map(r -> r * margin[margin.length - 1]).toArray();
            double[] logTime = finite(runs.get(i).logTimes());
            longest = Math.max(longest, logTime[logTime.length - 1]);
            chart = chart.line(name(i), logTime, scaled);
        }
        return chart.theory("log t", t -> t, 5, longest);
    }

    private Chart gaps(Cells.Finished<Run> runs) {
        Chart chart = Chart.titled("How far the margin is from the maximum")
                .x("log t")
                .y("γ* − γ")
                .logX()
                .logY();
        for (int i : runs.indices()) {
            if (isLinear(i)) {
                double best = MaxMargin.l2(data(i)).margin();
                double[] gap = Arrays.stream(runs.get(i).values(MARGIN))
                        .map(m -> best - m)
                        .toArray();
                double[] logTime = finite(runs.get(i).logTimes());
                int n = gap.length;
                double constant = gap[n - 1] * logTime[n - 1];
                chart = chart.points(name(i), logTime, gap)
                        .theory("c / log t", t -> constant / t, logTime[n - 1] / 50, logTime[n - 1]);
            }
        }
        return chart;
    }
}
