package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.shell.CurrentSession;

/** The views of progress, chosen by who watches. */
final class ProgressViews {
    private static final int WIDTH = 24;

    private ProgressViews() {}

    static ProgressView forThisThread() {
        KernelSession session;
        try {
            session = CurrentSession.get();
        } catch (IllegalStateException outsideOfACell) {
            return terminal();
        }
        return session.interactive() ? new InNotebook(session) : terminal();
    }

    /** The process's own error stream: what a cell prints goes into the notebook, this does not. */
    private static ProgressView terminal() {
        return new OnTerminal(
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.console() != null);
    }

    static String bar(double fraction) {
        int full = (int) Math.round(WIDTH * fraction);
        return "█".repeat(full) + "░".repeat(WIDTH - full);
    }

    /** One display that is replaced. */
    static final class InNotebook implements ProgressView {
        private final KernelSession session;
        private final String id = UUID.randomUUID().toString();
        private boolean open;

        InNotebook(KernelSession session) {
            this.session = session;
        }

        @Override
        public void show(String label, double fraction, String status) {
            DisplayData data = new DisplayData();
            data.putText(label + " " + bar(fraction) + " " + status);
            data.putHTML(String.format(
                    Locale.ROOT,
                    "<div>%s <progress value=\"%.3f\" max=\"1\"></progress>"
                            + " <span style=\"color: var(--jp-content-font-color2, inherit)\">%s</span></div>",
                    Markup.escape(label),
                    fraction,
                    Markup.escape(status)));
            put(data);
        }

        @Override
        public void end(String label, String status) {
            DisplayData data = new DisplayData();
            data.putText(label + ": " + status);
            put(data);
        }

        private void put(DisplayData data) {
            if (open) {
                session.updateDisplay(id, data);
            } else {
                session.display(data, id);
                open = true;
            }
        }
    }

    /** One line that overwrites itself; where nobody can watch it change, only its end. */
    static final class OnTerminal implements ProgressView {
        private final PrintStream stream;
        private final boolean interactive;
        private int longest;

        OnTerminal(PrintStream stream, boolean interactive) {
            this.stream = stream;
            this.interactive = interactive;
        }

        @Override
        public void show(String label, double fraction, String status) {
            if (interactive) {
                overwrite(label + " " + bar(fraction) + " " + status);
            }
        }

        @Override
        public void end(String label, String status) {
            overwrite(label + ": " + status);
            stream.println();
        }

        private void overwrite(String text) {
            longest = Math.max(longest, text.length());
            stream.print((interactive ? "\r" : "") + text + " ".repeat(interactive ? longest - text.length() : 0));
            stream.flush();
        }
    }
}
