package org.ridgeless.kernel.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ridgeless.kernel.notebook.NotebookRunner;

/**
 * On Ctrl-C or SIGTERM the running cell is stopped, and what it and the cells before it put out is still written. A cell that
 * does not stop at once is not waited for.
 */
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_MILLISECONDS = 400;
    private static final long WRITING_SECONDS = 10;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean came;

    /** @param soFar where the notebook goes if the cell does not stop */
    StopOnSignal(NotebookRunner runner, Path soFar) {
        hook = new Thread(() -> stop(runner, soFar), "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop(NotebookRunner runner, Path soFar) {
        came = true;
        runner.stop();
        try {
            if (stopped.await(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                written.await(WRITING_SECONDS, TimeUnit.SECONDS);
            } else {
                runner.soFar(notebook -> notebook.write(soFar));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process has been told to end. */
    boolean came() {
        return came;
    }

    /** The cells have come to an end, and only the files are missing. */
    void stopped() {
        stopped.countDown();
    }

    /** The files are written. */
    void finished() {
        stopped.countDown();
        written.countDown();
    }

    @Override
    public void close() {
        finished();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is running: it was told above that it need not wait.
            return;
        }
    }
}
