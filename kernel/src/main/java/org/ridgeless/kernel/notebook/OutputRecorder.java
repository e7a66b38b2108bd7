package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.MimeBundle;

/** Collects what one cell puts out, merging neighbouring pieces of the same stream as Jupyter does. */
final class OutputRecorder implements CellOutput {
    private final Displays displays;
    private final OutputBudget budget;
    private final JsonArray outputs = new JsonArray();
    private final StringBuilder text = new StringBuilder();
    private Stream stream;
    private boolean clearBeforeNext;

    /**
     * @param displays the displays of the whole notebook; also the lock of everything that is recorded for it
     * @param budget how much is kept
     */
    OutputRecorder(Displays displays, OutputBudget budget) {
        this.displays = displays;
        this.budget = budget;
    }

    @Override
    public void text(Stream source, String more) {
        synchronized (displays) {
            if (displays.closed() || more.isEmpty()) {
                return;
            }
            clearIfAsked();
            String kept = budget.kept(more);
            if (source != stream && !kept.isEmpty()) {
                endStream();
                stream = source;
            }
            text.append(kept);
        }
    }

    @Override
    public void display(MimeBundle bundle) {
        synchronized (displays) {
            if (!displays.closed()) {
                clearIfAsked();
                if (!budget.keeps(bundle)) {
                    return;
                }
                JsonObject output = StoredOutputs.display(bundle);
                bundle.displayId().ifPresent(id -> displays.add(id, output));
                add(output);
            }
        }
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        synchronized (displays) {
            if (!displays.closed()) {
                bundle.displayId().ifPresent(id -> displays.update(id, bundle));
            }
        }
    }

    @Override
    public void clear(boolean wait) {
        synchronized (displays) {
            clearBeforeNext = true;
            if (!wait) {
                clearIfAsked();
            }
        }
    }

    void result(MimeBundle bundle, int executionCount) {
        synchronized (displays) {
            add(StoredOutputs.result(bundle, executionCount));
        }
    }

    void error(CellError error) {
        synchronized (displays) {
            add(StoredOutputs.error(error));
        }
    }

    /** A copy of the outputs so far; what threads of the cell put out later is there when this is asked again. */
    JsonArray outputs() {
        synchronized (displays) {
            endStream();
            JsonArray copy = outputs.deepCopy();
            budget.note().ifPresent(note -> copy.add(StoredOutputs.stream("stderr", note)));
            return copy;
        }
    }

    private void add(JsonObject output) {
        clearIfAsked();
        endStream();
        outputs.add(output);
    }

    private void clearIfAsked() {
        if (clearBeforeNext) {
            clearBeforeNext = false;
            text.setLength(0);
            budget.clear();
            while (!outputs.isEmpty()) {
                outputs.remove(0);
            }
        }
    }

    private void endStream() {
        if (!text.isEmpty()) {
            outputs.add(StoredOutputs.stream(stream == Stream.STDOUT ? "stdout" : "stderr", text.toString()));
            text.setLength(0);
        }
        stream = null;
    }
}
