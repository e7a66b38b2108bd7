package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.Progress;

/**
 * Independent tasks, numbered from 0, on a pool of threads. What comes out depends on the tasks alone, not on the number of
 * threads. An interrupted run stops its threads and keeps the tasks that were finished; a task that fails stops the run.
 */
public final class Cells {
    /** How long interrupted tasks have to end. */
    private static final long PATIENCE_MILLIS = 400;

    private final String label;
    private final int threads;

    private final Supplier<Optional<Displayable>> drawing;

    private Cells(String label, int threads, Supplier<Optional<Displayable>> drawing) {
        this.label = label;
        this.threads = threads;
        this.drawing = drawing;
    }

    /**
     * Tasks that are shown under this label while they run, on as many threads as the machine has processors.
     *
     * @param label of the progress
     * @return the pool, which has not started anything
     */
    public static Cells named(String label) {
        return new Cells(label, Runtime.getRuntime().availableProcessors(), Optional::empty);
    }

    /**
     * The same on so many threads.
     *
     * @param count threads, ≥ 1
     * @return the pool with them
     * @throws IllegalArgumentException if the number is below 1
     */
    public Cells threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("tasks need at least 1 thread, got " + count);
        }
        return new Cells(label, count, drawing);
    }

    /** The same with a figure of what has come out by now, shown with the progress. */
    Cells drawing(Supplier<Optional<Displayable>> figure) {
        return new Cells(label, threads, figure);
    }

    /**
     * Runs the tasks 0 to count − 1. A task should poll {@link Thread#interrupted()} if it is long.
     *
     * @param <T> what a task brings
     * @param count how many tasks, ≥ 0
     * @param task from its number to its result, which is not null
     * @return what was finished; all unless interrupted
     */
    public <T> Finished<T> run(int count, IntFunction<T> task) {
        return run(count, task, (result, index) -> {});
    }

    /**
     * The same; each result is handed on as soon as it is there, unless the run was interrupted while it was computed. An
     * exception of what it is handed to stops the run.
     */
    <T> Finished<T> run(int count, IntFunction<T> task, ObjIntConsumer<? super T> sink) {
        if (count < 0) {
            throw new IllegalArgumentException("there are at least 0 tasks to run, got " + count);
        }
        Run<T> run = new Run<>(count, task, sink, label, drawing);
        return run.on(Math.max(1, Math.min(threads, count)));
    }

    /**
     * What a run has brought.
     *
     * @param <T> what a task brings
     */
    public static final class Finished<T> {
        private final Object[] results;
        private final boolean interrupted;

        private Finished(Object[] results, boolean interrupted) {
            this.results = results;
            this.interrupted = interrupted;
        }

        /** Whether the run was interrupted and some tasks are missing. */
        public boolean interrupted() {
            return interrupted;
        }

        /**
         * Whether a task was finished.
         *
         * @param index its number
         * @return true if there is a result
         */
        public boolean has(int index) {
            return results[index] != null;
        }

        /**
         * The result of a task; there is none if the run was interrupted before.
         *
         * @param index its number
         * @return its result
         * @throws IllegalStateException if it was not finished before the interruption
         */
        @SuppressWarnings("unchecked")
        public T get(int index) {
            if (results[index] == null) {
                throw new IllegalStateException("task " + index + " was not finished before the interruption");
            }
            return (T) results[index];
        }

        /** The numbers of the tasks that were finished, in order. */
        public int[] indices() {
            return java.util.stream.IntStream.range(0, results.length)
                    .filter(this::has)
                    .toArray();
        }
    }

    private static final class Run<T> {
        private final Object[] results;
        private final IntFunction<T> task;
        private final ObjIntConsumer<? super T> sink;
        private final Supplier<Optional<Displayable>> drawing;
        private final String label;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Failure> failure = new AtomicReference<>();
        private volatile boolean stopped;
        private volatile boolean cut;

        Run(
                int count,
                IntFunction<T> task,
                ObjIntConsumer<? super T> sink,
                String label,
                Supplier<Optional<Displayable>> drawing) {
            this.drawing = drawing;
            this.results = new Object[count];
            this.task = task;
            this.sink = sink;
            this.label = label;
        }

        Finished<T> on(int threads) {
            // Whoever was interrupted before gets nothing, however quick the tasks are.
            boolean interrupted = results.length > 0 && Thread.interrupted();
            if (!interrupted) {
                interrupted = compute(threads);
            }
            Failure failed = failure.get();
            if (failed != null) {
                throw failed.asException();
            }
            Object[] kept = kept();
            boolean missing = Arrays.stream(kept).anyMatch(r -> r == null);
            if (interrupted && !missing) {
                // It came when all was done; whoever looks next is to know of it.
                Thread.currentThread().interrupt();
            }
            // A task that was cancelled by something of its own leaves a gap, too.
            return new Finished<>(kept, missing);
        }

        /** Runs the tasks and says whether it was interrupted. */
        private boolean compute(int threads) {
            boolean interrupted = false;
            try (Progress progress = Progress.start(label, results.length).drawing(drawing)) {
                CountDownLatch done = new CountDownLatch(threads);
                Thread[] workers = new Thread[threads];
                for (int i = 0; i < threads; i++) {
                    workers[i] = new Thread(() -> work(progress, done), label + "-" + i);
                    workers[i].setDaemon(true);
                    workers[i].start();
                }
                while (done.getCount() > 0 && !interrupted) {
                    interrupted = await(done, workers);
                }
            }
            return interrupted;
        }

        /**
         * The interruption ends here: it becomes a partial result, and the thread stays usable for showing it. A task that
         * does not poll is left behind on its own thread, and what it brings is dropped.
         */
        private boolean await(CountDownLatch done, Thread[] workers) {
            try {
                done.await();
                return false;
            } catch (InterruptedException e) {
                cut = true;
                stopped = true;
                for (Thread worker : workers) {
                    worker.interrupt();
                }
                giveTime(done);
                return true;
            }
        }

        private static void giveTime(CountDownLatch done) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (done.getCount() > 0 && System.nanoTime() < end && !Thread.interrupted()) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        private void work(Progress progress, CountDownLatch done) {
            try {
                int index = next.getAndIncrement();
                while (index < results.length && !stopped) {
                    if (attempt(index)) {
                        progress.advance();
                    }
                    // Without a stop it was the task that has interrupted its thread, which is no matter of the next
                    // one.
                    Thread.interrupted();
                    index = next.getAndIncrement();
                }
            } finally {
                done.countDown();
            }
        }

        /** A task that was left behind may still be writing, hence the lock. */
        private void keep(int index, Object result) {
            synchronized (results) {
                results[index] = result;
            }
        }

        private Object[] kept() {
            synchronized (results) {
                return results.clone();
            }
        }

        /** Whether the task has brought something. */
        private boolean attempt(int index) {
            try {
                T result = java.util.Objects.requireNonNull(task.apply(index), "a task must not return null");
                // What a task returns after an interruption may be cut short, so it does not count.
                if (!stopped) {
                    sink.accept(result, index);
                    keep(index, result);
                    return true;
                }
                return false;
            } catch (RuntimeException | Error e) {
                // Not because another one has failed: then both have by themselves.
                boolean byInterruption = cut || e instanceof CancellationException;
                if (!byInterruption) {
                    // The first task in order wins, so that the message does not depend on timing where it need not.
                    failure.accumulateAndGet(new Failure(index, e), Failure::earlier);
                }
                stopped = true;
                return false;
            }
        }
    }

    private record Failure(int index, Throwable cause) {
        static Failure earlier(Failure old, Failure fresh) {
            return old == null || fresh.index < old.index ? fresh : old;
        }

        RuntimeException asException() {
            if (cause instanceof Error error) {
                throw error;
            }
            return (RuntimeException) cause;
        }
    }
}
