package org.ridgeless.kernel.cli;

import java.nio.file.Path;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.notebook.Cell;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.RunListener;

/** Writes the notebook after each cell, so that a run that comes to no end leaves what it has got. */
final class WrittenAsCellsEnd implements RunListener {
    private final RunListener next;
    private final Path file;
    private Notebook notebook;

    WrittenAsCellsEnd(RunListener next, Path file) {
        this.next = next;
        this.file = file;
    }

    @Override
    public void notebookStarted(Notebook started, int total) {
        notebook = started;
        next.notebookStarted(started, total);
    }

    @Override
    public void cellStarted(Cell cell) {
        next.cellStarted(cell);
    }

    @Override
    public void cellEnded(Cell cell, CellResult result) {
        next.cellEnded(cell, result);
        notebook.write(file);
    }
}
