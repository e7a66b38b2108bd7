package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.EdelmanSquare;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Plan;
import org.ridgeless.tables.Results;

/**
 * Double descent in the condition number: κ of a Gaussian n × d matrix against d.
 *
 * <pre>{@code
 * ConditionNumber.study().samples(200).dimensions(Grid.ints(10, 400, 10)).trials(50).seed(7).run()
 * }</pre>
 */
public final class ConditionNumber extends Experiment<ConditionNumber> {
    private static final Card CARD = Card.named("condition-number")
            .entry("B01")
            .title("Double descent in the condition number")
            .claim("The condition number of a random n × d matrix peaks at d = n and is much smaller on both sides.")
            .formula(
                    "\\kappa(A)\\;\\longrightarrow\\;\\frac{1+\\sqrt\\gamma}{|1-\\sqrt\\gamma|},\\qquad \\gamma=\\frac dn",
                    "for $\\gamma\\ne1$ as $n\\to\\infty$: the ratio of the edges of the Marchenko–Pastur law, the same for"
                            + " $\\gamma$ and $1/\\gamma$.")
            .formula(
                    "P(\\kappa/n\\le x)\\;\\longrightarrow\\;e^{-2/x-2/x^2},\\qquad"
                            + " P(n\\sigma_{\\min}^2\\le x)\\;\\longrightarrow\\;1-e^{-x/2-\\sqrt x}",
                    "for $d=n$: Edelman's laws. The median of $\\kappa/n$ is $(1+\\sqrt{1+2\\ln2})/\\ln2=3.671$,"
                            + " $E\\log\\kappa=\\log n+1.537$, and the tail $2/x$ leaves $\\kappa$ without a mean.")
            .assumes("independent entries N(0, 1)")
            .assumes("n and d large and comparable; the edges of a finite matrix lie inside those of the limit, so that"
                    + " the simulated condition number approaches the curve from below")
            .remark(
                    "The square matrix is the interpolation threshold of linear regression: where the pseudo-inverse is worst"
                            + " conditioned, the risk of the minimum-norm solution peaks. Judge medians: a sample mean at d = n"
                            + " is ruled by its largest draw.")
            .remark(
                    "Singular values are taken from the matrix, never from its Gram matrix, which would square κ. By default"
                            + " the matrix is drawn in the bidiagonal form to which reflections reduce it, which has exactly the same"
                            + " law; `.decomposed()` decomposes full matrices instead, and one check compares the two.")
            .paper(Paper.by("Tomaso Poggio and Gil Kur and Andrzej Banburski")
                    .titled("Double descent in the condition number")
                    .in(2019)
                    .journal("CBMM Memo 102")
                    .arXiv("1912.06190"))
            .paper(Paper.by("Alan Edelman")
                    .titled("Eigenvalues and condition numbers of random matrices")
                    .in(1988)
                    .journal("SIAM Journal on Matrix Analysis and Applications 9, 543–560")
                    .where("Theorems 5.1 and 6.1"))
            .paper(Paper.by("Vladimir A. Marchenko and Leonid A. Pastur")
                    .titled("Distribution of eigenvalues for some sets of random matrices")
                    .in(1967)
                    .journal("Mathematics of the USSR-Sbornik 1, 457–483"))
            .cost("1 s", "20 s");

    private static final String SAMPLES = "samples";
    private static final String DIMENSIONS = "dimensions";
    private static final String TRIALS = "trials";
    private static final String SQUARES = "squares";
    private static final String DECOMPOSED = "decomposed";

    /** Marchenko–Pastur is compared and drawn for |d − n| at least this part of n. */
    private static final double GAP = 0.1;

    private static final double[] FAR_RATIOS = {0.25, 0.5, 2, 4};
    private static final int COMPARED_SIZE = 30;
    private static final int COMPARED_DRAWS = 1500;
    private static final int BATCH = 10;
    private static final double TAIL = 20;

    private ConditionNumber(Settings settings) {
        super(CARD, settings);
    }

    /** The study at teaching size: n = 100. */
    public static ConditionNumber study() {
        return new ConditionNumber(Settings.none());
    }

    /** The number n of rows. */
    public ConditionNumber samples(int n) {
        return set(SAMPLES, atLeast(2, "samples", n));
    }

