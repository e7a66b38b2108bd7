package org.ridgeless.display;

/** Where the progress of one computation is shown. Called from one thread at a time. */
public interface ProgressSink {
    /** Shows how far the computation is, for example {@code "condition-number"}, 0.4, {@code "800 of 2000, 3 s left"}. */
    void show(String label, double fraction, String status);

    /** The computation is over; {@code status} says how it ended. */
    void close(String label, String status);
}
