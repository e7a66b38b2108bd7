package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.data.Separable;
import org.ridgeless.kernels.LinearMachine;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.DiagonalDescent;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The hinge loss reaches the hard margin at a finite decay, and descent once its decay has come down to it. Card: hinge-descent.md. */
public final class HingeDescent extends Experiment<HingeDescent> {
    static final Option<Integer> SETS = Option.count("sets")
            .help("data sets")
            .atLeast(2)
            .tiny(3)
            .teaching(24)
            .paper(100);
    static final Option<Integer> SAMPLES =
            Option.count("samples").help("samples of each data set").atLeast(10).always(40);
    static final Option<Integer> INPUTS =
            Option.count("inputs").help("inputs of each sample").atLeast(2).always(5);
    static final Option<Double> GAP = Option.number("gap")
            .help("distance of every sample from the separating hyperplane")
            .atLeast(0.1)
            .atMost(2)
            .always(0.3);
    static final Option<Integer> NOISY_SETS = Option.count("noisy-sets")
            .help("data sets with flipped labels")
            .atLeast(2)
            .tiny(4)
            .teaching(200)
            .paper(400);
    static final Option<Double> FLIPPED = Option.number("flipped")
            .help("share of the labels that are flipped there")
            .above(0)
            .atMost(0.25)
            .always(0.15);

    private static final double[] PENALTIES = {0.5, 0.7, 0.9, 0.98, 1.05, 1.1, 1.3, 1.6, 2, 3, 5};
    private static final List<Double> EXPONENTS = List.of(0.5, 0.65, 0.8);
    private static final double SLOW = 0.25;
    private static final int SLOW_STEPS = 100_000;
    /** The descents end after so many times t*. */
    private static final double END = 8;

    private static final double FAR = 5;
    private static final double ARRIVED = 0.05;
    private static final double LARGEST_PENALTY = 0.03;
    private static final int RECORDS = 60;
    private static final double MOST_STEPS = 1e7;
    private static final int[] NOISY_TIMES = {2, 5, 10, 30, 100, 300, 1000, 3000, 10_000};
    private static final int STOPPED = 5;
    private static final int NOISY_SAMPLES = 60;
    private static final int NOISY_INPUTS = 10;
    private static final String SETS_ITEM = "set";

    /**
     * The machine at fixed penalties.
     *
     * @param breaks the largest λ at which it has the hard margin, over λ*
     * @param shared 1/(n · mean multiplier of the support vectors), over λ*
     * @param distances from w*, over its norm, at the penalties of the figure
     */
    record Fixed(double breaks, double shared, double[] distances) {}

    /**
     * A descent with a vanishing decay.
     *
     * @param predicted t*
     * @param arrival the time from which the distance from w* stays below a twentieth of its norm; not a number if none
     * @param far the largest margin's share that it has at λ_t = 5λ*
     * @param end the same at its end
     */
    record Going(double predicted, double arrival, double far, double end, double[] decays, double[] distances) {}

    public static HingeDescent study() {
        return new HingeDescent();
    }

    /** Data sets, at least 2. */
    public HingeDescent sets(int count) {
        return with(SETS, count);
    }

    /** Samples of each data set, at least 10. */
    public HingeDescent samples(int count) {
        return with(SAMPLES, count);
    }

    /** Inputs of each sample, at least 2. */
    public HingeDescent inputs(int count) {
        return with(INPUTS, count);
    }

    /** Distance of every sample from the separating hyperplane, at least 0.1 and at most 2. */
    public HingeDescent gap(double distance) {
        return with(GAP, distance);
    }

    /** Data sets with flipped labels, at least 2. */
    public HingeDescent noisySets(int count) {
        return with(NOISY_SETS, count);
    }

    /** Share of the labels that are flipped there, above 0 and at most 0.25. */
    public HingeDescent flipped(double share) {
        return with(FLIPPED, share);
    }

