package org.ridgeless.kernels.stability;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * What a ridgeless kernel machine predicts for a sample that it was not given, for each sample in turn.
 *
 * <p>The interpolant of smallest norm is \(f = k(\cdot, X)K^{-1}y\), and without sample i it misses that sample by
 * \[r_i = y_i - f_{S\setminus i}(x_i) = \frac{[K^{-1}y]_i}{[K^{-1}]_{ii}}\]
 * exactly. \(1/[K^{-1}]_{ii}\) is the squared distance of the feature vector of \(x_i\) from the span of the others, so that an
 * interpolant which adds c times a standard normal vector of their null space misses it by \(r_i^2 + c^2/[K^{-1}]_{ii}\) in the
 * mean square. K must be positive definite; one Cholesky factorization, O(n³).
 *
 * <p>Reference: A. Rangamani, L. Rosasco and T. Poggio, <i>For interpolating kernel machines, minimizing the norm of the ERM
 * solution minimizes stability</i>, arXiv 2006.15522.
 */
public final class LeaveOneOut {
    private final double[] residuals;
    private final double[] distances;
    private final double bound;

    private LeaveOneOut(double[] residuals, double[] distances, double bound) {
        this.residuals = residuals;
        this.distances = distances;
        this.bound = bound;
    }

    /**
     * All residuals from one factorization.
     *
     * @param kernel K, n × n, positive definite
     * @param labels y, one for each sample
     * @return the residuals and what bounds them
     * @throws IllegalArgumentException if there are fewer than 2 samples, a label is not finite, or the kernel is not n × n
     * @throws ArithmeticException if the kernel is not positive definite
     */
    public static LeaveOneOut of(Matrix kernel, double... labels) {
        int n = requireFit(kernel, labels);
        // Products of dual weights and distances leave the range of numbers before the residuals do; powers of 2 round
        // nothing.
        int unit = Math.getExponent(Vectors.largest(kernel.flat()));
        int ofLabels = Math.getExponent(Vectors.largest(labels));
        double[] scaled = Vectors.map(kernel.flat(), v -> Math.scalb(v, -unit));
        Cholesky factor = Cholesky.of(scaled, n);
        double[] dual = factor.solve(Vectors.map(labels, v -> Math.scalb(v, -ofLabels)));
        double[] inverse = factor.inverse();
        double[] residuals = new double[n];
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            double distance = 1 / inverse[i * n + i];
            distances[i] = Math.scalb(distance, unit);
            residuals[i] = Math.scalb(dual[i] * distance, ofLabels);
        }
        double[] spectrum = SymmetricEigen.values(scaled, n);
        // A matrix that is singular up to rounding may have a factor and no positive eigenvalue.
        double condition = spectrum[0] > 0 ? spectrum[n - 1] / spectrum[0] : Double.POSITIVE_INFINITY;
        return new LeaveOneOut(residuals, distances, condition * Vectors.norm(labels));
    }

    /**
     * The residuals by n fits of n − 1 samples each, O(n⁴): what the closed form is held against.
     *
     * @param kernel K, n × n, positive definite
     * @param labels y, one for each sample
     * @return n residuals
     * @throws IllegalArgumentException if there are fewer than 2 samples, a label is not finite, or the kernel is not n × n
     * @throws ArithmeticException if the kernel without a sample is not positive definite
     */
    public static double[] bruteForce(Matrix kernel, double... labels) {
        int n = requireFit(kernel, labels);
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            double[] rest = new double[(n - 1) * (n - 1)];
            double[] y = new double[n - 1];
            for (int a = 0; a < n - 1; a++) {
                int row = a < i ? a : a + 1;
                y[a] = labels[row];
                for (int b = 0; b < n - 1; b++) {
                    rest[a * (n - 1) + b] = kernel.get(row, b < i ? b : b + 1);
                }
            }
            double[] dual = Cholesky.of(rest, n - 1).solve(y);
            residuals[i] = labels[i];
            for (int a = 0; a < n - 1; a++) {
                residuals[i] -= kernel.get(i, a < i ? a : a + 1) * dual[a];
            }
        }
        return residuals;
    }

    /** r, the residual of each sample by the fit without it. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** κ(K)·‖y‖, which no residual exceeds: \(|[K^{-1}y]_i| \le \|K^{-1}\|\|y\|\) and \([K^{-1}]_{ii} \ge 1/\|K\|\). */
    public double conditionBound() {
        return bound;
    }

    /**
     * CV_loo with the square loss, when c times a standard normal vector of the null space is added to each fit.
     *
     * @param c size of what is added; 0 for the interpolants of smallest norm
     * @return the mean over the samples
     */
    public double stability(double c) {
        double sum = 0;
        for (int i = 0; i < residuals.length; i++) {
            sum += residuals[i] * residuals[i] + c * c * distances[i];
        }
        return sum / residuals.length;
    }

    private static int requireFit(Matrix kernel, double[] labels) {
        int n = labels.length;
        if (n < 2) {
            throw new IllegalArgumentException("leaving one out needs at least 2 samples, got " + n);
        }
        if (kernel.rows() != n || kernel.columns() != n) {
            throw new IllegalArgumentException("the kernel of " + n + " samples is " + n + " × " + n + ", got "
                    + kernel.rows() + " × " + kernel.columns());
        }
        if (!Vectors.areFinite(labels)) {
            throw new IllegalArgumentException("labels are finite numbers, got " + Arrays.toString(labels));
        }
        return n;
    }
}
