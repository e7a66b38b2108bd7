package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Stop;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.DecayedChain;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Decay restores a broken symmetry of the parameters, continuously or by a jump. Card: parameter-symmetry.md. */
public final class ParameterSymmetry extends Experiment<ParameterSymmetry> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks of each depth, each with a target of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(50);
    static final Option<Integer> WIDTH = Option.count("width")
            .help("inputs, outputs and units of each hidden layer")
            .atLeast(1)
            .atMost(10)
            .always(3);
    static final Option<Double> RATE =
            Option.number("rate").help("step of descent").above(0).always(0.2);

    private static final double TARGET = 1;
    private static final int TWO = 2;
    private static final int THREE = 3;
    private static final double[] DECAYS_OF_TWO = {0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.05, 1.2};
    private static final double[] DECAYS_OF_THREE = {0.1, 0.2, 0.3, 0.36, 0.42, 0.45, 0.465, 0.48, 0.52, 0.6};
    private static final double[] CLOSE = {0.9, 0.95, 0.98};
    private static final double LOW_DECAY = 0.2;
    /** In units of LeCun's rule; no singular value of a matrix is much above 1 then. */
    private static final double LARGE_START = 0.5;

    private static final double SMALL_START = 0.05;
    private static final double STILL = 1e-9;
    private static final int MOST_STEPS = 40_000;
    private static final double RESOLUTION = 3e-4;
    private static final String NETWORK = "network";

    /** A depth and a decay. */
    record Setting(int depth, double decay) {
        DecayedChain chain() {
            return new DecayedChain(depth, TARGET);
        }

        @Override
        public String toString() {
            return "K = " + depth + ", λ = " + decay;
        }
    }

    /** Where a network of three layers collapses as the decay grows; the last decay before, and the factor s there. */
    record Collapse(double decay, double last, double before) {}

    public static ParameterSymmetry study() {
        return new ParameterSymmetry();
    }

    /** Networks of each depth, each with a target of its own, at least 2. */
    public ParameterSymmetry networks(int count) {
        return with(NETWORKS, count);
    }

    /** Inputs, outputs and units of each hidden layer, at least 1 and at most 10. */
    public ParameterSymmetry width(int units) {
        return with(WIDTH, units);
    }

    /** Step of descent, above 0. */
    public ParameterSymmetry rate(double step) {
        return with(RATE, step);
    }

    @Override
    protected void run(Lab lab) {
        requireStable();
        Lab networks = lab.repeat(get(NETWORKS));
        List<Setting> settings = settings();
        Rows<Setting, Double> ends = networks.each("end", settings, this::fromLarge);
        Rows<Integer, Double> small = networks.each("small", new int[] {TWO, THREE}, this::fromSmall);
        Rows<String, Collapse> collapses =
                networks.each("collapse", List.of(NETWORK), (name, trial) -> collapse(trial));

        DecayedChain three = new DecayedChain(THREE, TARGET);
        lab.check(Claim.that("factor s = σ^(1/K) at the end of training, for each decay")
                .each(settings, s -> ends.mean(s, end -> end))
                .predicts(s -> s.chain().state(s.decay()))
                .rival("the best fit, whatever the decay", 1)
                .rival("ridge regression, σ = c/(1 + λ)", s -> Math.pow(TARGET / (1 + s.decay()), 1.0 / s.depth()))
                .within(0.002));
        lab.check(Claim.that("K = 2: exponent of s in c − λ, in each network")
                .observed(Estimate.mean(exponents(ends)).troubled(ends.problem()))
                .predicts(0.5)
                .rival("s proportional to the distance", 1)
                .rival("a cubic root", 1.0 / 3)
                .within(0.02));
        lab.check(Claim.that("K = 3: decay at which a network collapses")
                .observed(collapses.mean(NETWORK, Collapse::decay))
                .predicts(three.critical())
                .rival("where the zero state becomes the lower one", three.coexistence())
                .rival("where K = 2 does", TARGET)
                .withinRelative(0.005));
        lab.check(Claim.that("K = 3: s at the last decay before")
                .observed(collapses.mean(NETWORK, Collapse::before))
                .predicts(three.jump())
                .rival("continuous, as for K = 2", 0)
                .within(0.05));
        lab.check(Claim.that("from a small start at λ = 0.2: s")
                .each(small.items(), k -> small.mean(k, s -> s))
                .predicts(k -> k == TWO ? Math.sqrt(TARGET - LOW_DECAY) : 0)
                .rival("the start does not matter", k -> new DecayedChain(k, TARGET).state(LOW_DECAY))
                .within(0.01)
                .note("cells are depths"));
        show(lab, ends, small, collapses);
    }

    private void requireStable() {
        double largest = new DecayedChain(THREE, TARGET).largestStep();
        if (!(get(RATE) < largest)) {
            throw new IllegalArgumentException(
                    "descent must be stable at the end of training without decay: rate must be below 2/(K c^(2 − 2/K))"
                            + " = "
                            + largest + " for K = 3 and c = 1, got " + get(RATE));
        }
    }

    private static List<Setting> settings() {
        return IntStream.of(TWO, THREE)
                .boxed()
                .flatMap(depth -> Arrays.stream(depth == TWO ? DECAYS_OF_TWO : DECAYS_OF_THREE)
                        .mapToObj(decay -> new Setting(depth, decay)))
                .toList();
    }

    /**
     * White inputs and a target of rank one with singular value c: the mean square loss of a linear network with product P is
     * ‖P − c u vᵀ‖²/2.
     */
    private Data task(Seeds seeds) {
        int d = get(WIDTH);
        double[] u = unit(d, seeds.child("left"));
        double[] v = unit(d, seeds.child("right"));
        double[][] x = new double[d][d];
        double[][] y = new double[d][];
        for (int i = 0; i < d; i++) {
            x[i][i] = Math.sqrt(d);
            y[i] = Vectors.scale(u, TARGET * Math.sqrt(d) * v[i]);
        }
        return Data.regression(x, y);
    }

    private static double[] unit(int d, Seeds seeds) {
        return Vectors.unit(
                ZigguratSampler.NormalizedGaussian.of(seeds.stream()).samples(d).toArray());
    }

    private Net start(int depth, double scale, Seeds seeds) {
        int[] widths = new int[depth + 1];
        Arrays.fill(widths, get(WIDTH));
        return Nets.linear(widths).init(Init.LECUN.scaled(scale)).seed(seeds.value());
    }

    /** Trained without decay first, which breaks the symmetry, then with it. */
    private double fromLarge(Setting setting, Trial trial) {
        Data task = task(trial.paired().child("task"));
        return factor(
                descend(fitted(setting.depth(), task, trial.paired().child(setting.depth())), task, setting.decay()),
                task);
    }

    private Net fitted(int depth, Data task, Seeds seeds) {
        return descend(start(depth, LARGE_START, seeds), task, 0);
    }

    private double fromSmall(int depth, Trial trial) {
        Data task = task(trial.seeds().child("task"));
        return factor(descend(start(depth, SMALL_START, trial.seeds().child("weights")), task, LOW_DECAY), task);
    }

    private Net descend(Net net, Data task, double decay) {
        Interruption.poll();
        Run run = Descent.of(net, task)
                .loss(Loss.SQUARE)
                .rate(get(RATE))
                .decay(decay)
                .stop(Stop.gradientBelow(STILL))
                .run(MOST_STEPS);
        if (run.diverged()) {
            throw new ArithmeticException("descent diverged at rate " + get(RATE) + " and decay " + decay);
        }
        Interruption.poll();
        return run.net();
    }

    /** The largest singular value of the product, of which the rank is 1 at the end, to the power 1/K. */
    private static double factor(Net net, Data task) {
        double square = 0;
        int d = net.inputs();
        for (double output : net.outputs(task.flatInputs(), d)) {
            square += output * output / d;
        }
        return Math.pow(square, 0.5 / net.depth());
    }

    /** Bisection for the decay at which a network that was trained at a smaller one collapses. */
    private Collapse collapse(Trial trial) {
        Data task = task(trial.seeds().child("task"));
        var random = trial.seeds().child("ends").stream();
        double low = 0.3 + 0.05 * random.nextDouble();
        double high = 0.6 + 0.05 * random.nextDouble();
        Net alive = descend(fitted(THREE, task, trial.seeds().child("weights")), task, low);
        while (high - low > RESOLUTION) {
            double middle = (low + high) / 2;
            Net next = descend(alive, task, middle);
            boolean collapsed = factor(next, task) < 0.3;
            high = collapsed ? middle : high;
            low = collapsed ? low : middle;
            alive = collapsed ? alive : next;
        }
        return new Collapse((low + high) / 2, low, factor(alive, task));
    }

    private double[] exponents(Rows<Setting, Double> ends) {
        int networks =
                settings().stream().mapToInt(s -> ends.values(s).size()).min().orElse(0);
        double[] distance = Arrays.stream(CLOSE).map(decay -> TARGET - decay).toArray();
        return IntStream.range(0, networks)
                .mapToDouble(i -> Estimate.exponent(
                                distance,
                                Arrays.stream(CLOSE)
                                        .map(decay -> ends.values(new Setting(TWO, decay))
                                                .get(i))
                                        .toArray())
                        .value())
                .toArray();
    }

    private static void show(
            Lab lab, Rows<Setting, Double> ends, Rows<Integer, Double> small, Rows<String, Collapse> collapses) {
        List<Setting> settings = ends.items();
        lab.table(Results.titled("The factor s at the end of training")
                .numbers("K", settings.stream().mapToInt(Setting::depth).toArray())
                .numbers("λ", column(settings, Setting::decay))
                .numbers("s", column(settings, s -> ends.mean(s, end -> end).value()))
                .numbers("balanced chain", column(settings, s -> s.chain().state(s.decay()))));
        Chart chart =
                Chart.titled("Decay restores the symmetry s → −s").x("λ / c").y("s = σ^(1/K)");
        for (int depth : new int[] {TWO, THREE}) {
            List<Setting> of = settings.stream().filter(s -> s.depth() == depth).toList();
            DecayedChain chain = new DecayedChain(depth, TARGET);
            chart = Estimates.of(of, s -> ends.mean(s, end -> end))
                    .on(chart, "K = " + depth, column(of, Setting::decay))
                    .theory("K = " + depth + ", balanced chain", chain::state, 0, depth == TWO ? 1.25 : 0.65);
        }
        chart = Estimates.of(small.items(), k -> small.mean(k, s -> s))
                .on(chart, "from a small start, K = 2 and 3", LOW_DECAY, LOW_DECAY);
        double[] last = collapses.numbers(NETWORK, Collapse::last);
        Chart jump = Chart.titled("Where networks of three layers collapse")
                .x("last decay before")
                .y("s there")
                .points("networks", last, collapses.numbers(NETWORK, Collapse::before))
                .theory("balanced chain", new DecayedChain(THREE, TARGET)::state, 0.46, 0.48)
                .vertical("λ* = ¾ c (c/4)^(1/3)", new DecayedChain(THREE, TARGET).critical())
                .horizontal("(c/4)^(1/3)", new DecayedChain(THREE, TARGET).jump());
        lab.figure(chart, jump);
    }

    private static double[] column(List<Setting> settings, ToDoubleFunction<Setting> value) {
        return settings.stream().mapToDouble(value).toArray();
    }
}
