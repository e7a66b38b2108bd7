package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Geometry;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.models.BatchNormUnit;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.plots.Chart;
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

/** Normalizations turn the weights the same way at different speeds. Card: normalizations.md. */
public final class Normalizations extends Experiment<Normalizations> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps of each batch-normalized unit, at least ten times the 1/(4ηλ) in which its length settles")
            .atLeast(25_000)
            .because("with fewer the lengths have not settled, and it is their limit that theory tells")
            .tiny(25_000)
            .teaching(100_000)
            .paper(1_000_000);
    static final Option<Integer> UNITS = Option.count("units")
            .help("batch-normalized units of each kind, each with data of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(6)
            .paper(12);

    private static final int LAYERS = 3;
    private static final double MOMENT = 1e-7;
    private static final int SHOWN = 200;
    private static final List<Geometry> CONSTRAINED =
            List.of(Geometry.SPHERES, Geometry.LAGRANGE, Geometry.WEIGHT_NORMALIZED);

    /** Rate and weight decay of a batch-normalized unit. */
    record Kind(double rate, double decay) {
        double angle() {
            return Math.sqrt(2 * rate * decay);
        }

        @Override
        public String toString() {
            return "η = " + rate + ", λ = " + decay;
        }
    }

    private static final List<Kind> DECAYED = List.of(new Kind(0.1, 1e-3), new Kind(0.1, 1e-2), new Kind(0.5, 1e-3));
    private static final Kind PLAIN = new Kind(0.1, 0);

    /** What a flow does to the directions of the layers at the start: cosine with the plain flow, and relative speed. */
    record Turning(double[] cosine, double[] speed) {}

    /**
     * A batch-normalized unit over the second half of its run.
     *
     * @param angle root mean square of the angle of a step
     * @param fourth mean of ‖w‖⁴ over η E‖g̃‖²/2λ
     * @param exponent of ‖w‖ in t
     * @param norm ‖w‖ at about 200 steps in equal ratios
     */
    record Unit(double angle, double fourth, double exponent, double[] step, double[] norm) {}

    public static Normalizations study() {
        return new Normalizations();
    }

    /** Steps of each batch-normalized unit, at least ten times the 1/(4ηλ) in which its length settles, at least 25000. */
    public Normalizations steps(int count) {
        return with(STEPS, count);
    }

    /** Batch-normalized units of each kind, each with data of its own, at least 2. */
    public Normalizations units(int count) {
        return with(UNITS, count);
    }

    @Override
    protected void run(Lab lab) {
        Data data =
                Data.separable(40, 6).gap(0.3).seed(lab.seeds().child("data").value());
        Net net = Nets.relu(6, 12, 12, 1)
                .homogeneous()
                .seed(lab.seeds().child("net").value());
        List<Kind> kinds = new ArrayList<>(DECAYED);
        kinds.add(PLAIN);
        Rows<Geometry, Turning> turnings =
                lab.each("turning", CONSTRAINED, (geometry, trial) -> turning(geometry, net, data));
        Rows<String, double[]> growth = lab.each("growth", List.of("plain flow"), (name, trial) -> growth(net, data));
        Rows<Kind, Unit> units = lab.repeat(get(UNITS)).each("unit", kinds, this::unit);
        List<Integer> layers = List.of(1, 2, 3);

        lab.check(Claim.that("directions turn as under plain flow: least cosine of the layers")
                .each(
                        CONSTRAINED,
                        geometry -> turnings.exactly(
                                geometry, t -> Arrays.stream(t.cosine()).min().orElseThrow()))
                .rival("each normalization goes its own way", 0)
                .atLeast(1 - 1e-10));
        lab.check(Claim.that("weight normalization turns layer k faster by ρ_k²")
                .each(layers, k -> turnings.exactly(Geometry.WEIGHT_NORMALIZED, t -> t.speed()[k - 1]))
                .predicts(k -> net.rho(k) * net.rho(k))
                .rival("at the same speed", 1)
                .rival("faster by ρ_k", k -> net.rho(k))
                .withinRelative(1e-4));
        lab.check(Claim.that("plain flow: growth of ρ_k² over that of ρ_1²")
                .each(layers, k -> growth.exactly("plain flow", g -> g[k - 1] / g[0]))
                .predicts(1)
                .rival("the lengths ρ_k grow alike", k -> net.rho(k) / net.rho(1))
                .within(1e-3));
        lab.check(Claim.that("angle of a step under batch normalization over √(2ηλ)")
                .each(DECAYED, kind -> units.mean(kind, u -> u.angle() / kind.angle()))
                .predicts(1)
                .rival("√(ηλ)", Math.sqrt(0.5))
                .within(0.02));
        lab.check(Claim.that("‖w‖⁴ over η E‖g̃‖²/2λ")
                .each(DECAYED, kind -> units.mean(kind, Unit::fourth))
                .predicts(1)
                .rival("λ in the place of 2λ", 2)
                .within(0.03));
        lab.check(Claim.that("no decay: exponent of ‖w‖ in t")
                .observed(units.mean(PLAIN, Unit::exponent))
                .predicts(0.25)
                .rival("√t, as a random walk", 0.5)
                .rival("it settles", 0)
                .within(0.02));
        show(lab, units, kinds);
    }

    /** dV_k/dt at the start beside that of the plain flow. */
    private static Turning turning(Geometry geometry, Net net, Data data) {
        double[][] plain = velocity(Geometry.FREE, net, data);
        double[][] other = velocity(geometry, net, data);
        double[] cosine = new double[LAYERS];
        double[] speed = new double[LAYERS];
        for (int k = 0; k < LAYERS; k++) {
            double a = Math.sqrt(Vectors.dot(plain[k], plain[k]));
            double b = Math.sqrt(Vectors.dot(other[k], other[k]));
            cosine[k] = Vectors.dot(plain[k], other[k]) / (a * b);
            speed[k] = b / a;
        }
        return new Turning(cosine, speed);
    }

    /** From two short stretches of the flow, without the error of first order in their length. */
    private static double[][] velocity(Geometry geometry, Net net, Data data) {
        double[][] whole = velocity(geometry, net, data, MOMENT);
        double[][] half = velocity(geometry, net, data, MOMENT / 2);
        for (int k = 0; k < LAYERS; k++) {
            for (int i = 0; i < whole[k].length; i++) {
                whole[k][i] = 2 * half[k][i] - whole[k][i];
            }
        }
        return whole;
    }

    private static double[][] velocity(Geometry geometry, Net start, Data data, double duration) {
        Net end = GradientFlow.of(start, data)
                .loss(Loss.EXPONENTIAL)
                .in(geometry)
                .run(duration)
                .net();
        double[] before = start.normalized().parameters();
        double[] after = end.normalized().parameters();
        double[][] velocity = new double[LAYERS][];
        for (int k = 0; k < LAYERS; k++) {
            Block block = start.architecture().weights().get(k);
            velocity[k] = IntStream.range(block.offset(), block.end())
                    .mapToDouble(i -> (after[i] - before[i]) / duration)
                    .toArray();
        }
        return velocity;
    }

    /** How much ρ_k² grows under plain flow, for each layer. */
    private static double[] growth(Net net, Data data) {
        Run run = GradientFlow.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .record(Probe.layerNorms())
                .at(0, 20)
                .smallestStep(1e-3)
                .run(20);
        int last = run.steps().length - 1;
        return IntStream.range(0, LAYERS)
                .mapToDouble(k -> {
                    double[] rho = run.values(Probe.layerNorms(), k);
                    return rho[last] * rho[last] - rho[0] * rho[0];
                })
                .toArray();
    }

    private Unit unit(Kind kind, Trial trial) {
        Seeds seeds = trial.seeds();
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("data").stream());
        double[][] x = new double[500][50];
        double[] y = new double[x.length];
        double[] w = IntStream.range(0, 50)
                .mapToDouble(j -> normal.sample() / Math.sqrt(50))
                .toArray();
        for (int n = 0; n < x.length; n++) {
            Arrays.setAll(x[n], j -> normal.sample());
            y[n] = x[n][0] + normal.sample() > 0 ? 1 : -1;
        }
        BatchNormUnit.Path path =
                BatchNormUnit.on(x, y, w).descend(get(STEPS), kind.rate(), kind.decay(), 16, seeds.child("batches"));
        double[] norm = path.norm();
        double gradient = Statistics.mean(late(path.squaredGradient()));
        double fourth =
                Arrays.stream(late(norm)).map(v -> Math.pow(v, 4)).average().orElseThrow();
        double ratio = Math.pow(norm.length / 10.0, 1.0 / SHOWN);
        double[] step = IntStream.range(0, SHOWN)
                .mapToDouble(i -> Math.floor(10 * Math.pow(ratio, i)))
                .distinct()
                .toArray();
        double[] shown = Arrays.stream(step).map(t -> norm[(int) t]).toArray();
        int half = step.length / 2;
        return new Unit(
                Math.sqrt(Arrays.stream(late(path.angle()))
                        .map(v -> v * v)
                        .average()
                        .orElseThrow()),
                fourth / (kind.rate() * gradient / (2 * kind.decay())),
                Estimate.exponent(
                                Arrays.copyOfRange(step, half, step.length),
                                Arrays.copyOfRange(shown, half, shown.length))
                        .value(),
                step,
                shown);
    }

    /** The second half, when the length has settled. */
    private static double[] late(double[] values) {
        return Arrays.copyOfRange(values, values.length / 2, values.length);
    }

    private static void show(Lab lab, Rows<Kind, Unit> units, List<Kind> kinds) {
        lab.table(Results.titled("Batch-normalized units")
                .texts("unit", kinds.stream().map(Kind::toString).toArray(String[]::new))
                .numbers(
                        "rms angle",
                        kinds.stream()
                                .mapToDouble(k -> Statistics.mean(units.numbers(k, Unit::angle)))
                                .toArray())
                .numbers("√(2ηλ)", kinds.stream().mapToDouble(Kind::angle).toArray())
                .numbers(
                        "exponent of ‖w‖",
                        kinds.stream()
                                .mapToDouble(k -> Statistics.mean(units.numbers(k, Unit::exponent)))
                                .toArray()));
        Chart lengths = Chart.titled("Length of batch-normalized weights, one unit each")
                .x("step t")
                .y("‖w‖")
                .logX()
                .logY();
        for (Kind kind : kinds) {
            if (units.first(kind).isPresent()) {
                Unit unit = units.first(kind).get();
                lengths = lengths.line(kind.toString(), unit.step(), unit.norm());
                if (kind.decay() == 0) {
                    int end = unit.step().length - 1;
                    double last = unit.step()[end];
                    lengths = lengths.theory(
                            "t^(1/4), scaled", t -> unit.norm()[end] * Math.pow(t / last, 0.25), last / 100, last);
                }
            }
        }
        double[] place =
                IntStream.rangeClosed(1, DECAYED.size()).asDoubleStream().toArray();
        Chart angles = Chart.titled("Rotation a step")
                .x(DECAYED.get(0) + "; " + DECAYED.get(1) + "; " + DECAYED.get(2))
                .y("angle over √(2ηλ)")
                .errors(
                        "mean and 99 % interval",
                        place,
                        DECAYED.stream()
                                .mapToDouble(k -> estimate(units, k).value())
                                .toArray(),
                        DECAYED.stream()
                                .mapToDouble(
                                        k -> estimate(units, k).interval(0.99).low())
                                .toArray(),
                        DECAYED.stream()
                                .mapToDouble(
                                        k -> estimate(units, k).interval(0.99).high())
                                .toArray())
                .horizontal("theory", 1);
        lab.figure(lengths, angles);
    }

    private static Estimate estimate(Rows<Kind, Unit> units, Kind kind) {
        return units.mean(kind, u -> u.angle() / kind.angle());
    }
}
