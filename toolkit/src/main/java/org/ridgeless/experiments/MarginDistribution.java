package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.display.Numbers;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.Stationarity;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** How the margins of a homogeneous network grow under the exponential loss. Card: margin-distribution.md. */
public final class MarginDistribution extends Experiment<MarginDistribution> {
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("generated samples")
            .atLeast(2)
            .tiny(16)
            .teaching(64)
            .paper(256);
    static final Option<Integer> DIMENSION =
            Option.count("dimension").help("inputs of the generated samples").always(10);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each hidden layer")
            .tiny(12)
            .teaching(32)
            .paper(128);
    static final Option<Integer> DEPTH = Option.count("depth")
            .help("weight matrices of the networks")
            .atLeast(2)
            .atMost(3)
            .always(2);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps on the generated samples; a quarter of them on the digits")
            .atLeast(4000)
            .tiny(20_000)
            .teaching(90_000)
            .paper(400_000);
    static final Option<Integer> PLUS = Option.count("plus")
            .help("handwritten digit with label 1")
            .atLeast(0)
            .atMost(9)
            .always(3);
    static final Option<Integer> MINUS = Option.count("minus")
            .help("handwritten digit with label −1")
            .atLeast(0)
            .atMost(9)
            .always(8);

    private static final Probe RHO = Probe.norm(Norm.FROBENIUS_PRODUCT);
    private static final Probe MARGIN = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
    private static final Probe LOG_LOSS = Probe.logLoss();
    private static final Probe AREA = Probe.marginArea(Norm.FROBENIUS_PRODUCT);

    /** On which data a network is trained, and how near to the limit it comes in the given steps. */
    enum Source {
        FIRST("generated data", 0.02),
        SECOND("other generated data", 0.02),
        /** Many more inputs, and samples near the margin: the leading order in log t is reached later. */
        DIGITS("digits", 0.1);

        final String label;
        final double tolerance;

