package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.curvature.radius.PartitionFunction;
import org.ridgeless.curvature.radius.StepRadius;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Observation;

/** Complex zeros of the softmax partition function, and the steps that they make safe. Card: softmax-ghosts.md. */
public final class SoftmaxGhosts extends Experiment<SoftmaxGhosts> {
    static final Option<Integer> INSTANCES = Option.count("instances")
            .help("random partition functions of 3 to 10 classes")
            .tiny(3)
            .teaching(60)
            .paper(1000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks of each kind, each with data of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(40);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples, and as many for the test")
            .atLeast(50)
            .tiny(50)
            .teaching(150)
            .paper(2000);
    static final Option<Double> SPIKE = Option.number("spike")
            .help("factor by which the rate of Adam is too large for one step")
            .atLeast(100)
            .always(10_000.0);

    private static final int CLASSES = 10;
    private static final int COEFFICIENTS = 240;
    private static final int SPIKE_AT = 50;
    private static final double[] TEMPERATURES = {0.25, 0.5, 1, 2, 4, 8};
    private static final int[] STAGES = {20, 80, 300};
    private static final double[] SAFE = IntStream.range(5, 50)
            .filter(i -> i > 40 || i % 5 == 0)
            .mapToDouble(i -> i / 50.0)
            .toArray();
    private static final double[] RATIOS = DoubleStream.concat(
                    Arrays.stream(SAFE), IntStream.range(0, 11).mapToDouble(i -> Math.pow(10, i / 10.0)))
            .toArray();

    /** Two classes with a gap δ of logits and Δ of slopes. */
    record Pair(double gap, double slope) {
        double radius() {
            return PartitionFunction.binaryRadius(gap, slope);
        }

        @Override
        public String toString() {
            return "δ = " + gap + ", Δ = " + slope;
        }
    }

    private static final List<Pair> PAIRS = DoubleStream.of(0, 1, 2, 3, 5, 8)
            .boxed()
            .flatMap(gap -> DoubleStream.of(0.5, 1, 3).mapToObj(slope -> new Pair(gap, slope)))
            .toList();

    enum Model {
        LINEAR,
        TANH
    }

    enum Guard {
        NONE("Adam"),
        CLIP("gradient clipping"),
        RADIUS("step cut to the radius");

        final String label;

        Guard(String label) {
            this.label = label;
        }
    }

    /**
     * Rays from the checkpoints of one network: the largest loss before r = 1 along a gradient over that at its start, the
     * part of all rays that keep 90 % of their accuracy until then, the least r at which one does not, and the
     * accuracies along one gradient.
     */
    record Rays(double rise, double kept, double onset, double[] curve) {}

    public static SoftmaxGhosts study() {
        return new SoftmaxGhosts();
    }

    /** Random partition functions of 3 to 10 classes, at least 1. */
    public SoftmaxGhosts instances(int count) {
        return with(INSTANCES, count);
    }

    /** Networks of each kind, each with data of its own, at least 2. */
    public SoftmaxGhosts networks(int count) {
        return with(NETWORKS, count);
    }

    /** Training samples, and as many for the test, at least 50. */
    public SoftmaxGhosts samples(int count) {
        return with(SAMPLES, count);
    }

    /** Factor by which the rate of Adam is too large for one step, at least 100. */
    public SoftmaxGhosts spike(double factor) {
        return with(SPIKE, factor);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Pair, Double> series =
                lab.each("series", PAIRS, (pair, trial) -> two(pair).radiusFromTaylor(COEFFICIENTS));
        Rows<String, Double> bounds =
                lab.repeat(get(INSTANCES)).each("bound", List.of("softmax"), (name, trial) -> overBound(trial));
        Lab networks = lab.repeat(get(NETWORKS));
        Rows<Model, Rays> rays = networks.each("rays", List.of(Model.values()), this::rays);
        Rows<Guard, double[]> spikes = networks.each("spike", List.of(Guard.values()), this::spike);
        Rows<String, double[]> onsets = networks.each("temperature", List.of("linear"), this::onsets);

        lab.check(Claim.that("two classes: radius from 240 Taylor coefficients over √(δ² + π²)/Δ")
                .each(PAIRS, pair -> series.exactly(pair, found -> found / pair.radius()))
                .predicts(1)
                .rival(
                        "as printed, δ² + π²/Δ",
                        pair -> (pair.gap() * pair.gap() + Math.PI * Math.PI / pair.slope()) / pair.radius())
                .rival("π/Δ whatever the gap", pair -> Math.PI / pair.slope() / pair.radius())
                .within(1e-3));
        lab.check(Claim.that("3–10 classes: π/Δ over the radius, by the nearest zero")
                .observed(bounds.estimate("softmax", over -> 1 / over, Estimate::largest))
                .atMost(1));
        lab.check(Claim.that("largest loss for r < 1 along a gradient, over that at the start")
                .each(rays.items(), model -> rays.mean(model, Rays::rise))
                .rival("such a step is too long", 1.2)
                .atMost(1));
        lab.check(Claim.that("share of rays that keep 90 % of their test accuracy for r < 1")
                .each(rays.items(), model -> rays.mean(model, Rays::kept))
                .rival("a half does", 0.5)
                .atLeast(0.7));
        lab.check(survives(spikes, Guard.RADIUS)
                .rival(
                        "no better than gradient clipping",
                        lowest(spikes, Guard.CLIP).value())
                .atLeast(0.93));
        lab.check(survives(spikes, Guard.NONE).atLeast(0.93).mustBreak());
        lab.check(survives(spikes, Guard.CLIP).atLeast(0.93).mustBreak());
        lab.check(Claim.that(
                        "onsets of a rising loss spread over temperatures: log(raw) over log(in units of the radius)")
                .observed(onsets.mean("linear", SoftmaxGhosts::narrowing))
                .rival("an onset is a length in weight space, 1", 1)
                .atLeast(2));
        show(lab, series, rays, spikes, onsets);
    }

    private static PartitionFunction two(Pair pair) {
        return PartitionFunction.of(new double[] {pair.gap(), 0}, new double[] {0, pair.slope()});
    }

    private static double overBound(Trial trial) {
        int classes = 3 + trial.number() % 8;
        double[] logits = Vectors.scale(normal(classes, trial.seeds().child("logits")), 2);
        PartitionFunction f =
                PartitionFunction.of(logits, normal(classes, trial.seeds().child("slopes")));
        return f.radius() / f.radiusBound();
    }

    private static double[] normal(int count, Seeds seeds) {
        return ZigguratSampler.NormalizedGaussian.of(seeds.stream())
                .samples(count)
                .toArray();
    }

    /** Training samples and as many for the test. */
    private Data[] blobs(Seeds seeds) {
        int n = get(SAMPLES);
        Data all = Data.gaussianMixture(2 * n, 20, CLASSES)
                .separation(5)
                .seed(seeds.child("blobs").value());
        return new Data[] {all.range(0, n), all.range(n, 2 * n)};
    }

    private static Net net(Model model, Seeds seeds) {
        Net net = model == Model.TANH ? Nets.tanh(20, 64, CLASSES) : Nets.linear(20, CLASSES);
        return net.biased().seed(seeds.child("net").value());
    }

    private static double accuracy(Net net, Data test) {
        return 1 - Margins.error(Margins.of(net, test).values());
    }

    private Rays rays(Model model, Trial trial) {
        Data[] data = blobs(trial.paired());
        Run run = Descent.of(net(model, trial.seeds()), data[0])
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.1)
                .at(Times.at(0))
                .keep(STAGES)
                .run(STAGES[STAGES.length - 1]);
        double rise = 0;
        double onset = Double.POSITIVE_INFINITY;
        int kept = 0;
        double[] curve = {};
        for (int stage : STAGES) {
            Net net = run.at(stage);
            Risk risk = Risk.of(net, data[0], Loss.CROSS_ENTROPY);
            double[] w = net.parameters();
            double start = risk.value(w);
            double right = accuracy(net, data[1]);
            for (int direction = 0; direction < 4; direction++) {
                double[] v = direction == 0
                        ? Vectors.scale(risk.gradient(w), -1)
                        : normal(w.length, trial.seeds().child(stage).child(direction));
                double[] unit = Vectors.unit(v);
                double radius = StepRadius.of(risk.jacobianProduct(w, unit), CLASSES);
                double[] share = new double[direction == 0 ? RATIOS.length : SAFE.length];
                for (int i = 0; i < share.length; i++) {
                    Interruption.poll();
                    double[] moved = Vectors.addScaled(w.clone(), RATIOS[i] * radius, unit);
                    share[i] = accuracy(net.withParameters(moved), data[1]) / right;
                    rise = direction == 0 && i < SAFE.length ? Math.max(rise, risk.value(moved) / start) : rise;
                }
                double lost = first(share, s -> !(s >= 0.9));
                onset = Math.min(onset, lost);
                kept += lost >= 1 ? 1 : 0;
                curve = direction == 0 ? share : curve;
            }
        }
        return new Rays(rise, kept / (4.0 * STAGES.length), onset, curve);
    }

