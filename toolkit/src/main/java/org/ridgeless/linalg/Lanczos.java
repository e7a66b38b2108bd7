package org.ridgeless.linalg;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The Lanczos process for a symmetric operator with full reorthogonalization: Ritz values that approach the extreme
 * eigenvalues, and the quadrature weights of the start vector. {@link Eigenpairs} has the vectors, too.
 *
 * <p><b>Cost</b> k products and O(k² p) for the reorthogonalization, k p numbers of memory.
 *
 * <p><b>Reference</b> G. Golub, G. Meurant, <i>Matrices, Moments and Quadrature with Applications</i>, 2010, Chapter 4.
 */
public final class Lanczos {
    private final double[] values;
    private final double[] weights;
    /** Whether the Ritz values are eigenvalues. */
    private final boolean exhausted;

    private Lanczos(double[] values, double[] weights, boolean exhausted) {
        this.values = values;
        this.weights = weights;
        this.exhausted = exhausted;
    }

    /**
     * So many steps from a random Gaussian start. Ends early where the Krylov space is exhausted, whose Ritz values then are
     * eigenvalues.
     *
     * @param operator symmetric, p × p
     * @param steps k ≥ 1; more than p are p
     * @param seeds of the start
     * @return at most k Ritz values with their weights
     * @throws CancellationException if the thread is interrupted: fewer steps would be another quadrature
     * @throws ArithmeticException if the operator gives what is not finite
     * @throws IllegalArgumentException if k is below 1
     */
    public static Lanczos of(SymmetricOperator operator, int steps, Seeds seeds) {
        int order = operator.order();
        if (steps < 1) {
            throw new IllegalArgumentException("Lanczos' method takes at least 1 step, got " + steps);
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
        return new Lanczos(eigen.values(), weights, space.isExhausted());
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

    /** The integral of a function by the quadrature of the start vector. */
    double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * f.applyAsDouble(values[i]);
        }
        return sum;
    }

    /** Bounds of the share of the start vector at eigenvalues up to x. */
    double[] shareUpTo(double x) {
        if (exhausted) {
            double share = mean(value -> value <= x ? 1 : 0);
            return new double[] {share, share};
        }
        double before = 0;
        int i = 0;
        while (i < values.length && values[i] <= x) {
            before += weights[i++];
        }
        // For θ_{i−1} ≤ x < θ_i, all before θ_{i−1} is below x, and what is up to x is at most all up to θ_i.
        double low = i == 0 ? 0 : before - weights[i - 1];
        return new double[] {low, i < values.length ? Math.min(1, before + weights[i]) : 1};
    }
}
