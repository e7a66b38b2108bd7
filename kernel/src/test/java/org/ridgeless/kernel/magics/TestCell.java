package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;

/** A shell with magics, and what its cells print. */
final class TestCell implements CellOutput, AutoCloseable {
    private final JavaShell shell;
    private final StringBuilder printed = new StringBuilder();
    private final Deque<String> answers = new ArrayDeque<>();
    private CellResult last;
    private MimeBundle shown;

    TestCell(Map<String, String> environment) {
        shell = JavaShell.start(StandardShell.options(environment));
    }

    TestCell() {
        this(Map.of());
    }

    /** Evaluates a cell and returns what it printed. */
    String run(String code) {
        printed.setLength(0);
        last = shell.evaluate(code, this);
        return printed.toString();
    }

    /** Evaluates a cell and returns the text of its value, or of its error. */
    String value(String code) {
        run(code);
        return last.error()
                .map(error -> error.name() + ": " + error.message())
                .orElseGet(() -> last.result().map(MimeBundle::plainText).orElse(""));
    }

    CellResult last() {
        return last;
    }

    JavaShell shell() {
        return shell;
    }

    @Override
    public synchronized void text(Stream stream, String text) {
        printed.append(text);
    }

    @Override
    public synchronized void display(MimeBundle bundle) {
        shown = bundle;
    }

    /** The data of what was displayed last, as JSON. */
    String shown() {
        return shown.data().toString();
    }

    String shownOf(String mimeType) {
        return shown.data().get(mimeType).getAsString();
    }

    /** What a person answers to the next question. */
    void answer(String text) {
        answers.add(text);
    }

    @Override
    public String readLine(String prompt, boolean password) throws IOException {
        if (answers.isEmpty()) {
            throw new IOException("nobody answers");
        }
        return answers.remove();
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {}

    @Override
    public void clear(boolean wait) {}

    @Override
    public void close() {
        shell.close();
    }
}
