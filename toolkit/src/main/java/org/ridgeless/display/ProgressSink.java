package org.ridgeless.display;

/** Where the progress of one computation is shown. Called from one thread at a time. */
public interface ProgressSink {
    /**
     * Shows how far the computation is, for example {@code "condition-number"}, 0.4, {@code "800 of 2000, 3 s left"}.
     *
     * @param label what is computed
     * @param fraction done, from 0 to 1
     * @param status in words
     */
    void show(String label, double fraction, String status);

    /**
     * Shows what has come out by now, beside the next status; where pictures cannot be shown, nothing.
     *
     * @param soFar what has come out
     */
    default void picture(Displayable soFar) {
        // A terminal shows no pictures.
    }

    /** Whether {@link #picture} shows anything, so that none is drawn in vain. */
    default boolean showsPictures() {
        return false;
    }

    /**
     * The computation is over; {@code status} says how it ended.
     *
     * @param label what was computed
     * @param status in words
     */
    void close(String label, String status);
}
