package org.ridgeless.kernel.shell;

/**
 * Ends the threads of an interrupted cell. An Error, so that code which handles exceptions does not swallow it; its stack
 * tells where the cell was.
 */
final class CellInterrupted extends Error {

    private static final long serialVersionUID = 1;

    CellInterrupted() {
        super("interrupted", null, false, true);
    }
}