        Source(String label, double tolerance) {
            this.label = label;
            this.tolerance = tolerance;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * A run.
     *
     * @param unrest by how much the margin still rose for each unit of log t on the last third, times ρ at the end
     * @param worstRise the smallest relative change of the smoothed margin between records, from where it is positive on
     * @param growth the slope of ρ over log t on the last third, times the margin at the end
     * @param cosine between the weights and what they gain on the second half, in the least aligned layer
     * @param square the growth of ρ under the square loss
     * @param sorted normalized margins at the shown steps, ascending
     */
    record Path(
            double[] step,
            double[] logTime,
            double[] rho,
            double[] margin,
            double[] area,
            double unrest,
            double worstRise,
            double growth,
            double cosine,
            double square,
            int[] shown,
            List<double[]> sorted) {}

    public static MarginDistribution study() {
        return new MarginDistribution();
    }

    /** Generated samples, at least 2. */
    public MarginDistribution samples(int count) {
        return with(SAMPLES, count);
    }

    /** Inputs of the generated samples, at least 1. */
    public MarginDistribution dimension(int inputs) {
        return with(DIMENSION, inputs);
    }

    /** Units of each hidden layer, at least 1. */
    public MarginDistribution width(int units) {
        return with(WIDTH, units);
    }

    /** Weight matrices of the networks, at least 2 and at most 3. */
    public MarginDistribution depth(int layers) {
        return with(DEPTH, layers);
    }

    /** Steps on the generated samples; a quarter of them on the digits, at least 4000. */
    public MarginDistribution steps(int count) {
        return with(STEPS, count);
    }

    /** Handwritten digit with label 1, at least 0 and at most 9. */
    public MarginDistribution plus(int digit) {
        return with(PLUS, digit);
    }

    /** Handwritten digit with label −1, at least 0 and at most 9. */
    public MarginDistribution minus(int digit) {
        return with(MINUS, digit);
    }

    @Override
    protected void run(Lab lab) {
        Data digits = images().oneAgainstOther(get(PLUS), get(MINUS)).centered();
        List<Source> sources = List.of(Source.values());
        Rows<Source, Path> paths = lab.each("run", sources, (source, trial) -> descend(source, digits, trial));
        lab.check(Claim.that("smallest relative rise of the smoothed margin −log Σ exp(−m) / ρ after separation")
                .each(sources, source -> separated(paths, source))
                .atLeast(-1e-9));
        lab.check(Claim.that("slope of ρ against log t, times the margin at the end")
                .each(sources, source -> settled(paths, source, Path::growth))
                .predicts(1)
                .rival("ρ converges", 0)
                .rival("each layer counts, 1/depth", 1.0 / get(DEPTH))
                .within(source -> source.tolerance));
        lab.check(Claim.that("the weights grow along themselves: cosine of the least aligned layer")
                .each(sources, source -> settled(paths, source, Path::cosine))
                .rival("the direction still turns", 0)
                .atLeast(source -> 1 - source.tolerance));
        lab.check(Claim.that("under the square loss the norm grows like log t, too")
                .each(List.of(Source.FIRST, Source.SECOND), source -> paths.exactly(source, Path::square))
                .predicts(1)
                .within(0.2)
                .mustBreak());
        show(lab, paths);
    }

    private static Estimate separated(Rows<Source, Path> paths, Source source) {
        boolean never = Double.isNaN(paths.number(source, Path::worstRise));
        return paths.exactly(source, Path::worstRise)
                .troubled(paths.problem(source))
                .troubled(never ? "the data are not separated yet; give it more steps" : "");
    }

    /**
     * A number of the limit. The smallest margin is ργ for the normalized margin γ, and grows like log t; what γ contributes to
     * that is missing in the growth of ρ. While it is more than the tolerance, the run is not in the limit.
     */
    private static Estimate settled(Rows<Source, Path> paths, Source source, ToDoubleFunction<Path> number) {
        double unrest = paths.number(source, Path::unrest);
        String problem = unrest <= source.tolerance
                ? ""
                : "the normalized margin has not settled: it still takes " + Numbers.show(unrest)
                        + " of the growth of ργ, at most " + source.tolerance + " are allowed; give it more steps";
        return paths.exactly(source, number).troubled(paths.problem(source)).troubled(problem);
    }

    private Path descend(Source source, Data digits, Trial trial) {
        Data data = source == Source.DIGITS
                ? digits
                : Data.separable(get(SAMPLES), get(DIMENSION))
                        .gap(0.3)
                        .seed(trial.seeds().child("data").value());
        int steps = source == Source.DIGITS ? get(STEPS) / 4 : get(STEPS);
        int[] widths = new int[get(DEPTH) + 1];
        Arrays.fill(widths, get(WIDTH));
        widths[0] = data.dimension();
        widths[widths.length - 1] = 1;
        Net net =
                Nets.relu(widths).homogeneous().seed(trial.seeds().child("init").value());
        // Gradient flow is followed only while a step changes outputs little, so large inputs need small steps.
        double rate = data.samples()
                / Arrays.stream(data.flatInputs()).map(x -> x * x).sum();
        int[] shown = {steps / 1000, steps / 100, steps / 10, steps};
        Run run = Descent.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .rate(rate)
                .lossScaled()
                .record(RHO, MARGIN, AREA, LOG_LOSS)
                .at(Times.logarithmic(40))
                .keep(shown[0], shown[1], shown[2], steps / 2)
                .run(steps)
                .complete(source);
        List<double[]> sorted = new ArrayList<>();
        for (int step : shown) {
            Net then = step == steps ? run.net() : run.at(step);
            sorted.add(Margins.normalized(then, data).by(Norm.FROBENIUS_PRODUCT).sorted());
        }
        double[] margin = run.values(MARGIN);
        return new Path(
                Arrays.stream(run.steps()).asDoubleStream().skip(1).toArray(),
                tail(run.logTimes()),
                tail(run.values(RHO)),
                tail(margin),
                tail(run.values(AREA)),
                slope(run, MARGIN) * last(run.values(RHO)),
                worstRise(run),
                slope(run, RHO) * margin[margin.length - 1],
                Arrays.stream(Stationarity.cosines(run.at(steps / 2), run.net()))
                        .min()
                        .orElseThrow(),
                source == Source.DIGITS ? Double.NaN : square(net, data, steps / 2) * margin[margin.length - 1],
                shown,
                sorted);
    }

    private static double worstRise(Run run) {
        double[] rho = run.values(RHO);
        double[] logLoss = run.values(LOG_LOSS);
        double[] smoothed = new double[rho.length];
        Arrays.setAll(smoothed, k -> -(logLoss[k] + Math.log(run.data().samples())) / rho[k]);
        return IntStream.range(1, smoothed.length)
                .filter(k -> smoothed[k - 1] > 0)
                .mapToDouble(k -> smoothed[k] / smoothed[k - 1] - 1)
                .min()
                .orElse(Double.NaN);
    }

    /** The slope of a recorded number over the last third of log t. */
    private static double slope(Run run, Probe probe) {
        double[] time = run.logTimes();
        double[] values = run.values(probe);
        int last = time.length - 1;
        int first = last;
        while (first > 1 && time[first - 1] > time[last] * 2 / 3) {
            first--;
        }
        return (values[last] - values[first]) / (time[last] - time[first]);
    }

    /** The square loss has a minimizer at finite norm; its curvature at the start, which grows with the width, sets the rate. */
    private static double square(Net net, Data data, int steps) {
        Run run = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(1 / Sharpness.of(net, data, Loss.SQUARE).gaussNewton())
                .record(RHO)
                .at(Times.at(steps / 10))
                .run(steps)
                .complete("square loss");
        double[] time = run.logTimes();
        double[] rho = run.values(RHO);
        int last = rho.length - 1;
        return (rho[last] - rho[last - 1]) / (time[last] - time[last - 1]);
    }

    /** Without the start, which has no place on a logarithmic axis. */
    private static double[] tail(double[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private static void show(Lab lab, Rows<Source, Path> paths) {
        List<Chart> charts = new ArrayList<>();
        for (Source source : List.of(Source.FIRST, Source.DIGITS)) {
            Path path = paths.first(source).orElse(null);
            if (path != null) {
                charts.add(distributions(source, path));
                charts.add(norm(source, path));
            }
        }
        lab.table(Results.titled("At the end of the runs")
                .texts("data", paths.items().stream().map(Source::toString).toArray(String[]::new))
                .numbers("log t", paths.column(path -> last(path.logTime())))
                .numbers("ρ", paths.column(path -> last(path.rho())))
                .numbers("smallest normalized margin", paths.column(path -> last(path.margin())))
                .numbers("area, the mean normalized margin", paths.column(path -> last(path.area()))));
        if (!charts.isEmpty()) {
            lab.figure(Panels.of(charts.toArray(Chart[]::new)).columns(2));
        }
    }

    private static Chart distributions(Source source, Path path) {
        Chart chart = Chart.titled("Distribution of normalized margins, " + source)
                .x("margin / product of Frobenius norms")
                .y("fraction of samples below");
        for (int i = 0; i < path.shown().length; i++) {
            chart = chart.cdf("step " + path.shown()[i], path.sorted().get(i));
        }
        return chart.vertical("decision boundary", 0);
    }

    private static Chart norm(Source source, Path path) {
        double end = last(path.logTime());
        double limit = last(path.margin());
        Chart chart = Chart.titled("Norm against log time, " + source)
                .x("log t")
                .y("ρ")
                .line("ρ", path.logTime(), path.rho());
        return limit > 0 ? chart.theory("slope 1/γ, scaled", t -> last(path.rho()) + (t - end) / limit, 0, end) : chart;
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
