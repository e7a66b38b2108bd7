package org.ridgeless.dynamics.ode;

/** The right-hand side of dy/dt = f(t, y). */
public interface RightHandSide {
    /**
     * Writes f(t, y); y is not to be changed.
     *
     * @param t the time
     * @param y the state
     * @param into dy/dt, overwritten
     */
    void at(double t, double[] y, double[] into);
}