    /** The numbers d of columns. */
    public ConditionNumber dimensions(Grid grid) {
        int[] widths = grid.integers();
        if (widths.length == 0) {
            throw new IllegalArgumentException("dimensions must hold at least one number of columns, got none");
        }
        Arrays.stream(widths).forEach(d -> atLeast(1, "dimensions", d));
        return set(
                DIMENSIONS,
                Grid.of(Arrays.stream(widths)
                        .distinct()
                        .sorted()
                        .asDoubleStream()
                        .toArray()));
    }

    /** The numbers d of columns. */
    public ConditionNumber dimensions(int... d) {
        return dimensions(Grid.of(Arrays.stream(d).asDoubleStream().toArray()));
    }

    /** How many matrices are drawn for each d. */
    public ConditionNumber trials(int count) {
        return set(TRIALS, atLeast(1, "trials", count));
    }

    /** How many square matrices are drawn for the law at d = n. */
    public ConditionNumber squares(int count) {
        return set(SQUARES, atLeast(1, "squares", count));
    }

    /** Draws and decomposes full matrices: the same law as the default, at the cost of n d min(n, d) operations each. */
    public ConditionNumber decomposed() {
        return set(DECOMPOSED, true);
    }

    @Override
    protected ConditionNumber copy(Settings other) {
        return new ConditionNumber(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> sizes(20, Grid.of(5, 10, 20, 40), 12, 100);
            case TEACHING ->
                sizes(100, Grid.of(10, 25, 50, 70, 80, 90, 95, 100, 105, 110, 125, 150, 200, 300, 400), 200, 6000);
            case PAPER -> sizes(400, Grid.ints(20, 800, 20), 400, 20_000);
        };
    }

    private static Settings sizes(int samples, Grid dimensions, int trials, int squares) {
        return Settings.none()
                .with(SAMPLES, samples)
                .with(DIMENSIONS, dimensions)
                .with(TRIALS, trials)
                .with(SQUARES, squares)
                .with(DECOMPOSED, false);
    }

    @Override
    protected Findings simulate() {
        int n = integer(SAMPLES);
        int trials = integer(TRIALS);
        int[] widths = grid(DIMENSIONS).integers();
        requireMemory(n, widths[widths.length - 1]);
        Plan plan = Plan.on(cells());
        Plan.Part<double[][]> square = draws(plan, n, n, integer(SQUARES), "square");
        List<Plan.Part<double[][]>> sweep = new ArrayList<>();
        for (int d : widths) {
            sweep.add(draws(plan, n, d, trials, "sweep"));
        }
        List<Plan.Part<double[][]>> larger = new ArrayList<>();
        for (double ratio : FAR_RATIOS) {
            larger.add(draws(plan, 4 * n, (int) Math.round(4 * n * ratio), trials, "larger"));
        }
        Plan.Part<double[][]> beside = draws(plan, n, n - 1, trials, "beside");
        Plan.Part<double[][]> full = compared(plan, true, COMPARED_DRAWS);
        Plan.Part<double[][]> bidiagonal = compared(plan, false, 20 * COMPARED_DRAWS);
        plan.run();

        Spread[] spreads = sweep.stream().map(ConditionNumber::spread).toArray(Spread[]::new);
        Results table = table(widths, spreads);
        double[] scaled = Arrays.stream(kappas(square)).map(k -> k / n).toArray();
        Verdict verdict = Verdict.of(
                CARD.title() + ", n = " + n,
                checks(
                        n,
                        widths,
                        spreads,
                        larger.stream().map(ConditionNumber::spread).toArray(Spread[]::new),
                        spread(beside)));
        for (Check check : squareChecks(n, scaled, smallest(square, n))) {
            verdict = verdict.and(check);
        }
        verdict = verdict.and(agreement(kappas(full), kappas(bidiagonal)));
        return new Findings(
                Panels.of(sweepChart(n, widths, spreads), lawChart(n, scaled)),
                plan.interrupted() ? table.partial() : table,
                verdict);
    }

    private Plan.Part<double[][]> draws(Plan plan, int n, int d, int count, String role) {
        return pairs(plan, GaussianMatrix.of(n, d), seeds().child(role).child(n).child(d), count, flag(DECOMPOSED));
    }

