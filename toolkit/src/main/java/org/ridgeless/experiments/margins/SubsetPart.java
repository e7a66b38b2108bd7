package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.tables.Statistics;

/** After separation most of the training set is taken away, by margin or at random, and training goes on. */
final class SubsetPart {
    private static final int INPUTS = 20;
    private static final int CLASSES = 3;
    private static final double RATE = 0.1;
    private static final int MORE_STEPS = 2000;
    private static final double TOLERANCE = 0.03;

    /** Which samples are kept. */
    enum Policy {
        SMALLEST("smallest margins"),
        RANDOM("random samples"),
        LARGEST("largest margins");

        private final String label;

        Policy(String label) {
            this.label = label;
        }
    }

    /**
     * What became of a network that went on with a part of the data.
     *
     * @param before the test error of the network before
     * @param extra for each test sample the error of the continued network minus that of the network before
     * @param scratch the same for a fresh network that saw only the part
     */
    record Trial(Policy policy, int kept, double before, double[] extra, double[] scratch) {}

    private final Data train;
    private final Data test;
    private final int width;
    private final Seeds seeds;

    SubsetPart(int samples, int testSamples, int width, Seeds seeds) {
        this.train = data(samples, "train", seeds);
        this.test = data(testSamples, "test", seeds);
        this.width = width;
        this.seeds = seeds;
    }

    private static Data data(int samples, String role, Seeds seeds) {
        return Data.teacherClasses(samples, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child(role).value());
    }

    /** A network that separates the data. */
    Net separating(int index) {
        Seeds own = seeds.child("network").child(index);
        return Trained.toSeparation(Trained.start(train, width, 1, own), train, RATE, own.child("descent"));
    }

    /** The samples from the smallest normalized margin to the largest. */
    int[] order(Net net) {
        double[] margins =
                Margins.normalized(net, train).by(Norm.FROBENIUS_PRODUCT).values();
        return IntStream.range(0, margins.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> margins[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The numbers of samples that are kept: a tenth, a thirtieth and a hundredth. */
    int[] sizes() {
        int n = train.samples();
        return new int[] {n / 10, n / 30, n / 100};
    }

    Trial trial(Net net, int[] order, Policy policy, int kept) {
        int n = order.length;
        int[] rows = switch (policy) {
            case SMALLEST -> Arrays.copyOf(order, kept);
            case LARGEST -> Arrays.copyOfRange(order, n - kept, n);
            case RANDOM -> Arrays.copyOf(new PermutationSampler(seeds.child("kept").stream(), n, n).sample(), kept);
        };
        Data part = train.subset(rows);
        Net fresh = Trained.start(train, width, 1, seeds.child("fresh"));
        return new Trial(
                policy,
                kept,
                Trained.error(net, test),
                extra(descend(net, part), net),
                extra(descend(fresh, part), net));
    }

    private static Net descend(Net net, Data part) {
        return Descent.of(net, part)
                .loss(Loss.CROSS_ENTROPY)
                .rate(RATE)
                .run(MORE_STEPS)
                .net();
    }

    private double[] extra(Net after, Net before) {
        double[] a = Margins.of(after, test).values();
        double[] b = Margins.of(before, test).values();
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] <= 0 ? 1 : 0) - (b[i] <= 0 ? 1 : 0))
                .toArray();
    }

    /** The hundredth with the smallest margins, of two networks at a time: what they have in common over what they have. */
    static double[] overlaps(List<int[]> orders) {
        List<Double> jaccard = new ArrayList<>();
        for (int a = 0; a < orders.size(); a++) {
            for (int b = a + 1; b < orders.size(); b++) {
                Set<Integer> first = smallest(orders.get(a));
                Set<Integer> both = new HashSet<>(first);
                both.retainAll(smallest(orders.get(b)));
                jaccard.add(both.size() / (2.0 * first.size() - both.size()));
            }
        }
        return jaccard.stream().mapToDouble(v -> v).toArray();
    }

    private static Set<Integer> smallest(int[] order) {
        Set<Integer> kept = new HashSet<>();
        Arrays.stream(order, 0, order.length / 100).forEach(kept::add);
        return kept;
    }

    List<Check> checks(List<Trial> trials, double[] overlaps) {
        List<Check> checks = new ArrayList<>();
        for (Trial trial : trials) {
            if (trial.kept() == train.samples() / 100) {
                String kept = "keeping 1 %, " + trial.policy().label + ": extra test error";
                Check check = Claim.that(kept).predicts(0).mean(trial.extra()).within(TOLERANCE);
                checks.add(trial.policy() == Policy.SMALLEST ? check.mustBreak() : check);
                checks.add(Claim.that("the same 1 % for a fresh network, " + trial.policy().label)
                        .predicts(0)
                        .mean(trial.scratch())
                        .within(TOLERANCE)
                        .mustBreak());
            }
        }
        double share = 0.01;
        checks.add(Claim.that("the smallest 1 % differ between networks: ½ minus their Jaccard overlap")
                .holds(Arrays.stream(overlaps).map(j -> 0.5 - j).toArray()));
        checks.add(Claim.that("but they overlap more than random subsets do")
                .predicts(share / (2 - share))
                .observed(Statistics.mean(overlaps), Statistics.standardError(overlaps))
                .atLeast());
        return checks;
    }

    /** One row for each continued network and one for each fresh network. */
    static List<Row> rows(List<Trial> trials) {
        List<Row> rows = new ArrayList<>();
        for (Trial trial : trials) {
            rows.add(row("went on with the " + trial.policy().label, trial, trial.extra()));
            rows.add(row("started with the " + trial.policy().label, trial, trial.scratch()));
        }
        return rows;
    }

    private static Row row(String label, Trial trial, double[] extra) {
        return new Row(label, trial.kept(), Double.NaN, Double.NaN, trial.before() + Statistics.mean(extra));
    }

    Plot figure(List<Trial> trials) {
        Chart chart = Chart.titled("Going on with a part of " + train.samples() + " samples after separation")
                .x("samples kept")
                .y("test error − test error before")
                .logX();
        for (Policy policy : Policy.values()) {
            List<Trial> some = trials.stream().filter(t -> t.policy() == policy).toList();
            double[] kept = column(some, Trial::kept);
            chart = chart.line(policy.label, kept, column(some, t -> Statistics.mean(t.extra())))
                    .points("fresh network, " + policy.label, kept, column(some, t -> Statistics.mean(t.scratch())));
        }
        return chart.horizontal("no loss", 0);
    }

    private static double[] column(List<Trial> trials, ToDoubleFunction<Trial> value) {
        return trials.stream().mapToDouble(value).toArray();
    }
}
