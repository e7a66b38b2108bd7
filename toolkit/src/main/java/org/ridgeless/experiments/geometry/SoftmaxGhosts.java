package org.ridgeless.experiments.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.curvature.radius.PartitionFunction;
import org.ridgeless.curvature.radius.StepRadius;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Complex zeros of the softmax partition function: radius of convergence, safe steps, and a guard against rate spikes. */
public final class SoftmaxGhosts extends Experiment<SoftmaxGhosts> {
    private static final Card CARD = Card.named("softmax-ghosts")
            .entry("HF-27")
            .title("Ghosts of softmax")
            .claim(
                    "Complex zeros of the softmax partition function limit the radius of convergence of the cross-entropy "
                            + "along a direction; steps within the bound π/Δ are safe, and a step cut to it survives a spike of the "
                            + "learning rate by 10⁴.")
            .formula(
                    "F(\\tau)=\\sum_kw_ke^{a_k\\tau},\\qquad \\rho^*=\\frac{\\sqrt{\\delta^2+\\pi^2}}{\\Delta}\\ (K=2),\\qquad"
                            + "\\rho^*\\ge\\rho_a=\\frac\\pi{\\Delta},\\quad\\Delta=\\max_ka_k-\\min_ka_k",
                    "logits linear along the line with slopes $a_k$ in units of 1/parameter norm; logit gap $\\delta$.")
            .formula(
                    "c_n=-\\tfrac2n\\,\\mathrm{Re}\\,t_0^{-n}\\,(1+o(1)),\\qquad t_0=(\\delta+i\\pi)/\\Delta",
                    "the Taylor coefficients of $\\log F$, two classes.")
            .assumes("for a network the slopes are those at the start of the step, one Jacobian–vector product")
            .remark(
                    "The radius is a square root: printed as $\\delta^2+\\pi^2/\\Delta_a$ it fails, as the contrast shows.")
            .remark(
                    "With a temperature the logits of a fixed checkpoint are divided by T. The step along the gradient at which the "
                            + "loss rises above its start then spreads much less in units of the radius than in units of the weights. "
                            + "Three in ten labels are corrupted for this: a sample that can be separated has no such step, since its "
                            + "loss may fall along the gradient for ever. It depends on the checkpoint as well: after 2000 steps instead of 80 "
                            + "the spreads differed by factors below 2 only.")
            .paper(Paper.by("Piyush Sao")
                    .titled("Ghosts of Softmax: Complex Singularities That Limit Safe Step Sizes in Cross-Entropy")
                    .in(2026)
                    .arXiv("2603.13552"))
            .cost("6 s", "2 min");
    private static final double[] TEMPERATURES = {0.25, 0.5, 1, 2, 4, 8};
    private static final double[] SPIKES = {10, 100, 1000, 10_000};
    private static final int[] STAGES = {20, 80, 300};
    private static final double CORRUPTED = 0.3;
    private static final int CLASSES = 10;
    private static final int SPIKE_AT = 50;
    private static final double[] RATIOS = IntStream.rangeClosed(0, 15)
            .mapToDouble(i -> 0.1 * Math.pow(10, i / 5.0))
            .toArray();

    /** One ray: test accuracy and training loss relative to the start, at each ratio r of step to radius. */
    private record Ray(String model, boolean gradient, double[] accuracy, double[] loss) {
        double onset() {
            return IntStream.range(0, RATIOS.length)
                    .filter(i -> accuracy[i] < 0.9)
                    .mapToDouble(i -> RATIOS[i])
                    .findFirst()
                    .orElse(RATIOS[RATIOS.length - 1]);
        }
    }

    private record Instance(double ratio) {}

    private record Spike(SpikedTraining.Guard guard, double factor, double lowest, double[] accuracy) {}

    private record Onset(double temperature, double raw, double normalized) {}

    private SoftmaxGhosts(Settings settings) {
        super(CARD, settings);
    }

    public static SoftmaxGhosts study() {
        return new SoftmaxGhosts(Settings.none());
    }