    private Plan.Part<double[][]> compared(Plan plan, boolean full, int count) {
        GaussianMatrix square = GaussianMatrix.of(COMPARED_SIZE, COMPARED_SIZE);
        return pairs(plan, square, seeds().child(full ? "decomposed" : "bidiagonal"), count, full);
    }

    /** Largest and smallest singular values, a batch of draws a task. */
    private static Plan.Part<double[][]> pairs(
            Plan plan, GaussianMatrix ensemble, Seeds seeds, int count, boolean full) {
        return plan.add((count + BATCH - 1) / BATCH, batch -> {
            int from = BATCH * batch;
            int size = Math.min(BATCH, count - from);
            return full ? ensemble.ends(seeds, from, size) : ensemble.fastEnds(seeds, from, size);
        });
    }

    private static double[] kappas(Plan.Part<double[][]> draws) {
        return draws.finished().stream()
                .flatMap(Arrays::stream)
                .mapToDouble(ends -> ends[0] / ends[1])
                .toArray();
    }

    private static double[] smallest(Plan.Part<double[][]> draws, int n) {
        return draws.finished().stream()
                .flatMap(Arrays::stream)
                .mapToDouble(ends -> n * ends[1] * ends[1])
                .toArray();
    }

    private static Spread spread(Plan.Part<double[][]> draws) {
        return Spread.of(kappas(draws));
    }

    private static Results table(int[] widths, Spread[] spreads) {
        return Results.titled("Condition number")
                .numbers("d", widths)
                .numbers(
                        "trials", Arrays.stream(spreads).mapToInt(Spread::count).toArray())
                .numbers(
                        "median",
                        Arrays.stream(spreads).mapToDouble(Spread::median).toArray())
                .numbers("10 %", Arrays.stream(spreads).mapToDouble(Spread::low).toArray())
                .numbers(
                        "90 %", Arrays.stream(spreads).mapToDouble(Spread::high).toArray());
    }

    private List<Check> checks(int n, int[] widths, Spread[] spreads, Spread[] larger, Spread beside) {
        List<Check> checks = new ArrayList<>();
        int place = Arrays.binarySearch(widths, n);
        if (place >= 0 && widths.length > 1) {
            checks.add(peak(n, place, widths, spreads));
        }
        checks.add(ratio(n, widths, spreads));
        int[] far = Arrays.stream(FAR_RATIOS)
                .mapToInt(r -> (int) Math.round(4 * n * r))
                .toArray();
        checks.add(ratio(4 * n, far, larger));
        double wrong = MarchenkoPastur.of(n, n - 1).conditionNumber();
        checks.add(Claim.that("Marchenko–Pastur at d = n − 1, where the limit does not reach")
                .predicts(1)
                .observed(beside.median() / wrong, beside.standardError() / wrong)
                .between(0.75, 1.02)
                .mustBreak());
        return checks;
    }

    private static Check peak(int n, int place, int[] widths, Spread[] spreads) {
        int before = place > 0 ? n - widths[place - 1] : Integer.MAX_VALUE;
        int after = place < widths.length - 1 ? widths[place + 1] - n : Integer.MAX_VALUE;
        double[] x = Arrays.stream(widths).asDoubleStream().toArray();
        double[] medians = Arrays.stream(spreads).mapToDouble(Spread::median).toArray();
        double[] errors =
                Arrays.stream(spreads).mapToDouble(Spread::standardError).toArray();
        return Claim.that("the median of κ peaks at d = n")
                .peaksAt(n, x, medians, errors, Math.min(before, after) / 2.0);
    }

    /** The width whose median is farthest from its limit decides. */
    private static Check ratio(int n, int[] widths, Spread[] spreads) {
        double worst = 1;
        double error = Double.NaN;
        int compared = 0;
        for (int i = 0; i < widths.length; i++) {
            if (Math.abs(widths[i] - n) >= GAP * n && widths[i] > 1) {
                double limit = MarchenkoPastur.of(n, widths[i]).conditionNumber();
                double share = spreads[i].median() / limit;
                compared++;
                if (Double.isNaN(error) || Math.abs(share - 1) > Math.abs(worst - 1)) {
                    worst = share;
                    error = spreads[i].standardError() / limit;
                }
            }
        }
        boolean fine = n >= 400 && Math.abs(widths[0] - n) >= n / 2;
        return Claim.that("median κ over Marchenko–Pastur, n = " + n)
                .predicts(1)
                .observed(worst, n < 100 ? Double.NaN : error)
                .between(fine ? 0.95 : 0.75, fine ? 1.01 : 1.02)
                .note("worst of " + compared + " widths" + (n < 100 ? "; the limit is judged from n = 100 on" : ""));
    }

