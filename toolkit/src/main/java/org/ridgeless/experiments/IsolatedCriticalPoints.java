package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.landscape.minima.CriticalPoint;
import org.ridgeless.landscape.minima.Landscape;
import org.ridgeless.landscape.minima.QuadraticMap;
import org.ridgeless.landscape.minima.UnitSplitting;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
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

/** Critical points off the zeros are isolated for equations without symmetry, not for networks. Card: isolated-critical-points.md. */
public final class IsolatedCriticalPoints extends Experiment<IsolatedCriticalPoints> {
    static final Option<Integer> MAPS = Option.count("maps")
            .help("systems of random quadratic equations")
            .atLeast(2)
            .tiny(4)
            .teaching(16)
            .paper(100);
    static final Option<Integer> STARTS = Option.count("starts")
            .help("starts for each system")
            .atLeast(10)
            .tiny(20)
            .teaching(40)
            .paper(100);
    static final Option<Integer> UNKNOWNS =
            Option.count("unknowns").help("unknowns W").atLeast(2).atMost(12).always(4);
    static final Option<Integer> EQUATIONS =
            Option.count("equations").help("equations N, fewer than unknowns").always(2);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks, each with data and a start of its own")
            .atLeast(5)
            .tiny(10)
            .teaching(140)
            .paper(500);

    private static final double ZERO = 1e-12;
    private static final double TOLERANCE = 1e-6;
    private static final int STEPS = 300;
    private static final int SAMPLES = 40;
    private static final int UNITS = 3;
    private static final double FAR = 20;
    private static final int ATTEMPTS = 40;
    private static final double DEAD = 1e-4;
    private static final double[] SHARES = {-1, -0.5, 0.25, 0.5, 0.75, 1.5, 2};
    private static final String MAP = "map";
    private static final String NETWORK = "network";
    private static final String ZEROS = "zeros";
    private static final String OTHERS = "others";

    /** A critical point, for counting. */
    record Kind(boolean zero, int nullDimension, int index) {}

    /**
     * The line of critical points that a split unit makes.
     *
     * @param gradients ‖∇L‖ at each share over that at a random place as far from the first
     * @param nullDimensions at each share
     */
    record Line(double[] gradients, double[] nullDimensions) {}

    public static IsolatedCriticalPoints study() {
        return new IsolatedCriticalPoints();
    }

    /** Systems of random quadratic equations, at least 2. */
    public IsolatedCriticalPoints maps(int count) {
        return with(MAPS, count);
    }

    /** Starts for each system, at least 10. */
    public IsolatedCriticalPoints starts(int count) {
        return with(STARTS, count);
    }

    /** Unknowns W, at least 2 and at most 12. */
    public IsolatedCriticalPoints unknowns(int count) {
        return with(UNKNOWNS, count);
    }

    /** Equations N, fewer than unknowns, at least 1. */
    public IsolatedCriticalPoints equations(int count) {
        return with(EQUATIONS, count);
    }

    /** Networks, each with data and a start of its own, at least 5. */
    public IsolatedCriticalPoints networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        int free = get(UNKNOWNS) - get(EQUATIONS);
        if (free < 1) {
            throw new IllegalArgumentException(
                    "the zeros form a manifold of dimension W − N where there are fewer equations than unknowns, got W"
                            + " = "
                            + get(UNKNOWNS) + " and N = " + get(EQUATIONS));
        }
        Rows<String, List<Kind>> maps = lab.repeat(get(MAPS)).each("map", List.of(MAP), (name, trial) -> search(trial));
        Rows<String, List<Kind>> networks =
                lab.repeat(get(NETWORKS)).each("network", List.of(NETWORK), (name, trial) -> train(trial));
        Rows<String, Line> lines = lab.repeat(get(MAPS)).each("line", List.of(NETWORK), (name, trial) -> line(trial));

