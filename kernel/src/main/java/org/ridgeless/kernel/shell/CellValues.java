package org.ridgeless.kernel.shell;

import org.ridgeless.kernel.cell.Scopes;

/** What the code that is put around expressions calls; no cell has these names in scope. */
public final class CellValues {

    private CellValues() {}

    /** Takes the value of the cell's last expression. */
    public static void result(Object value) {
        Scopes.current().ifPresent(scope -> scope.handOver(value));
    }

    /** The value of an earlier cell, which is called as JShell would call a variable for it. */
    public static Object temporary(String name) {
        return ((Session) CurrentSession.get()).temporaries().get(name);
    }
}
