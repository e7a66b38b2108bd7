package org.ridgeless.dynamics;

/** How a run ended. */
public enum Ending {
    /** All steps were taken. */
    COMPLETED,
    /** A stopping rule of the user held; see {@link Descent#stop}. */
    STOPPED,
    /** Someone interrupted it; what had been reached is there. */
    INTERRUPTED,
    /** The loss became infinite or undefined. */
    DIVERGED,
    /** A probe or a stopping rule failed; the run ends before the measurement that failed. */
    PROBE_FAILED
}
