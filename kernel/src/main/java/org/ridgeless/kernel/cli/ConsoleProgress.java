package org.ridgeless.kernel.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.notebook.Cell;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.RunListener;

/** One line on standard error for each cell. */
final class ConsoleProgress implements RunListener {
    private static final int WIDTH = 60;

    private final PrintWriter err;
    private int total;
    private int done;

    ConsoleProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void notebookStarted(Notebook notebook, int cells) {
        total = cells;
        err.println(notebook.name());
        err.flush();
    }

    @Override
    public void cellStarted(Cell cell) {
        done++;
    }

    @Override
    public void cellEnded(Cell cell, CellResult result) {
        String mark = result.ok() ? "" : "  " + result.status().toString().toLowerCase(Locale.ROOT);
        err.println(String.format(
                Locale.ROOT, "%8s %7s  %s%s", done + "/" + total, seconds(result.duration()), gist(cell), mark));
        err.flush();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** The first line of code that is neither an import nor a comment. */
    private static String gist(Cell cell) {
        String line = cell.source()
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.startsWith("//") && !text.startsWith("import "))
                .findFirst()
                .orElseGet(() -> cell.source().strip().lines().findFirst().orElse(""));
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
