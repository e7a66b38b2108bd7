package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.cells.Elsewhere;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Estimate;

/** Axes of any kind, repetitions as needed, continuation, figures. */
class SweepFeaturesTest {
    @TempDir
    private Path folder;

    @Test
    void axesAreOfNumbersWordsAndAnythingWithAName() {
        DoubleUnaryOperator square = x -> x * x;
        SweepResult result = Sweep.over("unit", List.of(TimeUnit.MICROSECONDS, TimeUnit.SECONDS))
                .and("rule", "plain, \"quoted\"", "other")
                .and("f", Map.of("square", square, "cube", (DoubleUnaryOperator) x -> x * x * x))
                .and("x", Grid.of(2, 0.1))
                .measure("y", cell -> cell.<DoubleUnaryOperator>get("f").applyAsDouble(cell.number("x")))
                .measure("length", cell -> cell.text("rule").length())
                .store(folder)
                .run();
        assertThat(result.rows()).isEqualTo(16);
        assertThat(result.texts("unit")).startsWith("MICROSECONDS");
        assertThat(result.texts("f")).startsWith("cube", "cube", "square");
        assertThat(result.numbers("y")).startsWith(8, 0.1 * 0.1 * 0.1, 4);
        assertThat(result.by("rule", "f").texts("f")).containsExactly("cube", "square", "cube", "square");
        assertThat(result.by("rule", "x").keys("x")).containsExactly(0.1, 2, 0.1, 2);
        assertThat(result.where("rule", "other").numbers("length")).containsOnly(5);
        assertThat(Sweep.load(folder).table().csv()).isEqualTo(result.table().csv());
    }

    /** Rounds go on until the interval is short enough, and no further: checked with the draws themselves. */
    @Test
    void placesAreRepeatedUntilTheirMeanIsKnown() {
        Sweep sweep = Sweep.of(new Adaptive()).seed(3);
        SweepResult result = sweep.threads(2).run();
        double[] counts = result.by("spread").counts();
        assertThat(counts[0]).isEqualTo(4);
        assertThat(counts[1]).isBetween(50.0, 300.0);
        Results summary = result.summary("draw");
        double width = summary.numbers("95 % to")[1] - summary.numbers("95 % from")[1];
        assertThat(width).isPositive().isLessThanOrEqualTo(0.1);
        double[] draws = result.where("spread", 1).numbers("draw");
        var before = Estimate.mean(Arrays.copyOf(draws, draws.length * 2 / 3)).interval(0.95);
        assertThat(before.high() - before.low()).isGreaterThan(0.08);
        assertThat(sweep.threads(7).run().table().csv())
                .isEqualTo(result.table().csv());
        assertThat(sweep.on(new Elsewhere(3)).run().table().csv())
                .isEqualTo(result.table().csv());
        assertThat(sweep.store(folder).run().table().csv())
                .isEqualTo(result.table().csv());
        AtomicInteger never = new AtomicInteger();
        SweepResult most = Sweep.over("n", Grid.of(1))
                .measure("same", cell -> never.incrementAndGet() * 0)
                .repeatUntil("same", 0.1, 50)
                .run();
        assertThat(most.rows()).isEqualTo(50);
    }

    /** A bistable unit: it jumps up at +1 and down at −1, so that the way decides in between. */
    private static Sweep hysteresis() {
        return Sweep.over("kind", "sharp", "slow")
                .and("field", Grid.linear(-2, 2, 9))
                .repeat(2)
                .thereAndBack(
                        "field",
                        (Cell cell, Double before) -> {
                            double field = cell.number("field");
                            double state = before == null ? -1 : before;
                            state = field > 1 ? 1 : field < -1 ? -1 : state;
                            return Step.of(state, state, field);
                        },
                        "magnetization",
                        "field again");
    }

    @Test
    void aSweepThereAndBackShowsHysteresis() {
        SweepResult result = hysteresis().run();
        assertThat(result.rows()).isEqualTo(2 * 9 * 2 * 2);
        Results middle = result.where("field", 0).where("trial", 0).where("kind", "slow");
        assertThat(middle.texts("way")).containsExactly("there", "back");
        assertThat(middle.numbers("magnetization")).containsExactly(-1, 1);
        assertThat(result.numbers("field again")).containsExactly(result.numbers("field"));
        assertThat(hysteresis().threads(1).run().table().csv())
                .isEqualTo(result.table().csv());
        assertThat(hysteresis().store(folder).run().table().csv())
                .isEqualTo(result.table().csv());
        assertThat(Sweep.load(folder).table().csv()).isEqualTo(result.table().csv());
        assertThat(result.plot("magnetization").caption()).contains("sharp, there", "slow, back");
    }

