package org.ridgeless.sweeps.cells;

import java.util.Map;
import java.util.Optional;
import org.ridgeless.display.Displayable;

/**
 * Cells of a study that are independent of each other, to be computed by a {@link Runner}. A study brings one job after the other
 * where cells of a later one need what earlier ones have brought. Safe for use by several threads.
 */
public interface Job {
    /** Shown with the progress. */
    String label();

    /** Of the study to which the cells belong. */
    Recipe recipe();

    /** The number of cells. */
    int size();

    /**
     * The name of a cell.
     *
     * @param index from 0
     * @return its name, the same each time
     */
    CellKey key(int index);

    /**
     * Computes a cell in this JVM; what it throws becomes its problem.
     *
     * @param index from 0
     * @return its value, or why there is none
     */
    Outcome compute(int index);

    /**
     * Takes the outcome of a cell, wherever it was computed.
     *
     * @param index from 0
     * @param outcome of the cell
     */
    void finished(int index, Outcome outcome);

    /** What has come out by now as a figure, to be shown with the progress. */
    default Optional<Displayable> picture() {
        return Optional.empty();
    }

    /**
     * Cells of equal lots go to the same part where a study is divided; later cells that need theirs have the same lot.
     *
     * @param index from 0
     * @return the number of the lot
     */
    default int lot(int index) {
        return index;
    }

    /** Whether the study can go on with the cells of some lots alone, because none of another lot is needed by them. */
    default boolean goesOnInParts() {
        return false;
    }

    /** The outcomes of all cells of earlier jobs of the study, in order, which a worker elsewhere needs. */
    Map<CellKey, Outcome> earlier();

    /** Where the classes of the study and of its values are found. */
    ClassLoader loader();
}
