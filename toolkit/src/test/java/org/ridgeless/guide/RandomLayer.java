package org.ridgeless.guide;

import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.verdict.Claim;

// code: experiment
/** The product of two inputs behind a random ReLU layer. Card: random-layer.md. */
public final class RandomLayer extends Experiment<RandomLayer> {
    static final Option<Grid> ANGLES = Option.grid("angles")
            .help("angles θ between the inputs")
            .atLeast(0)
            .atMost(Math.PI)
            .always(Grid.linear(0, 3, 7));
    static final Option<Integer> LAYERS = Option.count("layers")
            .help("layers drawn for each angle")
            .atLeast(2)
            .tiny(20)
            .teaching(2000)
            .paper(50_000);

    private static final int UNITS = 400;

    public static RandomLayer study() {
        return new RandomLayer();
    }

    public RandomLayer layers(int count) {
        return with(LAYERS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Double, Double> rows =
                lab.repeat(get(LAYERS)).each("layer", get(ANGLES).values(), RandomLayer::product);
        lab.check(Claim.that("the product is the arc-cosine kernel")
                .each(rows.items(), angle -> rows.mean(angle, y -> y))
                .predicts(RandomLayer::arcCosine)
                .rival("cos θ, as behind a linear layer", Math::cos)
                .within(0.02));
        Chart chart = Chart.titled("Two inputs behind a random ReLU layer")
                .x("angle θ")
                .y("product");
        Estimates means = Estimates.of(rows.finished(), angle -> rows.mean(angle, y -> y));
        lab.figure(means.on(
                        chart,
                        "400 units",
                        rows.finished().stream().mapToDouble(x -> x).toArray())
                .theory("arc-cosine kernel", RandomLayer::arcCosine, 0, 3)
                .theory("cos θ, the rival", Math::cos, 0, 3));
    }

    // code: experiment
    /** The product of (1, 0) and (cos θ, sin θ) behind one layer. */
    private static double product(double angle, Trial trial) {
        double sum = 0;
        for (double[] w : GaussianMatrix.of(UNITS, 2).draw(trial.seeds()).toArray()) {
            sum += Math.max(w[0], 0) * Math.max(w[0] * Math.cos(angle) + w[1] * Math.sin(angle), 0);
        }
        return 2 * sum / UNITS;
    }

    private static double arcCosine(double angle) {
        return (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / Math.PI;
    }
}
// end