    @Test
    void aChainIsBrokenWhereACellFails() {
        SweepResult result = Sweep.over("n", Grid.ints(1, 5, 1))
                .along(
                        "n",
                        (Cell cell, Double before) -> {
                            if (cell.integer("n") == 3) {
                                throw new IllegalStateException("stuck");
                            }
                            return Step.of(cell.number("n"), before == null ? 0 : before);
                        },
                        "before")
                .run();
        assertThat(result.numbers("before")).startsWith(0, 1);
        assertThat(result.failures().texts("problem"))
                .containsExactly("stuck", "the cell before it failed", "the cell before it failed");
        assertThat(result.isPartial()).isFalse();
    }

    private static SweepResult plane() {
        return Sweep.over("x", Grid.of(3, 1, 2))
                .and("rule", "a", "b")
                .and("y", Grid.of(10, 20))
                .repeat(5)
                .seed(2)
                .measure("z", cell -> {
                    double draw = cell.seeds().stream().nextDouble();
                    boolean lost = cell.trial() == 4 && cell.integer("x") == 2;
                    return lost ? Double.NaN : cell.number("x") * cell.number("y") + draw;
                })
                .run();
    }

    @Test
    void bandsAreThoseOfStudent() {
        SweepResult result = plane();
        Results summary = result.summary("z");
        assertThat(summary.columns()).containsExactly("x", "rule", "y", "cells", "z", "95 % from", "95 % to");
        assertThat(summary.rows()).isEqualTo(12);
        double[] draws = Arrays.stream(
                        result.where("x", 1).where("rule", "b").where("y", 20).numbers("z"))
                .toArray();
        int row = IntStream.range(0, 12)
                .filter(i -> summary.numbers("x")[i] == 1
                        && summary.texts("rule")[i].equals("b")
                        && summary.numbers("y")[i] == 20)
                .findFirst()
                .orElseThrow();
        // Student's t at 0.975 and 4 degrees of freedom, from SciPy's stats.t.ppf.
        double half = 2.7764451051977987 * Statistics.standardError(draws);
        assertThat(summary.numbers("z")[row]).isEqualTo(Statistics.mean(draws));
        assertThat(summary.numbers("95 % to")[row] - summary.numbers("z")[row])
                .isCloseTo(half, org.assertj.core.data.Offset.offset(1e-9 * half));
        assertThat(summary.numbers("cells")).containsOnly(4, 5);
    }

    @Test
    void figuresShowLinesBandsAndPlanes() {
        SweepResult result = plane();
        assertThat(result.plot("z").caption())
                .startsWith("Chart (z against x): 95 % of a, y = 10, a, y = 10, 95 % of a, y = 20");
        assertThat(result.plot("z", "rule").caption()).contains("z against rule", "x = 1, y = 10 with 95 %");
        assertThat(result.heatMap("z", "x", "y").caption()).isEqualTo("Chart (y against x): z");
        assertThat(result.plot("z").png()).isNotEmpty();
        assertThat(result.plot("z", "rule").png()).isNotEmpty();
        assertThat(result.heatMap("z", "x", "y").png()).isNotEmpty();
        assertThat(result.mime().data()).containsKeys("text/plain", "text/html");
        assertThat(result.status()).isEqualTo("60 cells: 56 finished, 4 diverged");
        assertThatThrownBy(() -> result.plot("w")).hasMessageContaining("no measure \"w\"; there are [z]");
        assertThatThrownBy(() -> result.plot("z", "w")).hasMessageContaining("no axis \"w\"");
        assertThatThrownBy(() -> result.heatMap("z", "x", "rule")).hasMessageContaining("\"rule\" has words");
        SweepResult many = Sweep.over("n", Grid.ints(1, 13, 1))
                .and("m", Grid.of(1, 2))
                .measure("z", cell -> 1)
                .run();
        assertThatThrownBy(() -> many.plot("z", "m")).hasMessageContaining("would have 13; take heatMap");
    }

    /** The figure that a notebook shows beside the progress, of what is stored and what is new. */
    @Test
    void aRunningSweepHasAFigure() {
        Sweep sweep = Sweep.over("x", Grid.of(1, 2, 3)).repeat(3).store(folder).measure("z", cell -> cell.number("x"));
        List<String> captions = new ArrayList<>();
        sweep.on(job -> {
                    captions.add(job.picture().isPresent() ? "drawn" : "nothing yet");
                    for (int i = 0; i < job.size(); i++) {
                        job.finished(i, job.compute(i));
                    }
                    captions.add(job.picture().orElseThrow().toString());
                })
                .run();
        assertThat(captions.get(0)).isEqualTo("nothing yet");
        assertThat(captions.get(1)).startsWith("Chart (z against x)");
    }

