package org.ridgeless.dynamics;

/** How an optimizer turns a gradient into a step, with the memory that it carries from step to step. Allocates nothing. */
public interface Update {
    /**
     * Moves the parameters.
     *
     * @param w the parameters, changed in place
     * @param g the gradient there; may be overwritten
     * @param rate the step size of this step
     */
    void move(double[] w, double[] g, double rate);

    /** The arrays that hold the memory, always the same ones, so that a run can be saved and resumed exactly. */
    default double[][] memory() {
        return new double[0][];
    }
}
