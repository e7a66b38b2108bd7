package org.ridgeless.sweeps.cells;

import java.io.Serializable;

/**
 * The name of a cell within its study; together with the {@link Recipe} of the study it says all that the cell depends on.
 *
 * @param group of cells that are announced together
 * @param item the text of what the cell is about
 * @param repetition from 0
 */
public record CellKey(String group, String item, int repetition) implements Serializable {
    @Override
    public String toString() {
        return group + " [" + item + "] #" + repetition;
    }
}