    @Test
    void aCellIsComputedAgainWithTheSameBits() {
        SweepResult result = plane();
        assertThat(result.rerun(7)).containsExactly(result.numbers("z")[7]);
        assertThatThrownBy(() -> result.rerun(60)).hasMessageContaining("0 to 59, got 60");
        SweepResult chain = hysteresis().store(folder).run();
        assertThat(chain.rerun(20))
                .containsExactly(chain.numbers("magnetization")[20], chain.numbers("field again")[20]);
        assertThatThrownBy(() -> Sweep.load(folder).rerun(0)).hasMessageContaining("run the sweep with store(");
        SweepResult broken = Sweep.over("n", Grid.of(1, 2))
                .measure("y", cell -> {
                    if (cell.integer("n") == 2) {
                        throw new java.io.IOException("two");
                    }
                    return 1;
                })
                .run();
        assertThatThrownBy(() -> broken.rerun(1))
                .hasMessageContaining("n = 2, trial 0: two")
                .hasRootCauseMessage("two");
    }

    @Test
    void failedCellsAreTriedAgainWhenAsked() {
        boolean[] broken = {true};
        Sweep sweep = Sweep.over("n", Grid.of(1, 2)).store(folder).measure("y", cell -> {
            if (broken[0] && cell.integer("n") == 2) {
                throw new IllegalStateException("no network");
            }
            return cell.number("n");
        });
        assertThat(sweep.run().failures().rows()).isEqualTo(1);
        broken[0] = false;
        assertThat(sweep.run().failures().texts("problem")).containsExactly("no network");
        assertThat(sweep.retryFailed().run().numbers("y")).containsExactly(1, 2);
        assertThat(sweep.run().numbers("y")).containsExactly(1, 2);
    }

    @Test
    void impossibleSweepsAreRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> Grid.ints(Integer.MIN_VALUE, Integer.MAX_VALUE, 1))
                .hasMessageContaining("4,294,967,296 values");
        assertThatThrownBy(() -> Grid.linear(0, 1, Integer.MAX_VALUE)).hasMessageContaining("2,147,483,647 values");
        Sweep wide = Sweep.over("a", Grid.ints(1, 100_000, 1));
        assertThatThrownBy(() -> wide.and("b", Grid.ints(1, 100_000, 1)))
                .hasMessageContaining("100000 values of a, 100000 values of b");
        assertThatThrownBy(() -> wide.repeat(Integer.MAX_VALUE)).hasMessageContaining("2147483647 repetitions");
        assertThatThrownBy(() -> Sweep.over("a", List.of())).hasMessageContaining("the axis \"a\" is empty");
        assertThatThrownBy(() -> Sweep.over("a")).hasMessageContaining("the axis \"a\" is empty");
        assertThatThrownBy(() -> Sweep.over(" ", "b")).hasMessageContaining("needs a name");
        assertThatThrownBy(() -> Sweep.over("a = b", "c")).hasMessageContaining("without \" = \"");
        assertThatThrownBy(() -> Sweep.over("trial", "b")).hasMessageContaining("columns of their own: \"trial\"");
        assertThatThrownBy(() -> Sweep.over("y", "b").measure("y", cell -> 1))
                .hasMessageContaining("one column for each name, got \"y\" twice");
        assertThatThrownBy(() -> Sweep.over("a", "b", "b")).hasMessageContaining("the same text b");
        assertThatThrownBy(() -> Sweep.over("a", List.of((DoubleUnaryOperator) x -> x)))
                .hasMessageContaining("give names to them");
        Sweep two = Sweep.over("n", Grid.of(1, 2)).measure("y", cell -> 1);
        assertThatThrownBy(() -> two.measure("y", cell -> 1)).hasMessageContaining("measures \"y\" already");
        assertThatThrownBy(() -> two.repeatUntil("z", 1, 10)).hasMessageContaining("no measure \"z\"");
        assertThatThrownBy(() -> two.repeatUntil("y", 0, 10)).hasMessageContaining("positive width");
        assertThatThrownBy(() -> two.along("n", (cell, before) -> Step.of(1, 1), "z"))
                .hasMessageContaining("what its continuation brings");
        assertThatThrownBy(() -> two.set("n", "one")).hasMessageContaining("n takes numbers, got one");
        assertThatThrownBy(() -> two.set("m", "1")).hasMessageContaining("no parameter \"m\"");
        assertThatThrownBy(() -> Sweep.over("a", "b", "c").set("a", "d"))
                .hasMessageContaining("no a \"d\"; there are [b, c]");
    }

    @Test
    void theLastWholeNumbersAreAGrid() {
        assertThat(Grid.ints(Integer.MAX_VALUE - 2, Integer.MAX_VALUE, 2).integers())
                .containsExactly(Integer.MAX_VALUE - 2, Integer.MAX_VALUE);
    }
}
