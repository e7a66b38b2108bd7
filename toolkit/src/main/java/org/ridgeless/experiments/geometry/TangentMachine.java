package org.ridgeless.experiments.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.kernels.machines.SoftMargin;
import org.ridgeless.kernels.tangent.ReluTangentKernel;
import org.ridgeless.kernels.tangent.TangentNetwork;
import org.ridgeless.kernels.tangent.TangentNetwork.Penalty;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** A wide network on the hinge loss against the support vector machine with its tangent kernel. */
public final class TangentMachine extends Experiment<TangentMachine> {
    private static final Card CARD = Card.named("tangent-machine")
            .entry("HF-17")
            .title("Wide networks and support vector machines")
            .claim(
                    "A wide ReLU network trained on the hinge loss follows the kernel machine of its tangent kernel, with a "
                            + "deviation that falls like the root of the width, if the penalty is on the displacement of the weights.")
            .formula(
                    "f(x)=\\tfrac1{\\sqrt m}a^\\top(Wx/\\sqrt d)_+,\\qquad \\Theta(x,z)=\\rho_x\\rho_z"
                            + "\\frac{\\sin\\theta+(\\pi-\\theta)\\cos\\theta}{2\\pi}+\\frac{\\pi-\\theta}{2\\pi}\\frac{x^\\top z}d",
                    "$\\rho=\\lVert\\cdot\\rVert/\\sqrt d$, standard Gaussian weights, $m\\to\\infty$.")
            .formula(
                    "\\alpha_i\\leftarrow(1-\\eta\\lambda)\\alpha_i+\\tfrac\\eta n\\mathbf 1[y_ig_i<1]\\,y_i,\\quad g=K\\alpha"
                            + "\\ \\longrightarrow\\ \\min_\\alpha\\ \\tfrac1n\\sum_i(1-y_ig_i)_++\\tfrac\\lambda2\\alpha^\\top K\\alpha,"
                            + "\\qquad \\sup_t|f_t-g_t|\\sim m^{-1/2}",
                    "penalty $\\tfrac\\lambda2\\lVert\\theta-\\theta_0\\rVert^2$ and $f_0\\equiv0$.")
            .assumes("two layers, tangent-kernel parameterization, full-batch subgradient descent")
            .assumes("an antisymmetric start, so that the network begins at zero")
            .remark("The penalty decides. On the output weights themselves, $\\tfrac\\lambda2\\lVert a\\rVert^2$ with "
                    + "$\\lambda=O(1)$ makes them decay like $e^{-\\lambda t}$ and shrinks the hidden part of the kernel at "
                    + "every width: the deviation does not fall at all. That contrast is run and must break.")
            .remark(
                    "The steps of constant size never settle on the kinks of the hinge; the kernel machine is compared with "
                            + "the box program through the mean of the second half of its path.")
            .paper(Paper.by("Yilan Chen and Wei Huang and Lam M. Nguyen and Tsui-Wei Weng")
                    .titled("On the Equivalence between Neural Network and Support Vector Machine")
                    .in(2021)
                    .journal("Advances in Neural Information Processing Systems 34")
                    .arXiv("2111.06063")
                    .where("Theorems 3.4 and 4.1"))
            .cost("12 s", "5 min");
    private static final double RATE = 0.5;
    private static final double STRENGTH = 0.05;
    private static final int DIMENSION = 10;
    private static final int SAMPLES = 30;
    /** To be compared with its own optimum the kernel machine takes steps that are smaller and more by this factor. */
    private static final int SETTLING = 10;

    /** Training inputs, then test inputs; labels of the training inputs; the kernel machine along its descent. */
    private record Problem(double[][] inputs, double[] labels, double[] testLabels, double[][] cross, double[][] path) {
        double[] machineAt(int step) {
            return SoftMargin.predict(cross, path[step]);
        }

