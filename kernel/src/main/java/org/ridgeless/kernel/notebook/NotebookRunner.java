package org.ridgeless.kernel.notebook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.notebook.RunReport.Failure;
import org.ridgeless.kernel.shell.JavaShell;

/**
 * Executes a notebook in this process with the evaluator of the kernel and keeps the outputs in it.
 *
 * <p>Two tags on cells are honoured as other runners do: {@code skip-execution} leaves a cell as it is, and a cell tagged
 * {@code raises-exception} may fail.
 */
public final class NotebookRunner {
    private final Notebook notebook;
    private final RunOptions options;
    private final RunListener listener;
    private final Displays displays = new Displays();
    private final Map<Cell, OutputRecorder> recorders = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private volatile JavaShell shell;
    private volatile boolean stopped;

    public NotebookRunner(Notebook notebook, RunOptions options, RunListener listener) {
        this.notebook = notebook;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs all code cells, from the first to the last or to the first failure.
     *
     * @throws NotebookException before anything runs, if a parameter does not fit or the notebook is not in Java
     */
    public RunReport run() {
        if (!notebook.language().equalsIgnoreCase("java")) {
            throw new NotebookException(
                    notebook.name() + " is written in " + notebook.language() + "; notebooks in Java are accepted");
        }
        Parameters.apply(options.parameters(), notebook);
        List<Cell> cells = notebook.cells().stream()
                .filter(cell -> cell.isCode() && !cell.tags().contains("skip-execution"))
                .toList();
        cells.forEach(Cell::clearOutputs);
        long begin = System.nanoTime();
        listener.notebookStarted(notebook, cells.size());
        boolean complete;
        try (JavaShell started = JavaShell.start(options.shell());
                TimeLimit limit = new TimeLimit(started, options.timeout())) {
            shell = started;
            complete = runAll(cells, limit);
            keepOutputs();
        }
        KernelMetadata.complete(notebook);
        Duration duration = Duration.ofNanos(System.nanoTime() - begin);
        return new RunReport(recorders.size(), complete, List.copyOf(failures), duration);
    }

    /** Stops the running cell and leaves out those after it; called from another thread. */
    public void stop() {
        stopped = true;
        JavaShell current = shell;
        if (current != null) {
            current.interrupt();
        }
    }

    /** Hands over the notebook with what all cells, the running one too, have put out so far; called from another thread. */
    public void soFar(Consumer<Notebook> reader) {
        synchronized (displays) {
            recorders.forEach((cell, recorder) -> cell.setOutputs(recorder.outputs(), cell.executionCount()));
            reader.accept(notebook);
        }
    }

    /** Whether it came to the end, uninterrupted: a cell that was stopped has left out a part of its outputs. */
    private boolean runAll(List<Cell> cells, TimeLimit limit) {
        for (Cell cell : cells) {
            if (stopped || !run(cell, limit) && !options.keepGoing()) {
                return false;
            }
        }
        return !stopped;
    }

    private boolean run(Cell cell, TimeLimit limit) {
        if (cell.source().isBlank()) {
            return true;
        }
        OutputRecorder recorder = new OutputRecorder(displays, new OutputBudget(options.keptCharacters()));
        synchronized (displays) {
            recorders.put(cell, recorder);
        }
        listener.cellStarted(cell);
        CellResult result = limit.evaluate(cell.source(), recorder);
        result.result().ifPresent(bundle -> recorder.result(bundle, result.number()));
        result.error().ifPresent(recorder::error);
        synchronized (displays) {
            cell.setOutputs(recorder.outputs(), result.number());
            listener.cellEnded(cell, result);
        }
        if (result.ok() || cell.tags().contains("raises-exception")) {
            return true;
        }
        failures.add(new Failure(cell.number(), result.number(), describe(result.error())));
        return false;
    }

    private static String describe(Optional<CellError> error) {
        return error.map(e -> e.message().isBlank() ? e.name() : e.name() + ": " + e.message())
                .orElse("interrupted");
    }

    private void keepOutputs() {
        synchronized (displays) {
            displays.close();
            recorders.forEach((cell, recorder) -> cell.setOutputs(recorder.outputs(), cell.executionCount()));
        }
    }
}
