package org.ridgeless.dynamics.ode;

/** The right-hand side of dy/dt = f(t, y). */
public interface RightHandSide {
    /** Writes f(t, y); y is not to be changed. */
    void at(double t, double[] y, double[] into);
}
