package org.ridgeless.experiments.generalization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.bounds.lipschitz.GroupSort;
import org.ridgeless.bounds.lipschitz.LipschitzCertificate;
import org.ridgeless.bounds.lipschitz.ReluSlopes;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Lipschitz constants of networks, certified without a solver for semidefinite programs. */
public final class LipschitzBounds extends Experiment<LipschitzBounds> {
    /** Inputs, hidden units, outputs. */
    private static final int[][] SHAPES = {{4, 10, 1}, {6, 12, 2}, {10, 40, 3}};

    private static final int SMALL = 12;

    private static final Card CARD = Card.named("lipschitz-bounds")
            .entry("HF-19")
            .title("Lipschitz certificates without an SDP solver")
            .claim(
                    "The semidefinite program that certifies the Lipschitz constant of a network with one hidden layer is a"
                            + " smooth convex problem in one positive number for each hidden unit. Its optimum lies between what every"
                            + " pattern of active units can reach and the product of the spectral norms. Networks that sort their units"
                            + " instead of rectifying them have a quadratic constraint of their own.")
            .formula(
                    "L^2 = \\min_{t>0,\\;2T\\succ W_1^{\\mathsf T}W_1} \\lambda_{\\max}\\big(W_0^{\\mathsf T}T(2T-W_1^{\\mathsf"
                            + " T}W_1)^{-1}TW_0\\big), \\qquad T=\\mathrm{diag}(t)",
                    "for x ↦ W₁φ(W₀x) and every φ that acts on each unit with slopes in [0, 1]: the Schur complement of"
                            + " LipSDP-Neuron")
            .formula(
                    "\\max_x\\|W_1D(x)W_0\\| \\le \\max_{D\\in\\{0,1\\}^h}\\|W_1DW_0\\| \\le L \\le \\|W_1\\|\\,\\|W_0\\|",
                    "the Jacobians of a ReLU network on the left")
            .formula(
                    "\\begin{pmatrix}\\Delta x\\\\\\Delta\\sigma\\end{pmatrix}^{\\mathsf T}\\begin{pmatrix}T-2S&P+S\\\\"
                            + "P+S&-T-2P\\end{pmatrix}\\begin{pmatrix}\\Delta x\\\\\\Delta\\sigma\\end{pmatrix}"
                            + " = \\lambda\\big(\\|\\Delta x\\|^2-\\|\\Delta\\sigma\\|^2\\big) \\ge 0",
                    "for each sorted group, T = λI + γ11ᵀ, P = ν11ᵀ, S = τ11ᵀ, λ ≥ 0 and γ, ν, τ free, because sorting keeps the"
                            + " sum of a group and never moves two points apart")
            .assumes("one hidden layer, Euclidean norms")
            .assumes("slopes in [0, 1] on each unit (ReLU, leaky ReLU, tanh, sigmoid) for the first two formulas")
            .remark(
                    "The upper bound stands on its own: the matrix inequality is checked at the multipliers found. That nothing"
                            + " smaller can be certified is shown by a feasible point of the dual program, made from the"
                            + " eigenvectors at the optimum. The two meet to about 10⁻⁵, so no second solver is needed to"
                            + " trust either.")
            .remark(
                    "Sorting is not a function of one unit at a time, so the constraint for slopes must break on it; that is"
                            + " the reason for the constraint of the third formula. MaxMin can also be written with ReLU and a"
                            + " skip connection, (min, max) = (x₁ − r, x₂ + r) with r = max(x₁ − x₂, 0). For one hidden layer"
                            + " between orthonormal ones this rewriting was expected to certify more than 1; here it certifies"
                            + " 1 as well, in the limit, so that check reports how little it loses.")
            .paper(Paper.by(
                            "Patricia Pauli and Aaron Havens and Alexandre Araujo and Siddharth Garg and Farshad Khorrami and"
                                    + " Frank Allgöwer and Bin Hu")
                    .titled("Novel Quadratic Constraints for Extending LipSDP beyond Slope-Restricted Activations")
                    .in(2024)
                    .arXiv("2401.14033"))
            .paper(Paper.by(
                            "Mahyar Fazlyab and Alexander Robey and Hamed Hassani and Manfred Morari and George J. Pappas")
                    .titled("Efficient and Accurate Estimation of Lipschitz Constants for Deep Neural Networks")
                    .in(2019)
                    .arXiv("1906.04893")
                    .where("Theorem 1"))
            .cost("4 s", "60 s");

