package org.ridgeless.kernel.interrupt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;

/** Child processes whose inherited output belongs in the notebook, not in the terminal that Jupyter was started from. */
final class ChildProcess {

    private ChildProcess() {}

    static Process start(ProcessBuilder builder) throws IOException {
        Redirect out = builder.redirectOutput();
        Redirect err = builder.redirectError();
        boolean ownOut = out == Redirect.INHERIT;
        boolean ownErr = err == Redirect.INHERIT && !builder.redirectErrorStream();
        if (ownOut) {
            builder.redirectOutput(Redirect.PIPE);
        }
        if (ownErr) {
            builder.redirectError(Redirect.PIPE);
        }
        try {
            Process process = builder.start();
            Thread first = ownOut ? pump(process.getInputStream(), System.out) : null;
            Thread second = ownErr ? pump(process.getErrorStream(), System.err) : null;
            return first == null && second == null ? process : new PumpedProcess(process, first, second);
        } finally {
            builder.redirectOutput(out).redirectError(err);
        }
    }

    // The pump inherits the cell of the thread that starts it, and with it the place its output goes to.
    private static Thread pump(InputStream from, OutputStream to) {
        Thread pump = new Thread(() -> copy(from, to), "child process");
        pump.setDaemon(true);
        pump.start();
        return pump;
    }

    private static void copy(InputStream from, OutputStream to) {
        try (from) {
            from.transferTo(to);
            to.flush();
        } catch (IOException e) {
            // The process was destroyed.
            return;
        }
    }
}
