package org.ridgeless.dynamics;

/** How far a step may go, for {@link Optimizer#within}. */
@FunctionalInterface
public interface Reach {
    /**
     * The largest length of a step.
     *
     * @param w the parameters before the step; not to be changed
     * @param direction of the step, of Euclidean norm 1
     * @return a length in the units of w; infinity for any
     */
    double from(double[] w, double[] direction);
}
