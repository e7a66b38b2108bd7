package org.ridgeless.linalg.lapack;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the libraries below would print, with the time of day, into the first cell that multiplies two matrices. */
final class Chatter {
    /** Held so that the levels set on them are not lost to the garbage collector. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder"),
            Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder"));

    private Chatter() {}

    /** Lets warnings through, but no news of which library was found. */
    static void off() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
