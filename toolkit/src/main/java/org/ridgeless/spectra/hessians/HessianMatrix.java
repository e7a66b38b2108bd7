package org.ridgeless.spectra.hessians;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.random.Seeds;

/** Hessians \(\frac1n\sum_iG(w^{\mathsf T}x_i)\,x_ix_i^{\mathsf T}\) of generalized linear models on Gaussian inputs. */
public final class HessianMatrix {
    /** The coordinate along which the mean of the inputs points. */
    public static final int MEAN_AXIS = 0;
    /** The coordinate along which the weights point. */
    public static final int WEIGHT_AXIS = 1;

    private HessianMatrix() {}

    /**
     * Draws a Hessian of order p from n inputs \(x\sim\mathcal N(\mu, I)\). Isotropy lets μ and w lie along coordinates.
     *
     * @param p order, ≥ 2
     * @param n inputs, ≥ 1
     * @param meanNorm ‖μ‖
     * @param weightNorm ‖w‖
     * @param curvature G as a function of the score \(w^{\mathsf T}x\)
     * @param seeds of the inputs
     * @return p² numbers, row by row; 2np² flops
     * @throws IllegalArgumentException if p is below 2 or n below 1
     */
    public static double[] sample(
            int p, int n, double meanNorm, double weightNorm, DoubleUnaryOperator curvature, Seeds seeds) {
        if (p < 2 || n < 1) {
            throw new IllegalArgumentException("a Hessian needs p ≥ 2 and n ≥ 1, got " + p + " and " + n);
        }
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] x = new double[n * p];
        double[] weighted = new double[n * p];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < p; k++) {
                x[i * p + k] = normal.sample() + (k == MEAN_AXIS ? meanNorm : 0);
            }
            double g = curvature.applyAsDouble(weightNorm * x[i * p + WEIGHT_AXIS]) / n;
            for (int k = 0; k < p; k++) {
                weighted[i * p + k] = g * x[i * p + k];
            }
        }
        return Products.transposeLeft(x, weighted, p, n, p);
    }
}
