package org.ridgeless.experiments;

import java.util.Arrays;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.tables.Results;

/** The smallest experiment: independent uniform numbers have mean ½. */
final class MeanOfUniform extends Experiment<MeanOfUniform> {
    private static final Card CARD = Card.named("mean-of-uniform")
            .entry("T01")
            .title("The mean of uniform numbers")
            .claim("Independent uniform numbers on (0, 1) have mean ½.")
            .formula("E U = \\tfrac12", "for every number of draws")
            .assumes("independence")
            .paper(Paper.by("Jakob Bernoulli")
                    .titled("Ars Conjectandi")
                    .in(1713)
                    .journal("Thurneysen, Basel")
                    .where("Part IV"))
            .cost("1 s", "1 s");

    private MeanOfUniform(Settings settings) {
        super(CARD, settings);
    }

    static MeanOfUniform study() {
        return new MeanOfUniform(Settings.none());
    }

    MeanOfUniform draws(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the experiment needs at least 1 draw, got " + count);
        }
        return set("draws", count);
    }

    @Override
    protected MeanOfUniform copy(Settings other) {
        return new MeanOfUniform(other);
    }

    @Override
    protected Settings preset(Size size) {
        int draws = switch (size) {
            case TINY -> 4;
            case TEACHING -> 4000;
            case PAPER -> 40_000;
        };
        return Settings.none().with("draws", draws);
    }

    @Override
    protected Findings simulate() {
        Cells.Finished<Double> draws =
                cells().run(integer("draws"), i -> seeds().child(i).stream().nextDouble());
        double[] values = Arrays.stream(draws.indices()).mapToDouble(draws::get).toArray();
        Results table = Results.titled("draws").numbers("u", values);
        Verdict verdict = Verdict.of(
                CARD.title(), Claim.that("E U = ½").predicts(0.5).mean(values).within(0.02));
        Chart chart = Chart.titled(CARD.title()).histogram("draws", values, 20).theory("density", u -> 1, 0, 1);
        return new Findings(chart, draws.interrupted() ? table.partial() : table, verdict);
    }
}
