package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.cells.Recipe;

/** Cells that misbehave. */
class BenchTest {
    private static Bench bench() {
        return bench(2);
    }

    private static Bench bench(int threads) {
        return new Bench("bench", Recipe.local("bench", Map.of(), 1), Seeds.of(1), Threads.of(threads));
    }

    @Test
    void aCellThatEndsInAnErrorLeavesTheOthers() {
        Rows<Integer, Integer> rows = bench().each("g", List.of(1, 2, 3), 1, (item, trial) -> {
            if (item == 2) {
                throw new StackOverflowError();
            }
            return item;
        });
        assertThat(rows.values()).containsExactly(1, 3);
        assertThat(rows.problem()).isEqualTo("1 of 1 missing: java.lang.StackOverflowError");
    }

    @Test
    void aCellThatIsCancelledFromWithinLeavesTheOthers() {
        Bench bench = bench();
        Rows<Integer, Integer> rows = bench.each("g", List.of(1, 2, 3), 1, (item, trial) -> {
            if (item == 1) {
                throw new CancellationException("a future of its own");
            }
            if (item == 2) {
                throw new InterruptedException();
            }
            return item;
        });
        assertThat(rows.values()).containsExactly(3);
        assertThat(rows.problem()).isEqualTo("1 of 1 missing: a future of its own");
        assertThat(bench.isInterrupted()).isFalse();
    }

    @Test
    void anInterruptionInTheMiddleKeepsWhatIsFinished() {
        Bench bench = bench(1);
        Thread study = Thread.currentThread();
        AtomicInteger ran = new AtomicInteger();
        Rows<Integer, Integer> rows = bench.each("g", List.of(1, 2, 3), 1, (item, trial) -> {
            ran.incrementAndGet();
            if (item == 2) {
                study.interrupt();
                new CountDownLatch(1).await();
            }
            return item;
        });
        assertThat(rows.values()).containsExactly(1);
        assertThat(rows.problem()).isEqualTo("1 of 1 missing: interrupted");
        assertThat(bench.isInterrupted()).isTrue();
        assertThat(bench.each("later", List.of(1), 1, (item, trial) -> ran.incrementAndGet())
                        .problem())
                .isEqualTo("1 of 1 missing: interrupted");
        assertThat(ran).hasValue(2);
    }

    /** Without a reason it would not count as missing, and the rest could pass for the whole. */
    @Test
    void aCellThatEndsWithoutAWordIsMissingToo() {
        Rows<Integer, Integer> rows = bench().each("g", List.of(1), 3, (item, trial) -> {
            if (trial.number() == 1) {
                throw new IllegalStateException("");
            }
            return trial.number();
        });
        assertThat(rows.isComplete()).isFalse();
        assertThat(rows.mean(1, value -> value).problem())
                .isEqualTo("1 of 3 missing: java.lang.IllegalStateException: ");
    }

    @Test
    void aCellBringsNoNullNotEvenInAnArray() {
        assertThat(bench().each("g", List.of(1), 1, (item, trial) -> null).problem())
                .contains("got null");
        assertThat(bench().each("g", List.of(1), 1, (item, trial) -> new String[1])
                        .problem())
                .contains("got null");
    }

    /** Both groups run together, so that the second could not know what the first has brought by then. */
    @Test
    void aCellThatLooksAtAnUnfinishedGroupIsAnError() {
        Bench bench = bench();
        Rows<Integer, Integer> first = bench.each("first", List.of(1, 2), 1, (item, trial) -> item);
        Rows<Integer, Integer> second = bench.each(
                "second", List.of(1), 1, (item, trial) -> first.values().size());
        assertThat(second.problem()).contains("the group \"first\" is not finished");
        assertThat(first.isComplete()).isTrue();
    }

    @Test
    void aCellLooksAtWhatIsFinishedAndAnnouncesNothing() {
        Bench bench = bench();
        Rows<Integer, Integer> first = bench.each("first", List.of(1, 2), 1, (item, trial) -> item);
        assertThat(first.isComplete()).isTrue();
        assertThat(bench.each(
                                "second",
                                List.of(1),
                                1,
                                (item, trial) -> first.values().size())
                        .values())
                .containsExactly(2);
        assertThat(bench.each(
                                "third",
                                List.of(1),
                                1,
                                (item, trial) -> bench.each("inner", List.of(1), 1, (i, t) -> i)
                                        .values())
                        .problem())
                .contains("a cell announces no cells");
    }

    private record Setting(int width, DoubleSupplier law, double[] rates) {}

    private record Named(int width, DoubleSupplier law) {
        @Override
        public String toString() {
            return "width " + width;
        }
    }

    /** Its own seeds would be those that all items share. */
    @Test
    void noItemTakesTheSharedSeeds() {
        assertThatThrownBy(() -> bench().each("g", List.of("free", "paired"), 1, (item, trial) -> 1))
                .hasMessageContaining("is called \"paired\"");
    }

    @Test
    void itemsHaveTheSameTextOnEachRun() {
        assertThatThrownBy(() -> bench().each("g", List.of(new Setting(1, () -> 2, null)), 1, (item, trial) -> 1))
                .hasMessageContaining("need texts that say what they are");
        assertThatThrownBy(() -> bench().each("g", List.of(List.of(new double[] {1})), 1, (item, trial) -> 1))
                .hasMessageContaining("need texts that say what they are");
        assertThat(bench().each("g", List.of(new Named(1, () -> 2)), 1, (item, trial) -> item.width())
                        .values())
                .containsExactly(1);
    }

    @Test
    void oneOfSeveralRepetitionsIsNotExact() {
        Rows<Integer, Integer> rows = bench().each("g", List.of(1), 2, (item, trial) -> trial.number());
        assertThat(rows.exactly(1, value -> value).problem()).contains("one of 2 repetitions");
    }

    @Test
    void whatIsAbandonedDoesNotRun() {
        Bench bench = bench();
        AtomicInteger ran = new AtomicInteger();
        Rows<Integer, Integer> rows = bench.each("g", List.of(1), 1, (item, trial) -> ran.incrementAndGet());
        bench.abandon("stopped");
        assertThat(rows.problem()).isEqualTo("1 of 1 missing: stopped");
        assertThat(ran).hasValue(0);
    }

    @Test
    void anInterruptionAfterTheLastCellIsNotLost() {
        Bench bench = bench();
        Rows<Integer, Integer> rows = bench.each("g", List.of(1), 1, (item, trial) -> item);
        assertThat(rows.isComplete()).isTrue();
        Thread.currentThread().interrupt();
        Rows<Integer, Integer> later = bench.each("later", List.of(1), 1, (item, trial) -> item);
        assertThat(later.problem()).isEqualTo("1 of 1 missing: interrupted");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(rows.isComplete()).isTrue();
        assertThat(bench.isInterrupted()).isTrue();
    }
}
