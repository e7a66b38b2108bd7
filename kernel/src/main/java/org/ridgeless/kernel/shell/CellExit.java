package org.ridgeless.kernel.shell;

/** Thrown by {@code System.exit} in a cell: it ends the cell, not the kernel. */
final class CellExit extends Error {

    private static final long serialVersionUID = 1;

    private final int status;

    CellExit(int status) {
        super("exit " + status, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
