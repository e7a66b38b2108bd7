package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.constrained.SquareLossFlow;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Under the square loss decay fixes the norm of a normalized network; without it the start does. Card: square-loss-norms.md. */
public final class SquareLossNorms extends Experiment<SquareLossNorms> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks, each with a sample of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(18)
            .paper(24);
    static final Option<Integer> STEPS = Option.count("steps")
            .help(
                    "largest number of steps of one run, which ends when it has come to rest; one that is far from it goes on for "
                            + "three times as many")
            .tiny(2000)
            .teaching(15_000)
            .paper(200_000);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("units of each of the two hidden layers")
            .atLeast(4)
            .tiny(12)
            .teaching(16)
            .paper(40);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples")
            .atLeast(5)
            .tiny(12)
            .teaching(32)
            .paper(60);
    static final Option<Double> DECAY = Option.number("decay")
            .help("weight decay λ on ρ, in the runs that have it")
            .above(0)
            .always(0.01);

    private static final int INPUTS = 6;
    private static final double SMALL = 1;
    private static final double LARGE = 20;
    private static final double HUGE = 100;
    private static final double TOLERANCE = 2e-4;

    /** An initial norm, with decay or without. */
    record Start(double rho, boolean decayed) {
        @Override
        public String toString() {
            return (decayed ? "with decay, ρ₀ = " : "λ = 0, ρ₀ = ") + (int) rho;
        }
    }

    private static final Start FREE = new Start(HUGE, false);
    private static final Start FREE_SMALL = new Start(SMALL, false);
    private static final Start DECAYED = new Start(LARGE, true);
    private static final Start DECAYED_SMALL = new Start(SMALL, true);
    private static final List<Start> STARTS = List.of(FREE, FREE_SMALL, DECAYED, DECAYED_SMALL);
    private static final String NORM = "ρ/ρ₀";
    private static final String MARGIN = "mean margin f̄ · ρ₀";

    /**
     * Where a run ended.
     *
     * @param overRest ρ over the norm μ/(M + λ) at which it would rest with these directions
     * @param mean of the margins f̄
     * @param before the same before the run
     */
    record End(double rho, double overRest, double mean, double before, double smallest, double testError) {
        boolean atRest() {
            return Math.abs(overRest - 1) < 0.02;
        }
    }

    public static SquareLossNorms study() {
        return new SquareLossNorms();
    }

    /** Networks, each with a sample of its own, at least 2. */
    public SquareLossNorms networks(int count) {
        return with(NETWORKS, count);
    }

    /**
     * Largest number of steps of one run, which ends when it has come to rest; one that is far from it goes on for three times as
     * many, at least 1.
     */
    public SquareLossNorms steps(int count) {
        return with(STEPS, count);
    }

    /** Units of each of the two hidden layers, at least 4. */
    public SquareLossNorms width(int units) {
        return with(WIDTH, units);
    }

    /** Training samples, at least 5. */
    public SquareLossNorms samples(int count) {
        return with(SAMPLES, count);
    }

    /** Weight decay λ on ρ, in the runs that have it, above 0. */
    public SquareLossNorms decay(double lambda) {
        return with(DECAY, lambda);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Start, End> runs = lab.repeat(get(NETWORKS)).each("run", STARTS, this::flow);
        lab.check(Claim.that("λ = 0 from ρ₀ = 100: interpolates at the norm it started with")
                .each(
                        List.of(NORM, MARGIN),
                        which -> rested(
                                runs,
                                FREE,
                                runs.mean(FREE, e -> which.equals(NORM) ? e.rho() / HUGE : e.mean() * HUGE)))
                .predicts(1)
                .rival(
                        "the norm of a small start",
                        which -> which.equals(NORM)
                                ? runs.mean(FREE_SMALL, e -> e.rho() / HUGE).value()
                                : runs.mean(FREE_SMALL, e -> e.mean() * HUGE).value())
                .rival(
                        "the margins of the start",
                        which -> which.equals(NORM)
                                ? Double.NaN
                                : runs.mean(FREE, e -> e.before() * HUGE).value())
                .within(0.05));
        lab.check(Claim.that("with decay the start does not matter: log of the ratio of the norms from ρ₀ = 20 and 1")
                .observed(rested(runs, DECAYED_SMALL, rested(runs, DECAYED, logRatio(runs, DECAYED, DECAYED_SMALL))))
                .predicts(0)
                .rival(
                        "the start decides, as without decay",
                        logRatio(runs, FREE, FREE_SMALL).value())
                .within(0.2));
        lab.check(Claim.that("decay lowers the test error below that of interpolation at ρ₀ = 100, by")
                .observed(difference(runs, FREE, DECAYED, End::testError))
                .rival("the norm does not matter for it", 0)
                .atLeast(0.01));
        show(lab, runs);
    }

    private End flow(Start start, Trial trial) {
        Net net = Nets.relu(INPUTS, get(WIDTH), get(WIDTH), 1)
                .seed(trial.paired().child("net").value());
        SquareLossFlow flow = SquareLossFlow.of(
                net, sample(get(SAMPLES), trial.paired().child("train")), start.decayed() ? get(DECAY) : 0);
        double before = flow.run(start.rho(), TOLERANCE, 0).mean();
        Data test = sample(2000, trial.paired().child("test"));
        End end = end(flow.run(start.rho(), TOLERANCE, get(STEPS)), start, before, test);
        // Nothing is said of a small start without decay but where it has come to.
        if (!end.atRest() && !start.equals(FREE_SMALL)) {
            end = end(flow.run(start.rho(), TOLERANCE, 3 * get(STEPS)), start, before, test);
        }
        return end;
    }

    private End end(SquareLossFlow.End end, Start start, double before, Data test) {
        Interruption.poll();
        double rest = end.mean() / (end.square() + (start.decayed() ? get(DECAY) : 0));
        double error = Margins.of(end.net(), test).error();
        return new End(end.rho(), end.rho() / rest, end.mean(), before, end.smallest(), error);
    }

    private static Data sample(int n, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] x = new double[n][INPUTS];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(x[i], j -> normal.sample());
            y[i] = x[i][0] * x[i][1] + 0.3 * x[i][2] > 0 ? 1 : -1;
        }
        return Data.of(x, y);
    }

    /** An estimate about runs whose ρ must be at rest. */
    private static Estimate rested(Rows<Start, End> runs, Start start, Estimate estimate) {
        long moving = runs.values(start).stream().filter(e -> !e.atRest()).count();
        return estimate.troubled(
                moving > 0
                        ? moving + " runs (" + start + ") are more than 2 % off the norm of rest; give them more steps"
                        : "");
    }

    private static Estimate logRatio(Rows<Start, End> runs, Start above, Start below) {
        return difference(runs, above, below, e -> Math.log(e.rho()));
    }

    /** The mean of differences network by network. */
    private static Estimate difference(Rows<Start, End> runs, Start above, Start below, ToDoubleFunction<End> measure) {
        double[] a = runs.numbers(above, measure);
        double[] b = runs.numbers(below, measure);
        int pairs = Math.min(a.length, b.length);
        return Estimate.mean(Vectors.subtract(Arrays.copyOf(a, pairs), Arrays.copyOf(b, pairs)))
                .troubled(runs.problem(above))
                .troubled(runs.problem(below));
    }

    private static void show(Lab lab, Rows<Start, End> runs) {
        List<Start> starts = runs.finished();
        lab.table(Results.titled("Where the runs end, means over the networks")
                .texts("run", starts.stream().map(Start::toString).toArray(String[]::new))
                .numbers("ρ", column(runs, starts, End::rho))
                .numbers("mean f̄", column(runs, starts, End::mean))
                .numbers("smallest f̄", column(runs, starts, End::smallest))
                .numbers("test error", column(runs, starts, End::testError))
                .numbers("ρ (M + λ)/μ", column(runs, starts, End::overRest)));
        Chart norms = Chart.titled("The mean margin against the norm at the end")
                .x("ρ")
                .y("mean f̄")
                .logX()
                .logY()
                .theory("interpolation, 1/ρ", r -> 1 / r, SMALL, 1.2 * HUGE);
        Chart errors = Chart.titled("Small norms, small test errors")
                .x("ρ")
                .y("test error")
                .logX();
        for (Start start : starts) {
            double[] rho = runs.numbers(start, End::rho);
            norms = norms.points(start.toString(), rho, runs.numbers(start, End::mean));
            errors = errors.points(start.toString(), rho, runs.numbers(start, End::testError));
        }
        lab.figure(norms, errors);
    }

    private static double[] column(Rows<Start, End> runs, List<Start> starts, ToDoubleFunction<End> measure) {
        return starts.stream().mapToDouble(s -> runs.mean(s, measure).value()).toArray();
    }
}
