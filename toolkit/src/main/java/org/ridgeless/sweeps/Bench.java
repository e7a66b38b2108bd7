package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/**
 * Runs named cells: on any runner, with seeds that follow from their names, and with one interruption for all. A cell that
 * throws is marked with its message and the others go on; after an interruption the cells that were not finished are marked so,
 * and later groups run nothing.
 *
 * <p>A cell is named by its group, the text of its item and the number of its repetition. Groups are announced by
 * {@link #each} and run together when a value of one of them is asked for, so that all threads stay busy.
 */
public final class Bench {
    private final String label;
    private final Recipe recipe;
    private final Seeds seeds;
    private final Runner runner;
    private final Set<String> names = new HashSet<>();
    private final List<Group<?, ?>> pending = new ArrayList<>();
    private final Map<CellKey, Outcome> earlier = new LinkedHashMap<>();
    private boolean interrupted;
    private boolean started;
    private volatile boolean running;

    /**
     * A bench without any group yet.
     *
     * @param label shown with the progress
     * @param recipe of the study whose cells these are
     * @param seeds from which those of all cells descend
     * @param runner that computes the cells
     */
    public Bench(String label, Recipe recipe, Seeds seeds, Runner runner) {
        this.label = label;
        this.recipe = recipe;
        this.seeds = seeds;
        this.runner = runner;
    }

    /**
     * Announces a group of cells.
     *
     * @param <I> what tells cells of the group apart
     * @param <T> what a cell brings, a plain value
     * @param group a name that no other group has
     * @param items with different texts that say what they are
     * @param repetitions of each item, 1 or more
     * @param body what is computed in each cell
     * @return the values, which run all pending groups when they are first asked for
     * @throws IllegalArgumentException if there are no repetitions, or the group's name is taken
     * @throws IllegalStateException if it is called from within a cell
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
        return new Rows<>(cells.items(), repetitions, () -> outcomes(cells));
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
        GroupsJob job = new GroupsJob(label, recipe, groups, Collections.unmodifiableMap(new LinkedHashMap<>(earlier)));
        try {
            if (!interrupted && job.size() > 0) {
                interrupted = !finish(job);
            }
        } finally {
            groups.forEach(Group::close);
        }
        for (Group<?, ?> group : groups) {
            for (int i = 0; i < group.count(); i++) {
                earlier.put(group.key(i), group.outcomes().get(i));
            }
        }
    }

    /**
     * Runs nothing of what was announced and not run yet, and marks it with the reason.
     *
     * @param reason shown in the place of what is missing
     */
    public void abandon(String reason) {
        pending.forEach(group -> group.abandon(reason));
        pending.clear();
    }

    /** Runs the job and says whether all of it was finished. */
    private boolean finish(GroupsJob job) {
        started = true;
        running = true;
        try {
            runner.run(job);
            return true;
        } catch (InterruptedException e) {
            return false;
        } finally {
            running = false;
        }
    }

    private List<Outcome> outcomes(Group<?, ?> group) {
        if (running && !group.isClosed()) {
            // It would see cells that are not finished, and not the same ones on each run.
            throw new IllegalStateException("the group \"" + group.name()
                    + "\" is not finished; a cell takes from other cells what was looked at before it was announced");
        }
        if (pending.contains(group)) {
            run();
        }
        return group.outcomes();
    }
}
