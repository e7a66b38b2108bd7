package org.ridgeless.kernels;

/**
 * The arc-cosine function of order one, \(J(\varphi)=\sin\varphi-\varphi\cos\varphi\): the kernel of ReLU is \(\|a\|\|b\|
 * J(\pi-\theta)/2\pi\) at the angle θ.
 *
 * <p><b>Reference</b> Y. Cho, L. Saul, <i>Kernel Methods for Deep Learning</i>, NeurIPS 2009, equation (6).
 */
public final class ArcCosine {
    /** Up to here the series is exact to rounding, and the difference is not. */
    private static final double SMALL = 0.1;

    private ArcCosine() {}

    /**
     * J(φ), φ in [0, π], to a relative 10⁻¹³ also where φ is so small that sine and cosine term cancel.
     *
     * @param phi φ in radians, from 0 to π
     * @return J(φ), from 0 to π
     */
    public static double first(double phi) {
        if (!(phi < SMALL)) {
            return Math.sin(phi) - phi * Math.cos(phi);
        }
        double square = phi * phi;
        return phi * square * (1.0 / 3 - square * (1.0 / 30 - square * (1.0 / 840 - square / 45360)));
    }
}
