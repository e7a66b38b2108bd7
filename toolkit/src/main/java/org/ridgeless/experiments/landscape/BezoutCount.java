package org.ridgeless.experiments.landscape;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.landscape.polynomials.Homotopy;
import org.ridgeless.landscape.polynomials.PolynomialSystem;
import org.ridgeless.landscape.polynomials.Zeros;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** N generic polynomial equations of degree k in N unknowns have k^N zeros. */
public final class BezoutCount extends Experiment<BezoutCount> {
    private static final int[][] SHAPES = {{1, 2}, {1, 5}, {2, 2}, {2, 3}, {2, 4}, {3, 2}, {3, 3}, {4, 2}, {5, 2}};

    private static final Card CARD = Card.named("bezout-count")
            .entry("S08")
            .title("How many zeros polynomial equations have")
            .claim(
                    "N generic polynomial equations of degree k in N unknowns have kᴺ complex zeros, and √kᴺ real ones on"
                            + " average over the Kostlan ensemble.")
            .formula("Z = k^N", "generic coefficients, zeros counted over the complex numbers")
            .formula(
                    "\\mathbb E\\,\\#\\{\\text{real zeros}\\} = k^{N/2}",
                    "real Gaussian coefficients whose variances are the multinomial coefficients")
            .assumes(
                    "as many equations as unknowns; with more unknowns (weights) than equations (data) the zeros form a variety")
            .assumes("k is the degree in the unknowns: for a network, the degree in its weights")
            .remark(
                    "All zeros are followed from those of z_i^k = 1 along a homotopy with adaptive steps. Starting Newton's"
                            + " method from many random points misses zeros already for two cubics. The slides call k the degree of"
                            + " the polynomial that replaces the ReLU; what counts is the degree in the weights.")
            .paper(Paper.by("Tomaso Poggio and Qianli Liao")
                    .titled("Theory II: Landscape of the Empirical Risk in Deep Learning")
                    .in(2017)
                    .arXiv("1703.09833"))
            .paper(Paper.by("Alan Edelman and Eric Kostlan")
                    .titled("How many zeros of a random polynomial are real?")
                    .in(1995)
                    .journal("Bulletin of the AMS 32, 1–37"))
            .cost("1 s", "20 s");

    private BezoutCount(Settings settings) {
        super(CARD, settings);
    }

    public static BezoutCount study() {
        return new BezoutCount(Settings.none());
    }

    /** The number of random systems of two cubics whose real zeros are counted. */
    public BezoutCount systems(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("a mean with its error needs at least 2 systems, got " + count);
        }
        return set("systems", count);
    }

    @Override
    protected BezoutCount copy(Settings other) {
        return new BezoutCount(other);
    }

    @Override
    protected Settings preset(Size size) {
        int systems = switch (size) {
            case TINY -> 8;
            case TEACHING -> 600;
            case PAPER -> 20_000;
        };
        return Settings.none().with("systems", systems);
    }

    @Override
    protected Findings simulate() {
        int systems = integer("systems");
        Cells.Finished<Zeros> runs = cells().run(
                        SHAPES.length + systems,
                        i -> i < SHAPES.length ? solve(SHAPES[i], 0) : solve(new int[] {2, 3}, i));
        int[] solved =
                Arrays.stream(runs.indices()).filter(i -> i < SHAPES.length).toArray();
        double[] real = Arrays.stream(runs.indices())
                .filter(i -> i >= SHAPES.length)
                .mapToDouble(i -> runs.get(i).real())
                .toArray();
        Results table = table(solved, runs);
        return new Findings(
                Panels.of(counts(table), realZeros(real)),
                runs.interrupted() ? table.partial() : table,
                verdict(solved, runs, real));
    }

    private Zeros solve(int[] shape, int trial) {
        Seeds seeds = seeds().child(shape[0]).child(shape[1]).child(trial);
        double angle = 2 * Math.PI * seeds.child("homotopy").stream().nextDouble();
        return Homotopy.to(PolynomialSystem.kostlan(shape[0], shape[1], seeds.child("system")), angle)
                .solve();
    }

    private static Results table(int[] solved, Cells.Finished<Zeros> runs) {
        return Results.titled("Zeros of random systems")
                .numbers("N", Arrays.stream(solved).map(i -> SHAPES[i][0]).toArray())
                .numbers("k", Arrays.stream(solved).map(i -> SHAPES[i][1]).toArray())
                .numbers(
                        "zeros",
                        Arrays.stream(solved).map(i -> runs.get(i).count()).toArray())
                .numbers(
                        "k^N",
                        Arrays.stream(solved).map(i -> runs.get(i).paths()).toArray())
                .numbers(
                        "real",
                        Arrays.stream(solved).map(i -> runs.get(i).real()).toArray())
                .numbers(
                        "largest residual",
                        Arrays.stream(solved)
                                .mapToDouble(i -> runs.get(i).residual())
                                .toArray());
    }

    private static Verdict verdict(int[] solved, Cells.Finished<Zeros> runs, double[] real) {
        Verdict verdict = Verdict.of(CARD.title());
        for (int i : solved) {
            verdict = verdict.and(Claim.that("k^N zeros for N = " + SHAPES[i][0] + ", k = " + SHAPES[i][1])
                    .predicts(Math.pow(SHAPES[i][1], SHAPES[i][0]))
                    .observed(runs.get(i).count())
                    .within(0.5));
        }
        double[] lost = Arrays.stream(runs.indices())
                .mapToDouble(i -> runs.get(i).count() - runs.get(i).paths())
                .toArray();
        double residual = IntStream.of(runs.indices())
                .mapToDouble(i -> runs.get(i).residual())
                .max()
                .orElse(0);
        return verdict.and(Claim.that("no zero is lost in any of the systems").holds(lost))
                .and(Claim.that("zeros solve their equations to rounding")
                        .predicts(0)
                        .observed(residual)
                        .within(1e-12))
                .and(Claim.that("two cubics have 3 real zeros on average")
                        .predicts(3)
                        .mean(real)
                        .within(0.2));
    }

    private static Chart counts(Results table) {
        double[] predicted = table.numbers("k^N");
        return Chart.titled("Zeros of one system of each shape (N, k)")
                .x("kᴺ")
                .y("count")
                .logX()
                .logY()
                .points("complex zeros found", predicted, table.numbers("zeros"))
                .points("real zeros among them", predicted, table.numbers("real"))
                .theory("Bézout", z -> z, 1.8, 36);
    }

    private static Chart realZeros(double[] real) {
        double[] counts = {1, 3, 5, 7, 9};
        double[] share = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double count = counts[i];
            share[i] = Arrays.stream(real).filter(r -> r == count).count() / Math.max(1.0, real.length);
        }
        double mean = Arrays.stream(real).average().orElse(Double.NaN);
        return Chart.titled("Real zeros of two random cubics")
                .x("number of real zeros")
                .y("share of systems")
                .points("systems", counts, share)
                .vertical("theory, √kᴺ = 3", 3)
                .vertical("mean of the systems", mean);
    }
}
