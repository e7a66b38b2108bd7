package org.ridgeless.experiments.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ridgeless.collapse.NeuralCollapse;
import org.ridgeless.data.Data;
import org.ridgeless.display.Numbers;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** With weight decay the last features and weights of a classifier become a simplex, for the square loss as for cross-entropy. */
public final class CollapsedClassifier extends Experiment<CollapsedClassifier> {
    private static final int CLASSES = 4;
    private static final int INPUTS = 16;
    private static final double SIMPLEX = -1.0 / (CLASSES - 1);
    private static final double[] DECAYS = {0, 5e-4, 5e-3};
    private static final Loss[] LOSSES = {Loss.SQUARE, Loss.CROSS_ENTROPY};
    private static final double[] DIGIT_DECAYS = {0, 5e-3};
    private static final int DIGITS_PER_CLASS = 50;
    private static final double MEAN_SQUARE = 4;

    private static final Card CARD = Card.named("neural-collapse")
            .entry("B05")
            .title("Neural collapse needs weight decay")
            .claim(
                    "Trained on with weight decay, a classifier moves the features of each class into one point, these points into the"
                            + " corners of a simplex, and its last weights onto them. Without decay it fits the sample as well and does none"
                            + " of this.")
            .formula(
                    "\\frac1C\\operatorname{tr}(\\Sigma_W\\Sigma_B^{+}) \\to 0, \\qquad \\cos(m_c - g, m_{c'} - g) \\to -\\frac1{C-1}",
                    "NC1 and NC2: covariances of the features within and between C classes, means m_c of the classes, their mean g")
            .formula(
                    "\\Bigl\\lVert \\frac{W}{\\lVert W\\rVert} - \\frac{M}{\\lVert M\\rVert}\\Bigr\\rVert_F \\to 0",
                    "NC3: last weights W against the matrix M of the centred class means; NC4: the largest output is the nearest mean")
            .assumes("a network that fits the sample and can still be trained on, decay of all parameters")
            .assumes(
                    "inputs in clusters with means at right angles, 12 standard deviations from 0; where some classes are closer"
                            + " than others, as with means in random directions, the simplex is approached more slowly")
            .remark(
                    "The mean of the cosines is near −1/(C − 1) for any centred points of equal length, so it proves little: the spread"
                            + " over the pairs is what is judged. Square loss ½‖f − y‖² on one-hot targets, heavy ball with β = 0.9 and"
                            + " η = 0.05 on all samples.")
            .remark(
                    "On handwritten zeros, ones, twos and threes decay collapses the classes and turns the weights to their means as"
                            + " well, but the simplex stays uneven: the spread of the cosines falls from about 0.14 to 0.11 only, since"
                            + " these classes are not equally far from each other.")
            .paper(Paper.by("Vardan Papyan and X. Y. Han and David L. Donoho")
                    .titled("Prevalence of Neural Collapse during the terminal phase of deep learning training")
                    .in(2020)
                    .journal("PNAS 117(40), 24652–24663")
                    .arXiv("2008.08186"))
            .paper(Paper.by("Tomaso Poggio and Qianli Liao")
                    .titled(
                            "Explicit regularization and implicit bias in deep network classifiers trained with the square loss")
                    .in(2020)
                    .arXiv("2101.00072"))
            .cost("20 s", "2 min");

    /** What is left of a network at the end. */
    private record Signs(double within, double cosine, double spread, double lengths, double duality, double nearest) {}

    private CollapsedClassifier(Settings settings) {
        super(CARD, settings);
    }

    public static CollapsedClassifier study() {
        return new CollapsedClassifier(Settings.none());
    }

