package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.models.NeuronCloud;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Small steps cannot make neurons meet, large ones can. Card: topological-invariance.md. */
public final class TopologicalInvariance extends Experiment<TopologicalInvariance> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks, each with data of its own")
            .atLeast(2)
            .tiny(3)
            .teaching(16)
            .paper(100);
    static final Option<Integer> NEURONS = Option.count("neurons")
            .help("neurons on the ring, and four times as many on the line")
            .atLeast(8)
            .tiny(24)
            .teaching(60)
            .paper(200);
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of training")
            .atLeast(5)
            .tiny(15)
            .teaching(20)
            .paper(100);

    private static final List<Double> BELOW = List.of(0.1, 0.3, 0.6, 0.9);
    private static final List<Double> SINGLE = List.of(0.25, 0.5, 0.75, 0.95, 1.05, 1.25, 1.5, 2.0);
    private static final List<Double> LINES = List.of(0.3, 3.0);
    private static final double PRESERVED = 0.3;
    private static final double BROKEN = 3;
    private static final int SAMPLES = 40;
    private static final double OUTPUT = 3;
    private static final double HALF_LINE = 2;
    private static final int GRID = 21;
    private static final int LINE_GRID = 401;
    private static final double CLIMB_SLACK = 1.001;

    /**
     * Training of neurons that start on a ring.
     *
     * @param used the largest |ratio − 1| of two distances before and after a step, over ηK of that step
     * @param smallest ratio of all
     * @param ring the neurons at the end
     */
    record Ring(double used, double smallest, double largest, double[][] ring) {}

    /** Neurons that start in order on a line: how many neighbours have changed places at the end, and the way of some of them. */
    record Line(int crossed, double[][] paths) {}

    public static TopologicalInvariance study() {
        return new TopologicalInvariance();
    }

    /** Networks, each with data of its own, at least 2. */
    public TopologicalInvariance networks(int count) {
        return with(NETWORKS, count);
    }

    /** Neurons on the ring, and four times as many on the line, at least 8. */
    public TopologicalInvariance neurons(int count) {
        return with(NEURONS, count);
    }

    /** Steps of training, at least 5. */
    public TopologicalInvariance steps(int count) {
        return with(STEPS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab networks = lab.repeat(get(NETWORKS));
        Rows<Double, Ring> rings = networks.each("ring", BELOW, this::ring);
        Rows<Double, Double> single = networks.each("single", SINGLE, this::closest);
        Rows<Double, Line> lines = networks.each("line", LINES, this::line);

        lab.check(Claim.that("every pair, step and network: |ratio of distances − 1| / (ηK), largest")
                .each(
                        BELOW,
                        part -> Estimate.largest(rings.numbers(part, Ring::used))
                                .troubled(rings.problem(part)))
                .rival("half of K, so that neurons may meet at 2/K only", 0.5)
                .atMost(CLIMB_SLACK)
                .note("cells are η in units of 1/K at the start; a thousandth for the search for K"));
        lab.check(Claim.that("one step on a line: smallest ratio of the distances of neighbours, with sign")
                .each(SINGLE, part -> single.mean(part, ratio -> ratio))
                .predicts(part -> 1 - part)
                .rival("neighbours keep their distance", 1)
                .rival("they meet at 2/K", part -> 1 - part / 2)
                .within(0.02)
                .note("cells are η in units of 1/K₊, K₊ the largest slope of the force"));
        lab.check(Claim.that("training on a line with η = 0.3/K₊: neighbours that changed places, most of all networks")
                .observed(Estimate.largest(lines.numbers(PRESERVED, Line::crossed))
                        .troubled(lines.problem()))
                .rival("as many as with η = 3/K₊", Statistics.mean(lines.numbers(BROKEN, Line::crossed)))
                .atMost(0.5));
        lab.check(Claim.that("with η = 3/K₊: their share")
                .observed(lines.mean(BROKEN, l -> l.crossed() / (4.0 * get(NEURONS) - 1)))
                .rival("order is kept at every step", 0)
                .atLeast(0.02));
        show(lab, rings, single, lines);
    }

    /** Inputs of one or two coordinates with a smooth target. */
    private static NeuronCloud cloud(int inputs, double[][] neurons, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] x = new double[SAMPLES][];
        double[] y = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = normal.samples(inputs).toArray();
            y[i] = Math.sin(2 * x[i][0]) + x[i][inputs - 1];
        }
        return NeuronCloud.of(x, y, OUTPUT, neurons);
    }

    private Ring ring(double part, Trial trial) {
        double[][] start = IntStream.range(0, get(NEURONS))
                .mapToDouble(j -> 2 * Math.PI * j / get(NEURONS))
                .mapToObj(angle -> new double[] {Math.cos(angle), Math.sin(angle)})
                .toArray(double[][]::new);
        NeuronCloud cloud = cloud(2, start, trial.paired().child("data"));
        double rate = part / cloud.steepest(GRID);
        double used = 0;
        double smallest = 1;
        double largest = 1;
        for (int t = 0; t < get(STEPS); t++) {
            double steepest = cloud.steepest(GRID);
            double[][] before = cloud.neurons();
            cloud.step(rate);
            for (double ratio : NeuronCloud.ratios(before, cloud.neurons())) {
                used = Math.max(used, Math.abs(ratio - 1) / (rate * steepest));
                smallest = Math.min(smallest, ratio);
                largest = Math.max(largest, ratio);
            }
        }
        return new Ring(used, smallest, largest, cloud.neurons());
    }

    private NeuronCloud onLine(Trial trial) {
        double[][] start = Arrays.stream(
                        Grid.linear(-HALF_LINE, HALF_LINE, 4 * get(NEURONS)).values())
                .mapToObj(w -> new double[] {w})
                .toArray(double[][]::new);
        return cloud(1, start, trial.paired().child("data"));
    }

    /** K₊, the largest slope of the force between the neurons. */
    private static double rising(NeuronCloud cloud) {
        return Arrays.stream(Grid.linear(-HALF_LINE, HALF_LINE, LINE_GRID).values())
                .map(w -> cloud.slope(w)[0][0])
                .max()
                .orElseThrow();
    }

    private double closest(double part, Trial trial) {
        NeuronCloud cloud = onLine(trial);
        double[][] before = cloud.neurons();
        cloud.step(part / rising(cloud));
        double[][] after = cloud.neurons();
        return IntStream.range(1, before.length)
                .mapToDouble(j -> (after[j][0] - after[j - 1][0]) / (before[j][0] - before[j - 1][0]))
                .min()
                .orElseThrow();
    }

    private Line line(double part, Trial trial) {
        NeuronCloud cloud = onLine(trial);
        double rate = part / rising(cloud);
        double[][] paths = new double[get(STEPS) + 1][];
        paths[0] = cloud.neurons()[0];
        for (int t = 0; t <= get(STEPS); t++) {
            Interruption.poll();
            paths[t] = Arrays.stream(cloud.neurons()).mapToDouble(w -> w[0]).toArray();
            if (t < get(STEPS)) {
                cloud.step(rate);
            }
        }
        double[] end = paths[get(STEPS)];
        int crossed = (int) IntStream.range(1, end.length)
                .filter(j -> !(end[j] > end[j - 1]))
                .count();
        return new Line(crossed, paths);
    }

    private void show(Lab lab, Rows<Double, Ring> rings, Rows<Double, Double> single, Rows<Double, Line> lines) {
        lab.table(Results.titled(
                        "Ratios of the distances of neurons before and after a step, over all networks and steps")
                .numbers("η K at the start", column(p -> p))
                .numbers(
                        "smallest",
                        column(p -> Arrays.stream(rings.numbers(p, Ring::smallest))
                                .min()
                                .orElse(Double.NaN)))
                .numbers(
                        "largest",
                        column(p -> Arrays.stream(rings.numbers(p, Ring::largest))
                                .max()
                                .orElse(Double.NaN)))
                .numbers(
                        "|ratio − 1| / (ηK), largest",
                        column(p -> Arrays.stream(rings.numbers(p, Ring::used))
                                .max()
                                .orElse(Double.NaN))));
        Chart step = Estimates.of(SINGLE, part -> single.mean(part, ratio -> ratio))
                .on(
                        Chart.titled("One step on a line: neighbours meet at η = 1/K₊")
                                .x("η K₊")
                                .y("smallest signed ratio of distances"),
                        "mean over networks",
                        SINGLE.stream().mapToDouble(p -> p).toArray())
                .theory("1 − ηK₊", p -> 1 - p, 0, 2)
                .horizontal("met", 0);
        lab.figure(
                step,
                paths("Order kept, η = 0.3/K₊", lines, PRESERVED),
                paths("Order lost, η = 3/K₊", lines, BROKEN),
                shape(rings));
    }

    private Chart paths(String title, Rows<Double, Line> lines, double part) {
        Chart chart = Chart.titled(title).x("step").y("input weight of a neuron");
        if (lines.first(part).isEmpty()) {
            return chart;
        }
        double[][] paths = lines.first(part).get().paths();
        double[] steps = IntStream.range(0, paths.length).asDoubleStream().toArray();
        for (int k = 0; k < 8; k++) {
            int neuron = k * (paths[0].length - 1) / 7;
            chart = chart.line(
                    "neuron " + (neuron + 1),
                    steps,
                    Arrays.stream(paths).mapToDouble(all -> all[neuron]).toArray());
        }
        return chart;
    }

    private static Chart shape(Rows<Double, Ring> rings) {
        Chart chart = Chart.titled("The ring at the end, first network")
                .x("first input weight")
                .y("second");
        for (double part : List.of(BELOW.get(0), BELOW.get(BELOW.size() - 1))) {
            if (rings.first(part).isPresent()) {
                double[][] ring = rings.first(part).get().ring();
                chart = chart.points("η = " + part + "/K", pick(ring, 0), pick(ring, 1));
            }
        }
        return chart;
    }

    private static double[] pick(double[][] points, int coordinate) {
        return Arrays.stream(points).mapToDouble(p -> p[coordinate]).toArray();
    }

    private static double[] column(Function<Double, Double> value) {
        return BELOW.stream().mapToDouble(value::apply).toArray();
    }
}
