package org.ridgeless.kernel.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When JShell may make its index of all classes, which names what could be imported. It starts that at once, in the
 * background, and would slow down the start of the first cell; so it waits until something asks for the index, or for a moment.
 */
final class ClassIndex {

    private static final int SECONDS = 4;

    private final CountDownLatch wanted = new CountDownLatch(1);

    /** Called by whoever is about to use the index. */
    void want() {
        wanted.countDown();
    }

    /** Called by the thread that is about to make it. */
    void awaitDemand() {
        try {
            wanted.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        want();
    }
}