    /** The number of networks for each loss and decay. */
    public CollapsedClassifier networks(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least 1 network, got " + count);
        }
        return set("networks", count);
    }

    /** The number of steps of training. */
    public CollapsedClassifier steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("training needs at least 1 step, got " + count);
        }
        return set("steps", count);
    }

    @Override
    protected CollapsedClassifier copy(Settings other) {
        return new CollapsedClassifier(other);
    }

    @Override
    protected Settings preset(Size size) {
        Settings none = Settings.none();
        return switch (size) {
            case TINY -> none.with("networks", 1).with("steps", 50);
            case TEACHING -> none.with("networks", 2).with("steps", 8000);
            case PAPER -> none.with("networks", 10).with("steps", 20_000);
        };
    }

    @Override
    protected Findings simulate() {
        int networks = integer("networks");
        int kinds = LOSSES.length * DECAYS.length;
        int generated = networks * kinds;
        Data digits = digits();
        Cells.Finished<Signs> runs = cells().run(generated + DIGIT_DECAYS.length, i -> {
            int kind = i % kinds;
            return i < generated
                    ? train(LOSSES[kind / DECAYS.length], DECAYS[kind % DECAYS.length], seeds().child(i / kinds))
                    : train(Loss.SQUARE, DIGIT_DECAYS[i - generated], digits, seeds().child("digits"));
        });
        List<List<Signs>> groups = IntStream.range(0, kinds)
                .mapToObj(kind -> IntStream.range(0, networks)
                        .map(n -> n * kinds + kind)
                        .filter(runs::has)
                        .mapToObj(runs::get)
                        .toList())
                .toList();
        IntStream last = IntStream.range(generated, generated + DIGIT_DECAYS.length);
        List<Signs> onDigits =
                runs.interrupted() ? List.of() : last.mapToObj(runs::get).toList();
        Results table = table(groups, onDigits);
        return new Findings(
                Panels.of(
                        chart("NC2: spread of the cosines over the pairs", groups, onDigits, Signs::spread)
                                .horizontal("bound of the check", 0.03),
                        chart("NC3: distance of weights and class means", groups, onDigits, Signs::duality)
                                .horizontal("bound of the check", 0.15)),
                runs.interrupted() ? table.partial() : table,
                runs.interrupted() ? Verdict.of(CARD.title()) : Verdict.of(CARD.title(), checks(groups, onDigits)));
    }

    private Signs train(Loss loss, double decay, Seeds seeds) {
        Data data = Data.gaussianMixture(200, INPUTS, CLASSES)
                .orthogonal()
                .separation(12)
                .seed(seeds.child("data").value())
                .scaled(1.0 / 6);
        return train(loss, decay, data, seeds);
    }

    /** As many zeros, ones, twos and threes, about as long as the generated inputs. */
    private Data digits() {
        Data all = images().shuffled(seeds().child("digits").value());
        int[] rows = new int[CLASSES * DIGITS_PER_CLASS];
        int[] classes = new int[rows.length];
        for (int k = 0, end = 0; k < CLASSES; k++) {
            int digit = k;
            int[] found = IntStream.range(0, all.samples())
                    .filter(i -> all.label(i) == digit)
                    .limit(DIGITS_PER_CLASS)
                    .toArray();
            if (found.length < DIGITS_PER_CLASS) {
                throw new IllegalArgumentException("there must be " + DIGITS_PER_CLASS + " images of class " + k
                        + ", found " + found.length + " in " + all.name());
            }
            System.arraycopy(found, 0, rows, end, found.length);
            Arrays.fill(classes, end, end += found.length, k);
        }
        Data chosen = Data.classes(all.subset(rows).inputs(), classes).centered();
        double square = Arrays.stream(chosen.flatInputs()).map(v -> v * v).sum() / rows.length;
        return chosen.scaled(Math.sqrt(MEAN_SQUARE / square));
    }

    private Signs train(Loss loss, double decay, Data data, Seeds seeds) {
        Run run = Descent.of(
                        Nets.relu(data.dimension(), 64, 64, CLASSES)
                                .biased()
                                .seed(seeds.child("net").value()),
                        data)
                .loss(loss)
                .optimizer(Optimizer.heavyBall(0.9))
                .rate(0.05)
                .decay(decay)
                .run(integer("steps"));
        if (run.diverged()) {
            throw new IllegalStateException(loss + " with λ = " + decay + " diverged at step " + run.lastStep());
        }
        NeuralCollapse collapse = NeuralCollapse.of(run.net(), data);
        double[] cosines = collapse.cosines();
        double mean = DoubleStream.of(cosines).average().orElseThrow();
        double spread = Math.sqrt(DoubleStream.of(cosines)
                .map(c -> (c - mean) * (c - mean))
                .average()
                .orElseThrow());
        return new Signs(
                collapse.withinClass(),
                mean,
                spread,
                collapse.variationOfLengths(),
                collapse.distanceOfWeightsToMeans(),
                collapse.nearestMeanAgreement());
    }

    private static List<Signs> group(List<List<Signs>> groups, Loss loss, int decay) {
        return groups.get(Arrays.asList(LOSSES).indexOf(loss) * DECAYS.length + decay);
    }

    private static double[] values(List<List<Signs>> groups, Loss loss, int decay, ToDoubleFunction<Signs> sign) {
        return group(groups, loss, decay).stream().mapToDouble(sign).toArray();
    }

    private static double mean(List<List<Signs>> groups, Loss loss, int decay, ToDoubleFunction<Signs> sign) {
        return DoubleStream.of(values(groups, loss, decay, sign)).average().orElse(Double.NaN);
    }

    private static double[] means(List<List<Signs>> groups, Loss loss, ToDoubleFunction<Signs> sign) {
        return IntStream.range(0, DECAYS.length)
                .mapToDouble(k -> mean(groups, loss, k, sign))
                .toArray();
    }

    private static List<Check> checks(List<List<Signs>> groups, List<Signs> onDigits) {
        List<Check> checks = new ArrayList<>();
        int strongest = DECAYS.length - 1;
        Loss square = Loss.SQUARE;
        checks.add(Claim.that("square, λ = 0.005: mean cosine of class means −1/(C − 1)")
                .predicts(SIMPLEX)
                .observed(mean(groups, square, strongest, Signs::cosine))
                .within(0.005));
        checks.add(
                below("square, λ = 0.005: spread of the cosines below 0.03", 0.03, groups, strongest, Signs::spread));
        checks.add(below("square, λ = 0 (the same)", 0.03, groups, 0, Signs::spread)
                .mustBreak());
        checks.add(
                below("square, λ = 0.005: variation of lengths below 0.03", 0.03, groups, strongest, Signs::lengths));
        checks.add(below("square, λ = 0.005: weights to means below 0.15", 0.15, groups, strongest, Signs::duality));
        checks.add(below("square, λ = 0 (the same)", 0.15, groups, 0, Signs::duality)
                .mustBreak());
        checks.add(Claim.that("square, λ = 0.005: the nearest mean has the largest output")
                .predicts(1)
                .observed(mean(groups, square, strongest, Signs::nearest))
                .within(1e-9));
        for (Loss loss : LOSSES) {
            checks.add(Claim.that(loss + ": weights come closer to means as λ grows")
                    .increases(Arrays.stream(means(groups, loss, Signs::duality))
                            .map(d -> -d)
                            .toArray()));
        }
        checks.add(decayLowers("weights to means", onDigits, Signs::duality));
        checks.add(decayLowers("variation within classes", onDigits, Signs::within));
        return checks;
    }

    /** What the bounds above say of well separated clusters is not claimed of real images, but that decay is what does it. */
    private static Check decayLowers(String sign, List<Signs> onDigits, ToDoubleFunction<Signs> value) {
        double[] values = onDigits.stream().mapToDouble(value).toArray();
        return Claim.that("digits, square: λ = 0.005 at least halves the " + sign)
                .holds(new double[] {values[0] / 2 - values[1]});
    }

    private static Check below(
            String claim, double bound, List<List<Signs>> groups, int decay, ToDoubleFunction<Signs> sign) {
        return Claim.that(claim + "; what is left")
                .holds(new double[] {bound - mean(groups, Loss.SQUARE, decay, sign)});
    }

    private static Results table(List<List<Signs>> generated, List<Signs> onDigits) {
        List<List<Signs>> groups = new ArrayList<>(generated);
        onDigits.forEach(signs -> groups.add(List.of(signs)));
        int kinds = LOSSES.length * DECAYS.length;
        String[] labels = IntStream.range(0, groups.size())
                .mapToObj(i -> i < kinds
                        ? LOSSES[i / DECAYS.length] + ", λ = " + Numbers.tick(DECAYS[i % DECAYS.length])
                        : "digits, square, λ = " + Numbers.tick(DIGIT_DECAYS[i - kinds]))
                .toArray(String[]::new);
        return Results.titled("Signs of collapse, means over the networks")
                .texts("loss and decay", labels)
                .numbers("NC1", column(groups, Signs::within))
                .numbers("NC2 mean", column(groups, Signs::cosine))
                .numbers("NC2 spread", column(groups, Signs::spread))
                .numbers("lengths", column(groups, Signs::lengths))
                .numbers("NC3", column(groups, Signs::duality))
                .numbers("NC4", column(groups, Signs::nearest));
    }

    private static double[] column(List<List<Signs>> groups, ToDoubleFunction<Signs> sign) {
        return groups.stream()
                .mapToDouble(g -> g.stream().mapToDouble(sign).average().orElse(Double.NaN))
                .toArray();
    }

    private static Chart chart(
            String title, List<List<Signs>> groups, List<Signs> onDigits, ToDoubleFunction<Signs> sign) {
        Chart chart = Chart.titled(title)
                .x("weight decay λ")
                .y("mean over the networks")
                .logY();
        for (Loss loss : LOSSES) {
            chart = chart.points(loss.toString(), DECAYS, means(groups, loss, sign));
        }
        double[] decays = Arrays.copyOf(DIGIT_DECAYS, onDigits.size());
        return chart.points(
                "square, digits", decays, onDigits.stream().mapToDouble(sign).toArray());
    }
}
