package org.ridgeless.experiments.randommatrices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.models.LinearDescent;
import org.ridgeless.models.LinearNetwork;
import org.ridgeless.models.LinearTask;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.tables.Results;

/** What gradient flow conserves in a deep linear network, where it ends, and where it pauses. */
public final class Balancedness extends Experiment<Balancedness> {
    private static final int INPUTS = 6;
    private static final int OUTPUTS = 4;
    private static final int SAMPLES = 40;
    private static final double TIME = 4;
    private static final int[][] SHAPES = {{6, 8, 4}, {6, 8, 8, 4}, {6, 2, 4}};
    private static final Card CARD = Card.named("balancedness")
            .entry("R37")
            .title("Balancedness of deep linear networks")
            .claim(
                    "Gradient flow of a linear network conserves the difference of neighbouring Gram matrices; from almost "
                            + "every start it reaches the least-squares fit of its rank, pausing at saddles whose losses are known.")
            .formula(
                    "C_k = W_{k+1}^{\\mathsf T}W_{k+1}-W_kW_k^{\\mathsf T},\\qquad \\frac{dC_k}{dt} = 0",
                    "along the flow of ½‖W_H⋯W₁X − Y‖² for every depth; descent with steps η drifts by O(η).")
            .formula(
                    "L_J = \\tfrac12\\Bigl(\\operatorname{tr}S_{yy}-\\sum_{i\\in J}\\rho_i\\Bigr),\\quad "
                            + "S_{yx}S_{xx}^{-1}S_{xy} = \\sum_i\\rho_iu_iu_i^{\\mathsf T},\\quad |J|\\le r",
                    "the critical values, r the smallest width; the lowest is the global minimum, all others are strict saddles.")
            .assumes("S_xx regular and the ρ distinct")
            .remark(
                    "The invariants hold for the flow, so the flow is integrated by a method of order four; descent is shown "
                            + "with three steps to see its drift halve with the step.")
            .paper(Paper.by("Yacine Chitour and Zhenyu Liao and Romain Couillet")
                    .titled("A Geometric Approach of Gradient Descent Algorithms in Linear Neural Networks")
                    .in(2018)
                    .arXiv("1811.03568")
                    .where("Lemma 1, Theorems 1 and 2"))
            .paper(Paper.by("Pierre Baldi and Kurt Hornik")
                    .titled(
                            "Neural Networks and Principal Component Analysis: Learning from Examples without Local Minima")
                    .in(1989)
                    .journal("Neural Networks 2(1), 53–58"))
            .cost("4 s", "30 s");

    private Balancedness(Settings settings) {
        super(CARD, settings);
    }

    /** The experiment at teaching size. */
    public static Balancedness study() {
        return new Balancedness(Settings.none());
    }

