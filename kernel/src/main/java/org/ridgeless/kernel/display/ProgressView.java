package org.ridgeless.kernel.display;

/** Where progress is shown. */
interface ProgressView {
    void show(String label, double fraction, String status);

    /** The last thing to show. */
    void end(String label, String status);
}
