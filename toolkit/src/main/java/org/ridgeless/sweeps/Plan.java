package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Several kinds of independent tasks that run as one: all threads stay busy until the last, there is one progress bar, and
 * one interruption stops everything.
 *
 * <pre>{@code
 * Plan plan = Plan.on(cells);
 * Plan.Part<Double> square = plan.add(1500, i -> …);
 * Plan.Part<Double> sweep = plan.add(widths * trials, i -> …);
 * plan.run();
 * square.finished()
 * }</pre>
 */
public final class Plan {
    private final Cells cells;
    private final List<Part<?>> parts = new ArrayList<>();
    private Cells.Finished<Object> finished;
    private int total;

    private Plan(Cells cells) {
        this.cells = cells;
    }

    /** An empty plan for that pool of threads. */
    public static Plan on(Cells cells) {
        return new Plan(cells);
    }

    /** Plans tasks 0 to count − 1 of one kind; their results are there after {@link #run}. */
    public <T> Part<T> add(int count, IntFunction<T> task) {
        if (count < 0) {
            throw new IllegalArgumentException("a plan has 0 or more tasks of a kind, got " + count);
        }
        Part<T> part = new Part<>(total, count, task);
        parts.add(part);
        total = Math.addExact(total, count);
        return part;
    }

    /** Runs all tasks. */
    public void run() {
        finished = cells.run(total, this::task);
    }

    /** Whether the run was interrupted before all tasks were done. */
    public boolean interrupted() {
        return finished.interrupted();
    }

    private Object task(int index) {
        int kind = parts.size() - 1;
        while (parts.get(kind).start > index) {
            kind--;
        }
        // A part without tasks starts where its successor starts and is passed over by the search from the end.
        return parts.get(kind).task.apply(index - parts.get(kind).start);
    }

    /** The tasks of one kind. */
    public final class Part<T> {
        private final int start;
        private final int count;
        private final IntFunction<T> task;

        private Part(int start, int count, IntFunction<T> task) {
            this.start = start;
            this.count = count;
            this.task = task;
        }

        /** Whether a task was finished. */
        public boolean has(int index) {
            return finished.has(start + index);
        }

        /** The result of a task. */
        @SuppressWarnings("unchecked")
        public T get(int index) {
            return (T) finished.get(start + index);
        }

        /** The results of tasks from (inclusive) to (exclusive) that were finished, in order. */
        public List<T> finished(int from, int to) {
            List<T> results = new ArrayList<>();
            for (int i = from; i < to; i++) {
                if (has(i)) {
                    results.add(get(i));
                }
            }
            return results;
        }

        /** The results of all tasks that were finished, in order. */
        public List<T> finished() {
            return finished(0, count);
        }
    }

    @Override
    public String toString() {
        return "Plan of "
                + Arrays.toString(parts.stream().mapToInt(p -> p.count).toArray()) + " tasks";
    }
}
