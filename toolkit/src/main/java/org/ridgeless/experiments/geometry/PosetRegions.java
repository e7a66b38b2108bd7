package org.ridgeless.experiments.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.landscape.regions.HyperplaneArrangement;
import org.ridgeless.landscape.regions.NewtonPolygon;
import org.ridgeless.landscape.regions.Poset;
import org.ridgeless.landscape.regions.RegionSampling;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Linear regions counted exactly: poset neurons, order polytopes, Minkowski sums, hyperplane arrangements. */
public final class PosetRegions extends Experiment<PosetRegions> {
    private static final Card CARD = Card.named("poset-regions")
            .entry("HF-18")
            .title("Linear regions of poset networks")
            .claim(
                    "A max-plus neuron whose terms are the up-sets of a poset has exactly one linear region for each up-set; "
                            + "one ReLU layer cuts its input space into as many regions as Zaslavsky's theorem says.")
            .formula(
                    "f_P(x)=\\max_{F\\text{ up-set of }P}\\ \\sum_{i\\in F}x_i,\\qquad"
                            + "\\#\\text{regions}=\\#\\text{up-sets},\\qquad \\mathrm{vol}\\,\\mathcal O(P)=e(P)/n!",
                    "every finite poset $P$ on $n$ points with order polytope $\\mathcal O(P)=\\{x\\in[0,1]^n:x_a\\le x_b$ "
                            + "if $a\\le b\\}$ and $e(P)$ linear extensions.")
            .formula(
                    "\\#\\text{regions of }m\\text{ hyperplanes in }\\mathbb R^d=\\sum_{k\\le d}\\binom mk",
                    "hyperplanes in general position.")
            .assumes("zero biases in the poset neuron")
            .assumes("general position of the hyperplanes of the ReLU layer, which Gaussian weights and biases have")
            .remark(
                    "The antichain gives $\\sum_i\\mathrm{ReLU}(x_i)$ with $2^n$ regions, the chain only $n+1$. The sum of two "
                            + "max-plus polynomials has the Minkowski sum of their Newton polygons. Counting regions by random "
                            + "probes misses small ones: the exact count enumerates the extreme rays of the cone over the "
                            + "arrangement.")
            .paper(Paper.by("Eric Dolores-Cuenca and Aldo Guzmán-Sáenz and Sangil Kim and "
                            + "Susana López-Moreno and Jose Mendoza-Cortes")
                    .titled("Order Theory in the Context of Machine Learning")
                    .in(2024)
                    .arXiv("2412.06097"))
            .paper(Paper.by("Richard P. Stanley")
                    .titled("Two poset polytopes")
                    .in(1986)
                    .journal("Discrete & Computational Geometry 1, 9–23")
                    .where("Corollaries 1.3 and 4.2"))
            .paper(Paper.by("Thomas Zaslavsky")
                    .titled("Facing up to Arrangements: Face-Count Formulas for Partitions of Space by Hyperplanes")
                    .in(1975)
                    .journal("Memoirs of the American Mathematical Society 154")
                    .where("Theorem A"))
            .cost("2 s", "20 s");
    private static final int FEWEST = 3;
    private static final int MOST = 12;

    /** What random points saw of one poset. */
    private record Seen(int regions, double volume) {}

    /** A ReLU layer of one width in the plane. */
    private record Layer(int units, int regions, int probed) {}

    private PosetRegions(Settings settings) {
        super(CARD, settings);
    }

    public static PosetRegions study() {
        return new PosetRegions(Settings.none());
    }

    /** The number of random points for each poset. */
    public PosetRegions points(int count) {
        if (count < 10) {
            throw new IllegalArgumentException("the experiment needs at least 10 points, got " + count);
        }
        return set("points", count);
    }

    @Override
    protected PosetRegions copy(Settings other) {
        return new PosetRegions(other);
    }

    @Override
    protected Settings preset(Size size) {
        int points = switch (size) {
            case TINY -> 2000;
            case TEACHING -> 400_000;
            case PAPER -> 10_000_000;
        };
        return Settings.none().with("points", points);
    }

    @Override
    protected Findings simulate() {
        List<Poset> posets = Poset.all(4);
        int count = posets.size();
        Cells.Finished<Object> runs = cells().run(
                        count + MOST - FEWEST + 1, i -> i < count ? look(posets.get(i), i) : cut(FEWEST + i - count));
        Poset[] looked = IntStream.range(0, count)
                .filter(runs::has)
                .mapToObj(posets::get)
                .toArray(Poset[]::new);
        Seen[] seen =
                IntStream.range(0, count).filter(runs::has).mapToObj(runs::get).toArray(Seen[]::new);
        Layer[] layers = Arrays.stream(runs.indices())
                .filter(i -> i >= count)
                .mapToObj(runs::get)
                .toArray(Layer[]::new);
        Results table = Results.titled("posets on four points")
                .texts("poset", Arrays.stream(looked).map(Poset::toString).toArray(String[]::new))
                .numbers("up-sets", upSets(looked))
                .numbers(
                        "regions",
                        Arrays.stream(seen).mapToDouble(Seen::regions).toArray())
                .numbers(
                        "volume",
                        Arrays.stream(looked)
                                .mapToDouble(Poset::orderPolytopeVolume)
                                .toArray())
                .numbers(
                        "estimate",
                        Arrays.stream(seen).mapToDouble(Seen::volume).toArray());
        return new Findings(
                figure(looked, seen, layers),
                runs.interrupted() ? table.partial() : table,
                verdict(looked, seen, layers));
    }

    private Object look(Poset poset, int index) {
        Seeds seeds = seeds().child("poset").child(index);
        int points = integer("points");
        return new Seen(
                RegionSampling.regionsHit(poset, points, seeds),
                RegionSampling.orderPolytopeVolume(poset, points, seeds));
    }