    @Override
    protected void run(Lab lab) {
        Seeds root = lab.seeds().child("sets");
        requireSmallPenalty(root);
        Lab sets = lab.repeat(get(SETS));
        Rows<String, Fixed> fixed =
                sets.each("fixed", List.of(SETS_ITEM), (name, trial) -> fixed(sample(root, trial.number())));
        Rows<Double, Going> going =
                sets.each("descent", EXPONENTS, (p, trial) -> descend(p, sample(root, trial.number())));
        Rows<String, Double> slow =
                sets.each("slow", List.of(SETS_ITEM), (name, trial) -> slow(sample(root, trial.number())));
        Rows<String, double[]> noisy =
                lab.repeat(get(NOISY_SETS)).each("noisy", List.of(SETS_ITEM), (name, trial) -> noisy(trial));

        lab.check(Claim.that("largest penalty with the hard-margin solution, over λ* = 1/(n max α)")
                .each(
                        List.of("smallest of all sets", "largest of all sets"),
                        which -> (which.startsWith("s")
                                        ? Estimate.smallest(fixed.numbers(SETS_ITEM, Fixed::breaks))
                                        : Estimate.largest(fixed.numbers(SETS_ITEM, Fixed::breaks)))
                                .troubled(fixed.problem()))
                .predicts(1)
                .rival("the mean multiplier of the support vectors", shared(fixed))
                .rival("every penalty shrinks the solution", 0)
                .within(1e-3));
        lab.check(
                Claim.that("log of the time of arrival against log t*, t* = λ*^(−1/p), over exponents p: slope in each"
                                + " set")
                        .observed(Estimate.mean(slopes(going)).troubled(going.problem()))
                        .predicts(1)
                        .rival("as many steps whatever the exponent", 0)
                        .rival("twice the exponent, t = λ*^(−2/p)", 2)
                        .within(0.1));
        lab.check(Claim.that("once λ_t is below λ*: smallest share of the largest margin")
                .each(
                        EXPONENTS,
                        p -> Estimate.smallest(going.numbers(p, Going::end)).troubled(going.problem(p)))
                .rival("that at λ_t = 5λ*", p -> Statistics.mean(going.numbers(p, Going::far)))
                .atLeast(0.9));
        lab.check(Claim.that("p = 1/4, after 100,000 steps: distance from w* over that of the machine with λ_t")
                .observed(slow.mean(SETS_ITEM, ratio -> ratio))
                .rival("it has arrived", 0)
                .atLeast(0.9));
        lab.check(Claim.that("flipped labels: angle to the separator, more than after 300 steps")
                .each(
                        List.of(0, NOISY_TIMES.length - 1),
                        k -> noisy.mean(SETS_ITEM, angles -> angles[k] - angles[STOPPED]))
                .rival("the number of steps does not regularize", 0)
                .atLeast(0.02)
                .note("cell 0 is after 2 steps, cell 8 after 10,000"));
        show(lab, fixed, going, noisy);
    }

    private Data sample(Seeds root, int number) {
        return Data.separable(get(SAMPLES), get(INPUTS))
                .gap(get(GAP))
                .seed(root.child(number).value());
    }

    /** What is said of times holds where λ* is small against the first decay, 1. */
    private void requireSmallPenalty(Seeds root) {
        double[] penalties = IntStream.range(0, get(SETS))
                .mapToDouble(set -> MaxMargin.l2(sample(root, set)).exactPenalty())
                .toArray();
        double median = Statistics.median(penalties);
        if (median > LARGEST_PENALTY) {
            throw new IllegalArgumentException(
                    "the times of arrival are those of penalties λ* far below the first decay, 1: the median of λ*"
                            + " must be at most "
                            + LARGEST_PENALTY + ", got " + median + " with samples = " + get(SAMPLES) + ", inputs = "
                            + get(INPUTS)
                            + ", gap = " + get(GAP) + "; more samples or a smaller gap make it smaller");
        }
    }

    private static Fixed fixed(Data data) {
        MaxMargin hard = MaxMargin.l2(data);
        double star = hard.exactPenalty();
        double low = 0.25;
        double high = 4;
        while (high - low > 1e-4) {
            double middle = (low + high) / 2;
            // A duality gap of 2e-10 λ leaves at most 2e-5 between w and the minimizer.
            boolean exact = distance(machine(data, middle * star), hard) < 2e-5;
            low = exact ? middle : low;
            high = exact ? high : middle;
        }
        double[] multipliers = hard.multipliers();
        double shared = hard.support().length / (multipliers.length * Vectors.sum(multipliers));
        return new Fixed(
                (low + high) / 2,
                shared / star,
                Arrays.stream(PENALTIES)
                        .map(c -> distance(machine(data, c * star), hard))
                        .toArray());
    }

    private static double[] machine(Data data, double penalty) {
        Interruption.poll();
        return LinearMachine.solve(data, penalty, 2e-10);
    }

    private static double distance(double[] w, MaxMargin hard) {
        double[] solution = hard.solution();
        return Vectors.norm(Vectors.subtract(w, solution)) / Vectors.norm(solution);
    }

    private static Going descend(double exponent, Data data) {
        MaxMargin hard = MaxMargin.l2(data);
        double star = hard.exactPenalty();
        DiagonalDescent descent = DiagonalDescent.of(data, exponent);
        double end = END * descent.time(star);
        if (!(end < MOST_STEPS)) {
            throw new IllegalStateException(
                    "the decay t^−" + exponent + " reaches λ* = " + star + " of this set at step " + descent.time(star)
                            + "; accepted are fewer than " + MOST_STEPS + " steps, a larger gap");
        }
        double start = Math.max(1, descent.time(Math.min(1, FAR * star)));
        int[] times = Arrays.stream(Grid.logarithmic(start, end, RECORDS).values())
                .mapToInt(t -> (int) Math.round(t))
                .toArray();
        double[][] path = descent.path(times);
        double[] distances =
                Arrays.stream(path).mapToDouble(u -> distance(u, hard)).toArray();
        int last = RECORDS;
        while (last > 0 && distances[last - 1] < ARRIVED) {
            last--;
        }
        return new Going(
                descent.time(star),
                last == RECORDS ? Double.NaN : times[last],
                share(path[0], data, hard),
                share(path[RECORDS - 1], data, hard),
                Arrays.stream(times).mapToDouble(t -> descent.penalty(t) / star).toArray(),
                distances);
    }

