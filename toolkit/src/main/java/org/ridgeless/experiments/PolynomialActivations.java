package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.landscape.approximation.PolynomialSpace;
import org.ridgeless.landscape.approximation.Sawtooth;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** One layer of a polynomial activation is stuck at its degree, depth is not. Card: polynomial-activations.md. */
public final class PolynomialActivations extends Experiment<PolynomialActivations> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("draws of hidden weights and of points")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(50);
    static final Option<Integer> POINTS = Option.count("points")
            .help("points in the square at which the target is known")
            .atLeast(100)
            .tiny(100)
            .teaching(600)
            .paper(3000);
    static final Option<Integer> DEEPEST = Option.count("deepest")
            .help("largest number of layers of a deep network")
            .atLeast(2)
            .atMost(8)
            .tiny(3)
            .teaching(7)
            .paper(8);

    private static final int[] WIDTHS = {3, 5, 6, 8, 10, 15, 20, 30, 60};
    private static final int RELU = 0;
    private static final int[] DEGREES = {2, 3, 4};
    private static final int GRID = 4001;

    /** One hidden layer of so many units; degree 0 stands for ReLU. */
    record Shallow(int degree, int width) {
        boolean fills() {
            return degree != RELU && width >= new PolynomialSpace(2, degree).dimension();
        }

        @Override
        public String toString() {
            return (degree == RELU ? "ReLU" : "degree " + degree) + ", width " + width;
        }
    }

    private static final List<Shallow> ALL = IntStream.of(RELU, 2, 3, 4)
            .boxed()
            .flatMap(q -> Arrays.stream(WIDTHS).mapToObj(w -> new Shallow(q, w)))
            .toList();
    private static final List<Shallow> FILLED =
            ALL.stream().filter(Shallow::fills).toList();

    /** The root mean square error of the best last layer, and of polynomials of each degree from 2 on. */
    record Fit(double error, double[] projections) {
        double over(int degree) {
            return error / projections[degree - DEGREES[0]];
        }
    }

    public static PolynomialActivations study() {
        return new PolynomialActivations();
    }

    /** Draws of hidden weights and of points, at least 2. */
    public PolynomialActivations repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Points in the square at which the target is known, at least 100. */
    public PolynomialActivations points(int count) {
        return with(POINTS, count);
    }

    /** Largest number of layers of a deep network, at least 2 and at most 8. */
    public PolynomialActivations deepest(int layers) {
        return with(DEEPEST, layers);
    }

    @Override
    protected void run(Lab lab) {
        List<Integer> depths = IntStream.rangeClosed(1, get(DEEPEST)).boxed().toList();
        Rows<Shallow, Fit> fits = lab.repeat(get(REPETITIONS)).each("shallow", ALL, this::fit);
        Rows<Integer, Double> chebyshev = lab.each("chebyshev", depths, (depth, trial) -> chebyshev(depth));
        Rows<Integer, Double> teeth = lab.each("teeth", depths, (m, trial) -> new Sawtooth(m).error());

        lab.check(Claim.that(
                        "degree q, wide enough to fill its space: error over that of all polynomials of degree q, furthest draw")
                .each(FILLED, s -> furthest(fits, s))
                .predicts(1)
                .rival("falls with width, as that of ReLU", s -> relu(fits, s))
                .within(1e-6));
        lab.check(Claim.that("ReLU of width 60: log₁₀ of its error over that of polynomials of degree 3")
                .observed(fits.mean(new Shallow(RELU, 60), f -> Math.log10(f.over(3))))
                .rival("stuck as well", 0)
                .atMost(-0.3));
        lab.check(
                Claim.that("K layers of one unit 2z² − 1: largest distance from the Chebyshev polynomial of degree 2^K")
                        .each(depths, k -> chebyshev.exactly(k, e -> e))
                        .predicts(0)
                        .rival("no better than one layer of any width, at distance 1", k -> k > 1 ? 1 : Double.NaN)
                        .within(1e-11));
        lab.check(Claim.that("x² by m teeth of ReLU: log₂ of the largest error")
                .each(depths, m -> teeth.exactly(m, e -> Math.log(e) / Math.log(2)))
                .predicts(m -> -2 * m - 2)
                .rival("as the best of as many units in one layer", m -> Math.log(oneLayer(m)) / Math.log(2))
                .within(1e-6));
        show(lab, fits, teeth, depths);
    }

    private Fit fit(Shallow shallow, Trial trial) {
        UniformRandomProvider stream = trial.paired().child("points").stream();
        double[][] x = new double[get(POINTS)][2];
        for (double[] row : x) {
            Arrays.setAll(row, j -> 2 * stream.nextDouble() - 1);
        }
        double[] y =
                Arrays.stream(x).mapToDouble(p -> Math.sin(3 * p[0] + 2 * p[1])).toArray();
        var normal = ZigguratSampler.NormalizedGaussian.of(trial.seeds().stream());
        double[][] weights = new double[shallow.width()][3];
        for (double[] row : weights) {
            Arrays.setAll(row, j -> normal.sample());
        }
        double[][] units = new double[x.length][weights.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < weights.length; k++) {
                double z = weights[k][0] * x[i][0] + weights[k][1] * x[i][1] + weights[k][2];
                units[i][k] = shallow.degree() == RELU ? Math.max(z, 0) : Math.pow(z, shallow.degree());
            }
        }
        double[] projections = Arrays.stream(DEGREES)
                .mapToDouble(q -> new PolynomialSpace(2, q).distance(x, y))
                .toArray();
        return new Fit(PolynomialSpace.distance(Matrix.of(units), y), projections);
    }

    /** T_{2^K} = T₂ ∘ … ∘ T₂. */
    private static double chebyshev(int depth) {
        int[] widths = new int[depth + 2];
        Arrays.fill(widths, 1);
        Net net = Nets.of(Activations.polynomial(-1, 0, 2), widths);
        double[] ones = new double[net.parameterCount()];
        Arrays.fill(ones, 1);
        double[] x = IntStream.range(0, GRID)
                .mapToDouble(i -> Math.cos(Math.PI * i / (GRID - 1)))
                .toArray();
        double[] y = net.withParameters(ones).outputs(x, GRID);
        return IntStream.range(0, GRID)
                .mapToDouble(i -> Math.abs(y[i] - Math.cos((1 << depth) * Math.PI * i / (GRID - 1))))
                .max()
                .orElseThrow();
    }

    /** m teeth have 2m units; one layer of them has 2m + 1 pieces, and x² is within 1/(8 pieces²) of its best. */
    private static double oneLayer(int teeth) {
        double pieces = 2.0 * teeth + 1;
        return 1 / (8 * pieces * pieces);
    }

    private static Estimate furthest(Rows<Shallow, Fit> fits, Shallow shallow) {
        double ratio = Arrays.stream(fits.numbers(shallow, f -> f.over(shallow.degree())))
                .boxed()
                .max(Comparator.comparingDouble(r -> Math.abs(r - 1)))
                .orElse(Double.NaN);
        return Estimate.exactly(ratio).troubled(fits.problem(shallow));
    }

    private static double relu(Rows<Shallow, Fit> fits, Shallow shallow) {
        return fits.mean(new Shallow(RELU, shallow.width()), f -> f.over(shallow.degree()))
                .value();
    }

    private static void show(Lab lab, Rows<Shallow, Fit> fits, Rows<Integer, Double> teeth, List<Integer> depths) {
        double[] widths = Arrays.stream(WIDTHS).asDoubleStream().toArray();
        Results table = Results.titled("Root mean square errors").numbers("width", widths);
        Chart shallow = Chart.titled("sin(3x₁ + 2x₂) by one hidden layer with random weights")
                .x("width")
                .y("root mean square error")
                .logX()
                .logY();
        for (int q : new int[] {RELU, 2, 3, 4}) {
            List<Shallow> of =
                    Arrays.stream(WIDTHS).mapToObj(w -> new Shallow(q, w)).toList();
            Estimates errors = Estimates.of(of, s -> fits.mean(s, Fit::error));
            String name = q == RELU ? "ReLU" : "z^" + q;
            shallow = errors.on(shallow, name, widths);
            table = table.numbers(name, errors.values());
            if (q != RELU) {
                double level = fits.mean(of.get(0), f -> f.projections()[q - DEGREES[0]])
                        .value();
                shallow = shallow.theory(
                        "polynomials of degree " + q,
                        widths,
                        Arrays.stream(widths).map(w -> level).toArray());
            }
        }
        lab.table(table);
        double[] m = depths.stream().mapToDouble(k -> k).toArray();
        Chart deep = Chart.titled("x² on [0, 1] by ReLU")
                .x("teeth m, composed")
                .y("largest error")
                .logY()
                .points("composed", m, teeth.column(e -> e))
                .theory(
                        "2^(−2m−2)",
                        m,
                        Arrays.stream(m).map(k -> Math.pow(2, -2 * k - 2)).toArray())
                .theory(
                        "2m units in one layer",
                        m,
                        depths.stream()
                                .mapToDouble(PolynomialActivations::oneLayer)
                                .toArray());
        lab.figure(shallow, deep);
    }
}