        SoftMargin machine() {
            return SoftMargin.of(Arrays.copyOf(cross, labels.length), labels, STRENGTH);
        }
    }

    /** One trained network: its largest deviation from the machine, and its output at one test point. */
    private record Trained(
            String data, Penalty penalty, int width, double deviation, double agreement, double[] watched) {}

    private TangentMachine(Settings settings) {
        super(CARD, settings);
    }

    public static TangentMachine study() {
        return new TangentMachine(Settings.none());
    }

    /** The number of steps of each training. */
    public TangentMachine steps(int count) {
        if (count < 20 || count % 10 != 0) {
            throw new IllegalArgumentException("the steps must be a multiple of 10 and at least 20, got " + count);
        }
        return set("steps", count);
    }

    /** The number of networks at the largest width; narrower ones are cheaper and more. */
    public TangentMachine networks(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least one network, got " + count);
        }
        return set("networks", count);
    }

    @Override
    protected TangentMachine copy(Settings other) {
        return new TangentMachine(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY -> Settings.none().with("steps", 60).with("networks", 1).with("widest", 256);
            case TEACHING ->
                Settings.none().with("steps", 600).with("networks", 3).with("widest", 2048);
            case PAPER -> Settings.none().with("steps", 600).with("networks", 8).with("widest", 16_384);
        };
    }

    @Override
    protected Findings simulate() {
        Problem sphere = sphere();
        Problem digits = digits();
        List<Supplier<Trained>> tasks = new ArrayList<>();
        for (int width : widths()) {
            for (int trial = 0; trial < trials(width); trial++) {
                int index = trial;
                tasks.add(() -> train("sphere", sphere, Penalty.DISPLACEMENT, width, index));
                tasks.add(() -> train("sphere", sphere, Penalty.OUTPUT_WEIGHTS, width, index));
            }
        }
        for (int width : new int[] {integer("widest") / 16, integer("widest")}) {
            tasks.add(() -> train("digits", digits, Penalty.DISPLACEMENT, width, 0));
        }
        Cells.Finished<Trained> runs =
                cells().run(tasks.size(), i -> tasks.get(i).get());
        List<Trained> trained =
                Arrays.stream(runs.indices()).mapToObj(runs::get).toList();
        Results table = Results.titled("networks")
                .texts("data", trained.stream().map(Trained::data).toArray(String[]::new))
                .texts("penalty", trained.stream().map(t -> t.penalty().name()).toArray(String[]::new))
                .numbers("width", trained.stream().mapToDouble(Trained::width).toArray())
                .numbers(
                        "deviation",
                        trained.stream().mapToDouble(Trained::deviation).toArray());
        Verdict verdict = runs.interrupted() ? Verdict.of(CARD.title()) : verdict(sphere, digits, trained);
        return new Findings(figure(sphere, trained), runs.interrupted() ? table.partial() : table, verdict);
    }

    private int[] widths() {
        int widest = integer("widest");
        return new int[] {widest / 16, widest / 4, widest};
    }

    /** Narrow networks are cheap and noisy, so there are more of them. */
    private int trials(int width) {
        int networks = integer("networks");
        return width == integer("widest") ? networks : width == integer("widest") / 4 ? 2 * networks : 3 * networks;
    }

    private Problem sphere() {
        Seeds seeds = seeds().child("sphere");
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("inputs").stream());
        double[][] inputs = new double[2 * SAMPLES][DIMENSION];
        for (double[] x : inputs) {
            Arrays.setAll(x, j -> normal.sample());
        }
        UniformRandomProvider random = seeds.child("labels").stream();
        double[] labels = IntStream.range(0, 2 * SAMPLES)
                .mapToDouble(i -> random.nextBoolean() ? 1 : -1)
                .toArray();
        return problem(inputs, labels, SAMPLES);
    }

    /** Threes against eights of the digits, half of them to train on. */
    private Problem digits() {
        Data pairs = images().oneAgainstOther(3, 8)
                .shuffled(seeds().child("digits").value())
                .range(0, 2 * SAMPLES);
        double[] labels =
                IntStream.range(0, pairs.samples()).mapToDouble(pairs::label).toArray();
        return problem(pairs.inputs(), labels, SAMPLES);
    }

    /** Puts the inputs on the sphere of radius √d and runs the kernel machine. */
    private Problem problem(double[][] rows, double[] allLabels, int trained) {
        double[][] inputs = Arrays.stream(rows).map(TangentMachine::onSphere).toArray(double[][]::new);
        double[] labels = Arrays.copyOf(allLabels, trained);
        double[][] cross = ReluTangentKernel.matrix(inputs, Arrays.copyOf(inputs, trained));
        double[][] path =
                SoftMargin.of(Arrays.copyOf(cross, trained), labels, STRENGTH).descend(RATE, integer("steps"));
        return new Problem(inputs, labels, Arrays.copyOfRange(allLabels, trained, allLabels.length), cross, path);
    }

    private static double[] onSphere(double[] x) {
        double norm = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
        return Arrays.stream(x).map(v -> v / norm * Math.sqrt(x.length)).toArray();
    }

    private Trained train(String data, Problem problem, Penalty penalty, int width, int trial) {
        Seeds seeds = seeds().child(data).child("network").child(width).child(trial);
        int dimension = problem.inputs()[0].length;
        double[][] outputs = TangentNetwork.antisymmetric(width, dimension, seeds)
                .train(problem.inputs(), problem.labels(), RATE, STRENGTH, penalty, integer("steps"), 10);
        double deviation = 0;
        double[] watched = new double[outputs.length];
        for (int t = 0; t < outputs.length; t++) {
            double[] machine = problem.machineAt(10 * t);
            watched[t] = outputs[t][SAMPLES];
            for (int i = 0; i < machine.length; i++) {
                deviation = Math.max(deviation, Math.abs(outputs[t][i] - machine[i]));
            }
        }
        double[] last = outputs[outputs.length - 1];
        double[] machine = problem.machineAt(10 * (outputs.length - 1));
        long same = IntStream.range(SAMPLES, last.length)
                .filter(i -> last[i] * machine[i] > 0)
                .count();
        return new Trained(data, penalty, width, deviation, (double) same / (last.length - SAMPLES), watched);
    }

    private Verdict verdict(Problem sphere, Problem digits, List<Trained> trained) {
        List<Trained> onDigits =
                trained.stream().filter(t -> t.data().equals("digits")).toList();
        return Verdict.of(
                CARD.title(),
                Claim.that("slope of log deviation in log width, displacement penalized")
                        .predicts(-0.5)
                        .slope(slope(trained, Penalty.DISPLACEMENT))
                        .within(0.15),
                Claim.that("the same slope, output weights penalized")
                        .predicts(-0.5)
                        .slope(slope(trained, Penalty.OUTPUT_WEIGHTS))
                        .within(0.15)
                        .mustBreak(),
                Claim.that("output weights penalized: the deviation stays, slope 0")
                        .predicts(0)
                        .slope(slope(trained, Penalty.OUTPUT_WEIGHTS))
                        .within(0.1),
                objective("objective of the kernel machine against the box program", sphere),
                functions("its functions against those of the box program", sphere),
                objective("objective on digits, threes against eights", digits),
                Claim.that("deviation on digits falls with the width")
                        .increases(
                                -onDigits.get(0).deviation(), -onDigits.get(1).deviation()),
                Claim.that("share of test digits that network and machine classify alike")
                        .predicts(0.95)
                        .observed(onDigits.get(1).agreement())
                        .atLeast());
    }

    private static Slope slope(List<Trained> trained, Penalty penalty) {
        List<Trained> here = trained.stream()
                .filter(t -> t.data().equals("sphere") && t.penalty() == penalty)
                .toList();
        return Slope.logLog(
                here.stream().mapToDouble(Trained::width).toArray(),
                here.stream().mapToDouble(Trained::deviation).toArray());
    }

    private Check objective(String claim, Problem problem) {
        SoftMargin machine = problem.machine();
        return Claim.that(claim)
                .predicts(machine.objective(machine.solve(1e-9)))
                .observed(machine.objective(settled(problem)))
                .identity(1e-3);
    }

    private Check functions(String claim, Problem problem) {
        double[] exact = SoftMargin.predict(problem.cross(), problem.machine().solve(1e-9));
        double[] reached = SoftMargin.predict(problem.cross(), settled(problem));
        double worst = IntStream.range(0, exact.length)
                .mapToDouble(i -> Math.abs(exact[i] - reached[i]))
                .max()
                .orElse(Double.NaN);
        return Claim.that(claim).predicts(0).observed(worst).within(0.02);
    }

    /** The mean of the second half of a path of small steps. */
    private double[] settled(Problem problem) {
        double[][] path = problem.machine().descend(RATE / SETTLING, SETTLING * integer("steps"));
        double[] mean = new double[problem.labels().length];
        int from = path.length / 2;
        for (int t = from; t < path.length; t++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += path[t][i] / (path.length - from);
            }
        }
        return mean;
    }

    private Panels figure(Problem sphere, List<Trained> trained) {
        return Panels.of(
                        watched(sphere, trained, Penalty.DISPLACEMENT, "Penalty on the displacement"),
                        watched(sphere, trained, Penalty.OUTPUT_WEIGHTS, "Penalty on the output weights"),
                        deviations(trained))
                .columns(2);
    }

    private Chart watched(Problem problem, List<Trained> trained, Penalty penalty, String title) {
        Chart chart = panel(title).x("step").y("output at a test point");
        double[] step = IntStream.rangeClosed(0, integer("steps") / 10)
                .mapToDouble(t -> 10 * t)
                .toArray();
        for (Trained run : trained) {
            boolean shown = run.width() != integer("widest") / 4 && run.watched().length == step.length;
            if (shown && run.data().equals("sphere") && run.penalty() == penalty) {
                chart = chart.line("width " + run.width(), step, run.watched());
            }
        }
        double[] machine = Arrays.stream(step)
                .map(t -> problem.machineAt((int) t)[SAMPLES])
                .toArray();
        return chart.theory("kernel machine", step, machine);
    }

    private Chart deviations(List<Trained> trained) {
        Chart chart = panel("Largest deviation during training")
                .x("width m")
                .y("sup |f − g|")
                .logX()
                .logY();
        for (Penalty penalty : Penalty.values()) {
            List<Trained> here = trained.stream()
                    .filter(t -> t.data().equals("sphere") && t.penalty() == penalty)
                    .toList();
            String label = penalty == Penalty.DISPLACEMENT ? "displacement penalized" : "output weights penalized";
            chart = chart.points(
                    label,
                    here.stream().mapToDouble(Trained::width).toArray(),
                    here.stream().mapToDouble(Trained::deviation).toArray());
        }
        List<Trained> digits =
                trained.stream().filter(t -> t.data().equals("digits")).toList();
        chart = chart.points(
                "digits, displacement penalized",
                digits.stream().mapToDouble(Trained::width).toArray(),
                digits.stream().mapToDouble(Trained::deviation).toArray());
        double scale = trained.stream()
                .filter(t -> t.data().equals("sphere") && t.penalty() == Penalty.DISPLACEMENT)
                .mapToDouble(t -> t.deviation() * Math.sqrt(t.width()))
                .average()
                .orElse(1);
        return chart.theory("slope −1/2", m -> scale / Math.sqrt(m), integer("widest") / 16.0, integer("widest"));
    }

    private static Chart panel(String title) {
        return Chart.titled(title).size(480, 340);
    }
}