    private static List<Check> squareChecks(int n, double[] scaled, double[] smallest) {
        double[] logs = Arrays.stream(scaled).map(Math::log).toArray();
        double above = Arrays.stream(scaled).filter(k -> k > TAIL).count();
        double share = above / scaled.length;
        double error = scaled.length < 100 ? Double.NaN : TAIL * Math.sqrt(share * (1 - share) / scaled.length);
        return List.of(
                Claim.that("κ/n follows exp(−2/x − 2/x²) at d = n").follows(scaled, EdelmanSquare::cdf, 0.035),
                Claim.that("n σ_min² follows 1 − exp(−x/2 − √x) at d = n")
                        .follows(smallest, EdelmanSquare::smallestCdf, 0.035),
                Claim.that("E log κ − log n at d = n")
                        .predicts(EdelmanSquare.meanLog())
                        .mean(logs)
                        .within(0.06),
                Claim.that("x P(κ > n x) at x = 20, d = n")
                        .predicts(2)
                        .observed(scaled.length == 0 ? 2 : TAIL * share, error)
                        .within(0.5));
    }

    private static Check agreement(double[] full, double[] bidiagonal) {
        double[] sorted = Arrays.stream(bidiagonal).sorted().toArray();
        return Claim.that("decomposed matrices and the bidiagonal model share one law")
                .follows(
                        full,
                        x -> {
                            int place = Arrays.binarySearch(sorted, x);
                            return sorted.length == 0
                                    ? 0.5
                                    : (place >= 0 ? place : -place - 1) / (double) sorted.length;
                        },
                        0.06);
    }

    private static Chart sweepChart(int n, int[] widths, Spread[] spreads) {
        double[] d = Arrays.stream(widths).asDoubleStream().toArray();
        double[] median = Arrays.stream(spreads).mapToDouble(Spread::median).toArray();
        Chart chart = Chart.titled("Condition number of a Gaussian " + n + " × d matrix")
                .x("number of columns d")
                .y("condition number κ")
                .logY()
                .band(
                        "10–90 % of trials",
                        d,
                        Arrays.stream(spreads).mapToDouble(Spread::low).toArray(),
                        Arrays.stream(spreads).mapToDouble(Spread::high).toArray())
                .line("median", d, median)
                .points("median", d, median);
        String label = "Marchenko–Pastur (1+√γ)/|1−√γ|, γ = d/n";
        double last = d[d.length - 1];
        if (d[0] < (1 - GAP) * n) {
            chart = chart.theory(label, v -> limit(n, v), d[0], Math.min(last, (1 - GAP) * n));
        }
        if (last > (1 + GAP) * n) {
            chart = chart.theory(label, v -> limit(n, v), Math.max(d[0], (1 + GAP) * n), last);
        }
        if (d[0] <= n && n <= last) {
            double edelman = EdelmanSquare.median() * n;
            double reach = Math.max(1, 0.03 * (last - d[0]));
            chart = chart.theory(
                    "Edelman's median 3.671 n at d = n",
                    new double[] {n - reach, n + reach},
                    new double[] {edelman, edelman});
        }
        return chart.size(760, 430);
    }

    private static double limit(int n, double columns) {
        return MarchenkoPastur.ofRatio(columns / n).conditionNumber();
    }

    private static Chart lawChart(int n, double[] scaled) {
        return Chart.titled("Law of the condition number at d = n = " + n)
                .x("κ/n")
                .y("share of matrices below")
                .logX()
                .xRange(0.5, 200)
                .cdf(scaled.length + " square matrices", scaled)
                .theory("Edelman exp(−2/x − 2/x²)", EdelmanSquare::cdf)
                .size(760, 330);
    }

    private void requireMemory(int n, int widest) {
        // The bidiagonal model would fit, but what it stands for is a matrix of this shape.
        Matrix.entries(n, widest);
        if (flag(DECOMPOSED)) {
            Matrix.entries(4 * n, Math.max(widest, 16 * n));
        }
    }

    private static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", got " + value);
        }
        return value;
    }
}
