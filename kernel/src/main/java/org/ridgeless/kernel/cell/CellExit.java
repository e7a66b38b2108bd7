package org.ridgeless.kernel.cell;

/** Thrown by {@code System.exit} in a cell: it ends the cell, not the kernel. */
public final class CellExit extends Error {

    private static final long serialVersionUID = 1;

    private final int status;

    public CellExit(int status) {
        super("exit " + status, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
