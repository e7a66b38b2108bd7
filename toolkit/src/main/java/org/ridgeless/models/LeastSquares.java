package org.ridgeless.models;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.ridgeless.linalg.Vectors;

/**
 * Least squares \( L(w) = \frac{1}{2n}\sum_i (w\cdot x_i - y_i)^2 \) at its minimum w*, with n ≥ d samples that span the space:
 * H is the Hessian, \( C = \frac1n \sum_i e_i^2 x_i x_i^\top \) the covariance of one sample's gradient at w*, e the residuals.
 */
public final class LeastSquares {
    private final double[][] x;
    private final double[] y;
    private final int d;

    private LeastSquares(double[][] x, double[] y) {
        this.x = x;
        this.y = y;
        this.d = x[0].length;
    }

    /**
     * The problem with one sample a row.
     *
     * @param x n × d with n ≥ d ≥ 1, one sample a row
     * @param y n targets
     * @return the problem
     * @throws IllegalArgumentException if there is not one target a row, rows differ in length, there are fewer samples than dimensions, or
     *     a number is not finite
     */
    public static LeastSquares of(double[][] x, double... y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "least squares needs one target a row, got " + x.length + " rows and " + y.length + " targets");
        }
        if (x.length < x[0].length) {
            throw new IllegalArgumentException(
                    "the minimum is a point only for n ≥ d, got n = " + x.length + " and d = " + x[0].length);
        }
        for (int i = 0; i < x.length; i++) {
            if (x[i].length != x[0].length || !Vectors.areFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException("a sample has " + x[0].length
                        + " finite inputs and a finite target, got " + Arrays.toString(x[i]) + " and " + y[i]);
            }
        }
        return new LeastSquares(x, y);
    }

    /** d. */
    public int dimension() {
        return d;
    }

    /** n. */
    public int samples() {
        return x.length;
    }

    double[] input(int i) {
        return x[i];
    }

    double target(int i) {
        return y[i];
    }

    /** H = (1/n) Σ x xᵀ. */
    public double[][] hessian() {
        return weighted(i -> 1);
    }

    /** w*. */
    public double[] minimum() {
        double[] right = new double[d];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < d; j++) {
                right[j] += y[i] * x[i][j] / x.length;
            }
        }
        return Elimination.solve(hessian(), right);
    }

    /** C. */
    public double[][] gradientCovariance() {
        double[] w = minimum();
        return weighted(i -> {
            double e = Vectors.dot(w, x[i]) - y[i];
            return e * e;
        });
    }

    /** E[x xᵀ S x xᵀ]. */
    double[][] fourthMoment(double[][] s) {
        return weighted(i -> {
            double form = 0;
            for (int j = 0; j < d; j++) {
                form += x[i][j] * Vectors.dot(s[j], x[i]);
            }
            return form;
        });
    }

    /** E[x_i x_j x_k x_l] in row id + j and column kd + l. */
    double[][] fourthMoments() {
        double[][] moments = new double[d * d][d * d];
        double[] products = new double[d * d];
        for (double[] row : x) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    products[i * d + j] = row[i] * row[j];
                }
            }
            for (int p = 0; p < d * d; p++) {
                double[] sums = moments[p];
                double scale = products[p] / x.length;
                for (int q = 0; q < d * d; q++) {
                    sums[q] += scale * products[q];
                }
            }
        }
        return moments;
    }

    /** (1/n) Σ weight_i x_i x_iᵀ. */
    private double[][] weighted(IntToDoubleFunction weight) {
        double[][] sum = new double[d][d];
        for (int i = 0; i < x.length; i++) {
            double scale = weight.applyAsDouble(i) / x.length;
            for (int j = 0; j < d; j++) {
                double[] row = sum[j];
                double factor = scale * x[i][j];
                for (int k = 0; k < d; k++) {
                    row[k] += factor * x[i][k];
                }
            }
        }
        return sum;
    }
}
