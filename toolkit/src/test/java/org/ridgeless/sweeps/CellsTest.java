package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks on several threads: each once, in its place, and an end that says what there is. */
class CellsTest {
    private static final Cells CELLS = Cells.named("tasks");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void everyTaskRunsOnceAndItsResultIsInItsPlace(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(100);
        AtomicIntegerArray sunk = new AtomicIntegerArray(100);
        Cells.Finished<Integer> finished = CELLS.threads(threads)
                .run(
                        100,
                        index -> {
                            runs.incrementAndGet(index);
                            return index * index;
                        },
                        (result, index) -> sunk.addAndGet(index, result + 1));
        assertThat(finished.interrupted()).isFalse();
        assertThat(finished.indices()).containsExactly(IntStream.range(0, 100).toArray());
        for (int i = 0; i < 100; i++) {
            assertThat(runs.get(i)).isEqualTo(1);
            assertThat(sunk.get(i)).isEqualTo(i * i + 1);
            assertThat(finished.get(i)).isEqualTo(i * i);
        }
    }

    /** As many threads as are asked for work at a time: all of them meet. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void asManyThreadsWorkAsAreAskedFor(int threads) {
        CountDownLatch meeting = new CountDownLatch(threads);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CELLS.threads(threads).run(threads, index -> {
            workers.add(Thread.currentThread());
            meeting.countDown();
            try {
                meeting.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return index;
        });
        assertThat(workers).hasSize(threads).allMatch(Thread::isDaemon);
    }

    @Test
    void noTaskIsNoWork() {
        Cells.Finished<Object> none = CELLS.run(0, index -> {
            throw new AssertionError("there is no task " + index);
        });
        assertThat(none.indices()).isEmpty();
        assertThat(none.interrupted()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CELLS.run(-3, index -> index))
                .withMessageContaining("got -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CELLS.threads(0))
                .withMessageContaining("at least 1 thread, got 0");
    }

    /** Of several failures that of the first task is thrown, itself and not wrapped, whichever came first. */
    @Test
    void theFailureOfTheFirstTaskIsThrown() {
        CountDownLatch both = new CountDownLatch(2);
        IllegalStateException first = new IllegalStateException("first");
        assertThatThrownBy(() -> CELLS.threads(2).run(2, index -> {
                    both.countDown();
                    try {
                        both.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    throw index == 0 ? first : new IllegalStateException("second");
                }))
                .isSameAs(first);
        StackOverflowError error = new StackOverflowError();
        assertThatThrownBy(() -> CELLS.run(1, index -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThatThrownBy(() -> CELLS.run(1, index -> null)).hasMessageContaining("must not return null");
    }

    /** After a failure no further task begins. */
    @Test
    void afterAFailureNothingBegins() {
        AtomicIntegerArray runs = new AtomicIntegerArray(50);
        assertThatThrownBy(() -> CELLS.threads(1).run(50, index -> {
                    runs.incrementAndGet(index);
                    if (index == 7) {
                        throw new IllegalStateException("seven");
                    }
                    return index;
                }))
                .hasMessage("seven");
        assertThat(IntStream.range(0, 50).map(runs::get).sum()).isEqualTo(8);
    }

    @Test
    void whoIsInterruptedBeforeGetsNothing() {
        Thread.currentThread().interrupt();
        Cells.Finished<Integer> nothing = CELLS.run(5, index -> index);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(nothing.interrupted()).isTrue();
        assertThat(nothing.indices()).isEmpty();
        assertThat(nothing.has(3)).isFalse();
        assertThatThrownBy(() -> nothing.get(3)).hasMessageContaining("task 3 was not finished");
    }

    /** What lacks a result is never taken for the whole, whoever has cancelled the task. */
    @Test
    void aTaskThatIsCancelledLeavesAPart() {
        Cells.Finished<Integer> part = CELLS.threads(1).run(4, index -> {
            if (index == 2) {
                throw new CancellationException("a future of its own");
            }
            return index;
        });
        assertThat(part.indices()).containsExactly(0, 1);
        assertThat(part.interrupted()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    /** A task that interrupts its own thread disturbs no other. */
    @Test
    void anInterruptionStaysInItsTask() {
        Cells.Finished<Boolean> finished = CELLS.threads(1).run(4, index -> {
            boolean seen = Thread.currentThread().isInterrupted();
            Thread.currentThread().interrupt();
            return seen;
        });
        for (int i = 0; i < 4; i++) {
            assertThat(finished.get(i)).isFalse();
        }
    }
}
