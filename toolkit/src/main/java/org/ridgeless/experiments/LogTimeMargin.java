package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.margins.Stationarity;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The norm grows like log t and the direction maximizes the margin. Card: log-time-margin.md. */
public final class LogTimeMargin extends Experiment<LogTimeMargin> {
    static final Option<Integer> LINEAR_STEPS = Option.count("linear-steps")
            .help("steps of the linear runs; log t at the end is proportional to them")
            .atLeast(1000)
            .tiny(200_000)
            .teaching(500_000)
            .paper(2_000_000);
    static final Option<Integer> DEEP_STEPS = Option.count("deep-steps")
            .help("steps of the deep runs")
            .atLeast(1000)
            .tiny(40_000)
            .teaching(60_000)
            .paper(400_000);

    private static final Probe RHO = Probe.norm(Norm.FROBENIUS_PRODUCT);
    private static final Probe MARGIN = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
    private static final Probe LOG_LOSS = Probe.logLoss();
    private static final int RECORDS = 100;

    /** Widths of a network from its inputs to its output, and the number of samples that it separates. */
    record Setting(int samples, List<Integer> widths) {
        boolean linear() {
            return widths.size() == 2;
        }

        int layers() {
            return widths.size() - 1;
        }

        @Override
        public String toString() {
            return linear() ? "linear, d = " + widths.get(0) : layers() + "-layer ReLU";
        }
    }

    private static final List<Setting> LINEAR =
            List.of(new Setting(20, List.of(3, 1)), new Setting(40, List.of(10, 1)));
    private static final List<Setting> DEEP =
            List.of(new Setting(16, List.of(3, 20, 1)), new Setting(16, List.of(3, 20, 20, 1)));

    /**
     * Along one run, and at its end.
     *
     * @param best the largest margin of a linear predictor
     * @param cosines between each layer and its displacement over the last fifth of the run
     * @param support the part of the multipliers on samples within 5 % of the smallest margin
     * @param near the share of such samples
     */
    record Path(
            double[] logTime,
            double[] rho,
            double[] margin,
            double[] smoothed,
            double best,
            double[] cosines,
            double support,
            double near) {
        /** The slope of ρ over log t on the second half, times a margin. */
        double growth(double gamma) {
            return Estimate.slope(late(logTime), late(rho)).value() * gamma;
        }

        double lastMargin() {
            return margin[margin.length - 1];
        }

        double gapExponent() {
            return Estimate.exponent(
                            late(logTime),
                            Arrays.stream(late(margin)).map(m -> best - m).toArray())
                    .value();
        }

        /** The smallest increment of the smoothed margin from where it is positive. */
        double worstRise() {
            return IntStream.range(1, smoothed.length)
                    .filter(k -> smoothed[k - 1] > 0)
                    .mapToDouble(k -> smoothed[k] / smoothed[k - 1] - 1)
                    .min()
                    .orElse(Double.NaN);
        }

        double worstCosine() {
            return Arrays.stream(cosines).min().orElseThrow();
        }

        private static double[] late(double[] values) {
            return Arrays.copyOfRange(values, values.length / 2, values.length);
        }
    }

    public static LogTimeMargin study() {
        return new LogTimeMargin();
    }

    /** Steps of the linear runs; log t at the end is proportional to them, at least 1000. */
    public LogTimeMargin linearSteps(int count) {
        return with(LINEAR_STEPS, count);
    }

