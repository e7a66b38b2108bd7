package org.ridgeless.sweeps.cells;

import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.ridgeless.display.Displayable;

/** Some of the cells of a job, such as those that are not stored yet; each finished one is shown to a witness first. */
public class PartOfJob implements Job {
    private final Job whole;
    private final int[] indices;
    private final ObjIntConsumer<Outcome> witness;

    /**
     * A part of a job.
     *
     * @param whole the job
     * @param indices of the cells in the whole job
     * @param witness sees each outcome with its index in the whole job before the job gets it
     */
    public PartOfJob(Job whole, int[] indices, ObjIntConsumer<Outcome> witness) {
        this.whole = whole;
        this.indices = indices.clone();
        this.witness = witness;
    }

    @Override
    public String label() {
        return whole.label();
    }

    @Override
    public Recipe recipe() {
        return whole.recipe();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public CellKey key(int index) {
        return whole.key(indices[index]);
    }

    @Override
    public Outcome compute(int index) {
        return whole.compute(indices[index]);
    }

    @Override
    public void finished(int index, Outcome outcome) {
        witness.accept(outcome, indices[index]);
        whole.finished(indices[index], outcome);
    }

    @Override
    public Optional<Displayable> picture() {
        return whole.picture();
    }

    @Override
    public int lot(int index) {
        return whole.lot(indices[index]);
    }

    @Override
    public boolean goesOnInParts() {
        return whole.goesOnInParts();
    }

    @Override
    public Map<CellKey, Outcome> earlier() {
        return whole.earlier();
    }

    @Override
    public ClassLoader loader() {
        return whole.loader();
    }
}