    private LipschitzBounds(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static LipschitzBounds study() {
        return new LipschitzBounds(Settings.none());
    }

    /** The random networks of each shape. */
    public LipschitzBounds networks(int count) {
        return set("networks", atLeast("number of networks", count));
    }

    /** The pairs of points at which the constraint of sorting is evaluated. */
    public LipschitzBounds pairs(int count) {
        return set("pairs", atLeast("number of pairs", count));
    }

    private static int atLeast(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the " + what + " must be at least 1, got " + count);
        }
        return count;
    }

    @Override
    protected LipschitzBounds copy(Settings other) {
        return new LipschitzBounds(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("networks", 1).with("pairs", 200).with("inputs", 50);
            case TEACHING ->
                Settings.none().with("networks", 5).with("pairs", 2000).with("inputs", 2000);
            case PAPER ->
                Settings.none().with("networks", 60).with("pairs", 200_000).with("inputs", 20_000);
        };
    }

    /** One network: each bound from the smallest to the largest. */
    private record Row(
            int shape, double sampled, double patterns, double lower, double upper, double product, double violation) {
        boolean small() {
            return SHAPES[shape][1] <= SMALL;
        }
    }

    @Override
    protected Findings simulate() {
        int count = integer("networks");
        Cells.Finished<Row> runs = cells().run(SHAPES.length * count, this::measure);
        List<Row> rows = Arrays.stream(runs.indices()).mapToObj(runs::get).toList();
        List<Check> checks = new ArrayList<>();
        if (!rows.isEmpty()) {
            checks.addAll(sandwich(rows));
        }
        checks.addAll(sorting());
        checks.add(rewriting());
        Results table = table(rows);
        return new Findings(
                figure(rows), runs.interrupted() ? table.partial() : table, Verdict.of(CARD.title(), checks));
    }

    private Row measure(int task) {
        int shape = task % SHAPES.length;
        int[] sizes = SHAPES[shape];
        Seeds seeds = seeds().child("network").child(task);
        Matrix inner = normal(sizes[1], sizes[0], seeds.child("inner"));
        Matrix outer = normal(sizes[2], sizes[1], seeds.child("outer"));
        LipschitzCertificate certificate = LipschitzCertificate.of(inner, outer);
        return new Row(
                shape,
                ReluSlopes.sampled(inner, outer, integer("inputs"), seeds.child("inputs").stream()),
                sizes[1] <= SMALL ? ReluSlopes.everyPattern(inner, outer) : Double.NaN,
                certificate.lower(),
                certificate.upper(),
                inner.singularValues()[0] * outer.singularValues()[0],
                certificate.violation());
    }

