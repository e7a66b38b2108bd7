package org.ridgeless.kernel.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ridgeless.kernel.notebook.NotebookRunner;

/** On Ctrl-C the running cell is stopped and what the cells before it put out is still written. */
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    StopOnSignal(NotebookRunner runner) {
        hook = new Thread(() -> stop(runner), "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(NotebookRunner runner) {
        runner.stop();
        try {
            written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The files are written. */
    void finished() {
        written.countDown();
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is running: it was told above that it need not wait.
            return;
        }
    }
}