    private static double first(double[] shares, DoublePredicate lost) {
        return IntStream.range(0, shares.length)
                .filter(i -> lost.test(shares[i]))
                .mapToDouble(i -> RATIOS[i])
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Test accuracy along a run of Adam whose rate is far too large for one step. */
    private double[] spike(Guard guard, Trial trial) {
        Data[] data = blobs(trial.paired());
        Net net = net(Model.TANH, trial.paired());
        Risk risk = Risk.of(net, data[0], Loss.CROSS_ENTROPY);
        Optimizer optimizer = guard == Guard.RADIUS
                ? Optimizer.adam().within("the radius", (w, v) -> StepRadius.of(risk.jacobianProduct(w, v), CLASSES))
                : Optimizer.adam();
        Probe accuracy = Probe.named("accuracy", state -> accuracy(state.net(), data[1]));
        Descent descent = Descent.of(net, data[0])
                .loss(Loss.CROSS_ENTROPY)
                .optimizer(optimizer)
                .rate(0.01)
                .schedule(step -> step == SPIKE_AT ? get(SPIKE) : 1)
                .record(accuracy)
                .at(Times.every(2));
        Run run = (guard == Guard.CLIP ? descent.clip(1) : descent).run(SPIKE_AT + 30);
        Interruption.poll();
        return run.values(accuracy);
    }

    private static Estimate lowest(Rows<Guard, double[]> spikes, Guard guard) {
        return spikes.mean(
                guard, a -> Arrays.stream(a).skip(SPIKE_AT / 2 + 1).min().orElse(Double.NaN));
    }

    private static Observation<String> survives(Rows<Guard, double[]> spikes, Guard guard) {
        return Claim.that("lowest accuracy after the spike, " + guard.label).observed(lowest(spikes, guard));
    }

    /** Where the loss of a checkpoint at temperature T rises above its start, along its gradient: raw, then over the radius. */
    private double[] onsets(String name, Trial trial) {
        // Where the sample can be separated, the loss may fall along the gradient for ever, and nothing sets in.
        Data train = blobs(trial.seeds())[0].corrupted(
                0.3, trial.seeds().child("corrupted").value());
        Net net = Descent.of(net(Model.LINEAR, trial.seeds()), train)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.1)
                .run(STAGES[1])
                .net();
        double[] onsets = new double[2 * TEMPERATURES.length];
        for (int i = 0; i < TEMPERATURES.length; i++) {
            // Dividing the weights of a linear model divides its logits; steps in the weights scale back by T.
            double temperature = TEMPERATURES[i];
            double[] w = net.scaled(1 / temperature).parameters();
            Risk risk = Risk.of(net, train, Loss.CROSS_ENTROPY);
            double[] v = Vectors.unit(Vectors.scale(risk.gradient(w), -1));
            double radius = StepRadius.of(risk.jacobianProduct(w, v), CLASSES);
            double ratio = StepRadius.onset(risk, w, v, radius, 0.01, 1.05);
            onsets[i] = temperature * ratio * radius;
            onsets[TEMPERATURES.length + i] = ratio;
        }
        return onsets;
    }

