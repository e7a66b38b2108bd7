package org.ridgeless.landscape.minima;

import org.ridgeless.nets.Risk;

/** A smooth function of weights whose critical points are wanted. */
public interface Landscape {
    /** W. */
    int dimension();

    /**
     * L(w).
     *
     * @param w W weights
     * @return a number
     */
    double value(double... w);

    /**
     * ∇L(w).
     *
     * @param w W weights
     * @return W numbers
     */
    double[] gradient(double... w);

    /**
     * ∇²L(w), row after row.
     *
     * @param w W weights
     * @return W² numbers
     */
    double[] hessian(double... w);

    /**
     * The risk of a network, meant for one thread as the risk is.
     *
     * @param risk of W parameters
     * @return the landscape, which holds no more than the risk
     */
    static Landscape of(Risk risk) {
        return new Landscape() {
            @Override
            public int dimension() {
                return risk.parameterCount();
            }

            @Override
            public double value(double... w) {
                return risk.value(w);
            }

            @Override
            public double[] gradient(double... w) {
                return risk.gradient(w);
            }

            @Override
            public double[] hessian(double... w) {
                double[] into = new double[w.length * w.length];
                risk.hessian(w, into);
                return into;
            }
        };
    }
}
