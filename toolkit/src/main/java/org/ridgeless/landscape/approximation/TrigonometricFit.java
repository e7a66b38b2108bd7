package org.ridgeless.landscape.approximation;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/**
 * A trigonometric polynomial Σ_{|k| ≤ n} c_k e^{ikx} with real values through M points: where it has more coefficients than there are
 * points, the one with the least Σ (1 + |k|)^{2p} |c_k|²; where it has fewer, least squares. p = 0 is the minimum norm of the
 * coefficients, p &gt; 0 asks for smoothness (H. Mhaskar and T. Poggio, <i>An analysis of training and generalization errors in shallow
 * and deep networks</i>, 2018, arXiv:1802.06266).
 *
 * <p><i>Cost:</i> one least-squares problem of M × (2n + 1).
 */
public final class TrigonometricFit {
    private final double[] cosines;
    private final double[] sines;
    private final double residual;

    private TrigonometricFit(double[] cosines, double[] sines, double residual) {
        this.cosines = cosines;
        this.sines = sines;
        this.residual = residual;
    }

    /**
     * Fits values at points.
     *
     * @param x M points, in radians
     * @param y M values
     * @param degree n ≥ 0
     * @param smoothness p ≥ 0
     * @return the polynomial
     * @throws IllegalArgumentException if there are no points, not as many values, or n or p is negative
     */
    public static TrigonometricFit of(double[] x, double[] y, int degree, double smoothness) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException(
                    "a fit needs as many values as points, got " + x.length + " points and " + y.length + " values");
        }
        if (degree < 0 || !(smoothness >= 0)) {
            throw new IllegalArgumentException("a fit needs n ≥ 0 and p ≥ 0, got " + degree + " and " + smoothness);
        }
        double[][] rows = new double[x.length][2 * degree + 1];
        double[] scale = new double[degree + 1];
        for (int k = 0; k <= degree; k++) {
            // |c_k|² + |c_{−k}|² is half of the sum of the squares of the coefficients of cosine and sine.
            scale[k] = (k == 0 ? 1 : Math.sqrt(2)) * Math.pow(1 + k, -smoothness);
        }
        for (int i = 0; i < x.length; i++) {
            rows[i][0] = scale[0];
            for (int k = 1; k <= degree; k++) {
                rows[i][2 * k - 1] = scale[k] * Math.cos(k * x[i]);
                rows[i][2 * k] = scale[k] * Math.sin(k * x[i]);
            }
        }
        Matrix design = Matrix.of(rows);
        double[] solution = design.solve(y);
        double[] left = Vectors.subtract(y, design.times(solution));
        double[] cosines = new double[degree + 1];
        double[] sines = new double[degree + 1];
        cosines[0] = scale[0] * solution[0];
        for (int k = 1; k <= degree; k++) {
            cosines[k] = scale[k] * solution[2 * k - 1];
            sines[k] = scale[k] * solution[2 * k];
        }
        return new TrigonometricFit(cosines, sines, Vectors.largest(left));
    }

    /** The largest distance from the values at the points: the training error. */
    public double residual() {
        return residual;
    }

    /**
     * The values at 2πi/L for i = 0, …, L − 1.
     *
     * @param points L, a multiple of 4
     * @return L values
     * @throws IllegalArgumentException if L is not a multiple of 4
     */
    public double[] onGrid(int points) {
        if (points < 4 || points % 4 != 0) {
            throw new IllegalArgumentException("the points of a grid must be a multiple of 4, got " + points);
        }
        double[] table = new double[points];
        for (int i = 0; i < points; i++) {
            table[i] = Math.cos(2 * Math.PI * i / points);
        }
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            double sum = cosines[0];
            int turn = 0;
            for (int k = 1; k < cosines.length; k++) {
                turn = (turn + i) % points;
                // sin θ = cos(θ − π/2), a quarter of the grid back.
                sum += cosines[k] * table[turn] + sines[k] * table[(turn + 3 * points / 4) % points];
            }
            values[i] = sum;
        }
        return values;
    }
}
