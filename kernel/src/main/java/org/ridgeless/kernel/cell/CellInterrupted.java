package org.ridgeless.kernel.cell;

/**
 * Ends the threads of an interrupted cell. An Error, so that code which handles exceptions does not swallow it; its stack
 * tells where the cell was.
 */
public final class CellInterrupted extends Error {

    private static final long serialVersionUID = 1;

    public CellInterrupted() {
        super("interrupted", null, false, true);
    }
}
