package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.ridgeless.experiments.Card;
import org.ridgeless.experiments.Experiment;
import org.ridgeless.experiments.Findings;
import org.ridgeless.experiments.Paper;
import org.ridgeless.experiments.Settings;
import org.ridgeless.experiments.Size;
import org.ridgeless.nets.Net;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Panels;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** Whether all margins count, and whether all data do. */
public final class MarginArea extends Experiment<MarginArea> {
    private static final int NETWORKS = 5;

    private static final Card CARD = Card.named("margin-area")
            .entry("B03")
            .title("Are all data equal?")
            .claim(
                    "Among networks that fit the same sample, those with the larger area under the curve of sorted normalized"
                            + " margins generalize better. After separation all but one per cent of the sample can be dropped without"
                            + " loss, at random or by keeping the largest margins; the samples of smallest margin differ between"
                            + " networks.")
            .formula(
                    "\\eta_n = \\frac{m_n}{\\rho}, \\qquad m_n = f_{y_n}(x_n) - \\max_{j \\ne y_n} f_j(x_n), \\qquad"
                            + " \\rho = \\prod_k \\|W_k\\|_F",
                    "normalized multiclass margins of a bias-free ReLU network")
            .formula(
                    "\\int_0^1 \\eta_{(u)}\\,du = \\frac1N \\sum_n \\eta_n",
                    "the area under the curve of sorted margins against rank / N is their mean, up to O(1/N)")
            .formula(
                    "\\mathbb E\\,J \\simeq \\frac{q}{2 - q}",
                    "Jaccard overlap of two random subsets that hold a share q of the sample")
            .assumes("networks without biases that interpolate the sample, trained by SGD on the cross-entropy")
            .remark(
                    "The networks differ in the scale of their initial weights and in the labels that they saw before. The smallest"
                            + " margin orders them almost as well as the area: the claim that the area is the better predictor"
                            + " rests on a small difference, so both correlations are shown and neither is held against the other."
                            + " That the samples of smallest margin carry the classifier, as support vectors would, does not"
                            + " reproduce: keeping those alone is what hurts. A fresh network cannot learn from any of the small"
                            + " subsets: the information is in the weights by then.")
            .paper(Paper.by(
                            "Andrzej Banburski and Fernanda De La Torre and Nishka Pant and Ishana Shastri and Tomaso Poggio")
                    .titled("Distribution of Classification Margins: Are All Data Equal?")
                    .in(2021)
                    .arXiv("2107.10199"))
            .paper(Paper.by("Peter L. Bartlett and Dylan J. Foster and Matus Telgarsky")
                    .titled("Spectrally-normalized margin bounds for neural networks")
                    .in(2017)
                    .arXiv("1706.08498"))
            .cost("15 s", "3 min");

    private MarginArea(Settings settings) {
        super(CARD, settings);
    }

    public static MarginArea study() {
        return new MarginArea(Settings.none());
    }

    /** The number of hidden units in each of the two hidden layers. */
    public MarginArea width(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("the number of hidden units must be at least 1, got " + units);
        }
        return set("width", units);
    }

    /** The number of samples of which all but a part are taken away; a hundredth of them must be some. */
    public MarginArea samples(int count) {
        if (count < 300) {
            throw new IllegalArgumentException(
                    "a hundredth of the samples must be 3 at least, got " + count + " samples");
        }
        return set("samples", count);
    }

    @Override
    protected MarginArea copy(Settings other) {
        return new MarginArea(other);
    }

    @Override
    protected Settings preset(Size size) {
        return switch (size) {
            case TINY ->
                Settings.none()
                        .with("width", 32)
                        .with("samples", 300)
                        .with("test samples", 200)
                        .with("repetitions", 1);
            case TEACHING ->
                Settings.none()
                        .with("width", 40)
                        .with("samples", 3000)
                        .with("test samples", 10_000)
                        .with("repetitions", 2);
            case PAPER ->
                Settings.none()
                        .with("width", 100)
                        .with("samples", 3000)
                        .with("test samples", 20_000)
                        .with("repetitions", 6);
        };
    }

    @Override
    protected Findings simulate() {
        int width = integer("width");
        int testSamples = integer("test samples");
        SubsetPart subsets = new SubsetPart(integer("samples"), testSamples, width, seeds().child("subsets"));
        int origins = integer("repetitions") * AreaPart.Origin.ALL.size();
        Cells.Finished<AreaPart.Outcome> outcomes =
                cells().run(origins, i -> AreaPart.train(i, width, testSamples, seeds().child("origins")));
        Cells.Finished<Net> networks = cells().run(outcomes.interrupted() ? 0 : NETWORKS, subsets::separating);
        List<Net> nets = all(networks);
        List<int[]> orders = nets.stream().map(subsets::order).toList();
        SubsetPart.Policy[] policies = SubsetPart.Policy.values();
        int[] sizes = subsets.sizes();
        int trials = nets.size() < NETWORKS ? 0 : sizes.length * policies.length;
        Cells.Finished<SubsetPart.Trial> continued = cells().run(
                        trials,
                        i -> subsets.trial(
                                nets.get(0), orders.get(0), policies[i % policies.length], sizes[i / policies.length]));
        boolean whole = trials > 0 && !continued.interrupted();
        List<Check> checks = new ArrayList<>(AreaPart.checks(all(outcomes)));
        if (whole) {
            checks.addAll(subsets.checks(all(continued), SubsetPart.overlaps(orders)));
        }
        List<Row> rows = new ArrayList<>(AreaPart.rows(all(outcomes)));
        rows.addAll(SubsetPart.rows(all(continued)));
        Results table = Row.table("Trained networks", rows);
        return new Findings(
                Panels.of(AreaPart.figure(all(outcomes)), subsets.figure(all(continued))),
                whole ? table : table.partial(),
                Verdict.of(CARD.title(), checks));
    }

    private static <T> List<T> all(Cells.Finished<T> finished) {
        IntFunction<T> get = finished::get;
        return Arrays.stream(finished.indices()).mapToObj(get).toList();
    }
}