    private Object cut(int units) {
        Seeds seeds = seeds().child("layer").child(units);
        HyperplaneArrangement layer = HyperplaneArrangement.gaussian(units, 2, seeds);
        return new Layer(units, layer.regions(), layer.regionsHit(2000, 2, seeds));
    }

    private Verdict verdict(Poset[] posets, Seen[] seen, Layer[] layers) {
        long agreeing = IntStream.range(0, seen.length)
                .filter(i -> seen[i].regions() == posets[i].upSets().length)
                .count();
        double worst = 0;
        for (int i = 0; i < seen.length; i++) {
            double z = score(posets[i], seen[i]);
            worst = Math.abs(z) > Math.abs(worst) ? z : worst;
        }
        long sums = IntStream.range(0, 3).filter(this::sumAgrees).count();
        double[] misses = Arrays.stream(layers)
                .mapToDouble(l -> Math.abs(l.regions() - HyperplaneArrangement.zaslavskyCount(l.units(), 2)))
                .toArray();
        double[] found = Arrays.stream(layers)
                .filter(l -> l.units() == MOST)
                .mapToDouble(Layer::probed)
                .toArray();
        return Verdict.of(
                CARD.title(),
                whole("posets on four unlabelled points", 16, Poset.all(4).size()),
                whole("posets whose neuron shows one region for each up-set", 16, agreeing),
                whole(
                        "regions of the antichain neuron on 8 points",
                        256,
                        Poset.antichain(8).upSets().length),
                whole(
                        "regions of the chain neuron on 8 points",
                        9,
                        Poset.chain(8).upSets().length),
                Claim.that("largest deviation of an order polytope's volume from e(P)/4!, in standard errors")
                        .predicts(0)
                        .observed(worst)
                        .within(4),
                whole("sums of max-plus polynomials whose regions are the vertices of the Minkowski sum", 3, sums),
                whole("largest miss of Zaslavsky's count, 3–12 units in the plane", 0, largest(misses)),
                whole("regions that 2000 random probes find at 12 units", 79, largest(found))
                        .mustBreak());
    }

    private static org.ridgeless.oldverdict.Check whole(String claim, double predicted, double observed) {
        return Claim.that(claim).predicts(predicted).observed(observed).within(0.5);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    private double score(Poset poset, Seen seen) {
        double p = poset.orderPolytopeVolume();
        double error = Math.sqrt(p * (1 - p) / integer("points"));
        return error == 0 ? seen.volume() - p : (seen.volume() - p) / error;
    }

    private boolean sumAgrees(int index) {
        NewtonPolygon f = polygon(2 * index);
        NewtonPolygon g = polygon(2 * index + 1);
        return f.plus(g).vertexCount() == NewtonPolygon.regionsOfSum(f, g, 100_000);
    }

    private NewtonPolygon polygon(int index) {
        UniformRandomProvider random = seeds().child("polygon").child(index).stream();
        long[][] exponents = new long[6][2];
        for (long[] exponent : exponents) {
            exponent[0] = random.nextInt(9);
            exponent[1] = random.nextInt(9);
        }
        return NewtonPolygon.of(exponents);
    }

    private Panels figure(Poset[] posets, Seen[] seen, Layer[] layers) {
        double[] index =
                IntStream.rangeClosed(1, posets.length).asDoubleStream().toArray();
        double[] regions = Arrays.stream(seen).mapToDouble(Seen::regions).toArray();
        double[] volume = Arrays.stream(seen).mapToDouble(Seen::volume).toArray();
        double[] exact =
                Arrays.stream(posets).mapToDouble(Poset::orderPolytopeVolume).toArray();
        double[] units = Arrays.stream(layers).mapToDouble(Layer::units).toArray();
        return Panels.of(
                        panel("All 16 posets on four points")
                                .x("poset, by number of relations")
                                .y("linear regions")
                                .points("regions hit", index, regions)
                                .theory("up-sets", index, upSets(posets)),
                        panel("Volume of the order polytope")
                                .x("poset, by number of relations")
                                .y("volume")
                                .points("share of random points", index, volume)
                                .theory("e(P)/4!", index, exact),
                        panel("One ReLU layer in the plane")
                                .x("units m")
                                .y("regions")
                                .points("exact count", units, column(layers, true))
                                .points("2000 random probes", units, column(layers, false))
                                .theory("1 + m + m(m−1)/2", m -> 1 + m + m * (m - 1) / 2, FEWEST, MOST),
                        minkowski())
                .columns(2);
    }

    private static double[] column(Layer[] layers, boolean exact) {
        return Arrays.stream(layers)
                .mapToDouble(l -> exact ? l.regions() : l.probed())
                .toArray();
    }

    private static double[] upSets(Poset[] posets) {
        return Arrays.stream(posets).mapToDouble(p -> p.upSets().length).toArray();
    }

    private Chart minkowski() {
        NewtonPolygon f = polygon(0);
        NewtonPolygon g = polygon(1);
        Chart chart =
                panel("Newton polygons of f, g and f + g").x("exponent of x₁").y("exponent of x₂");
        chart = outline(chart, "f", f);
        chart = outline(chart, "g", g);
        return outline(chart, "f + g: " + f.plus(g).vertexCount() + " vertices", f.plus(g));
    }

    private static Chart outline(Chart chart, String label, NewtonPolygon polygon) {
        long[][] vertices = polygon.vertices();
        double[] x = new double[vertices.length + 1];
        double[] y = new double[vertices.length + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = vertices[i % vertices.length][0];
            y[i] = vertices[i % vertices.length][1];
        }
        return chart.line(label, x, y).points(label, x, y);
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
