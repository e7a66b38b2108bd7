package org.ridgeless.margins;

import java.util.Arrays;
import org.ridgeless.linalg.NonNegativeLeastSquares;
import org.ridgeless.linalg.Vectors;

/**
 * The point w of least norm with a_i · w ≥ 1 for all rows, and its multipliers: w = Σ u_i a_i. Lawson and Hanson reduce it to
 * the non-negative least-squares problem min ‖E u − f‖ with the columns (a_i, s) of E and f = (0, …, 0, 1), whose residual is a
 * multiple of (−w, s). The unit s is best of the order of the largest margin: far from it one part of a column drowns in the
 * rounding of the other.
 */
final class LeastDistance {
    private LeastDistance() {}

    /**
     * What the problem comes to, each up to a positive factor. Where the constraints contradict each other, Σ u_i a_i = 0 to rounding
     * and w is rounding.
     *
     * @param w the point of least norm
     * @param u multipliers ≥ 0
     */
    record Point(double[] w, double[] u) {}

    static Point of(double[][] a, double unit) {
        int d = a[0].length;
        double[][] columns = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            columns[i] = Arrays.copyOf(a[i], d + 1);
            columns[i][d] = unit;
        }
        double[] target = new double[d + 1];
        target[d] = 1;
        NonNegativeLeastSquares.Solution solution = NonNegativeLeastSquares.solve(columns, target);
        return new Point(Vectors.scale(Arrays.copyOf(solution.residual(), d), -1), solution.weights());
    }
}
