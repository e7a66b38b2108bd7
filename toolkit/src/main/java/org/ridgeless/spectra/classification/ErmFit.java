package org.ridgeless.spectra.classification;

import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;

/**
 * The minimizer of \(\frac1n\sum_i\ell(\beta^{\mathsf T}\tilde x_i)+\frac\gamma2\|\beta\|^2\) on data, by Newton's method with step
 * halving. One step costs O(n p² + p³).
 */
public final class ErmFit {
    /** How small the gradient has to be next to the pull of the ridge, with which the loss is in balance. */
    private static final double TOLERANCE = 1e-9;

    /** The same next to the sum of the pulls of all samples, where they are in balance among themselves. */
    private static final double ROUNDING = 1e-15;

    private static final int MOST_STEPS = 100;

    private final MarginLoss loss;
    private final double[] x;
    private final int p;
    private final int n;
    private final double ridge;

    private ErmFit(MarginLoss loss, double[] x, int p, double ridge) {
        this.loss = loss;
        this.x = x;
        this.p = p;
        this.n = x.length / p;
        this.ridge = ridge;
    }

    /**
     * The weights β.
     *
     * @param loss of the margin
     * @param x the signed samples \(y_ix_i\), n × p, one in each row
     * @param p the dimension
     * @param ridge γ > 0
     * @return p weights
     * @throws ArithmeticException when Newton's method does not settle, with the norm of the gradient
     * @throws IllegalArgumentException if the ridge is not positive
     */
    public static double[] newton(MarginLoss loss, double[] x, int p, double ridge) {
        if (!(ridge > 0)) {
            throw new IllegalArgumentException("the ridge must be positive, got " + ridge);
        }
        return new ErmFit(loss, x, p, ridge).run();
    }

    private double[] run() {
        double[] beta = new double[p];
        double[] margins = new double[n];
        double value = value(margins, beta);
        double norm = Double.NaN;
        for (int k = 0; k < MOST_STEPS; k++) {
            double[] gradient = gradient(margins, beta);
            norm = Vectors.norm(gradient);
            double accepted = Math.max(TOLERANCE * ridge * Vectors.norm(beta), ROUNDING * pull(margins));
            if (norm <= accepted) {
                return beta;
            }
            double[] step = newtonStep(margins, gradient);
            double length = 1;
            while (true) {
                double[] next = beta.clone();
                for (int i = 0; i < p; i++) {
                    next[i] -= length * step[i];
                }
                double[] moved = Products.multiply(x, next, n, p, 1);
                double lower = value(moved, next);
                // At the end the decrease drowns in rounding, and the full step is right.
                if (lower <= value + 1e-12 * Math.abs(value)) {
                    beta = next;
                    margins = moved;
                    value = lower;
                    break;
                }
                length /= 2;
                if (length < 1e-10) {
                    throw new ArithmeticException(
                            "Newton's method for the " + loss + " loss found no descent: gradient norm " + norm);
                }
            }
        }
        throw new ArithmeticException("Newton's method for the " + loss + " loss did not converge: gradient norm "
                + norm + " after " + MOST_STEPS + " steps");
    }

    private double value(double[] margins, double[] beta) {
        double sum = 0;
        for (double u : margins) {
            sum += loss.value(u);
        }
        double square = 0;
        for (double b : beta) {
            square += b * b;
        }
        return sum / n + ridge / 2 * square;
    }

    /** The mean of |ℓ′| times the norm of its sample: what the rounding of the gradient is a part of. */
    private double pull(double[] margins) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.abs(loss.slope(margins[i])) * Vectors.norm(x, i * p, (i + 1) * p) / n;
        }
        return sum;
    }

    private double[] gradient(double[] margins, double[] beta) {
        double[] slopes = new double[n];
        for (int i = 0; i < n; i++) {
            slopes[i] = loss.slope(margins[i]) / n;
        }
        double[] gradient = Products.transposeLeft(x, slopes, p, n, 1);
        for (int k = 0; k < p; k++) {
            gradient[k] += ridge * beta[k];
        }
        return gradient;
    }

    private double[] newtonStep(double[] margins, double[] gradient) {
        double[] weighted = new double[n * p];
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(loss.curvature(margins[i]) / n);
            for (int k = 0; k < p; k++) {
                weighted[i * p + k] = root * x[i * p + k];
            }
        }
        double[] hessian = Products.transposeLeft(weighted, weighted, p, n, p);
        for (int k = 0; k < p; k++) {
            hessian[k * p + k] += ridge;
        }
        return Cholesky.of(hessian, p).solve(gradient);
    }
}
