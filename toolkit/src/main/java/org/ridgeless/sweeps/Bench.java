package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.ridgeless.random.Seeds;

/**
 * Runs named cells: in parallel, with seeds that follow from their names, and with one interruption for all. A cell that
 * throws is marked with its message and the others go on; after an interruption the cells that were not finished are marked so,
 * and later groups run nothing.
 *
 * <p>A cell is named by its group, the text of its item and the number of its repetition. Groups are announced by
 * {@link #each} and run together when a value of one of them is asked for, so that all threads stay busy.
 */
public final class Bench {
    private static final String INTERRUPTED = "interrupted";

    private final String label;
    private final Seeds seeds;
    private final int threads;
    private final Set<String> names = new HashSet<>();
    private final List<Group<?, ?>> pending = new ArrayList<>();
    private boolean interrupted;
    private boolean started;
    private volatile boolean running;

    /**
     * @param label shown with the progress
     * @param seeds from which those of all cells descend
     * @param threads 1 or more
     */
    public Bench(String label, Seeds seeds, int threads) {
        this.label = label;
        this.seeds = seeds;
        this.threads = threads;
    }

    /**
     * Announces a group of cells.
     *
     * @param group a name that no other group has
     * @param items with different texts that say what they are
     * @param repetitions of each item, 1 or more
     */
    public <I, T> Rows<I, T> each(String group, Collection<I> items, int repetitions, CellBody<? super I, T> body) {
        if (repetitions < 1) {
            throw new IllegalArgumentException("a cell is repeated at least once, got " + repetitions);
        }
        if (running) {
            throw new IllegalStateException(
                    "a cell announces no cells; announce the group \"" + group + "\" beside it");
        }
        if (!names.add(group)) {
            throw new IllegalArgumentException("there is a group \"" + group + "\" already");
        }
        Group<I, T> cells = new Group<>(group, List.copyOf(items), repetitions, body, seeds.child(group));
        pending.add(cells);
        return new Rows<>(cells.items, repetitions, () -> outcomes(cells));
    }

    /** Whether the study was interrupted. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Whether any cell has been started. */
    public boolean hasStarted() {
        return started;
    }

    /** Runs what has been announced and not run yet. */
    public void run() {
        if (pending.isEmpty()) {
            return;
        }
        List<Group<?, ?>> groups = List.copyOf(pending);
        pending.clear();
        int[] ends = new int[groups.size()];
        int total = 0;
        for (int i = 0; i < ends.length; i++) {
            total = Math.addExact(total, groups.get(i).count());
            ends[i] = total;
        }
        if (!interrupted && total > 0) {
            started = true;
            Cells.Finished<Rows.Outcome> finished = finish(total, index -> run(groups, ends, index));
            interrupted = finished.interrupted();
            for (int i = 0; i < ends.length; i++) {
                groups.get(i).take(finished, ends[i] - groups.get(i).count());
            }
        }
        groups.forEach(group -> group.done = true);
    }

    /** Runs nothing of what was announced and not run yet, and marks it with the reason. */
    public void abandon(String reason) {
        for (Group<?, ?> group : pending) {
            Arrays.fill(group.outcomes, new Rows.Outcome(null, reason));
            group.done = true;
        }
        pending.clear();
    }

    private Cells.Finished<Rows.Outcome> finish(int total, IntFunction<Rows.Outcome> cell) {
        running = true;
        try {
            return Cells.named(label).threads(threads).run(total, cell);
        } finally {
            running = false;
        }
    }

    private static Rows.Outcome run(List<Group<?, ?>> groups, int[] ends, int index) {
        int place = Arrays.binarySearch(ends, index + 1);
        place = place < 0 ? -place - 1 : place;
        while (groups.get(place).count() == 0 || ends[place] - groups.get(place).count() > index) {
            place--;
        }
        Group<?, ?> group = groups.get(place);
        return group.run(index - (ends[place] - group.count()));
    }

    private List<Rows.Outcome> outcomes(Group<?, ?> group) {
        if (running && !group.done) {
            // It would see cells that are not finished, and not the same ones on each run.
            throw new IllegalStateException("the group \"" + group.name
                    + "\" is not finished; a cell takes from other cells what was looked at before it was announced");
        }
        if (pending.contains(group)) {
            run();
        }
        return Arrays.asList(group.outcomes);
    }

    private static final class Group<I, T> {
        private final String name;
        private final List<I> items;
        private final int repetitions;
        private final CellBody<? super I, T> body;
        private final Seeds[] seeds;
        private final Seeds paired;
        private final Rows.Outcome[] outcomes;
        private volatile boolean done;

        Group(String name, List<I> items, int repetitions, CellBody<? super I, T> body, Seeds seeds) {
            this.name = name;
            this.items = items;
            this.repetitions = repetitions;
            this.body = body;
            this.paired = seeds.child("paired");
            this.seeds = new Seeds[items.size()];
            this.outcomes = new Rows.Outcome[Math.multiplyExact(items.size(), repetitions)];
            Arrays.fill(outcomes, new Rows.Outcome(null, INTERRUPTED));
            Set<String> texts = new HashSet<>();
            for (int i = 0; i < this.seeds.length; i++) {
                String text = text(name, items.get(i));
                if (!texts.add(text)) {
                    throw new IllegalArgumentException(
                            "two items of the group \"" + name + "\" have the same text " + text);
                }
                this.seeds[i] = seeds.child(text);
            }
        }

        int count() {
            return outcomes.length;
        }

        void take(Cells.Finished<Rows.Outcome> finished, int start) {
            for (int i = 0; i < outcomes.length; i++) {
                if (finished.has(start + i)) {
                    outcomes[i] = finished.get(start + i);
                }
            }
        }

        Rows.Outcome run(int index) {
            int item = index / repetitions;
            int repetition = index % repetitions;
            Trial trial = new Trial(repetition, seeds[item].child(repetition), paired.child(repetition));
            try {
                return new Rows.Outcome(Plain.require(body.at(items.get(item), trial)), "");
            } catch (Exception | Error e) {
                // What a cell says of its end after an interruption is dropped with it; before one, it is of this cell
                // alone.
                // An error of one cell, such as a stack too deep or an assertion, is no reason to lose the others.
                boolean speaks = e instanceof Exception
                        && e.getMessage() != null
                        && !e.getMessage().isBlank();
                return new Rows.Outcome(null, speaks ? e.getMessage() : e.toString());
            }
        }

        /** What the cell is called by; the text of Object would differ from run to run, inside a record or list too. */
        private static String text(String group, Object item) {
            String text = item.toString();
            if (Plain.isNameless(item)) {
                throw new IllegalArgumentException("the items of the group \"" + group
                        + "\" need texts that say what they are, such as numbers and records have; got " + text);
            }
            return text;
        }
    }
}