    /** Steps of the deep runs, at least 1000. */
    public LogTimeMargin deepSteps(int count) {
        return with(DEEP_STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Setting, Path> linear = lab.each("linear", LINEAR, this::descend);
        Rows<Setting, Path> deep = lab.each("deep", DEEP, this::descend);

        lab.check(Claim.that("linear: slope of ρ against log t, times γ*")
                .each(LINEAR, s -> linear.exactly(s, path -> path.growth(path.best())))
                .predicts(1)
                .rival("ρ converges", 0)
                .rival("ρ grows like ½ log t / γ*", 0.5)
                .within(0.005));
        lab.check(Claim.that("linear: exponent of γ* − γ against log t")
                .each(LINEAR, s -> linear.exactly(s, Path::gapExponent))
                .predicts(-1)
                .rival("1/(log t)²", -2)
                .rival("1/√(log t)", -0.5)
                .within(0.02));
        lab.check(Claim.that("deep: slope of ρ against log t, times the margin at the end")
                .each(DEEP, s -> deep.exactly(s, path -> path.growth(path.lastMargin())))
                .predicts(1)
                .rival("each layer counts, 1/depth", s -> 1.0 / s.layers())
                .within(0.02));
        lab.check(Claim.that("deep: cosine between a layer and where it is pushed, the least aligned layer")
                .each(DEEP, s -> deep.exactly(s, Path::worstCosine))
                .rival("the direction still turns", 0)
                .atLeast(0.99));
        lab.check(Claim.that("deep: part of the multipliers on samples within 5 % of the smallest margin")
                .each(DEEP, s -> deep.exactly(s, Path::support))
                .rival("all samples push alike", s -> deep.number(s, Path::near))
                .atLeast(0.98));
        lab.check(Claim.that("two layers: smallest relative rise of the smoothed margin after separation")
                .observed(deep.exactly(DEEP.get(0), Path::worstRise))
                .atLeast(-1e-12));
        show(lab, linear, deep);
    }

    private Path descend(Setting setting, Trial trial) {
        Data data = Data.separable(setting.samples(), setting.widths().get(0))
                .gap(0.2)
                .seed(trial.seeds().child("data").value());
        int[] widths = setting.widths().stream().mapToInt(w -> w).toArray();
        long seed = trial.seeds().child("net").value();
        // Small initial weights, so that the limit is not hidden behind what is left of them.
        Net net = setting.linear()
                ? Nets.linear(widths).seed(seed)
                : Nets.relu(widths).init(Init.HE.scaled(0.1)).seed(seed);
        int steps = get(setting.linear() ? LINEAR_STEPS : DEEP_STEPS);
        Run run = Descent.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .rate(0.1)
                .lossScaled()
                .record(RHO, MARGIN, LOG_LOSS)
                .at(Times.every(steps / RECORDS))
                .keep(steps * 4 / 5)
                .run(steps);
        double[] rho = run.values(RHO);
        double[] logLoss = run.values(LOG_LOSS);
        double[] smoothed = new double[rho.length];
        Arrays.setAll(smoothed, k -> -(logLoss[k] + Math.log(data.samples())) / rho[k]);
        double[] margins = margins(run.net(), data);
        double smallest = Arrays.stream(margins).min().orElseThrow();
        double[] pushes =
                Arrays.stream(margins).map(m -> Math.exp(smallest - m)).toArray();
        int[] near = IntStream.range(0, margins.length)
                .filter(i -> margins[i] <= 1.05 * smallest)
                .toArray();
        return new Path(
                Arrays.stream(run.logTimes())
                        .map(t -> Double.isInfinite(t) ? Double.NaN : t)
                        .toArray(),
                rho,
                run.values(MARGIN),
                smoothed,
                setting.linear() ? MaxMargin.l2(data).margin() : Double.NaN,
                Stationarity.cosines(run.at(run.lastStep() * 4 / 5), run.net()),
                Arrays.stream(near).mapToDouble(i -> pushes[i]).sum()
                        / Arrays.stream(pushes).sum(),
                near.length / (double) margins.length);
    }

    private static double[] margins(Net net, Data data) {
        double[] outputs = net.outputs(data.flatInputs(), data.samples());
        return IntStream.range(0, outputs.length)
                .mapToDouble(i -> data.label(i) * outputs[i])
                .toArray();
    }

    private static void show(Lab lab, Rows<Setting, Path> linear, Rows<Setting, Path> deep) {
        Chart norms = Chart.titled("ρ times the final margin grows like log t")
                .x("log t")
                .y("ρ γ")
                .logX()
                .logY();
        Chart gaps = Chart.titled("How far the margin is from the maximum")
                .x("log t")
                .y("γ* − γ")
                .logX()
                .logY();
        double longest = 6;
        Results table = Results.titled("Runs");
        for (Rows<Setting, Path> rows : List.of(linear, deep)) {
            for (Setting setting : rows.finished()) {
                Path path = rows.first(setting).orElseThrow();
                double[] t = path.logTime();
                double last = t[t.length - 1];
                longest = Math.max(longest, last);
                norms = norms.line(
                        setting.toString(),
                        t,
                        Arrays.stream(path.rho())
                                .map(r -> r * path.lastMargin())
                                .toArray());
                if (setting.linear()) {
                    double[] gap = Arrays.stream(path.margin())
                            .map(m -> path.best() - m)
                            .toArray();
                    double constant = gap[gap.length - 1] * last;
                    gaps = gaps.points(setting.toString(), t, gap)
                            .theory("c / log t, scaled", x -> constant / x, last / 50, last);
                }
            }
        }
        List<Setting> all = IntStream.range(0, 4)
                .mapToObj(i -> i < 2 ? LINEAR.get(i) : DEEP.get(i - 2))
                .toList();
        table = table.texts("network", all.stream().map(Setting::toString).toArray(String[]::new))
                .numbers(
                        "log t",
                        all.stream()
                                .mapToDouble(s ->
                                        rows(s, linear, deep).number(s, p -> p.logTime()[p.logTime().length - 1]))
                                .toArray())
                .numbers(
                        "margin / ρ",
                        all.stream()
                                .mapToDouble(s -> rows(s, linear, deep).number(s, Path::lastMargin))
                                .toArray())
                .numbers(
                        "slope of ρ times margin",
                        all.stream()
                                .mapToDouble(s -> rows(s, linear, deep).number(s, p -> p.growth(p.lastMargin())))
                                .toArray());
        lab.table(table);
        lab.figure(norms.theory("log t", t -> t, 5, longest), gaps);
    }

    private static Rows<Setting, Path> rows(Setting setting, Rows<Setting, Path> linear, Rows<Setting, Path> deep) {
        return setting.linear() ? linear : deep;
    }
}
