package org.ridgeless.display;

import java.io.PrintStream;
import java.util.Optional;

/** One line at the bottom of a terminal, rewritten in place. */
final class TerminalProgress implements ProgressSink {
    private static final int BAR = 24;
    private static final int COLUMNS = 79;

    private final PrintStream out;

    TerminalProgress(PrintStream out) {
        this.out = out;
    }

    /** A terminal counts only if a person sits there; a log file gets no bars. */
    static Optional<ProgressSink> ifInteractive() {
        return System.console() == null || System.getenv("TERM") == null
                ? Optional.empty()
                : Optional.of(new TerminalProgress(System.err));
    }

    @Override
    public void show(String label, double fraction, String status) {
        int full = (int) Math.round(BAR * Math.max(0, Math.min(1, fraction)));
        String line = label + " [" + "=".repeat(full) + " ".repeat(BAR - full) + "] " + status;
        out.print("\r" + pad(line));
        out.flush();
    }

    @Override
    public void close(String label, String status) {
        out.print("\r" + pad("") + "\r");
        out.flush();
    }

    private static String pad(String line) {
        String cut = line.length() > COLUMNS ? line.substring(0, COLUMNS) : line;
        return cut + " ".repeat(COLUMNS - cut.length());
    }
}
