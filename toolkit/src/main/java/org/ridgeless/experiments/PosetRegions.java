package org.ridgeless.experiments;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.landscape.regions.HyperplaneArrangement;
import org.ridgeless.landscape.regions.NewtonPolygon;
import org.ridgeless.landscape.regions.Poset;
import org.ridgeless.landscape.regions.RegionSampling;
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

/** Linear regions counted: poset neurons, order polytopes, Minkowski sums, arrangements. Card: poset-regions.md. */
public final class PosetRegions extends Experiment<PosetRegions> {
    static final Option<Integer> POINTS = Option.count("points")
            .help("random points for each poset")
            .atLeast(10)
            .atMost(100_000_000)
            .tiny(2000)
            .teaching(400_000)
            .paper(10_000_000);
    static final Option<Integer> UNITS = Option.count("units")
            .help("most units of a ReLU layer in the plane")
            .atLeast(4)
            .atMost(30)
            .always(12);

    private static final int FEWEST = 3;
    private static final int PROBES = 2000;
    private static final int SUMS = 3;
    private static final List<Poset> POSETS = Poset.all(4);

    /** Among random points: the linear regions they hit, and how many lie in the order polytope. */
    record Seen(int regions, int inside) {}

    /** Regions of a ReLU layer: counted exactly, and hit by random probes. */
    record Layer(int regions, int probed) {}

    /** Vertices of two Newton polygons and of their Minkowski sum, and the linear regions of the sum of the functions. */
    record Sum(int first, int second, int sum, int regions) {}

    public static PosetRegions study() {
        return new PosetRegions();
    }

    /** Random points for each poset, at least 10 and at most 1e8. */
    public PosetRegions points(int count) {
        return with(POINTS, count);
    }

    /** Most units of a ReLU layer in the plane, at least 4 and at most 30. */
    public PosetRegions units(int most) {
        return with(UNITS, most);
    }

    @Override
    protected void run(Lab lab) {
        int[] posets = IntStream.range(0, POSETS.size()).toArray();
        int[] units = IntStream.rangeClosed(FEWEST, get(UNITS)).toArray();
        Rows<Integer, Seen> seen = lab.each("poset", posets, this::look);
        Rows<Integer, Layer> layers = lab.each("layer", units, PosetRegions::cut);
        Rows<Integer, Sum> sums = lab.each("sum", IntStream.range(0, SUMS).toArray(), PosetRegions::add);

        lab.check(Claim.that("poset on four points: one linear region for each up-set")
                .each(seen.items(), i -> seen.exactly(i, Seen::regions))
                .predicts(i -> POSETS.get(i).upSets().length)
                .rival("one for each subset", 16)
                .rival("one for each linear extension", i -> 24 * POSETS.get(i).orderPolytopeVolume())
                .within(0.5));
        lab.check(Claim.that("its order polytope has volume e(P)/4!")
                .each(seen.items(), i -> share(seen, i))
                .predicts(i -> POSETS.get(i).orderPolytopeVolume())
                .rival("up-sets over subsets", i -> POSETS.get(i).upSets().length / 16.0)
                .within(0.01));
        lab.check(Claim.that("one ReLU layer of m units in the plane has 1 + m + m(m − 1)/2 regions")
                .each(layers.items(), m -> layers.exactly(m, Layer::regions))
                .predicts(m -> HyperplaneArrangement.zaslavskyCount(m, 2))
                .rival("every pattern of active units, 2^m", m -> Math.pow(2, m))
                .rival("lines through one point, 2m", m -> 2 * m)
                .within(0.5));
        lab.check(Claim.that(PROBES + " random probes find them all at " + get(UNITS) + " units")
                .observed(layers.exactly(get(UNITS), Layer::probed))
                .predicts(HyperplaneArrangement.zaslavskyCount(get(UNITS), 2))
                .within(0.5)
                .mustBreak());
        lab.check(Claim.that("a sum of max-plus polynomials has as many regions as the Minkowski sum has vertices")
                .each(sums.items(), i -> sums.exactly(i, Sum::regions))
                .predicts(i -> sums.number(i, Sum::sum))
                .rival("the product of the regions of the two", i -> sums.number(i, s -> s.first() * s.second()))
                .within(0.5));
        show(lab, seen, layers);
    }

    private Seen look(int index, Trial trial) {
        int points = get(POINTS);
        double volume = RegionSampling.orderPolytopeVolume(POSETS.get(index), points, trial.seeds());
        return new Seen(
                RegionSampling.regionsHit(POSETS.get(index), points, trial.seeds()), (int) Math.round(volume * points));
    }

    private static Layer cut(int units, Trial trial) {
        HyperplaneArrangement layer = HyperplaneArrangement.gaussian(units, 2, trial.seeds());
        return new Layer(layer.regions(), layer.regionsHit(PROBES, 2, trial.seeds()));
    }

    private static Sum add(int index, Trial trial) {
        NewtonPolygon f = polygon(trial, "f");
        NewtonPolygon g = polygon(trial, "g");
        return new Sum(
                f.vertexCount(), g.vertexCount(), f.plus(g).vertexCount(), NewtonPolygon.regionsOfSum(f, g, 100_000));
    }

    private static NewtonPolygon polygon(Trial trial, String name) {
        UniformRandomProvider random = trial.seeds().child(name).stream();
        long[][] exponents = new long[6][2];
        for (long[] exponent : exponents) {
            exponent[0] = random.nextInt(9);
            exponent[1] = random.nextInt(9);
        }
        return NewtonPolygon.of(exponents);
    }

    private Estimate share(Rows<Integer, Seen> seen, int index) {
        return seen.first(index)
                .map(s -> Estimate.share(s.inside(), get(POINTS)))
                .orElse(Estimate.exactly(Double.NaN).troubled(seen.problem(index)));
    }

    private void show(Lab lab, Rows<Integer, Seen> seen, Rows<Integer, Layer> layers) {
        double[] place = seen.items().stream().mapToDouble(i -> i + 1).toArray();
        double[] upSets = POSETS.stream().mapToDouble(p -> p.upSets().length).toArray();
        double[] volumes =
                POSETS.stream().mapToDouble(Poset::orderPolytopeVolume).toArray();
        double[] estimates = seen.column(s -> s.inside() / (double) get(POINTS));
        lab.table(Results.titled("Posets on four points")
                .texts("poset", POSETS.stream().map(Poset::toString).toArray(String[]::new))
                .numbers("up-sets", upSets)
                .numbers("regions", seen.column(Seen::regions))
                .numbers("volume", volumes)
                .numbers("share of points", estimates));
        double[] units = layers.items().stream().mapToDouble(m -> m).toArray();
        lab.figure(Panels.of(
                        panel("All 16 posets on four points")
                                .x("poset, by number of relations")
                                .y("linear regions")
                                .points("regions hit", place, seen.column(Seen::regions))
                                .theory("up-sets", place, upSets),
                        panel("Volume of the order polytope")
                                .x("poset, by number of relations")
                                .y("volume")
                                .points("share of random points", place, estimates)
                                .theory("e(P)/4!", place, volumes),
                        panel("One ReLU layer in the plane")
                                .x("units m")
                                .y("regions")
                                .points("exact count", units, layers.column(Layer::regions))
                                .points(PROBES + " random probes", units, layers.column(Layer::probed))
                                .theory("1 + m + m(m−1)/2", m -> 1 + m + m * (m - 1) / 2, FEWEST, get(UNITS)))
                .columns(2));
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
