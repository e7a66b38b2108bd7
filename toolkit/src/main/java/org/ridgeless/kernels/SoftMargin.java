package org.ridgeless.kernels;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;

/**
 * Soft-margin classification with a kernel and no bias, \( \min_g\ \tfrac1n\sum_i(1-y_ig_i)_+ +
 * \tfrac\lambda2\lVert g\rVert_K^2 \) with \(g=K\alpha\) on the data and labels ±1.
 *
 * <p>{@link #solve} takes the dual box program \( \max\ \lambda(\mathbf 1^\top b-\tfrac12b^\top Qb),\ 0\le b\le
 * \tfrac1{n\lambda},\ \alpha=b\circ y,\ Q=yy^\top\circ K \) by coordinate ascent; {@link #descend} takes the subgradient
 * dynamics \( \alpha\leftarrow(1-\eta\lambda)\alpha+\tfrac\eta n\mathbf 1[yg&lt;1]\,y \) of the primal.
 *
 * <p><b>Reference</b> Y. Chen, W. Huang, L. Nguyen, T.-W. Weng, <i>On the Equivalence between Neural Network and Support
 * Vector Machine</i>, NeurIPS 2021, equations (4)–(7).
 *
 * {@snippet file="KernelsTest.java" region="soft-margin"}
 */
public final class SoftMargin {
    private static final int SWEEPS = 100_000;

    private final double[][] kernel;
    private final double[] labels;
    private final double penalty;

    private SoftMargin(double[][] kernel, double[] labels, double penalty) {
        this.kernel = kernel;
        this.labels = labels;
        this.penalty = penalty;
    }

    /**
     * The machine on a positive semidefinite kernel matrix, with labels −1 and 1 and penalty λ.
     *
     * @param kernel K, n × n, positive semidefinite with a positive diagonal; copied
     * @param labels n numbers, each −1 or 1
     * @param penalty λ, finite and &gt; 0
     * @return the problem
     * @throws IllegalArgumentException if the shapes do not fit, an entry is not finite, a label is another number, or the diagonal or
     *     λ is not positive
     */
    public static SoftMargin of(double[][] kernel, double[] labels, double penalty) {
        if (kernel.length == 0 || kernel.length != labels.length || kernel[0].length != kernel.length) {
            throw new IllegalArgumentException("a square kernel matrix with one label for each row, got "
                    + kernel.length + " rows and " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (Math.abs(labels[i]) != 1) {
                throw new IllegalArgumentException("labels must be −1 or 1, label " + i + " is " + labels[i]);
            }
            if (kernel[i].length != kernel.length || !Vectors.areFinite(kernel[i])) {
                throw new IllegalArgumentException("a kernel matrix is square and of finite numbers, row " + i + " is "
                        + Arrays.toString(kernel[i]));
            }
            if (!(kernel[i][i] > 0)) {
                throw new IllegalArgumentException(
                        "the diagonal of a kernel must be positive, entry " + i + " is " + kernel[i][i]);
            }
        }
        if (!(penalty > 0) || Double.isInfinite(penalty)) {
            throw new IllegalArgumentException("the penalty must be positive and finite, got " + penalty);
        }
        return new SoftMargin(
                Arrays.stream(kernel).map(double[]::clone).toArray(double[][]::new), labels.clone(), penalty);
    }

    /**
     * The coefficients α of the optimum, to a duality gap of at most the accuracy.
     *
     * @param accuracy of the objective, &gt; 0
     * @return α, n numbers; O(n²) flops a sweep over the samples
     * @throws IllegalArgumentException if the accuracy is not positive
     * @throws ArithmeticException if the gap stays larger, with the gap
     */
    public double[] solve(double accuracy) {
        if (!(accuracy > 0)) {
            throw new IllegalArgumentException("the accuracy must be positive, got " + accuracy);
        }
        int n = labels.length;
        double box = 1 / (n * penalty);
        double[] alpha = new double[n];
        double[] g = new double[n];
        for (int sweep = 0; sweep < SWEEPS && !Thread.currentThread().isInterrupted(); sweep++) {
            for (int i = 0; i < n; i++) {
                double b = alpha[i] * labels[i] + (1 - labels[i] * g[i]) / kernel[i][i];
                double moved = labels[i] * Math.max(0, Math.min(box, b)) - alpha[i];
                if (moved != 0) {
                    alpha[i] += moved;
                    for (int k = 0; k < n; k++) {
                        g[k] += moved * kernel[i][k];
                    }
                }
            }
            if (sweep % 10 == 9 && dualityGap(alpha) <= accuracy) {
                return alpha;
            }
        }
        throw new ArithmeticException("the support vector machine kept a duality gap of " + dualityGap(alpha));
    }

    /**
     * The coefficients before each of so many subgradient steps and after the last, from α = 0.
     *
     * @param rate η
     * @param steps how many
     * @return steps + 1 rows of n coefficients
     */
    public double[][] descend(double rate, int steps) {
        int n = labels.length;
        double[][] path = new double[steps + 1][];
        path[0] = new double[n];
        for (int t = 0; t < steps; t++) {
            double[] g = predict(kernel, path[t]);
            double[] next = path[t].clone();
            for (int i = 0; i < n; i++) {
                next[i] = (1 - rate * penalty) * next[i] + (labels[i] * g[i] < 1 ? rate / n * labels[i] : 0);
            }
            path[t + 1] = next;
        }
        return path;
    }

    /**
     * The value of the primal at the given coefficients.
     *
     * @param alpha α, n numbers
     * @return mean hinge loss and penalty
     */
    public double objective(double... alpha) {
        double[] g = predict(kernel, alpha);
        double hinge = 0;
        double norm = 0;
        for (int i = 0; i < g.length; i++) {
            hinge += Math.max(0, 1 - labels[i] * g[i]) / g.length;
            norm += alpha[i] * g[i];
        }
        return hinge + penalty / 2 * norm;
    }

    /**
     * Primal minus dual at dual-feasible coefficients: an upper bound on how far the objective is from the optimum.
     *
     * @param alpha α, n numbers with 0 ≤ αᵢyᵢ ≤ 1/(nλ)
     * @return a number ≥ 0 up to rounding
     */
    public double dualityGap(double... alpha) {
        double[] g = predict(kernel, alpha);
        double linear = 0;
        double norm = 0;
        for (int i = 0; i < g.length; i++) {
            linear += alpha[i] * labels[i];
            norm += alpha[i] * g[i];
        }
        return objective(alpha) - penalty * (linear - norm / 2);
    }

    /**
     * The functions at other points, given their kernel with the training points (one row a point).
     *
     * @param cross a row of n numbers for each point
     * @param alpha α, n numbers
     * @return a value for each point
     */
    public static double[] predict(double[][] cross, double... alpha) {
        double[] g = new double[cross.length];
        for (int i = 0; i < cross.length; i++) {
            for (int k = 0; k < alpha.length; k++) {
                g[i] += cross[i][k] * alpha[k];
            }
        }
        return g;
    }

    @Override
    public String toString() {
        return "soft-margin machine on " + labels.length + " samples, λ = " + penalty;
    }
}
