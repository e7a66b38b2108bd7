package org.ridgeless.dynamics;

/** How a run ended. */
public enum Ending {
    /** All steps were taken. */
    COMPLETED,
    /** Someone interrupted it; what had been reached is there. */
    INTERRUPTED,
    /** The loss became infinite or undefined. */
    DIVERGED,
    /** A probe threw; the run ends before the measurement that failed. */
    PROBE_FAILED
}
