package org.ridgeless.kernels;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * Kernel regression and its whole course in time from one eigendecomposition: gradient flow in function space from f = 0 on
 * \(\frac1{2n}\sum(f(x_i)-y_i)^2\), \(\dot f=-\frac1n\Theta(f-y)\), so that
 * \(f_t(x)=\Theta(x,X)\,\Theta^{-1}\bigl(1-e^{-\Theta t/n}\bigr)y\); and ridge regression \(\Theta(x,X)(\Theta+n\lambda)^{-1}y\).
 *
 * <p>With the tangent kernel of a network this is the training of its linearization, step × rate = t. What is seen at time t is
 * free of any small ridge: directions with eigenvalues near 0 are not divided by them. Cost: O(n³) once, then O(n²) a time.
 * Reference: J. Lee et al., <i>Wide neural networks of any depth evolve as linear models under gradient descent</i>, NeurIPS
 * 2019, equations (8)–(11).
 *
 * {@snippet file="KernelsTest.java" region="flow"}
 */
public final class KernelFlow {
    /** Eigenvalues of either sign below this, relative to the largest modulus, are rounding. */
    private static final double ROUNDING = 1e-10;

    private final int n;
    private final double[] values;
    private final double[] vectors;
    /** The labels in the basis of the eigenvectors, a row for each output. */
    private final double[][] labels;

    private KernelFlow(int n, double[] values, double[] vectors, double[][] labels) {
        this.n = n;
        this.values = values;
        this.vectors = vectors;
        this.labels = labels;
    }

    /**
     * The flow for a kernel on the training inputs and their labels.
     *
     * @param kernel Θ on the training inputs, n × n, symmetric
     * @param labels y, n numbers
     * @return the flow from f = 0
     * @throws IllegalArgumentException if the kernel is not symmetric of the labels' order, or has an eigenvalue below −1e-10
     *     of the largest modulus
     */
    public static KernelFlow of(Matrix kernel, double... labels) {
        return ofOutputs(kernel, new double[][] {labels});
    }

    /**
     * The flow of several outputs, which do not interact: each has the same kernel, as at infinite width.
     *
     * @param kernel Θ on the training inputs, n × n, symmetric
     * @param targets a row for each training input, a column for each output
     * @return the flow from f = 0
     * @throws IllegalArgumentException as for one output
     */
    public static KernelFlow of(Matrix kernel, double[][] targets) {
        return ofOutputs(kernel, Matrix.of(targets).transpose().toArray());
    }