    private static Matrix normal(int rows, int columns, Seeds seeds) {
        double[] entries = ZigguratSampler.NormalizedGaussian.of(seeds.stream())
                .samples((long) rows * columns)
                .toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] /= Math.sqrt(columns);
        }
        return Matrix.wrap(entries, rows, columns);
    }

    private static List<Check> sandwich(List<Row> rows) {
        List<Row> small = rows.stream().filter(Row::small).toList();
        List<Check> checks = new ArrayList<>();
        checks.add(Claim.that("certificate over the dual program, largest ratio − 1")
                .predicts(0)
                .observed(rows.stream()
                        .mapToDouble(row -> row.upper / row.lower - 1)
                        .max()
                        .orElse(Double.NaN))
                .within(1e-3));
        checks.add(Claim.that("the matrix inequality holds at the multipliers found")
                .holds(1e-12, column(rows, row -> -row.violation)));
        if (!small.isEmpty()) {
            checks.add(Claim.that("some of all 2ʰ patterns reaches what sampled inputs do")
                    .holds(1e-12, column(small, row -> row.patterns - row.sampled)));
            checks.add(Claim.that("the certificate is at least what any pattern reaches")
                    .holds(1e-9, column(small, row -> row.upper - row.patterns)));
        }
        checks.add(Claim.that("the certificate is at least what sampled inputs reach")
                .holds(1e-9, column(rows, row -> row.upper - row.sampled)));
        checks.add(Claim.that("the product of spectral norms is at least the certificate")
                .holds(1e-9, column(rows, row -> row.product - row.upper)));
        checks.add(Claim.that("the product of spectral norms is no more than 1.1 times what a network can reach")
                .holds(column(rows, row -> 1.1 * row.lower - row.product))
                .mustBreak());
        return checks;
    }

    private List<Check> sorting() {
        int pairs = integer("pairs");
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds().child("pairs").stream());
        double[] form = new double[pairs];
        double[] negative = new double[pairs];
        double[] slopes = new double[pairs];
        int[] groups = {2, 3, 4};
        for (int p = 0; p < pairs; p++) {
            GroupSort sort = new GroupSort(groups[p % groups.length]);
            int count = 3;
            double[] x = normal.samples((long) count * sort.group()).toArray();
            double[] y = normal.samples((long) count * sort.group()).toArray();
            double[][] multipliers = new double[count][];
            double[][] wrong = new double[count][];
            for (int g = 0; g < count; g++) {
                multipliers[g] = normal.samples(4).toArray();
                multipliers[g][0] = Math.abs(multipliers[g][0]);
                wrong[g] = multipliers[g].clone();
                wrong[g][0] = -wrong[g][0];
            }
            form[p] = sort.constraint(x, y, multipliers);
            negative[p] = sort.constraint(x, y, wrong);
            slopes[p] = sort.slopeConstraint(x, y);
        }
        return List.of(
                Claim.that("sorting: the quadratic constraint with λ ≥ 0").holds(1e-10, form),
                Claim.that("the same with λ < 0").holds(1e-10, negative).mustBreak(),
                Claim.that("sorting has slopes in [0, 1] on each unit")
                        .holds(1e-10, slopes)
                        .mustBreak());
    }

    /** MaxMin between orthonormal layers, as ReLU with a skip connection. */
    private Check rewriting() {
        int h = 8;
        int outputs = 2;
        Seeds seeds = seeds().child("rewriting");
        Matrix inner = Matrix.wrap(normal(h, h, seeds.child("inner")).svd().left(), h, h);
        Matrix rotation = Matrix.wrap(normal(h, h, seeds.child("outer")).svd().left(), h, h);
        Matrix outer = Matrix.of(Arrays.copyOf(rotation.toArray(), outputs));
        double[][] difference = new double[h / 2][h];
        double[][] spread = new double[h][h / 2];
        for (int g = 0; g < h / 2; g++) {
            difference[g][2 * g] = 1;
            difference[g][2 * g + 1] = -1;
            spread[2 * g][g] = -1;
            spread[2 * g + 1][g] = 1;
        }
        LipschitzCertificate certificate = LipschitzCertificate.of(
                Matrix.of(difference).times(inner), outer.times(Matrix.of(spread)), outer.times(inner));
        return Claim.that("MaxMin between orthonormal layers, certified through ReLU and a skip connection")
                .predicts(1)
                .observed(certificate.upper())
                .within(1e-3)
                .note("the constraint of sorting certifies 1 exactly");
    }

    private static double[] column(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private static Chart figure(List<Row> rows) {
        List<Row> sorted = rows.stream()
                .sorted(java.util.Comparator.comparingInt(Row::shape).thenComparingDouble(Row::upper))
                .toList();
        double[] place = new double[sorted.size()];
        Arrays.setAll(place, i -> i + 1);
        List<Row> small = sorted.stream().filter(Row::small).toList();
        return Chart.titled("Lipschitz constants of random ReLU networks")
                .x("network, by hidden units (10, 12, 40), then by certificate")
                .y("Lipschitz constant, output / input")
                .points("Jacobians at sampled inputs", place, column(sorted, Row::sampled))
                .points("all 2ʰ patterns, h ≤ 12", Arrays.copyOf(place, small.size()), column(small, Row::patterns))
                .points("product of spectral norms", place, column(sorted, Row::product))
                .theory("certificate L = dual bound, to 10⁻⁴", place, column(sorted, Row::upper));
    }

    private static Results table(List<Row> rows) {
        return Results.titled("Bounds on the Lipschitz constant")
                .numbers("hidden units", column(rows, row -> SHAPES[row.shape][1]))
                .numbers("sampled", column(rows, Row::sampled))
                .numbers("all patterns", column(rows, Row::patterns))
                .numbers("dual", column(rows, Row::lower))
                .numbers("certificate", column(rows, Row::upper))
                .numbers("product of norms", column(rows, Row::product));
    }
}
