package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** A fixed permutation of the inputs hurts convolutions on local tasks, and nothing else. Card: scrambling.md. */
public final class Scrambling extends Experiment<Scrambling> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("samples, permutations and networks")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(40);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("training samples, enough for a convolution to find the motif")
            .atLeast(300)
            .tiny(300)
            .teaching(800)
            .paper(3000);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training with batches of 32, enough to find the motif")
            .atLeast(300)
            .tiny(300)
            .teaching(600)
            .paper(5000);

    private static final int LENGTH = 24;
    private static final int MOTIF = 4;
    private static final int TEST = 1500;
    private static final int FEW = 100;
    private static final int EXACT_STEPS = 100;

    /** What decides the label of a sequence. */
    enum Task {
        MOTIF("local motif"),
        MEAN("mean");

        final String label;

        Task(String label) {
            this.label = label;
        }
    }

    /** A network for a task. */
    record Setting(boolean convolution, Task task) {
        @Override
        public String toString() {
            return (convolution ? "convolution" : "dense") + ", " + task.label;
        }
    }

    private static final Setting HURT = new Setting(true, Task.MOTIF);
    private static final List<Setting> UNHURT = List.of(new Setting(false, Task.MOTIF), new Setting(true, Task.MEAN));
    private static final List<Setting> ALL = List.of(HURT, UNHURT.get(0), UNHURT.get(1));

    /** Test errors with inputs in order and permuted. */
    record Errors(double ordered, double scrambled) {
        double rise() {
            return scrambled - ordered;
        }
    }

    /**
     * A dense network trained twice, in order and permuted: relative distances of its outputs.
     *
     * @param carried the first weights of the second are those of the first, permuted like the inputs
     * @param kept they are not permuted
     */
    record Twice(double carried, double kept) {}

    public static Scrambling study() {
        return new Scrambling();
    }

    /** Samples, permutations and networks, at least 2. */
    public Scrambling repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Training samples, enough for a convolution to find the motif, at least 300. */
    public Scrambling samples(int count) {
        return with(SAMPLES, count);
    }

    /** Steps of training with batches of 32, enough to find the motif, at least 300. */
    public Scrambling steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Setting, Errors> errors = lab.repeat(get(REPETITIONS)).each("trained", ALL, this::train);
        Rows<String, Twice> twice = lab.repeat(get(REPETITIONS)).each("twice", List.of("dense"), this::twice);

        lab.check(Claim.that("a convolution loses by scrambling on a local motif: rise of the test error")
                .observed(errors.mean(HURT, Errors::rise))
                .rival("scrambling is harmless", 0)
                .atLeast(0.05));
        lab.check(Claim.that("a dense network, or a task that is not local, does not")
                .each(UNHURT, s -> errors.mean(s, Errors::rise))
                .predicts(0)
                .rival(
                        "as the convolution on the motif",
                        errors.mean(HURT, Errors::rise).value())
                .within(0.04));
        lab.check(Claim.that(
                        "dense, first weights permuted like the inputs: largest relative distance of its outputs after training")
                .observed(
                        Estimate.largest(twice.numbers("dense", Twice::carried)).troubled(twice.problem()))
                .rival(
                        "as with first weights that stay",
                        twice.mean("dense", Twice::kept).value())
                .atMost(1e-9));
        show(lab, errors, twice);
    }

    private Errors train(Setting setting, Trial trial) {
        Data all = sequences(setting.task(), get(SAMPLES) + TEST, trial.paired().child("data"));
        int[] order = permutation(trial.paired().child("permutation"));
        return new Errors(
                error(setting, all, trial.seeds().child("ordered")),
                error(setting, scrambled(all, order), trial.seeds().child("scrambled")));
    }

    private double error(Setting setting, Data all, Seeds seeds) {
        Data data = all.range(0, get(SAMPLES));
        Net net =
                setting.convolution() ? convolution() : Nets.relu(LENGTH, 32, 1).biased();
        Run run = Descent.of(net.seed(seeds.child("net").value()), data)
                .loss(Loss.LOGISTIC)
                .optimizer(Optimizer.adam())
                .rate(0.02)
                .schedule(Schedule.cosine(get(STEPS)))
                .batch(32)
                .seed(seeds.child("batches").value())
                .run(get(STEPS));
        if (run.diverged()) {
            throw new IllegalStateException("training diverged at step " + run.lastStep() + ": " + setting);
        }
        return Margins.of(run.net(), all.range(get(SAMPLES), all.samples())).error();
    }

    /** Eight filters of the length of the motif, averaged over all places. */
    private static Net convolution() {
        return Nets.on(Shape.sequence(1, LENGTH))
                .convolution(8, Window.line(MOTIF), Activations.RELU)
                .averagePool(Window.line(LENGTH - MOTIF + 1))
                .dense(1, Activations.LINEAR)
                .net()
                .biased();
    }

    /** Normal sequences; the label says whether a number is above its median: Σ φ(motif · x_p)² over places, or the mean. */
    private static Data sequences(Task task, int n, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] motif = Vectors.unit(normal.samples(MOTIF).toArray());
        double[][] x = new double[n][LENGTH];
        for (double[] row : x) {
            Arrays.setAll(row, j -> normal.sample());
        }
        double[] scores = Arrays.stream(x)
                .mapToDouble(row -> task == Task.MEAN ? Vectors.mean(row) : strength(row, motif))
                .toArray();
        double median = Statistics.quantile(0.5, scores);
        return Data.of(x, Arrays.stream(scores).map(s -> s > median ? 1 : -1).toArray());
    }

    private static double strength(double[] row, double[] motif) {
        return IntStream.rangeClosed(0, LENGTH - MOTIF)
                .mapToDouble(p -> {
                    double response = Math.max(0, Vectors.dot(Arrays.copyOfRange(row, p, p + MOTIF), motif));
                    return response * response;
                })
                .sum();
    }

    private static int[] permutation(Seeds seeds) {
        int[] order = PermutationSampler.natural(LENGTH);
        PermutationSampler.shuffle(seeds.stream(), order);
        return order;
    }

    private static Data scrambled(Data data, int[] order) {
        double[][] x = Arrays.stream(data.inputs())
                .map(row -> Arrays.stream(order).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
        return Data.of(x, data.flatTargets());
    }

    private Twice twice(String name, Trial trial) {
        Data data = sequences(Task.MOTIF, FEW, trial.seeds().child("data"));
        int[] order = permutation(trial.seeds().child("permutation"));
        Data permuted = scrambled(data, order);
        Net net = Nets.relu(LENGTH, 16, 1)
                .biased()
                .seed(trial.seeds().child("net").value());
        double[] w = net.parameters();
        double[] carried = w.clone();
        var first = net.architecture().weights().get(0);
        for (int j = 0; j < LENGTH; j++) {
            System.arraycopy(
                    w,
                    first.offset() + order[j] * first.columns(),
                    carried,
                    first.offset() + j * first.columns(),
                    first.columns());
        }
        double[] one = outputs(net, data);
        return new Twice(
                distance(one, outputs(net.withParameters(carried), permuted)), distance(one, outputs(net, permuted)));
    }

    private static double[] outputs(Net net, Data data) {
        Net end = Descent.of(net, data)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .run(EXACT_STEPS)
                .net();
        return end.outputs(data.flatInputs(), data.samples());
    }

    private static double distance(double[] one, double[] other) {
        return Vectors.norm(Vectors.subtract(other, one)) / Vectors.norm(one);
    }

    private static void show(Lab lab, Rows<Setting, Errors> errors, Rows<String, Twice> twice) {
        String[] names = ALL.stream().map(Setting::toString).toArray(String[]::new);
        lab.table(Results.titled("Test errors")
                .texts("network, task", names)
                .numbers("in order", means(errors, Errors::ordered).values())
                .numbers("scrambled", means(errors, Errors::scrambled).values())
                .numbers("rise", means(errors, Errors::rise).values()));
        double[] places = IntStream.range(0, names.length).asDoubleStream().toArray();
        double[] aside = Arrays.stream(places).map(x -> x + 0.1).toArray();
        Chart chart = Chart.titled("A fixed permutation of 24 inputs")
                .names(names)
                .y("test error")
                .yRange(0, 0.5);
        chart = means(errors, Errors::ordered).on(chart, "in order", places);
        chart = means(errors, Errors::scrambled).on(chart, "scrambled", aside);
        Chart runs = Chart.titled("Dense networks trained twice, " + EXACT_STEPS + " steps")
                .names("weights permuted", "weights kept")
                .y("log₁₀ of the distance of outputs");
        double[] carried = twice.numbers("dense", t -> Math.log10(Math.max(t.carried(), 1e-17)));
        double[] kept = twice.numbers("dense", t -> Math.log10(t.kept()));
        double[] zero = new double[carried.length];
        double[] one = Arrays.stream(kept).map(k -> 1).toArray();
        lab.figure(chart, runs.points("permuted like the inputs", zero, carried).points("as they were", one, kept));
    }

    private static Estimates means(Rows<Setting, Errors> errors, ToDoubleFunction<Errors> number) {
        return Estimates.of(ALL, s -> errors.mean(s, number));
    }
}
