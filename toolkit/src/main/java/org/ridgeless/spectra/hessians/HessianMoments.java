package org.ridgeless.spectra.hessians;

import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.Bracket;

/**
 * Means over the limiting spectrum of \(H = \frac1n\sum_iG_ix_ix_i^{\mathsf T}\) with isotropic inputs and positive curvature G,
 * without its density.
 *
 * <p>For p/n = c &lt; 1 let δ solve \(E\bigl[\frac{G\delta}{1+G\delta}\bigr] = c\). Then
 * \(\frac1p\operatorname{tr}H^{-1}\to\delta/c\), \(\frac1p\log\det H\to\log\frac c\delta+\frac1cE\log(1+G\delta)-1\) and
 * \(\frac1p\operatorname{tr}H^2\to(EG)^2+c\,EG^2\). The first is {@link HessianBulk#stieltjes} at 0; the second follows from it by
 * integrating the trace of the resolvent.
 */
public final class HessianMoments {
    private final Law curvature;
    private final double ratio;
    private final double delta;

    private HessianMoments(Law curvature, double ratio) {
        this.curvature = curvature;
        this.ratio = ratio;

        double mean = curvature.mean();
        double s = Bracket.root(
                v -> curvature.expect(g -> {
                            double x = g / mean * v;
                            return x / (1 - v + x);
                        })
                        - ratio,
                0,
                1);
        this.delta = s / (1 - s) / mean;
    }

    /**
     * The moments for a law of the curvature.
     *
     * @param curvature the law of G, positive
     * @param ratio c = p/n, between 0 and 1
     * @return the moments
     * @throws IllegalArgumentException if c is outside of (0, 1), a curvature is negative, or all are 0
     */
    public static HessianMoments of(Law curvature, double ratio) {
        if (!(ratio > 0 && ratio < 1) || !(curvature.min() >= 0) || !(curvature.max() > 0)) {
            throw new IllegalArgumentException(
                    "moments of a Hessian need p/n in (0, 1) and curvatures that are not negative, got p/n = " + ratio
                            + " and curvatures from " + curvature.min());
        }
        return new HessianMoments(curvature, ratio);
    }

    /** The limit of \(\frac1p\log\det H\). */
    public double meanLog() {
        return Math.log(ratio / delta) + curvature.expect(g -> Math.log1p(g * delta)) / ratio - 1;
    }

    /** The limit of \(\frac1p\operatorname{tr}H^{-1}\). */
    public double meanInverse() {
        return delta / ratio;
    }

    /** The limit of \(\frac1p\operatorname{tr}H^2\). */
    public double meanSquare() {
        return curvature.mean() * curvature.mean() + ratio * curvature.expect(g -> g * g);
    }
}
