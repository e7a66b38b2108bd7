package org.ridgeless.kernel.shell;

import java.util.function.Function;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellInterrupted;

/** The threads of cells: one that is stopped by an interrupt ends without a word, one that fails is reported readably. */
final class CellThreadGroup extends ThreadGroup {

    private final Function<Throwable, CellFailure> report;

    CellThreadGroup(Function<Throwable, CellFailure> report) {
        super("cells");
        this.report = report;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof CellInterrupted)) {
            CellError error = report.apply(thrown).error();
            System.err.println("Exception in thread " + thread.getName() + "\n" + String.join("\n", error.traceback()));
        }
    }
}
