package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.ridgeless.display.Displayable;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;

/** Cells of a sweep that are independent of each other. */
final class SweepJob implements Job {
    private final SweepForm form;
    private final Recipe recipe;
    private final Measured measured;
    private final IntFunction<Cell> cells;
    private final IntFunction<Object> before;
    private final IntUnaryOperator lots;
    private final Map<CellKey, Outcome> earlier;
    private final AtomicReferenceArray<Outcome> outcomes;

    /**
     * @param cells by their index
     * @param before what the neighbour of a cell has handed on; null if there is none
     * @param lots of the cells, see {@link Job#lot}
     */
    SweepJob(
            SweepForm form,
            Recipe recipe,
            Measured measured,
            int size,
            IntFunction<Cell> cells,
            IntFunction<Object> before,
            IntUnaryOperator lots,
            Map<CellKey, Outcome> earlier) {
        this.form = form;
        this.recipe = recipe;
        this.measured = measured;
        this.cells = cells;
        this.before = before;
        this.lots = lots;
        this.earlier = earlier;
        this.outcomes = new AtomicReferenceArray<>(size);
    }

    @Override
    public String label() {
        return "sweep";
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public int size() {
        return outcomes.length();
    }

    @Override
    public CellKey key(int index) {
        return cells.apply(index).key();
    }

    @Override
    public Outcome compute(int index) {
        Cell cell = cells.apply(index);
        return Outcome.of(cell.seeds().value(), () -> measured.at(cell, before.apply(index)));
    }

    @Override
    public void finished(int index, Outcome outcome) {
        outcomes.set(index, outcome);
    }

    @Override
    public Optional<Displayable> picture() {
        List<SweepRow> rows = new ArrayList<>();
        earlier.forEach((key, outcome) -> rows.add(SweepRow.of(key, outcome)));
        for (int i = 0; i < size(); i++) {
            if (outcome(i) != null) {
                rows.add(SweepRow.of(cell(i), outcome(i)));
            }
        }
        return SweepResult.of(form, rows, true).figure().map(chart -> chart);
    }

    @Override
    public int lot(int index) {
        return lots.applyAsInt(index);
    }

    @Override
    public boolean goesOnInParts() {
        return true;
    }

    @Override
    public Map<CellKey, Outcome> earlier() {
        return earlier;
    }

    @Override
    public ClassLoader loader() {
        return measured.loader();
    }

    Cell cell(int index) {
        return cells.apply(index);
    }

    /** The outcome of a cell; null if it is missing. */
    Outcome outcome(int index) {
        return outcomes.get(index);
    }
}
