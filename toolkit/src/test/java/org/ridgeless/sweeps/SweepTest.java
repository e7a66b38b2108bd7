package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Sweep SWEEP = Sweep.over("n", Grid.ints(10, 30, 10))
            .and("rate", Grid.of(0.1, 0.2))
            .trials(4)
            .seed(7)
            .measures(
                    cell -> new double[] {cell.seeds().stream().nextDouble(), cell.number("rate") * cell.integer("n")},
                    "draw",
                    "product");

    @Test
    void everyCombinationHasARowInTheOrderOfTheGrid() {
        SweepResult results = SWEEP.run();
        assertThat(results.rows()).isEqualTo(3 * 2 * 4).isEqualTo(SWEEP.size());
        assertThat(results.columns()).containsExactly("n", "rate", "trial", "draw", "product");
        assertThat(results.numbers("n")).startsWith(10, 10, 10, 10, 10, 10, 10, 10, 20);
        assertThat(results.numbers("rate")).startsWith(0.1, 0.1, 0.1, 0.1, 0.2);
        assertThat(results.numbers("product")[8]).isEqualTo(0.1 * 20);
        assertThat(results.numbers("draw")).doesNotHaveDuplicates();
    }

    @Test
    void resultsAreTheSameBitByBitForAnyNumberOfThreads() {
        double[] one = SWEEP.threads(1).run().numbers("draw");
        assertThat(SWEEP.threads(2).run().numbers("draw")).containsExactly(one);
        assertThat(SWEEP.threads(7).run().numbers("draw")).containsExactly(one);
        assertThat(SWEEP.seed(8).run().numbers("draw")).isNotEqualTo(one);
    }

    @Test
    void aFinerGridRepeatsTheCellsOfACoarserOne() {
        SweepResult fine = SWEEP.and("depth", Grid.of(2)).run();
        Measure draw = cell -> cell.seeds().stream().nextDouble();
        Sweep coarse = Sweep.over("n", Grid.of(20)).measure("draw", draw);
        Sweep finer = Sweep.over("n", Grid.of(10, 20, 30)).measure("draw", draw);
        assertThat(coarse.run().numbers("draw")[0]).isEqualTo(finer.run().numbers("draw")[1]);
        assertThat(fine.rows()).isEqualTo(SWEEP.size());
    }

    @Test
    void anInterruptedSweepKeepsTheCellsThatWereFinished() throws InterruptedException {
        // When both workers have come to a cell that does not end, the four before it are finished.
        CountDownLatch reached = new CountDownLatch(2);
        AtomicReference<SweepResult> left = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Sweep sweep = Sweep.over("i", Grid.ints(0, 9, 1)).threads(2).measure("value", cell -> {
            if (cell.integer("i") < 4) {
                return cell.number("i");
            }
            reached.countDown();
            Thread.sleep(60_000);
            return -1;
        });
        Thread runner = new Thread(() -> {
            left.set(sweep.run());
            flag.set(Thread.currentThread().isInterrupted());
        });
        runner.start();
        reached.await();
        runner.interrupt();
        runner.join();
        assertThat(left.get().isPartial()).isTrue();
        assertThat(left.get().numbers("value")).containsExactly(0, 1, 2, 3);
        assertThat(flag.get()).isFalse();
    }

    @Test
    void aFailingCellIsMarkedAndTheOthersStand() {
        SweepResult result = Sweep.over("n", Grid.of(1, 2, 3))
                .measure("value", cell -> {
                    if (cell.integer("n") == 2) {
                        throw new java.io.IOException("disk is full");
                    }
                    return cell.integer("n") == 3 ? Double.POSITIVE_INFINITY : 1;
                })
                .run();
        assertThat(result.numbers("value")).containsExactly(1, Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(result.texts("status")).containsExactly("finished", "failed", "diverged");
        assertThat(result.failures().texts("problem")).containsExactly("disk is full");
        assertThat(result.by("n").keys()).containsExactly(1, 3);
        assertThat(result.isPartial()).isFalse();
    }

    @Test
    void aSweepOfWhichEveryCellFailsSaysWhy() {
        Sweep sweep = Sweep.over("n", Grid.of(1, 2)).measure("value", cell -> {
            throw new java.io.IOException("disk is full");
        });
        assertThatThrownBy(sweep::run)
                .hasMessageContaining("all 2 cells failed; the first, n = 1, trial 0: disk is full");
    }

    @Test
    void gridsSayWhatTheyHold() {
        assertThat(Grid.ints(10, 45, 10).integers()).containsExactly(10, 20, 30, 40);
        assertThat(Grid.linear(0, 1, 5).values()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        double[] decades = Grid.logarithmic(0.01, 100, 5).values();
        assertThat(decades[0]).isEqualTo(0.01);
        assertThat(decades[2]).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(decades[4]).isEqualTo(100);
    }

    @Test
    void impossibleSweepsAreRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> Grid.ints(1, 5, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Grid.ints(5, 1, 1)).hasMessageContaining("5 to 1");
        assertThatThrownBy(() -> Grid.of(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Grid.of(0.5).integers()).hasMessageContaining("0.5");
        assertThatThrownBy(() -> Sweep.over("n", Grid.of())).hasMessageContaining("\"n\" is empty");
        assertThatThrownBy(() -> SWEEP.and("n", Grid.of(1))).hasMessageContaining("already");
        assertThatThrownBy(() -> SWEEP.trials(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> SWEEP.threads(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Sweep.over("n", Grid.of(1)).run()).hasMessageContaining("measure(");
        assertThatThrownBy(() -> SWEEP.measure("x", cell -> cell.number("m")).run())
                .hasMessageContaining("no parameter \"m\"");
    }

    @Test
    void aGridEndsAtTheLargestWholeNumber() {
        assertThat(Grid.ints(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 2).values())
                .containsExactly(Integer.MAX_VALUE - 1);
    }

    /** A cell that has interrupted its own thread, as a library may. */
    @Test
    void aCellInterruptsNoOther() {
        SweepResult result = Sweep.over("n", Grid.ints(1, 4, 1))
                .threads(1)
                .measure("interrupted", cell -> {
                    if (cell.integer("n") == 2) {
                        throw new InterruptedException("by itself");
                    }
                    return Thread.currentThread().isInterrupted() ? 1 : 0;
                })
                .run();
        assertThat(result.failures().texts("problem")).containsExactly("by itself");
        assertThat(result.by("interrupted").keys("interrupted")).containsExactly(0);
    }
}
