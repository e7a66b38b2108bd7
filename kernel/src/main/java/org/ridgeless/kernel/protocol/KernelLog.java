package org.ridgeless.kernel.protocol;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.ridgeless.kernel.cell.MemoryReserve;

/** What the kernel has to say about itself: to the process's own standard error, which Jupyter shows in its terminal. */
final class KernelLog {

    private static final int LIMIT = 200;
    private static final PrintStream ERROR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KernelLog() {}

    /** Has the class ready for the moment in which there is no memory to load one. */
    static void prepare() {
        ERROR.flush();
    }

    /** Logs, but not without end: somebody who sends rubbish shall not fill the disk. */
    static void warn(String text, Throwable cause) {
        int count = COUNT.incrementAndGet();
        try {
            if (count < LIMIT) {
                ERROR.println("[ridgeless] " + text + (cause == null ? "" : ": " + cause));
            } else if (count == LIMIT) {
                ERROR.println("[ridgeless] further messages of this kind are left out");
            }
        } catch (OutOfMemoryError e) {
            // What there is to do is more important than what there is to say.
            MemoryReserve.releaseFor(e);
        }
    }
}
