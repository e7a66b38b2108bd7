package org.ridgeless.dynamics;

/** Moves the parameters by one step, in place, without allocating. */
interface Stepper extends Memory {
    /** One step from w; returns false, leaving w as it was, if the loss there is not a finite number. */
    boolean step(double[] w);

    /** Whether a step that returned false did so because nothing moves any more. */
    default boolean atRest() {
        return false;
    }

    /** The logarithm of the time of gradient flow reached so far, −∞ before the first step. */
    double logTime();
}