    /** The number of random partition functions of five to ten classes. */
    public SoftmaxGhosts instances(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least one instance, got " + count);
        }
        return set("instances", count);
    }

    @Override
    protected SoftmaxGhosts copy(Settings other) {
        return new SoftmaxGhosts(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("instances", 3).with("trials", 1).with("samples", 60);
            case TEACHING ->
                Settings.none().with("instances", 60).with("trials", 4).with("samples", 600);
            case PAPER ->
                Settings.none().with("instances", 1000).with("trials", 20).with("samples", 2000);
        };
    }

    @Override
    protected Findings simulate() {
        List<Supplier<List<?>>> tasks = new ArrayList<>();
        IntStream.range(0, integer("instances")).forEach(i -> tasks.add(() -> List.of(instance(i))));
        for (int trial = 0; trial < integer("trials"); trial++) {
            int t = trial;
            tasks.add(() -> rays(t, false));
            tasks.add(() -> rays(t, true));
        }
        for (SpikedTraining.Guard guard : SpikedTraining.Guard.values()) {
            Arrays.stream(SPIKES).forEach(factor -> tasks.add(() -> List.of(spike(guard, factor))));
        }
        tasks.add(this::onsets);
        Cells.Finished<List<?>> runs =
                cells().run(tasks.size(), i -> tasks.get(i).get());
        List<Object> results = new ArrayList<>();
        Arrays.stream(runs.indices()).forEach(i -> results.addAll(runs.get(i)));
        List<Ray> rays = of(Ray.class, results);
        Results table = Results.titled("rays")
                .texts("model", rays.stream().map(Ray::model).toArray(String[]::new))
                .numbers(
                        "gradient",
                        rays.stream().mapToDouble(r -> r.gradient() ? 1 : 0).toArray())
                .numbers("onset", rays.stream().mapToDouble(Ray::onset).toArray());
        Verdict verdict = runs.interrupted() ? Verdict.of(CARD.title()) : verdict(results);
        return new Findings(figure(results), runs.interrupted() ? table.partial() : table, verdict);
    }

    private Instance instance(int index) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("instance").child(index).stream());
        int classes = 3 + index % 8;
        double[] logits = IntStream.range(0, classes)
                .mapToDouble(k -> 2 * normal.sample())
                .toArray();
        double[] slopes =
                IntStream.range(0, classes).mapToDouble(k -> normal.sample()).toArray();
        PartitionFunction f = PartitionFunction.of(logits, slopes);
        return new Instance(f.radius() / f.radiusBound());
    }

    private Data blobs(Seeds seeds, boolean test) {
        int n = integer("samples");
        Data all = Data.gaussianMixture(2 * n, 20, CLASSES)
                .separation(5)
                .seed(seeds.child("blobs").value());
        return test ? all.range(n, 2 * n) : all.range(0, n);
    }

    private static Net net(boolean deep, Seeds seeds) {
        Net net = deep ? Nets.tanh(20, 64, CLASSES) : Nets.linear(20, CLASSES);
        return net.biased().seed(seeds.child("net").value());
    }

    private List<Ray> rays(int trial, boolean deep) {
        Seeds seeds = seeds().child("rays").child(trial);
        Data train = blobs(seeds, false);
        Data test = blobs(seeds, true);
        List<Ray> rays = new ArrayList<>();
        for (int stage : STAGES) {
            Net net = Descent.of(net(deep, seeds), train)
                    .loss(Loss.CROSS_ENTROPY)
                    .rate(0.1)
                    .run(stage)
                    .net();
            Risk risk = Risk.of(net, train, Loss.CROSS_ENTROPY);
            for (int direction = 0; direction < 4; direction++) {
                double[] v = direction == 0
                        ? risk.gradient(net.parameters())
                        : gaussian(net.parameterCount(), seeds.child(stage).child(direction));
                SpikedTraining.scale(v, -1 / SpikedTraining.norm(v));
                rays.add(ray(deep ? "tanh" : "linear", direction == 0, net, risk, test, v));
            }
        }
        return rays;
    }

    private static double[] gaussian(int size, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        return IntStream.range(0, size).mapToDouble(i -> normal.sample()).toArray();
    }

    private static Ray ray(String model, boolean gradient, Net net, Risk risk, Data test, double[] v) {
        double[] w = net.parameters();
        double radius = StepRadius.of(risk.jacobianProduct(w, v), CLASSES);
        double startLoss = risk.value(w);
        double startAccuracy = accuracy(net, test);
        double[] accuracy = new double[RATIOS.length];
        double[] loss = new double[RATIOS.length];
        for (int i = 0; i < RATIOS.length; i++) {
            double[] moved = along(w, v, RATIOS[i] * radius);
            accuracy[i] = accuracy(net.withParameters(moved), test) / startAccuracy;
            loss[i] = risk.value(moved) / startLoss;
        }
        return new Ray(model, gradient, accuracy, loss);
    }

    private static double[] along(double[] w, double[] v, double step) {
        return IntStream.range(0, w.length).mapToDouble(i -> w[i] + step * v[i]).toArray();
    }

    private static double accuracy(Net net, Data data) {
        double[] outputs = net.outputs(data.flatInputs(), data.samples());
        int right = 0;
        for (int i = 0; i < data.samples(); i++) {
            int best = 0;
            for (int c = 1; c < CLASSES; c++) {
                best = outputs[i * CLASSES + c] > outputs[i * CLASSES + best] ? c : best;
            }
            right += best == data.label(i) ? 1 : 0;
        }
        return (double) right / data.samples();
    }

    private Spike spike(SpikedTraining.Guard guard, double factor) {
        Seeds seeds = seeds().child("spike");
        Data train = blobs(seeds, false);
        Data test = blobs(seeds, true);
        Net net = net(true, seeds);
        Risk risk = Risk.of(net, train, Loss.CROSS_ENTROPY);
        SpikedTraining training = new SpikedTraining(risk, net.parameters(), guard);
        double[] accuracy = new double[2 * SPIKE_AT];
        double lowest = 1;
        for (int t = 1; t <= accuracy.length && !Thread.currentThread().isInterrupted(); t++) {
            training.step(t, 0.01 * (t == SPIKE_AT ? factor : 1));
            accuracy[t - 1] = accuracy(net.withParameters(training.weights()), test);
            lowest = t >= SPIKE_AT ? Math.min(lowest, accuracy[t - 1]) : lowest;
        }
        return new Spike(guard, factor, lowest, accuracy);
    }

    /** Where the loss of a fixed checkpoint at temperature T rises above its start, along its gradient. */
    private List<Onset> onsets() {
        Seeds seeds = seeds().child("temperature");
        // Where the sample can be separated, the loss may fall along the gradient for ever, and nothing sets in.
        Data train = blobs(seeds, false)
                .corrupted(CORRUPTED, seeds.child("corrupted").value());
        Net net = Descent.of(net(false, seeds), train)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.1)
                .run(STAGES[1])
                .net();
        List<Onset> onsets = new ArrayList<>();
        for (double temperature : TEMPERATURES) {
            // Dividing the weights of a linear model divides its logits; steps in the weights scale back by T.
            double[] w = net.scaled(1 / temperature).parameters();
            Risk risk = Risk.of(net, train, Loss.CROSS_ENTROPY);
            double[] v = risk.gradient(w);
            SpikedTraining.scale(v, -1 / SpikedTraining.norm(v));
            double radius = temperature * StepRadius.of(risk.jacobianProduct(w, v), CLASSES);
            double start = risk.value(w);
            double ratio = 0.01;
            while (ratio < 1e4 && risk.value(along(w, v, ratio * radius / temperature)) <= start) {
                ratio *= 1.05;
            }
            onsets.add(new Onset(temperature, ratio * radius, ratio));
        }
        return onsets;
    }

    private Verdict verdict(List<Object> results) {
        List<Check> checks = new ArrayList<>();
        checks.addAll(TwoClassGhosts.checks());
        checks.add(Claim.that("ρ*/ρ_a − 1 of random partition functions of 3–10 classes")
                .holds(of(Instance.class, results).stream()
                        .mapToDouble(i -> i.ratio() - 1)
                        .toArray()));
        List<Ray> rays = of(Ray.class, results);
        checks.add(Claim.that("loss does not rise for r < 1 along the gradient")
                .holds(1e-12, within(rays.stream().filter(Ray::gradient).toList(), i -> r -> 1 - r.loss()[i])));
        checks.add(Claim.that("test accuracy keeps 90 % for r < 1 in every direction")
                .holds(within(rays, i -> r -> r.accuracy()[i] - 0.9)));
        checks.add(Claim.that("smallest r at which a tenth of the accuracy is lost")
                .predicts(1)
                .observed(rays.stream().mapToDouble(Ray::onset).min().orElse(Double.NaN))
                .atLeast());
        checks.add(survives(results, SpikedTraining.Guard.RADIUS, "radius guard"));
        checks.add(survives(results, SpikedTraining.Guard.NONE, "Adam alone").mustBreak());
        checks.add(survives(results, SpikedTraining.Guard.GRADIENT_CLIP, "gradient clipping")
                .mustBreak());
        List<Onset> onsets = of(Onset.class, results);
        double raw = spread(onsets, Onset::raw);
        double normalized = spread(onsets, Onset::normalized);
        checks.add(Claim.that("onsets over temperatures spread 2.5 times less in units of the radius")
                .predicts(2.5)
                .observed(raw / normalized)
                .atLeast());
        return Verdict.of(CARD.title(), checks);
    }

    private interface At {
        ToDoubleFunction<Ray> ratio(int index);
    }

    private static double[] within(List<Ray> rays, At value) {
        return IntStream.range(0, RATIOS.length)
                .filter(i -> RATIOS[i] < 1 - 1e-9)
                .boxed()
                .flatMap(i -> rays.stream().map(r -> value.ratio(i).applyAsDouble(r)))
                .mapToDouble(v -> v)
                .toArray();
    }

    private static Check survives(List<Object> results, SpikedTraining.Guard guard, String label) {
        double lowest = of(Spike.class, results).stream()
                .filter(s -> s.guard() == guard && s.factor() == 10_000)
                .mapToDouble(Spike::lowest)
                .min()
                .orElse(Double.NaN);
        return Claim.that("lowest accuracy after a spike of 10⁴, " + label)
                .predicts(0.9)
                .observed(lowest)
                .atLeast();
    }

    private static double spread(List<Onset> onsets, ToDoubleFunction<Onset> value) {
        double[] logs = onsets.stream()
                .mapToDouble(o -> Math.log10(value.applyAsDouble(o)))
                .toArray();
        double mean = Arrays.stream(logs).average().orElse(Double.NaN);
        return Math.sqrt(
                Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
    }

    private static <T> List<T> of(Class<T> type, List<Object> results) {
        return results.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Panels figure(List<Object> results) {
        return Panels.of(TwoClassGhosts.figure(), safety(results), spikes(results), temperatures(results))
                .columns(2);
    }

    private static Chart safety(List<Object> results) {
        Chart chart = panel("Accuracy along rays from checkpoints")
                .x("r = step / radius bound")
                .y("accuracy / accuracy at the start")
                .logX();
        for (Ray ray : of(Ray.class, results)) {
            chart = chart.line(ray.model(), RATIOS, ray.accuracy());
        }
        return chart.vertical("r = 1", 1);
    }

    private static Chart spikes(List<Object> results) {
        Chart chart = panel("Rate × 10⁴ at step 50").x("step").y("test accuracy");
        double[] step = IntStream.rangeClosed(1, 2 * SPIKE_AT).asDoubleStream().toArray();
        for (Spike spike : of(Spike.class, results)) {
            if (spike.factor() == 10_000) {
                String label = switch (spike.guard()) {
                    case NONE -> "Adam";
                    case GRADIENT_CLIP -> "gradient clipping";
                    case RADIUS -> "step cut to the radius";
                };
                chart = chart.line(label, step, spike.accuracy());
            }
        }
        return chart.horizontal("0.9", 0.9);
    }

    private static Chart temperatures(List<Object> results) {
        List<Onset> onsets = of(Onset.class, results);
        double[] t = onsets.stream().mapToDouble(Onset::temperature).toArray();
        return panel("Onset of a rising loss at temperature T")
                .x("T")
                .y("step")
                .logX()
                .logY()
                .points(
                        "raw, in parameter norm",
                        t,
                        onsets.stream().mapToDouble(Onset::raw).toArray())
                .points(
                        "in units of the radius",
                        t,
                        onsets.stream().mapToDouble(Onset::normalized).toArray());
    }

    static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
