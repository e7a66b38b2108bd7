package org.ridgeless.experiments.descent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;

/** Networks that differ in the scale of their initial weights: how far apart their test errors are, now and three times later. */
final class ScaleMemory {
    private static final double[] SCALES = {0.5, 1, 2, 3};
    private static final int SAMPLES = 150;
    private static final int TEST = 4000;
    private static final int INPUTS = 20;
    private static final int WIDTH = 30;
    private static final int CLASSES = 3;

    private static final List<Treatment> TREATMENTS = List.of(
            new Treatment("descent", Optimizer.gradientDescent(), 0.1, 0),
            new Treatment("descent, weight decay", Optimizer.gradientDescent(), 0.1, 0.01),
            new Treatment("Adam", Optimizer.adam(), 0.003, 0),
            new Treatment("Adam, decoupled decay", Optimizer.adamW(0.3), 0.003, 0));

    private record Treatment(String label, Optimizer optimizer, double rate, double decay) {}

    /** The test errors of one network at T and at 3T. */
    record Errors(double early, double late) {}

    private ScaleMemory() {}

    static int networks() {
        return TREATMENTS.size() * SCALES.length;
    }

    static Errors train(int index, int steps, Seeds seeds) {
        Treatment treatment = TREATMENTS.get(index / SCALES.length);
        Data test = data(TEST, "test", seeds);
        Run run = Descent.of(
                        Nets.relu(INPUTS, WIDTH, WIDTH, CLASSES)
                                .seed(seeds.child("net").value())
                                .scaled(SCALES[index % SCALES.length]),
                        data(SAMPLES, "train", seeds))
                .loss(Loss.CROSS_ENTROPY)
                .optimizer(treatment.optimizer())
                .rate(treatment.rate())
                .decay(treatment.decay())
                .keep(steps)
                .run(3 * steps);
        if (run.diverged()) {
            throw new IllegalStateException(treatment.label() + " diverged at step " + run.lastStep());
        }
        return new Errors(
                Margins.of(run.at(steps), test).error(),
                Margins.of(run.net(), test).error());
    }

    private static Data data(int samples, String role, Seeds seeds) {
        return Data.teacherClasses(samples, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child(role).value());
    }

    /** The largest less the smallest error over the scales, for each treatment. */
    private static double[] spreads(List<Errors> all, boolean late) {
        return IntStream.range(0, TREATMENTS.size())
                .mapToDouble(t -> {
                    double[] errors = all.subList(t * SCALES.length, (t + 1) * SCALES.length).stream()
                            .mapToDouble(e -> late ? e.late() : e.early())
                            .toArray();
                    return Arrays.stream(errors).max().orElse(Double.NaN)
                            - Arrays.stream(errors).min().orElse(Double.NaN);
                })
                .toArray();
    }

    static List<Check> checks(List<Errors> all) {
        double[] early = spreads(all, false);
        double[] late = spreads(all, true);
        return List.of(
                Claim.that("small steps: spread of the test error over initial scales, at 3T against T")
                        .predicts(early[0])
                        .observed(late[0])
                        .within(0.03),
                Claim.that("weight decay leaves less than 0.3 of that spread; what is left of the bound")
                        .holds(new double[] {0.3 * late[0] - late[1]}),
                Claim.that("decoupled decay with Adam (the same)").holds(new double[] {0.3 * late[0] - late[3]}),
                Claim.that("Adam without decay (the same)")
                        .holds(new double[] {0.3 * late[0] - late[2]})
                        .mustBreak()
                        .note(
                                "that Adam alone largely erases the scale is a claim of the paper that did not reproduce"));
    }

    static Chart chart(List<Errors> all) {
        Chart chart = Chart.titled("Test error after 3T steps against the initial scale")
                .x("factor on the initial weights")
                .y("test error")
                .logX();
        for (int t = 0; t < TREATMENTS.size(); t++) {
            double[] errors = all.subList(t * SCALES.length, (t + 1) * SCALES.length).stream()
                    .mapToDouble(Errors::late)
                    .toArray();
            chart = chart.line(TREATMENTS.get(t).label(), SCALES, errors);
        }
        return chart;
    }
}
