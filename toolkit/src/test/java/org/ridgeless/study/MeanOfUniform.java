package org.ridgeless.study;

import java.util.List;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** The smallest experiment: independent uniform numbers have mean ½. */
final class MeanOfUniform extends Experiment<MeanOfUniform> {
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent numbers")
            .tiny(4)
            .teaching(4000)
            .paper(40_000);
    static final Option<Boolean> BROKEN = Option.flag("broken").help("whether the third draw stops with an error");

    static MeanOfUniform study() {
        return new MeanOfUniform();
    }

    MeanOfUniform draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    public Card card() {
        return Card.named("mean-of-uniform")
                .title("The mean of uniform numbers")
                .claim("Independent uniform numbers on (0, 1) have mean ½.")
                .formula("E U = \\tfrac12", "for every number of draws")
                .assumes("independence");
    }

    @Override
    protected void run(Lab lab) {
        Rows<String, Double> draws = lab.repeat(get(DRAWS)).each("draw", List.of("U"), (item, trial) -> {
            if (get(BROKEN) && trial.number() == 2) {
                throw new IllegalStateException("the third draw is missing");
            }
            if (trial.number() == 1 && Thread.currentThread().getName().equals("never")) {
                throw new AssertionError("the caller's thread computes nothing");
            }
            return trial.seeds().stream().nextDouble();
        });
        lab.check(Claim.that("E U = ½")
                .observed(draws.mean("U", u -> u))
                .predicts(0.5)
                .rival("⅓", 1 / 3.0)
                .within(0.03));
        lab.table(Results.titled("draws").numbers("u", draws.numbers("U", u -> u)));
        lab.figure(Chart.titled(card().title())
                .histogram("draws", draws.numbers("U", u -> u), 20)
                .theory("density", u -> 1, 0, 1));
    }
}