    /** The margin of u over the largest. */
    private static double share(double[] u, Data data, MaxMargin hard) {
        double[][] x = data.inputs();
        return IntStream.range(0, x.length)
                        .mapToDouble(i -> data.label(i) * Vectors.dot(u, x[i]))
                        .min()
                        .orElseThrow()
                / (Vectors.norm(u) * hard.margin());
    }

    private static double slow(Data data) {
        MaxMargin hard = MaxMargin.l2(data);
        DiagonalDescent descent = DiagonalDescent.of(data, SLOW);
        return distance(descent.path(SLOW_STEPS)[0], hard) / distance(machine(data, descent.penalty(SLOW_STEPS)), hard);
    }

    private double[] noisy(Trial trial) {
        Separable clean = Data.separable(NOISY_SAMPLES, NOISY_INPUTS)
                .gap(get(GAP))
                .seed(trial.seeds().child("data").value());
        Data data = clean.corrupted(get(FLIPPED), trial.seeds().child("flips").value());
        return Arrays.stream(DiagonalDescent.of(data, 0.5).path(NOISY_TIMES))
                .mapToDouble(u -> Vectors.angle(u, clean.separator()))
                .toArray();
    }

    /** The rival's number that lies nearest to the theory. */
    private static double shared(Rows<String, Fixed> fixed) {
        return Arrays.stream(fixed.numbers(SETS_ITEM, Fixed::shared)).min().orElse(Double.NaN);
    }

    private static double[] slopes(Rows<Double, Going> going) {
        int sets =
                EXPONENTS.stream().mapToInt(p -> going.values(p).size()).min().orElse(0);
        double[] slopes = new double[sets];
        for (int s = 0; s < sets; s++) {
            int set = s;
            double[] predicted = column(going, p -> going.values(p).get(set).predicted());
            double[] arrival = column(going, p -> going.values(p).get(set).arrival());
            slopes[s] = Estimate.exponent(predicted, arrival).value();
        }
        return slopes;
    }

    private static double[] column(Rows<Double, Going> going, ToDoubleFunction<Double> value) {
        return going.items().stream().mapToDouble(value).toArray();
    }

    private static void show(
            Lab lab, Rows<String, Fixed> fixed, Rows<Double, Going> going, Rows<String, double[]> noisy) {
        lab.table(Results.titled("Descent with a vanishing decay, means over the sets")
                .numbers("p", column(going, p -> p))
                .numbers("t*", column(going, p -> Statistics.mean(going.numbers(p, Going::predicted))))
                .numbers("arrival", column(going, p -> Statistics.mean(going.numbers(p, Going::arrival))))
                .numbers(
                        "share of the largest margin, λ_t = 5λ*",
                        column(going, p -> Statistics.mean(going.numbers(p, Going::far))))
                .numbers("at the end", column(going, p -> Statistics.mean(going.numbers(p, Going::end)))));
        Chart machine = Estimates.of(
                        IntStream.range(0, PENALTIES.length).boxed().toList(),
                        k -> fixed.mean(SETS_ITEM, f -> f.distances()[k]))
                .on(
                        Chart.titled("Soft margin, fixed penalty: mean distance from the hard margin")
                                .x("λ / λ*")
                                .y("‖w − w*‖ / ‖w*‖")
                                .logX(),
                        "minimizer",
                        PENALTIES)
                .vertical("λ*", 1);
        Chart descent = Chart.titled("Descent with λ_t = t^−p, the first set")
                .x("λ_t / λ*, falling with time")
                .y("‖u_t − w*‖ / ‖w*‖")
                .logX()
                .vertical("λ*", 1);
        Chart arrivals = Chart.titled("When descent arrives")
                .x("t* = λ*^(−1/p)")
                .y("time of arrival")
                .logX()
                .logY();
        double latest = 10;
        for (double p : EXPONENTS) {
            arrivals =
                    arrivals.points("p = " + p, going.numbers(p, Going::predicted), going.numbers(p, Going::arrival));
            latest = Math.max(
                    latest,
                    Arrays.stream(going.numbers(p, Going::predicted)).max().orElse(0));
            if (going.first(p).isPresent()) {
                descent = descent.line(
                        "p = " + p,
                        going.first(p).get().decays(),
                        going.first(p).get().distances());
            }
        }
        double[] times = Arrays.stream(NOISY_TIMES).asDoubleStream().toArray();
        Chart flipped = Estimates.of(
                        IntStream.range(0, NOISY_TIMES.length).boxed().toList(),
                        k -> noisy.mean(SETS_ITEM, angles -> angles[k]))
                .on(
                        Chart.titled("Flipped labels: stopping regularizes")
                                .x("steps, p = 1/2")
                                .y("mean angle to the separator")
                                .logX(),
                        "descent",
                        times);
        lab.figure(machine, descent, arrivals.theory("t*", t -> t, 10, latest), flipped);
    }
}
