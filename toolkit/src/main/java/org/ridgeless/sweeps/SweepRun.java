package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/** One run of a sweep: its cells go to a runner, job by job, and their outcomes are kept. */
final class SweepRun {
    /**
     * A cell with what came of it.
     *
     * @param before what its neighbour on an axis has handed on; null if there is none
     * @param outcome null if it is missing
     */
    record Done(Cell cell, Object before, Outcome outcome) {}

    private final SweepForm form;
    private final Recipe recipe;
    private final Measured measured;
    private final Runner runner;
    private final Map<CellKey, Outcome> earlier = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private int missing;
    private boolean stopped;

    SweepRun(SweepForm form, Recipe recipe, Measured measured, Runner runner) {
        this.form = form;
        this.recipe = recipe;
        this.measured = measured;
        this.runner = runner;
    }

    /** Runs cells that go on from nothing; an outcome is null where a cell is missing. */
    List<Done> run(int size, IntFunction<Cell> cells, IntUnaryOperator lots) {
        return run(size, cells, index -> null, lots);
    }

    /** Runs cells that go on from what others have handed on. */
    List<Done> run(int size, IntFunction<Cell> cells, IntFunction<Object> before, IntUnaryOperator lots) {
        SweepJob job = new SweepJob(
                form, recipe, measured, size, cells, before, lots, Collections.unmodifiableMap(new LinkedHashMap<>(earlier)));
        boolean interrupted = false;
        try {
            if (size > 0) {
                runner.run(job);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        List<Done> brought = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Done one = new Done(job.cell(i), before.apply(i), job.outcome(i));
            brought.add(one);
            if (one.outcome == null) {
                missing++;
            } else {
                done.add(one);
                earlier.put(one.cell.key(), one.outcome);
            }
        }
        stopped |= interrupted;
        return brought;
    }

    /** Whether an interruption has ended it before its time; nothing more is to be run then. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether cells that were to be run are missing. */
    boolean isPartial() {
        return stopped || missing > 0;
    }

    /** All cells with an outcome, in the order in which they were run. */
    List<Done> done() {
        return done;
    }
}
