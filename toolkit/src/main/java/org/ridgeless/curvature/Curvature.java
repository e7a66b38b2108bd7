package org.ridgeless.curvature;

import org.ridgeless.linalg.LinearOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Risk;

/** The curvature of a risk at a point as an operator, for {@code linalg}'s Lanczos, densities and eigenpairs. */
public final class Curvature {
    private Curvature() {}

    /**
     * The Hessian of the risk at the weights w. It keeps the network linearized at w, so that the risk must not be used at
     * other weights meanwhile.
     */
    public static LinearOperator hessian(Risk risk, double... w) {
        risk.linearize(requireSize(risk, w));
        return (v, into) -> risk.hessianProductAt(w, v, into);
    }

    /** The Gauss–Newton matrix of the risk at the weights w, \(\tfrac1n\sum_iJ_i^\top A_iJ_i\). */
    public static LinearOperator gaussNewton(Risk risk, double... w) {
        requireSize(risk, w);
        return (v, into) -> Vectors.addScaled(into, 1, risk.gaussNewtonProduct(w, v));
    }

    private static double[] requireSize(Risk risk, double[] w) {
        if (w.length != risk.parameterCount()) {
            throw new IllegalArgumentException(
                    "the risk has " + risk.parameterCount() + " parameters, got " + w.length + " weights");
        }
        return w;
    }
}
