package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.kernels.ReluTangentKernel;
import org.ridgeless.kernels.SoftMargin;
import org.ridgeless.kernels.TangentNetwork;
import org.ridgeless.kernels.TangentNetwork.Penalty;
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

/** A wide network on the hinge loss against the machine with its tangent kernel. Card: tangent-machine.md. */
public final class TangentMachine extends Experiment<TangentMachine> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each training, a multiple of 10")
            .atLeast(20)
            .tiny(240)
            .teaching(240)
            .paper(600);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help(
                    "networks of the largest width; twice as many of the middle one and four times as many of the smallest")
            .atLeast(2)
            .tiny(2)
            .teaching(10)
            .paper(10);
    static final Option<Integer> WIDEST = Option.count("widest")
            .help("largest width m; the others are a quarter and a sixteenth of it")
            .atLeast(64)
            .tiny(128)
            .teaching(2048)
            .paper(16_384);

    private static final double RATE = 0.5;
    private static final double STRENGTH = 0.05;
    private static final int DIMENSION = 10;
    private static final int SAMPLES = 30;
    private static final int EVERY = 10;
    private static final int LONG = 6000;

    /** From each exponent to the nearest of its rivals. */
    private static final double HALFWAY = 0.25;

    /** Training inputs, then test inputs; labels of the training inputs; the kernel machine along its descent. */
    private record Problem(double[][] inputs, double[] labels, double[][] cross, double[][] path) {
        double[] machineAt(int step) {
            return SoftMargin.predict(cross, path[step]);
        }
    }

    /** Which data, and what is penalized. */
    enum Case {
        SPHERE("sphere, displacement penalized", Penalty.DISPLACEMENT, -0.5),
        DIGITS("digits, displacement penalized", Penalty.DISPLACEMENT, -0.5),
        OUTPUTS("sphere, output weights penalized", Penalty.OUTPUT_WEIGHTS, 0);

        final String label;
        final Penalty penalty;
        final double exponent;

        Case(String label, Penalty penalty, double exponent) {
            this.label = label;
            this.penalty = penalty;
            this.exponent = exponent;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    record Setting(Case data, int width) {
        @Override
        public String toString() {
            return data + ", m = " + width;
        }
    }

    /** The largest deviation from the kernel machine along the training, and the output at one test point. */
    record Trained(double deviation, double[] watched) {}

    public static TangentMachine study() {
        return new TangentMachine();
    }

    /** Steps of each training, a multiple of 10, at least 20. */
    public TangentMachine steps(int count) {
        return with(STEPS, count - Math.floorMod(count, EVERY));
    }

    /** Networks of the largest width; twice as many of the middle one and four times as many of the smallest, at least 2. */
    public TangentMachine networks(int count) {
        return with(NETWORKS, count);
    }

    /** Largest width m; the others are a quarter and a sixteenth of it, at least 64. */
    public TangentMachine widest(int units) {
        return with(WIDEST, units);
    }

    @Override
    protected void run(Lab lab) {
        Problem sphere = sphere(lab.seeds());
        Problem digits = digits(lab.seeds());
        List<Setting> settings = new ArrayList<>();
        Map<Setting, Rows<Setting, Trained>> networks = new HashMap<>();
        for (Case data : Case.values()) {
            int count = 4 * get(NETWORKS);
            for (int width : widths()) {
                Setting setting = new Setting(data, width);
                settings.add(setting);
                // Narrow networks cost little and say as much about the slope.
                networks.put(
                        setting,
                        lab.repeat(count)
                                .each(
                                        setting.toString(),
                                        List.of(setting),
                                        (item, trial) -> train(data == Case.DIGITS ? digits : sphere, item, trial)));
                count /= 2;
            }
        }
        Rows<String, Double> optimum = lab.each(
                "optimum",
                List.of("sphere", "digits"),
                (name, trial) -> overOptimum(name.equals("sphere") ? sphere : digits));

        lab.check(Claim.that("the largest deviation from the kernel machine falls like m^(−1/2)")
                .each(List.of(Case.SPHERE, Case.DIGITS), data -> slope(networks, data))
                .predicts(-0.5)
                .rival("it stays, whatever the width", 0)
                .rival("it falls like 1/m", -1)
                .within(HALFWAY));
        lab.check(Claim.that("with a penalty on the output weights it stays")
                .observed(slope(networks, Case.OUTPUTS))
                .predicts(0)
                .rival("it falls like m^(−1/2) all the same", -0.5)
                .within(HALFWAY));
        lab.check(Claim.that("the machine settles at the optimum of the soft-margin program: objective over optimum")
                .each(optimum.items(), name -> optimum.exactly(name, ratio -> ratio))
                .predicts(1)
                .within(1e-3));
        show(lab, sphere, networks, settings);
    }

    private List<Integer> widths() {
        return List.of(get(WIDEST) / 16, get(WIDEST) / 4, get(WIDEST));
    }

    private Problem sphere(Seeds study) {
        Seeds seeds = study.child("sphere");
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("inputs").stream());
        double[][] inputs = new double[2 * SAMPLES][DIMENSION];
        for (double[] x : inputs) {
            Arrays.setAll(x, j -> normal.sample());
        }
        UniformRandomProvider random = seeds.child("labels").stream();
        double[] labels = IntStream.range(0, SAMPLES)
                .mapToDouble(i -> random.nextBoolean() ? 1 : -1)
                .toArray();
        return problem(inputs, labels);
    }

    /** Threes against eights of the digits, half of them to train on. */
    private Problem digits(Seeds study) {
        Data pairs = images().oneAgainstOther(3, 8)
                .shuffled(study.child("digits").value())
                .range(0, 2 * SAMPLES);
        return problem(
                pairs.inputs(),
                IntStream.range(0, SAMPLES).mapToDouble(pairs::label).toArray());
    }

    /** Puts the inputs on the sphere of radius √d and runs the kernel machine. */
    private Problem problem(double[][] rows, double[] labels) {
        double[][] inputs = Arrays.stream(rows).map(TangentMachine::onSphere).toArray(double[][]::new);
        double[][] cross = ReluTangentKernel.matrix(inputs, Arrays.copyOf(inputs, SAMPLES));
        double[][] path =
                SoftMargin.of(Arrays.copyOf(cross, SAMPLES), labels, STRENGTH).descend(RATE, get(STEPS));
        return new Problem(inputs, labels, cross, path);
    }

    private static double[] onSphere(double[] x) {
        double norm = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
        return Arrays.stream(x).map(v -> v / norm * Math.sqrt(x.length)).toArray();
    }

    private Trained train(Problem problem, Setting setting, Trial trial) {
        double[][] outputs = TangentNetwork.antisymmetric(setting.width(), problem.inputs()[0].length, trial.seeds())
                .train(problem.inputs(), problem.labels(), RATE, STRENGTH, setting.data().penalty, get(STEPS), EVERY);
        double deviation = 0;
        double[] watched = new double[outputs.length];
        for (int t = 0; t < outputs.length; t++) {
            double[] machine = problem.machineAt(EVERY * t);
            watched[t] = outputs[t][SAMPLES];
            for (int i = 0; i < machine.length; i++) {
                deviation = Math.max(deviation, Math.abs(outputs[t][i] - machine[i]));
            }
        }
        return new Trained(deviation, watched);
    }

    /** Constant steps never settle on the kinks of the hinge: ten times smaller ones, and the mean of the second half. */
    private double overOptimum(Problem problem) {
        SoftMargin machine = SoftMargin.of(Arrays.copyOf(problem.cross(), SAMPLES), problem.labels(), STRENGTH);
        double[][] path = machine.descend(RATE / 10, LONG);
        double[] mean = new double[SAMPLES];
        int from = path.length / 2;
        for (int t = from; t < path.length; t++) {
            for (int i = 0; i < SAMPLES; i++) {
                mean[i] += path[t][i] / (path.length - from);
            }
        }
        return machine.objective(mean) / machine.objective(machine.solve(1e-9));
    }

    private Estimate slope(Map<Setting, Rows<Setting, Trained>> networks, Case data) {
        double[] width = new double[0];
        double[] deviation = new double[0];
        String problem = "";
        for (int m : widths()) {
            Setting setting = new Setting(data, m);
            double[] here = networks.get(setting).numbers(setting, t -> Math.log(t.deviation()));
            width = joined(
                    width,
                    IntStream.range(0, here.length)
                            .mapToDouble(i -> Math.log(m))
                            .toArray());
            deviation = joined(deviation, here);
            problem = problem.isEmpty() ? networks.get(setting).problem(setting) : problem;
        }
        return Estimate.slope(width, deviation).troubled(problem);
    }

    private static double mean(Map<Setting, Rows<Setting, Trained>> networks, Setting setting) {
        return Statistics.mean(networks.get(setting).numbers(setting, Trained::deviation));
    }

    private static double[] joined(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private void show(Lab lab, Problem sphere, Map<Setting, Rows<Setting, Trained>> networks, List<Setting> settings) {
        lab.table(Results.titled("Deviation from the kernel machine, means over the networks")
                .texts("data", settings.stream().map(s -> s.data().label).toArray(String[]::new))
                .numbers("width", settings.stream().mapToDouble(Setting::width).toArray())
                .numbers(
                        "deviation",
                        settings.stream().mapToDouble(s -> mean(networks, s)).toArray()));
        Chart deviations = Chart.titled("Largest deviation during training")
                .x("width m")
                .y("sup |f − g|")
                .logX()
                .logY()
                .size(480, 340);
        double[] widths = widths().stream().mapToDouble(m -> m).toArray();
        for (Case data : Case.values()) {
            double[] mean = widths().stream()
                    .mapToDouble(m -> mean(networks, new Setting(data, m)))
                    .toArray();
            deviations = deviations
                    .points(data.label, widths, mean)
                    .theory(
                            data.exponent == 0 ? "constant, scaled" : "slope −1/2, scaled",
                            m -> mean[1] * Math.pow(m / widths[1], data.exponent),
                            widths[0],
                            widths[2]);
        }
        lab.figure(
                Panels.of(watched(sphere, networks, Case.SPHERE), watched(sphere, networks, Case.OUTPUTS), deviations)
                        .columns(2));
    }

    private Chart watched(Problem problem, Map<Setting, Rows<Setting, Trained>> networks, Case data) {
        double[] step = IntStream.rangeClosed(0, get(STEPS) / EVERY)
                .mapToDouble(t -> EVERY * t)
                .toArray();
        Chart chart =
                Chart.titled(data.label).x("step").y("output at a test point").size(480, 340);
        for (int width : List.of(get(WIDEST) / 16, get(WIDEST))) {
            Setting setting = new Setting(data, width);
            var first = networks.get(setting).first(setting);
            if (first.isPresent()) {
                chart = chart.line("width " + width, step, first.get().watched());
            }
        }
        double[] machine = Arrays.stream(step)
                .map(t -> problem.machineAt((int) t)[SAMPLES])
                .toArray();
        return chart.theory("kernel machine", step, machine);
    }
}