    /** The random starts from which descent must reach the global minimum. */
    public Balancedness starts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 start, got " + count);
        }
        return set("starts", count);
    }

    @Override
    protected Balancedness copy(Settings other) {
        return new Balancedness(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("starts", 4);
            case TEACHING -> Settings.none().with("starts", 200);
            case PAPER -> Settings.none().with("starts", 2000);
        };
    }

    /** Whitened-like inputs and outputs with modes of well separated strengths 4, 2, 1 and ½, and some noise. */
    private LinearTask task() {
        double[] x = LinearNetwork.random(1 / Math.sqrt(SAMPLES), seeds().child("inputs"), SAMPLES, INPUTS)
                .product();
        double[] left = LinearNetwork.balanced(1, seeds().child("left"), OUTPUTS, OUTPUTS)
                .product();
        double[] right = LinearNetwork.balanced(1, seeds().child("right"), INPUTS, INPUTS)
                .product();
        double[] noise = LinearNetwork.random(0.05, seeds().child("noise"), SAMPLES, OUTPUTS)
                .product();
        double[] y = new double[OUTPUTS * SAMPLES];
        for (int i = 0; i < OUTPUTS; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                double sum = noise[i * SAMPLES + j];
                for (int k = 0; k < OUTPUTS; k++) {
                    for (int l = 0; l < INPUTS; l++) {
                        sum += left[i * OUTPUTS + k] * Math.pow(2, 2 - k) * right[k * INPUTS + l] * x[l * SAMPLES + j];
                    }
                }
                y[i * SAMPLES + j] = sum;
            }
        }
        return LinearTask.of(x, INPUTS, y, OUTPUTS);
    }

    @Override
    protected Findings simulate() {
        LinearTask task = task();
        double[][] drift = drifts(task);
        Replicates ends =
                Replicates.run(cells(), SHAPES.length, integer("starts"), (shape, start) -> end(task, shape, start));
        Path path = path(task);
        Verdict verdict = Verdict.of(
                CARD.title(),
                halves("two layers: the drift of descent halves with the step", drift[0]),
                halves("three layers: the drift of descent halves with the step", drift[1]),
                order("two layers: order of the drift under Runge–Kutta", drift[0]),
                order("three layers: order of the drift under Runge–Kutta", drift[1]),
                minimum("widths 6-8-4 reach least squares from every start", ends, 0),
                minimum("widths 6-8-8-4 reach least squares from every start", ends, 1),
                minimum("widths 6-2-4 reach the best fit of rank 2 from every start", ends, 2),
                plateaus(path, task));
        return new Findings(figure(path, drift, task), table(ends, task), verdict);
    }

    /** Drifts at one time for descent with steps η, η/2, η/4, then for Runge–Kutta with steps h, h/2. */
    private double[][] drifts(LinearTask task) {
        double[][] drift = new double[2][];
        for (int shape = 0; shape < 2; shape++) {
            LinearNetwork start =
                    LinearNetwork.random(0.4, seeds().child("drift").child(shape), SHAPES[shape]);
            double[] row = new double[5];
            for (int k = 0; k < 3; k++) {
                int steps = 800 << k;
                row[k] = LinearDescent.descent(task, TIME / steps)
                        .advance(start, steps)
                        .imbalanceDistance(start);
            }
            for (int k = 0; k < 2; k++) {
                int steps = 160 << k;
                row[3 + k] = LinearDescent.rungeKutta(task, TIME / steps)
                        .advance(start, steps)
                        .imbalanceDistance(start);
            }
            drift[shape] = row;
        }
        return drift;
    }

    /** The relative excess over the global minimum after descent from one start. */
    private double[] end(LinearTask task, int shape, int start) {
        LinearNetwork network =
                LinearNetwork.random(0.4, seeds().child("start").child(shape).child(start), SHAPES[shape]);
        LinearDescent descent = LinearDescent.descent(task, 0.02);
        int rank = Arrays.stream(SHAPES[shape]).min().orElseThrow();
        double minimum = task.minimum(rank);
        int steps = 0;
        double excess = Double.POSITIVE_INFINITY;
        while (steps < 60_000 && excess > 1e-13 && !Thread.currentThread().isInterrupted()) {
            network = descent.advance(network, 500);
            steps += 500;
            excess = task.loss(network) / minimum - 1;
        }
        return new double[] {excess, steps};
    }

    /** Loss and gradient norm along the flow from a small balanced start. */
    private record Path(double[] time, double[] loss, double[] gradient) {
        /** The losses where the gradient is locally smallest, the end left out. */
        double[] pauses() {
            List<Double> found = new ArrayList<>();
            for (int k = 2; k < gradient.length - 2; k++) {
                boolean dip = gradient[k] < gradient[k - 1]
                        && gradient[k] <= gradient[k + 1]
                        && gradient[k - 1] < gradient[k - 2]
                        && gradient[k + 1] <= gradient[k + 2];
                if (dip && gradient[k] > 1e-9) {
                    found.add(loss[k]);
                }
            }
            return found.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private Path path(LinearTask task) {
        LinearNetwork network = LinearNetwork.balanced(1e-6, seeds().child("path"), SHAPES[0]);
        LinearDescent flow = LinearDescent.rungeKutta(task, 0.02);
        int points = 500;
        double[] time = new double[points];
        double[] loss = new double[points];
        double[] gradient = new double[points];
        for (int k = 0; k < points; k++) {
            time[k] = 0.1 * k;
            loss[k] = task.loss(network);
            gradient[k] = task.gradientNorm(network);
            network = flow.advance(network, 5);
        }
        return new Path(time, loss, gradient);
    }

    private static Check halves(String claim, double[] drift) {
        double first = drift[0] / drift[1];
        double second = drift[1] / drift[2];
        double worse = Math.abs(first - 2) > Math.abs(second - 2) ? first : second;
        return Claim.that(claim).predicts(2).observed(worse).withinRelative(0.05);
    }

    private static Check order(String claim, double[] drift) {
        double order = Math.log(drift[3] / drift[4]) / Math.log(2);
        return Claim.that(claim).predicts(4).observed(order).within(0.5);
    }

    private static Check minimum(String claim, Replicates ends, int shape) {
        double[] slacks = Arrays.stream(ends.all(shape, 0)).map(e -> 1e-12 - e).toArray();
        return Claim.that(claim).holds(1e-15, slacks);
    }

    private static Check plateaus(Path path, LinearTask task) {
        double[] critical = task.criticalValues(OUTPUTS);
        Cases cases = Cases.of("losses at which descent pauses are critical values");
        for (double pause : path.pauses()) {
            double nearest = Arrays.stream(critical)
                    .boxed()
                    .min(java.util.Comparator.comparingDouble(value -> Math.abs(value - pause)))
                    .orElseThrow();
            cases = cases.and("loss " + (float) pause, nearest, pause, 0, 0, 0.02);
        }
        return cases.worst();
    }

    private static Panels figure(Path path, double[][] drift, LinearTask task) {
        Chart left = Chart.titled("6-8-4, small balanced start")
                .x("time t")
                .y("loss L")
                .logY()
                .line("gradient flow", path.time, path.loss)
                .size(560, 400);
        double[] modes = task.modes();
        for (int rank = 1; rank <= OUTPUTS; rank++) {
            double level = task.minimum(rank);
            left = left.theory("critical values of the " + modes.length + " ranks", t -> level, 0, 49.9);
        }
        double[] steps = {TIME / 800, TIME / 1600, TIME / 3200};
        Chart right = Chart.titled("drift of the conserved quantities at t = 4")
                .x("step η")
                .y("‖C(t) − C(0)‖")
                .logX()
                .logY()
                .points("descent, 6-8-4", steps, Arrays.copyOf(drift[0], 3))
                .points("descent, 6-8-8-4", steps, Arrays.copyOf(drift[1], 3))
                .theory("slope 1", eta -> drift[0][2] * eta / steps[2], steps[2], steps[0])
                .theory("slope 1", eta -> drift[1][2] * eta / steps[2], steps[2], steps[0])
                .size(560, 400);
        return Panels.of(left, right).columns(2);
    }

    private Results table(Replicates ends, LinearTask task) {
        int count = ends.all(0, 0).length + ends.all(1, 0).length + ends.all(2, 0).length;
        double[] shape = new double[count];
        double[] excess = new double[count];
        double[] steps = new double[count];
        int row = 0;
        for (int s = 0; s < SHAPES.length; s++) {
            double[] all = ends.all(s, 0);
            double[] took = ends.all(s, 1);
            for (int k = 0; k < all.length; k++, row++) {
                shape[row] = s;
                excess[row] = all[k];
                steps[row] = took[k];
            }
        }
        Results table = Results.titled(CARD.title() + ", minimum " + (float) task.minimum(OUTPUTS))
                .texts(
                        "widths",
                        IntStream.range(0, count)
                                .mapToObj(i -> Arrays.toString(SHAPES[(int) shape[i]]))
                                .toArray(String[]::new))
                .numbers("excess over the minimum", excess)
                .numbers("steps", steps);
        return ends.interrupted() ? table.partial() : table;
    }
}
