package org.ridgeless.experiments.margins;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ridgeless.data.Data;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.tables.Statistics;

/** Interpolating networks that differ only in where they started: their margins against their test errors. */
final class AreaPart {
    private static final int SAMPLES = 300;
    private static final int INPUTS = 20;
    private static final int CLASSES = 3;
    private static final double TARGET = 5e-3;

    /** One way to start: a factor on the initial weights, or a fraction of corrupted labels in the training before. */
    record Origin(double scale, double corrupted) {
        static final List<Origin> ALL = Stream.concat(
                        Stream.of(0.3, 0.6, 1.0, 2.0, 3.0, 5.0).map(scale -> new Origin(scale, 0)),
                        Stream.of(0.2, 0.4, 0.6, 0.8, 1.0).map(fraction -> new Origin(1, fraction)))
                .toList();

        @Override
        public String toString() {
            return corrupted > 0
                    ? "first saw " + Math.round(100 * corrupted) + " % of the labels corrupted"
                    : "initial weights × " + scale;
        }

        String label() {
            return corrupted > 0 ? "labels corrupted before" : "initial scale";
        }
    }

    /** What became of one network: mean and smallest normalized margin on the training data, and the test error. */
    record Outcome(Origin origin, double area, double smallest, double error) {}

    private AreaPart() {}

    static Outcome train(int index, int width, int testSamples, Seeds seeds) {
        Origin origin = Origin.ALL.get(index % Origin.ALL.size());
        Seeds own = seeds.child(index);
        Data train = Data.teacherClasses(SAMPLES, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child("train").value());
        Data test = Data.teacherClasses(testSamples, INPUTS, CLASSES)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child("test").value());
        Net net = interpolating(origin, train, width, own);
        Margins margins = Margins.normalized(net, train).by(Norm.FROBENIUS_PRODUCT);
        return new Outcome(origin, margins.area(), margins.min(), Trained.error(net, test));
    }

    /** A network of that origin which fits the sample. */
    static Net interpolating(Origin origin, Data train, int width, Seeds own) {
        Net net = Trained.start(train, width, origin.scale(), own.child("init"));
        if (origin.corrupted() > 0) {
            Data corrupted =
                    train.corrupted(origin.corrupted(), own.child("corrupted").value());
            net = Trained.toLoss(10 * TARGET, net, corrupted, 0.1, own.child("before"));
        }
        // Large weights make large gradients, which bear only small steps.
        return Trained.toLoss(TARGET, net, train, origin.scale() > 1.5 ? 0.05 : 0.1, own.child("descent"));
    }

    static List<Check> checks(List<Outcome> outcomes) {
        double[] error = column(outcomes, Outcome::error);
        return List.of(
                correlation("mean normalized margin and test error: −Spearman's ρ", outcomes, Outcome::area, error),
                correlation(
                        "smallest normalized margin and test error: −Spearman's ρ",
                        outcomes,
                        Outcome::smallest,
                        error));
    }

    private static Check correlation(
            String claim, List<Outcome> outcomes, ToDoubleFunction<Outcome> margin, double[] error) {
        double rho = outcomes.size() < 3 ? Double.NaN : Statistics.rankCorrelation(column(outcomes, margin), error);
        // The standard error of a correlation of n independent pairs, to leading order in 1/n.
        double deviation = (1 - rho * rho) / Math.sqrt(outcomes.size() - 1.0);
        return Claim.that(claim).predicts(0.7).observed(-rho, deviation).atLeast();
    }

    static List<Row> rows(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(o -> new Row(o.origin().toString(), SAMPLES, o.area(), o.smallest(), o.error()))
                .toList();
    }

    static Plot figure(List<Outcome> outcomes) {
        Chart chart = Chart.titled("Networks that all fit the same 300 samples")
                .x("mean normalized margin, (1/N) Σ m_n / ρ")
                .y("test error")
                .logX();
        for (String label :
                outcomes.stream().map(o -> o.origin().label()).distinct().toList()) {
            List<Outcome> some = outcomes.stream()
                    .filter(o -> o.origin().label().equals(label))
                    .toList();
            chart = chart.points(label, column(some, Outcome::area), column(some, Outcome::error));
        }
        return chart;
    }

    private static double[] column(List<Outcome> outcomes, ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).toArray();
    }
}
