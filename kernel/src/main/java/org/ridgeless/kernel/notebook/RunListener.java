package org.ridgeless.kernel.notebook;

import org.ridgeless.kernel.cell.CellResult;

/** Hears of the progress of a run, on the thread that runs it. */
public interface RunListener {
    /** Hears nothing. */
    RunListener SILENT = new RunListener() {};

    /** @param total the number of code cells that will be executed */
    default void notebookStarted(Notebook notebook, int total) {}

    default void cellStarted(Cell cell) {}

    default void cellEnded(Cell cell, CellResult result) {}
}
