package org.ridgeless.dynamics;

/** How a run ended. */
public enum Ending {
    /** All steps were taken. */
    COMPLETED,
    /**
     * A stopping rule of the user held; see {@link Descent#stop}. A loss-scaled run also ends so where its loss is 0, since
     * nothing moves any more.
     */
    STOPPED,
    /** Someone interrupted it; what had been reached is there. */
    INTERRUPTED,
    /** The loss, or a weight, became infinite or undefined. */
    DIVERGED,
    /** A probe or a stopping rule failed; the run ends before the measurement that failed. */
    PROBE_FAILED
}