        lab.check(Claim.that("random equations: null dimension of the Hessian, every critical point")
                .each(
                        List.of("zeros, smallest", "zeros, largest", "others, smallest", "others, largest"),
                        which -> dimensions(maps, which))
                .predicts(which -> which.startsWith(ZEROS) ? free : 0)
                .rival("all are isolated", 0)
                .rival("all lie on manifolds of dimension W − N", free)
                .within(0.5));
        lab.check(Claim.that("networks, loss above zero: share of critical points that are not isolated")
                .observed(degenerate(networks))
                .rival("isolated generically, as for random equations", 0)
                .atLeast(0.75));
        lab.check(Claim.that("a split unit: ‖∇L‖ along its line over that at a random place as far, largest")
                .observed(
                        Estimate.largest(lines.pooled(NETWORK, Line::gradients)).troubled(lines.problem()))
                .rival("as for other directions", 1)
                .atMost(1e-6));
        lab.check(Claim.that("a split unit: null dimension of the Hessian along its line, smallest")
                .observed(Estimate.smallest(lines.pooled(NETWORK, Line::nullDimensions))
                        .troubled(lines.problem()))
                .rival("isolated", 0)
                .atLeast(1));
        show(lab, maps, networks);
    }

    private List<Kind> search(Trial trial) {
        QuadraticMap map =
                QuadraticMap.random(get(UNKNOWNS), get(EQUATIONS), trial.seeds().child("map"));
        var normal = normal(trial.seeds().child("starts"));
        List<Kind> found = new ArrayList<>();
        for (int start = 0; start < get(STARTS); start++) {
            CriticalPoint.from(map, normal.samples(get(UNKNOWNS)).toArray(), STEPS)
                    .map(point -> kind(point, ZERO))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Kind kind(CriticalPoint point, double zero) {
        return new Kind(point.value() < zero, point.nullDimension(TOLERANCE), point.index(TOLERANCE));
    }

    /** Random targets, more than a network of three units can fit. */
    private static Data data(Seeds seeds) {
        var normal = normal(seeds);
        double[][] x = new double[SAMPLES][];
        double[][] y = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = normal.samples(2).toArray();
            y[i] = normal.samples(1).toArray();
        }
        return Data.regression(x, y);
    }

    private static Landscape landscape(Net net, Data data) {
        return Landscape.of(Risk.of(net, data, Loss.SQUARE));
    }

    /** The critical point that a start leads to, if it is not one at infinity. */
    private static List<Kind> train(Trial trial) {
        Net net = Nets.tanh(2, UNITS, 1);
        Landscape landscape = landscape(net, data(trial.seeds().child("data")));
        double[] start = normal(trial.seeds().child("start"))
                .samples(landscape.dimension())
                .toArray();
        return CriticalPoint.from(landscape, start, STEPS)
                .filter(point -> Vectors.largest(point.weights()) < FAR)
                .map(point -> List.of(kind(point, ZERO)))
                .orElse(List.of());
    }

    private static Line line(Trial trial) {
        Data data = data(trial.seeds().child("data"));
        Net small = Nets.tanh(2, UNITS - 1, 1);
        Landscape narrow = landscape(small, data);
        var normal = normal(trial.seeds().child("start"));
        Optional<CriticalPoint> found = Optional.empty();
        for (int attempt = 0; found.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException(
                        "no critical point of a network of " + (UNITS - 1) + " units from " + ATTEMPTS + " starts");
            }
            found = CriticalPoint.from(
                            narrow, normal.samples(narrow.dimension()).toArray(), STEPS)
                    .filter(point -> Vectors.largest(point.weights()) < FAR)
                    .filter(point -> strongest(small.withParameters(point.weights())) > 0);
        }
        Net net = small.withParameters(found.get().weights());
        int unit = strongest(net);
        double[] first = UnitSplitting.split(net, unit, 1).parameters();
        Landscape wide = landscape(UnitSplitting.split(net, unit, 1), data);
        double[] gradients = new double[SHARES.length];
        double[] dimensions = new double[SHARES.length];
        for (int k = 0; k < SHARES.length; k++) {
            double[] there = UnitSplitting.split(net, unit, SHARES[k]).parameters();
            double distance = Vectors.norm(Vectors.subtract(there, first));
            double[] aside = Vectors.addScaled(
                    first.clone(),
                    distance,
                    Vectors.unit(normal.samples(first.length).toArray()));
            gradients[k] = Vectors.norm(wide.gradient(there)) / Vectors.norm(wide.gradient(aside));
            dimensions[k] = CriticalPoint.at(wide, there).nullDimension(TOLERANCE);
        }
        return new Line(gradients, dimensions);
    }

    /** The unit of largest output weight, from 1; 0 where all output weights vanish, for which there is nothing to split. */
    private static int strongest(Net net) {
        double[][] output = net.weights(2);
        int best = 0;
        double largest = DEAD * Vectors.norm(net.parameters());
        for (int unit = 0; unit < output[0].length; unit++) {
            if (Math.abs(output[0][unit]) > largest) {
                largest = Math.abs(output[0][unit]);
                best = unit + 1;
            }
        }
        return best;
    }

    private static ZigguratSampler.NormalizedGaussian normal(Seeds seeds) {
        return ZigguratSampler.NormalizedGaussian.of(seeds.stream());
    }

    private static Estimate dimensions(Rows<String, List<Kind>> maps, String which) {
        double[] all = maps.values(MAP).stream()
                .flatMap(List::stream)
                .filter(kind -> kind.zero() == which.startsWith(ZEROS))
                .mapToDouble(Kind::nullDimension)
                .toArray();
        return (which.endsWith("smallest") ? Estimate.smallest(all) : Estimate.largest(all)).troubled(maps.problem());
    }

    private static Estimate degenerate(Rows<String, List<Kind>> networks) {
        List<Kind> all = networks.values(NETWORK).stream().flatMap(List::stream).toList();
        int flat = (int) all.stream().filter(kind -> kind.nullDimension() > 0).count();
        return Estimate.share(flat, all.size()).troubled(networks.problem());
    }

    private static void show(Lab lab, Rows<String, List<Kind>> maps, Rows<String, List<Kind>> networks) {
        List<Kind> found = maps.values().stream().flatMap(List::stream).toList();
        List<Kind> trained = networks.values().stream().flatMap(List::stream).toList();
        int most = found.stream().mapToInt(Kind::nullDimension).max().orElse(0);
        most = Math.max(
                most, trained.stream().mapToInt(Kind::nullDimension).max().orElse(0));
        double[] dimension = new double[most + 1];
        Arrays.setAll(dimension, k -> k);
        double[] zeros = counts(found, Kind::zero, most);
        double[] others = counts(found, kind -> !kind.zero(), most);
        double[] nets = counts(trained, kind -> !kind.zero(), most);
        lab.table(Results.titled("Critical points by the dimension of the null space")
                .numbers("null dimension", dimension)
                .numbers("equations, " + ZEROS, zeros)
                .numbers("equations, " + OTHERS, others)
                .numbers("networks", nets));
        Chart chart = Chart.titled("Critical points found, by null dimension")
                .x("dimension of the null space of the Hessian")
                .y("number of points, + 1")
                .logY()
                .points("random equations, zeros", dimension, plusOne(zeros))
                .points("random equations, others", shifted(dimension, 0.08), plusOne(others))
                .points("networks, loss above zero", shifted(dimension, -0.08), plusOne(nets));
        lab.figure(chart.vertical("isolated", 0));
    }

    private static double[] counts(List<Kind> points, Predicate<Kind> which, int most) {
        double[] counts = new double[most + 1];
        points.stream().filter(which).forEach(kind -> counts[kind.nullDimension()]++);
        return counts;
    }

    private static double[] plusOne(double... values) {
        return Arrays.stream(values).map(v -> v + 1).toArray();
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(v -> v + by).toArray();
    }
}
