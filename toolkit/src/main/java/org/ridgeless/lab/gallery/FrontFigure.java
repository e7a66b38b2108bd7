package org.ridgeless.lab.gallery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.EdelmanSquare;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Judgement;
import org.ridgeless.verdict.Verdict;

/**
 * The figure of the front page, which the reader drags: the condition number of Gaussian n × d matrices and their singular
 * values, simulated and judged once for each n and d of a grid. The intervals of all settings hold at once.
 */
final class FrontFigure extends Experiment<FrontFigure> {
    static final Option<Integer> LARGEST =
            Option.count("largest").help("largest n").tiny(40).teaching(140).paper(140);
    static final Option<Integer> TRIALS = Option.count("trials")
            .help("matrices for each n and d, a multiple of a hundred")
            .tiny(100)
            .teaching(2000)
            .paper(4000);
    static final Option<Integer> SQUARES = Option.count("squares")
            .help("square matrices for each n, a multiple of a hundred")
            .tiny(200)
            .teaching(20_000)
            .paper(40_000);

    private static final int BATCH = 100;
    private static final int[] ROWS = {20, 40, 60, 80, 100, 140};
    /** Widths in hundredths of n; each n of the grid makes whole numbers of them. */
    private static final int[] PARTS = {
        10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 95, 100, 105, 110, 120, 130, 150, 175, 200, 250, 300
    };

    private static final double SQUARE_TOLERANCE = 0.05;

    private List<FrontSetting> settings = List.of();

    record Shape(int n, int d) {
        @Override
        public String toString() {
            return "n = " + n + ", d = " + d;
        }
    }

    /** Condition numbers, and the singular values of one matrix over √n. */
    record Draws(double[] kappa, double[] values) {}

    /** What theory says of the median of κ; not a number where neither theorem holds. */
    record Theory(double median, double tolerance) {}

    @Override
    public Card card() {
        return Card.named("front-figure")
                .title("Condition numbers")
                .claim(
                        "The median condition number of a Gaussian n × d matrix is that of its edges, and at d = n Edelman's.");
    }

    /** Runs all settings. */
    FrontData settings() {
        boolean whole = !run().isPartial();
        return new FrontData(whole ? settings : List.of());
    }

    @Override
    protected void run(Lab lab) {
        List<Shape> shapes = new ArrayList<>();
        for (int n : ROWS) {
            for (int part : PARTS) {
                if (n <= get(LARGEST)) {
                    shapes.add(new Shape(n, n * part / 100));
                }
            }
        }
        Map<Boolean, List<Shape>> square = shapes.stream().collect(Collectors.partitioningBy(s -> s.n == s.d));
        Rows<Shape, Theory> theory = lab.each("theory", shapes, FrontFigure::theory);
        Rows<Shape, Draws> sweep = lab.repeat(get(TRIALS) / BATCH).each("sweep", square.get(false), FrontFigure::draw);
        Rows<Shape, Draws> squares =
                lab.repeat(get(SQUARES) / BATCH).each("square", square.get(true), FrontFigure::draw);
        Function<Shape, Rows<Shape, Draws>> rows = shape -> shape.n == shape.d ? squares : sweep;
        List<Check> checks = shapes.stream()
                .map(shape ->
                        check(shape, rows.apply(shape), theory.first(shape).orElse(new Theory(Double.NaN, 1))))
                .toList();
        checks.forEach(lab::check);
        List<Judgement> judgements = Verdict.of("front", checks).judgements();
        settings = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            Shape shape = shapes.get(i);
            Rows<Shape, Draws> drawn = rows.apply(shape);
            settings.add(FrontSetting.of(
                    shape.n,
                    shape.d,
                    drawn.pooled(shape, Draws::kappa),
                    drawn.pooled(shape, Draws::values),
                    judgements.get(i)));
        }
    }

    private static Check check(Shape shape, Rows<Shape, Draws> rows, Theory theory) {
        return Claim.that("median κ, " + shape)
                .observed(Estimate.median(rows.pooled(shape, Draws::kappa)).troubled(rows.problem(shape)))
                .predicts(theory.median)
                .withinRelative(theory.tolerance);
    }

    private static Draws draw(Shape shape, Trial trial) {
        GaussianMatrix ensemble = GaussianMatrix.of(shape.n, shape.d);
        Seeds seeds = trial.seeds();
        double[] kappa = Arrays.stream(ensemble.fastEnds(seeds.child("ends"), 0, BATCH))
                .mapToDouble(ends -> ends[0] / ends[1])
                .toArray();
        double[] values = Arrays.stream(ensemble.fastSingularValues(seeds.child("values")))
                .map(value -> value / Math.sqrt(shape.n))
                .toArray();
        return new Draws(kappa, values);
    }

    /** Tracy–Widom edges where both are soft, judged to the order of what they leave; Edelman's law for square matrices. */
    private static Theory theory(Shape shape, Trial trial) {
        if (shape.n == shape.d) {
            double finite = Math.exp(EdelmanSquare.meanLog(shape.n) - EdelmanSquare.meanLog());
            return new Theory(finite * EdelmanSquare.median() * shape.n, SQUARE_TOLERANCE);
        }
        WishartEdges edges = WishartEdges.of(shape.n, shape.d);
        return edges.isSoftBelow()
                ? new Theory(edges.conditionNumber().median(), Math.pow(Math.min(shape.n, shape.d), -2.0 / 3))
                : new Theory(Double.NaN, 1);
    }
}
