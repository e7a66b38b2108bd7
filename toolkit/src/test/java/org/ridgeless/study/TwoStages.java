package org.ridgeless.study;

import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.verdict.Claim;

/** An experiment in which later cells need what earlier ones have brought. */
public final class TwoStages extends Experiment<TwoStages> {
    static final Option<Integer> CELLS =
            Option.count("cells").help("of each stage").atLeast(2).always(10);

    /** What is drawn. */
    record Draw(double uniform, List<String> marks) {}

    @Override
    public Card card() {
        return Card.named("two-stages").title("Two stages").claim("Numbers are less than their sum.");
    }

    @Override
    protected void run(Lab lab) {
        int[] items = IntStream.range(0, get(CELLS)).toArray();
        Rows<Integer, Draw> first = lab.each(
                "first", items, (i, trial) -> new Draw(trial.seeds().stream().nextDouble(), List.of("mark " + i)));
        double sum = first.values().stream().mapToDouble(Draw::uniform).sum();
        Rows<Integer, Double> second = lab.repeat(2)
                .each(
                        "second",
                        items,
                        (i, trial) -> first.number(i, Draw::uniform) / sum
                                + trial.seeds().stream().nextDouble() / 1000);
        lab.check(Claim.that("shares are below 1")
                .each(second.items(), i -> second.mean(i, x -> x))
                .rival("more than all", 2)
                .between(0, 1));
        lab.table(org.ridgeless.tables.Results.titled("shares")
                .numbers("share", second.column(x -> x))
                .numbers("uniform", first.column(Draw::uniform)));
    }
}
