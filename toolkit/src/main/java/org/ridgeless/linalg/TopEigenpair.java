package org.ridgeless.linalg;

import java.util.Arrays;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * The largest (signed) eigenvalue of a symmetric operator and its vector, by Lanczos' method with full reorthogonalization. It
 * stops when the residual |β s| is a millionth of the eigenvalue, whose error is of the order of the square of that, or as small
 * as rounding allows next to the largest curvature of either sign (B. Parlett, <i>The Symmetric Eigenvalue Problem</i>, Section
 * 13.2). A Ritz value is a lower bound only, so that one which has not settled is not returned.
 *
 * @param value the eigenvalue, or NaN if the operator gives what is not finite
 * @param vector its unit eigenvector
 * @param residual \(\|Av-\lambda v\|\)
 */
public record TopEigenpair(double value, double[] vector, double residual) {
    private static final int MOST = 600;
    /** So many steps are looked at one by one; then each look would cost more than the steps between. */
    private static final int CLOSE = 60;
    /** A step of a dense matrix costs less than a look. */
    private static final int STRIDE = 10;

    private static final double TOLERANCE = 1e-6;
    private static final double ROUNDING = 1e-13;

    /**
     * The pair of an operator, from a fixed random start.
     *
     * @param operator symmetric, p × p
     * @return the pair, after at most 600 products; fewer where so many vectors of length p would take more than a quarter of
     *     the memory
     * @throws ArithmeticException if it does not settle, with the last Ritz value and its residual
     */
    public static TopEigenpair of(SymmetricOperator operator) {
        return of(operator, Math.min(MOST, fitting(operator.order())));
    }

    /**
     * As {@link #of(SymmetricOperator)} with at most so many steps.
     *
     * @param operator symmetric, p × p
     * @param steps the most products, ≥ 1
     * @return the pair
     * @throws IllegalArgumentException if there is no step
     * @throws ArithmeticException if it does not settle, with the last Ritz value and its residual
     */
    public static TopEigenpair of(SymmetricOperator operator, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("an eigenpair takes at least 1 step, got " + steps);
        }
        int n = operator.order();
        double[] start = Lanczos.gaussian(n, Seeds.of(0).child("lanczos"));
        return settle(new Krylov(operator, start, Math.min(n, steps)), n, Math.min(n, steps), 1);
    }

    /**
     * The pair of a dense n × n matrix: O(n²) for each step, and a few dozen steps where the eigenvalue stands apart.
     *
     * @param matrix n² numbers, row by row, symmetric, which is not checked
     * @param n its order, ≥ 1
     * @param start any vector that is not orthogonal to the wanted one
     * @return the pair
     * @throws ArithmeticException if it does not settle, with the last Ritz value and its residual
     * @throws IllegalArgumentException if the lengths of matrix and start are not n² and n
     */
    public static TopEigenpair of(double[] matrix, int n, double[] start) {
        if (n < 1 || matrix.length != (long) n * n) {
            throw new IllegalArgumentException(
                    "a " + n + " × " + n + " matrix has " + (long) n * n + " entries, got " + matrix.length);
        }
        if (start.length != n) {
            throw new IllegalArgumentException(
                    "the matrix is of order " + n + ", got a start of length " + start.length);
        }
        int steps = Math.min(n, MOST);
        LinearOperator operator = (v, into) -> Products.addSymmetric(matrix, n, v, into);
        return settle(new Krylov(operator, start, steps), n, steps, STRIDE);
    }

    private static TopEigenpair settle(Krylov space, int n, int most, int stride) {
        int look = stride;
        TopEigenpair last = null;
        while (space.size() < most) {
            if (!space.step()) {
                // After a run has diverged the curvature is not a number, and no eigenvalue routine accepts that.
                return notANumber(n);
            }
            int k = space.size();
            if (k < look && k < most && !space.isExhausted()) {
                continue;
            }
            look = k < CLOSE ? k + stride : k + k / 6;
            SymmetricEigen ritz = space.ritz();
            double top = ritz.values()[k - 1];
            double residual = space.rest() * Math.abs(ritz.vector(k - 1)[k - 1]);
            double largest = Math.max(Math.abs(ritz.values()[0]), Math.abs(top));
            if (space.isExhausted() || residual <= Math.max(TOLERANCE * Math.abs(top), ROUNDING * largest)) {
                return new TopEigenpair(top, space.vector(ritz.vector(k - 1)), residual);
            }
            last = new TopEigenpair(top, null, residual);
        }
        throw new ArithmeticException(
                "the largest eigenvalue of an operator of order " + n + " did not settle in " + most
                        + " Lanczos steps: it is at least " + last.value + ", with a residual of " + last.residual
                        + "; accepted is " + TOLERANCE + " of the value");
    }

    private static TopEigenpair notANumber(int n) {
        double[] vector = new double[n];
        Arrays.fill(vector, Double.NaN);
        return new TopEigenpair(Double.NaN, vector, Double.NaN);
    }

    /** How many vectors of a basis take a quarter of the memory. */
    private static int fitting(int n) {
        return (int) Math.max(CLOSE, Math.min(MOST, Runtime.getRuntime().maxMemory() / 4 / Double.BYTES / n));
    }
}
