package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Moves the parameters by one step, in place, without allocating. */
interface Stepper {
    /** One step from w; returns false, leaving w as it was, if the loss there is not a finite number. */
    boolean step(double[] w);

    /** The logarithm of the time of gradient flow reached so far, −∞ before the first step. */
    double logTime();

    /** Writes all that the next step depends on besides w. */
    void save(DataOutput out) throws IOException;

    /** Takes over what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}
