package org.ridgeless.howto;

// code: experiment
import java.util.Arrays;
import java.util.List;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** The second moment of the signal in a ReLU network at its initialization. Card: signal-propagation.md. */
public final class SignalPropagation extends Experiment<SignalPropagation> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks drawn for each depth")
            .atLeast(2)
            .tiny(10)
            .teaching(4000)
            .paper(100_000);

    private static final List<Integer> DEPTHS = List.of(1, 4, 8);
    private static final int WIDTH = 50;

    public static SignalPropagation study() {
        return new SignalPropagation();
    }

    /** Networks drawn for each depth, at least 2. */
    public SignalPropagation networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Integer, Double> he =
                lab.repeat(get(NETWORKS)).each("He", DEPTHS, (depth, trial) -> output(depth, Init.HE, trial));
        Rows<Integer, Double> leCun =
                lab.repeat(get(NETWORKS)).each("LeCun", DEPTHS, (depth, trial) -> output(depth, Init.LECUN, trial));

        lab.check(Claim.that("weights of variance 2/fan-in: E y² = 2 at every depth")
                .each(DEPTHS, depth -> he.mean(depth, y -> y))
                .predicts(depth -> 2)
                .rival("each layer halves it, 2 · 2⁻ᴸ", depth -> 2 * Math.pow(2, -depth))
                .withinRelative(0.1));
        lab.check(Claim.that("weights of variance 1/fan-in: E y² = 2⁻ᴸ")
                .each(DEPTHS, depth -> leCun.mean(depth, y -> y))
                .predicts(depth -> Math.pow(2, -depth))
                .rival("as in linear networks, 1", depth -> 1)
                .withinRelative(0.1));
        show(lab, he, leCun);
    }

    /** The mean square of the outputs of one network for an input of length √width. */
    private static double output(int depth, Init init, Trial trial) {
        int[] widths = new int[depth + 2];
        Arrays.fill(widths, WIDTH);
        double[] input = new double[WIDTH];
        Arrays.fill(input, 1);
        double[] outputs = Nets.relu(widths)
                .init(init)
                .seed(trial.seeds().stream().nextLong())
                .apply(input);
        return Arrays.stream(outputs).map(y -> y * y).sum() / WIDTH;
    }

    private static void show(Lab lab, Rows<Integer, Double> he, Rows<Integer, Double> leCun) {
        double[] depths = DEPTHS.stream().mapToDouble(depth -> depth).toArray();
        double[] kept = means(he);
        double[] halved = means(leCun);
        lab.table(Results.titled("Second moment of the outputs")
                .numbers("hidden layers", depths)
                .numbers("He", kept)
                .numbers("LeCun", halved));
        lab.figure(Chart.titled("Second moment of the outputs")
                .x("hidden layers L")
                .y("E y²")
                .logY()
                .points("He", depths, kept)
                .points("LeCun", depths, halved)
                .theory("2", depth -> 2, 1, 8)
                .theory("2⁻ᴸ", depth -> Math.pow(2, -depth), 1, 8));
    }

    private static double[] means(Rows<Integer, Double> rows) {
        return DEPTHS.stream()
                .mapToDouble(depth -> Statistics.mean(rows.numbers(depth, y -> y)))
                .toArray();
    }
}
// end