    private static KernelFlow ofOutputs(Matrix kernel, double[][] labels) {
        int n = labels[0].length;
        if (kernel.rows() != n || kernel.columns() != n || n == 0) {
            throw new IllegalArgumentException("a kernel on " + n + " labelled inputs is " + n + " × " + n + ", got "
                    + kernel.rows() + " × " + kernel.columns());
        }
        SymmetricEigen eigen = kernel.symmetricEigen();
        double[] values = eigen.values();
        double largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        if (!(values[0] >= -ROUNDING * largest)) {
            throw new IllegalArgumentException(
                    "a kernel has no negative eigenvalues, this one has " + values[0] + " beside " + values[n - 1]);
        }
        double[] vectors = eigen.vectors();
        double[][] turned = new double[labels.length][n];
        for (int c = 0; c < labels.length; c++) {
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < n; i++) {
                    turned[c][k] += vectors[k * n + i] * labels[c][i];
                }
            }
        }
        return new KernelFlow(n, values, vectors, turned);
    }

    /**
     * The outputs at other inputs at time t ≥ 0, which may be infinite; cross has a row for each of them.
     *
     * @param cross Θ(x, X), m × n
     * @param time t ≥ 0, may be infinite
     * @return m numbers
     * @throws IllegalArgumentException if the time is negative or NaN, or there are not n columns
     * @throws IllegalStateException if the flow has several outputs
     */
    public double[] predict(Matrix cross, double time) {
        requireOneOutput();
        return predictAll(cross, time)[0];
    }

    /**
     * As {@link #predict} for several outputs: a row for each output, a column for each input.
     *
     * @param cross Θ(x, X), m × n
     * @param time t ≥ 0, may be infinite
     * @return C × m numbers
     * @throws IllegalArgumentException if the time is negative or NaN, or there are not n columns
     */
    public double[][] predictAll(Matrix cross, double time) {
        requireTime(time);
        double floor = Math.ulp(values[n - 1]) * n;
        return outputs(cross, v -> {
            // (1 − e^{−vt/n})/v, which tends to t/n: an eigenvalue at rounding has not been learnt.
            if (v <= floor) {
                return Double.isInfinite(time) ? 0 : time / n;
            }
            return -Math.expm1(-v * time / n) / v;
        });
    }

    /**
     * The outputs of ridge regression with \(\frac1n\sum(f-y)^2+\lambda\|f\|^2\), λ &gt; 0.
     *
     * @param cross Θ(x, X), m × n
     * @param lambda λ &gt; 0; the matrix that is inverted is Θ + nλ
     * @return m numbers
     * @throws IllegalArgumentException if λ is not positive, or there are not n columns
     * @throws IllegalStateException if the flow has several outputs
     */
    public double[] ridge(Matrix cross, double lambda) {
        requireOneOutput();
        return ridgeAll(cross, lambda)[0];
    }

    /**
     * As {@link #ridge} for several outputs: a row for each output, a column for each input.
     *
     * @param cross Θ(x, X), m × n
     * @param lambda λ &gt; 0; the matrix that is inverted is Θ + nλ
     * @return C × m numbers
     * @throws IllegalArgumentException if λ is not positive, or there are not n columns
     */
    public double[][] ridgeAll(Matrix cross, double lambda) {
        if (!(lambda > 0)) {
            throw new IllegalArgumentException("a ridge is positive, got " + lambda);
        }
        return outputs(cross, v -> 1 / (Math.max(0, v) + n * lambda));
    }

    /**
     * The posterior variances \(k(x,x)-k(x,X)(K+n\lambda)^{-1}k(X,x)\) of the Gaussian process with this kernel and noise of variance nλ,
     * whose posterior mean is {@link #ridge}.
     *
     * @param cross k(x, X), m × n
     * @param own k(x, x), one for each row of cross
     * @param lambda λ &gt; 0
     * @return m variances, of the function without its noise
     * @throws IllegalArgumentException if the shapes do not fit or λ is not positive
     */
    public double[] variances(Matrix cross, double[] own, double lambda) {
        if (cross.columns() != n || cross.rows() != own.length || !(lambda > 0)) {
            throw new IllegalArgumentException("posterior variances take a row of " + n
                    + " numbers and an own one for each input, and a positive ridge, got " + cross + ", " + own.length
                    + " and " + lambda);
        }
        double[] variances = own.clone();
        for (int i = 0; i < own.length; i++) {
            for (int k = 0; k < n; k++) {
                double along = 0;
                for (int j = 0; j < n; j++) {
                    along += cross.get(i, j) * vectors[k * n + j];
                }
                variances[i] -= along * along / (Math.max(0, values[k]) + n * lambda);
            }
        }
        return variances;
    }

    /**
     * The training loss \(\frac1{2n}\sum(f_t(x_i)-y_i)^2\) at time t, summed over the outputs.
     *
     * @param time t ≥ 0, may be infinite
     * @return a number ≥ 0
     * @throws IllegalArgumentException if the time is negative or NaN
     */
    public double loss(double time) {
        requireTime(time);
        double sum = 0;
        for (double[] turned : labels) {
            for (int k = 0; k < n; k++) {
                double left = turned[k] * (values[k] <= 0 ? 1 : Math.exp(-values[k] * time / n));
                sum += left * left;
            }
        }
        return sum / (2 * n);
    }

    /** 2n/λ_max: the largest step of gradient descent that does not diverge on this loss. */
    public double largestRate() {
        return 2 * n / values[n - 1];
    }

    private void requireOneOutput() {
        if (labels.length > 1) {
            throw new IllegalStateException(
                    "this flow has " + labels.length + " outputs; predictAll and ridgeAll give a row for each");
        }
    }

    private static void requireTime(double time) {
        if (!(time >= 0)) {
            throw new IllegalArgumentException("a time is at least 0, got " + time);
        }
    }

    private double[][] outputs(Matrix cross, DoubleUnaryOperator filter) {
        if (cross.columns() != n) {
            throw new IllegalArgumentException(
                    "a cross kernel has a column for each of the " + n + " training inputs, got " + cross.columns());
        }
        double[][] outputs = new double[labels.length][];
        for (int c = 0; c < labels.length; c++) {
            double[] dual = new double[n];
            for (int k = 0; k < n; k++) {
                double share = filter.applyAsDouble(values[k]) * labels[c][k];
                for (int i = 0; i < n; i++) {
                    dual[i] += share * vectors[k * n + i];
                }
            }
            outputs[c] = cross.times(dual);
        }
        return outputs;
    }
}
