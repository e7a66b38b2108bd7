package org.ridgeless.display;

import java.util.Optional;

/** Offers a place to show progress; found by {@link java.util.ServiceLoader}, so that a kernel adapter can bring its own. */
public interface ProgressSinkProvider {
    /**
     * A sink for one computation started on the calling thread, or nothing if nobody watches here.
     *
     * @param label what is computed
     * @return the sink, to be closed by whoever opened it
     */
    Optional<ProgressSink> open(String label);
}
