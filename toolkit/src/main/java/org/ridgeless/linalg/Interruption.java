package org.ridgeless.linalg;

import java.util.concurrent.CancellationException;

/** How long computations end early that have nothing to give before they are done. */
public final class Interruption {
    private Interruption() {}

    /**
     * To be called every now and then.
     *
     * @throws CancellationException if this thread is interrupted; it stays so, so that what called the computation ends, too
     */
    public static void poll() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
