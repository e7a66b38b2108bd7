package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.MimeBundle;

/** Keeps what a cell puts out. */
public final class RecordedOutput implements CellOutput {

    public final StringBuffer out = new StringBuffer();
    public final StringBuffer err = new StringBuffer();
    public final List<MimeBundle> displays = Collections.synchronizedList(new ArrayList<>());
    public final List<MimeBundle> updates = Collections.synchronizedList(new ArrayList<>());
    public final Deque<String> answers = new ArrayDeque<>();
    public int clears;

    @Override
    public void text(Stream stream, String text) {
        (stream == Stream.STDOUT ? out : err).append(text);
    }

    @Override
    public void display(MimeBundle bundle) {
        displays.add(bundle);
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        updates.add(bundle);
    }

    @Override
    public void clear(boolean wait) {
        clears++;
    }

    @Override
    public String readLine(String prompt, boolean password) throws IOException, InterruptedException {
        return answers.isEmpty() ? CellOutput.super.readLine(prompt, password) : answers.removeFirst();
    }
}
