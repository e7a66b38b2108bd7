package org.ridgeless.linalg;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The Lanczos process for a symmetric operator with full reorthogonalization: Ritz values that approach the extreme
 * eigenvalues, and the quadrature weights of the start vector.
 *
 * <p><b>Cost</b> k products and O(k² p) for the reorthogonalization, k p numbers of memory.
 *
 * <p><b>Reference</b> G. Golub, G. Meurant, <i>Matrices, Moments and Quadrature with Applications</i>, 2010, Chapter 4.
 */
public final class Lanczos {
    private final double[] values;
    private final double[] weights;

    private Lanczos(double[] values, double[] weights) {
        this.values = values;
        this.weights = weights;
    }

    /**
     * So many steps from a random Gaussian start. Ends early where the Krylov space is exhausted, whose Ritz values then are
     * eigenvalues.
     *
     * @throws CancellationException if the thread is interrupted: fewer steps would be another quadrature
     * @throws ArithmeticException if the operator gives what is not finite
     */
    public static Lanczos of(LinearOperator operator, int order, int steps, Seeds seeds) {
        if (order < 1 || steps < 1) {
            throw new IllegalArgumentException("order and steps must be positive, got " + order + " and " + steps);
        }
        Krylov space = new Krylov(operator, gaussian(order, seeds.child("lanczos")), Math.min(steps, order));
        do {
            if (!space.step()) {
                throw new ArithmeticException(
                        "the product with the operator is not finite at Lanczos step " + space.size());
            }
        } while (space.size() < Math.min(steps, order) && !space.isExhausted());
        SymmetricEigen eigen = space.ritz();
        double[] weights = new double[space.size()];
        Arrays.setAll(weights, i -> eigen.vector(i)[0] * eigen.vector(i)[0]);
        return new Lanczos(eigen.values(), weights);
    }

    static double[] gaussian(int order, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        return normal.samples(order).toArray();
    }

    /** The Ritz values, ascending; the outermost ones approach the extreme eigenvalues first. */
    public double[] values() {
        return values.clone();
    }

    /** The share of the start vector at each Ritz value; they sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    /** The largest Ritz value, a lower bound of the largest eigenvalue; {@link TopEigenpair} goes on until it settles. */
    public double largest() {
        return values[values.length - 1];
    }
}