    private static double narrowing(double[] onsets) {
        double[] logs = Arrays.stream(onsets).map(Math::log).toArray();
        int t = TEMPERATURES.length;
        return Math.sqrt(
                Statistics.variance(Arrays.copyOf(logs, t)) / Statistics.variance(Arrays.copyOfRange(logs, t, 2 * t)));
    }

    private void show(
            Lab lab,
            Rows<Pair, Double> series,
            Rows<Model, Rays> rays,
            Rows<Guard, double[]> spikes,
            Rows<String, double[]> onsets) {
        Chart safety = panel("Accuracy along gradients, 300 steps")
                .x("r = step / radius bound")
                .y("accuracy / that at the start")
                .logX();
        for (Model model : Model.values()) {
            for (Rays ray : rays.values(model).stream().limit(3).toList()) {
                safety = safety.line(model == Model.TANH ? "tanh" : "linear", RATIOS, ray.curve());
            }
        }
        Chart spiked =
                panel("Adam, rate too large at step " + SPIKE_AT).x("step").y("test accuracy, one network");
        for (Guard guard : Guard.values()) {
            if (spikes.first(guard).isPresent()) {
                double[] run = spikes.first(guard).get();
                double[] step =
                        IntStream.range(0, run.length).mapToDouble(i -> 2 * i).toArray();
                spiked = spiked.line(guard.label, step, run);
            }
        }
        Chart temperatures = panel("Onset of a rising loss at temperature T")
                .x("T")
                .y("step")
                .logX()
                .logY();
        if (onsets.first("linear").isPresent()) {
            double[] both = onsets.first("linear").get();
            int t = TEMPERATURES.length;
            temperatures = temperatures
                    .points("raw, in parameter norm", TEMPERATURES, Arrays.copyOf(both, t))
                    .points("in units of the radius", TEMPERATURES, Arrays.copyOfRange(both, t, 2 * t));
        }
        double[] gaps = PAIRS.stream()
                .filter(p -> p.slope() == 1)
                .mapToDouble(Pair::gap)
                .toArray();
        double[] radii = Arrays.stream(gaps)
                .map(gap -> series.number(new Pair(gap, 1), v -> v))
                .toArray();
        Chart two = panel("Two classes, Δ = 1")
                .x("logit gap δ")
                .y("radius of convergence")
                .points("from the series", gaps, radii)
                .theory("√(δ² + π²)", gap -> Math.hypot(gap, Math.PI), 0, 8);
        lab.figure(Panels.of(two, safety.vertical("r = 1", 1), spiked, temperatures)
                .columns(2));
        List<Rays> all = rays.values();
        lab.table(Results.titled("Rays from the checkpoints of each network")
                .texts(
                        "model",
                        rays.items().stream()
                                .flatMap(m -> rays.values(m).stream().map(r -> m.name()))
                                .toArray(String[]::new))
                .numbers(
                        "largest loss for r < 1",
                        all.stream().mapToDouble(Rays::rise).toArray())
                .numbers(
                        "share that keeps 90 % of its accuracy",
                        all.stream().mapToDouble(Rays::kept).toArray())
                .numbers(
                        "least r at which one does not",
                        all.stream().mapToDouble(Rays::onset).toArray()));
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
