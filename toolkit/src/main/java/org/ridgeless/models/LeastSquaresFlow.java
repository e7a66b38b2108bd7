package org.ridgeless.models;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SingularDecomposition;

/**
 * Gradient flow and gradient descent on \(L(w)=\frac1{2n}\|Xw-y\|^2\) from any start \(w_0\), in closed form and for any number
 * of samples and dimensions. With \(X=\sum_is_iu_iv_i^\top\) and the curvatures \(\lambda_i=s_i^2/n\) of its nonzero modes,
 * \[w=w_0+\sum_ig(\lambda_i)\Bigl(\frac{u_i^\top y}{s_i}-v_i^\top w_0\Bigr)v_i\]
 * with the filter \(g=1-e^{-\lambda t}\) for the flow at time t, \(1-(1-\eta\lambda)^k\) after k steps of length η,
 * \(\lambda/(\lambda+r)\) for the minimizer of \(L+\frac r2\|w-w_0\|^2\), and 1 in the limit: the solution nearest to \(w_0\),
 * which from 0 is that of least norm. What lies in the null space of X never moves.
 *
 * <p><b>Cost</b> O(nd min(n, d)) once, then O(d min(n, d)) for each point.
 *
 * <p><b>Reference</b> Ali, Kolter and Tibshirani, <i>A continuous-time view of early stopping for least squares</i>, AISTATS
 * 2019, Section 2.
 */
public final class LeastSquaresFlow {
    private final int d;
    private final double[] singular;
    private final double[] curvatures;
    private final double[][] right;
    /** \(u_i^\top y/s_i\). */
    private final double[] solution;

    private LeastSquaresFlow(int n, int d, SingularDecomposition svd, double... y) {
        this.d = d;
        double[] all = svd.values();
        double cut = Math.max(n, d) * Math.ulp(1.0) * all[0];
        singular = Arrays.stream(all).takeWhile(s -> s > cut).toArray();
        curvatures = Arrays.stream(singular).map(s -> s * s / n).toArray();
        double[] left = svd.left();
        double[] rows = svd.rightTransposed();
        right = new double[singular.length][];
        solution = new double[singular.length];
        for (int i = 0; i < singular.length; i++) {
            right[i] = Arrays.copyOfRange(rows, i * d, (i + 1) * d);
            for (int k = 0; k < n; k++) {
                solution[i] += left[k * all.length + i] * y[k] / singular[i];
            }
        }
    }

    /**
     * The problem with one sample a row. Modes below max(n, d) roundings of the largest count as the null space.
     *
     * @param x X, n × d with n, d ≥ 1, one sample a row
     * @param y n targets
     * @return the flow, with the singular vectors of X computed
     * @throws IllegalArgumentException if the numbers of rows and targets differ, a target is not finite, or X is 0
     */
    public static LeastSquaresFlow of(double[][] x, double... y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "least squares needs one target a row, got " + x.length + " rows and " + y.length + " targets");
        }
        Matrix matrix = Matrix.of(x);
        if (!Vectors.areFinite(y)) {
            throw new IllegalArgumentException("targets are finite numbers, got " + Arrays.toString(y));
        }
        if (Vectors.largest(matrix.flat()) == 0) {
            throw new IllegalArgumentException("least squares needs inputs, those given are all 0");
        }
        return new LeastSquaresFlow(matrix.rows(), matrix.columns(), matrix.svd(), y);
    }

    /**
     * The weights of gradient flow from a start at a time t ≥ 0, which may be infinite.
     *
     * @param time t ≥ 0; infinite for the limit
     * @param start w₀, d weights
     * @return d weights
     * @throws IllegalArgumentException if the time is negative or NaN, or the start has another length
     */
    public double[] at(double time, double... start) {
        return filtered(growth(time), start);
    }

    /**
     * The weights of gradient descent after so many steps.
     *
     * @param steps k ≥ 0
     * @param rate η, above 0 and below {@link #largestRate}
     * @param start w₀, d weights
     * @return d weights
     * @throws IllegalArgumentException if steps of this length diverge, or there are fewer than 0; the message has both
     */
    public double[] after(int steps, double rate, double... start) {
        requireStable(steps, rate);
        return filtered(v -> 1 - Math.pow(1 - rate * v, steps), start);
    }

    /**
     * The weights after so many anchored steps \(w_{t+1}=\frac1{t+2}a+(1-\frac1{t+2})(w_t-\eta\nabla L(w_t))\). In a mode with
     * \(r=1-\eta\lambda_i\) and the solution \(w^*\) nearest to the anchor,
     * \((t+1)(w_t-w^*)=r^t(w_0-w^*)+\frac{1-r^t}{1-r}(a-w^*)\), and in the null space \((t+1)(w_t-a)=w_0-a\): the distance from
     * w* falls like 1/t (B. Halpern, 1967).
     *
     * @param steps t ≥ 0
     * @param rate η, above 0 and below {@link #largestRate}
     * @param anchor a, d weights
     * @param start w₀, d weights
     * @return d weights
     * @throws IllegalArgumentException if steps of this length diverge, or there are fewer than 0; the message has both
     */
    public double[] anchored(int steps, double rate, double[] anchor, double... start) {
        requireStable(steps, rate);
        double[] nearest = limit(anchor);
        return Vectors.addScaled(
                nearest, 1.0 / (steps + 1), anchoredTimesSteps(steps, rate, anchor, Vectors.subtract(start, nearest)));
    }

    /**
     * The limit of \((t+1)(w_t-w^*)\) for anchored steps, whose norm is the constant of their rate.
     *
     * @param rate η, above 0 and below {@link #largestRate}
     * @param anchor a, d weights
     * @param start w₀, d weights
     * @return d numbers
     * @throws IllegalArgumentException if steps of this length diverge
     */
    public double[] anchoredLimit(double rate, double[] anchor, double... start) {
        requireStable(0, rate);
        return anchoredTimesSteps(Double.POSITIVE_INFINITY, rate, anchor, Vectors.subtract(start, limit(anchor)));
    }

    private double[] anchoredTimesSteps(double steps, double rate, double[] anchor, double[] away) {
        double[] sum = nullPart(away);
        for (int i = 0; i < singular.length; i++) {
            double left = Math.pow(1 - rate * curvatures[i], steps);
            double pull = Vectors.dot(right[i], anchor) - solution[i];
            double part = left * Vectors.dot(right[i], away) + (1 - left) / (rate * curvatures[i]) * pull;
            Vectors.addScaled(sum, part, right[i]);
        }
        return sum;
    }

    /**
     * The minimizer of \(L(w)+\frac r2\|w-w_0\|^2\), r &gt; 0.
     *
     * @param penalty r &gt; 0
     * @param start w₀, d weights
     * @return d weights
     * @throws IllegalArgumentException if the penalty is not above 0
     */
    public double[] ridge(double penalty, double... start) {
        if (!(penalty > 0)) {
            throw new IllegalArgumentException("a ridge is positive, got " + penalty);
        }
        return filtered(v -> v / (v + penalty), start);
    }

    /**
     * Where flow and descent end: the solution nearest to the start.
     *
     * @param start w₀, d weights
     * @return d weights with the least squares of residuals
     * @throws IllegalArgumentException if the start has another length than d
     */
    public double[] limit(double... start) {
        return filtered(v -> 1, start);
    }

    /**
     * The part of a vector that the data do not see.
     *
     * @param w d numbers
     * @return its projection on the null space of X
     * @throws IllegalArgumentException if w has another length than d
     */
    public double[] nullPart(double... w) {
        double[] left = requireSize(w).clone();
        for (double[] v : right) {
            Vectors.addScaled(left, -Vectors.dot(v, w), v);
        }
        return left;
    }

    /** The nonzero eigenvalues of the Hessian XᵀX/n, the largest first. */
    public double[] curvatures() {
        return curvatures.clone();
    }

    /** 2/λ_max: from here on steps diverge. */
    public double largestRate() {
        return 2 / curvatures[0];
    }

    /**
     * What the flow from 0 has, on average over label noise, for an error \(\sum_jc_j(w_j-w^*_j)^2\) at a time: the square of
     * the bias and the variance, given the inputs. The targets of this problem have no part in it.
     *
     * @param time t ≥ 0; infinite for the limit
     * @param truth w*, whose labels are Xw* and independent noise
     * @param noise the standard deviation of that noise
     * @param variances c, of the inputs of a fresh sample for its prediction, or ones
     * @return the mean over the noise of the labels, ≥ 0
     * @throws IllegalArgumentException if the time is negative or NaN, or a vector has another length than d
     */
    public double expectedError(double time, double[] truth, double noise, double... variances) {
        DoubleUnaryOperator filter = growth(time);
        double[] bias = requireSize(truth).clone();
        double variance = 0;
        for (int i = 0; i < singular.length; i++) {
            double g = filter.applyAsDouble(curvatures[i]);
            Vectors.addScaled(bias, -g * Vectors.dot(right[i], truth), right[i]);
            double spread = noise * g / singular[i];
            variance += spread * spread * weighted(right[i], variances);
        }
        return weighted(bias, variances) + variance;
    }

    private double weighted(double[] v, double... variances) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += requireSize(variances)[j] * v[j] * v[j];
        }
        return sum;
    }

    private static DoubleUnaryOperator growth(double time) {
        if (!(time >= 0)) {
            throw new IllegalArgumentException("a time is at least 0, got " + time);
        }
        return v -> -Math.expm1(-v * time);
    }

    private double[] filtered(DoubleUnaryOperator filter, double... start) {
        double[] w = requireSize(start).clone();
        for (int i = 0; i < singular.length; i++) {
            double g = filter.applyAsDouble(curvatures[i]);
            Vectors.addScaled(w, g * (solution[i] - Vectors.dot(right[i], start)), right[i]);
        }
        return w;
    }

    private void requireStable(int steps, double rate) {
        if (!(rate > 0 && rate < largestRate()) || steps < 0) {
            throw new IllegalArgumentException(
                    "gradient descent takes 0 or more steps of a length between 0 and 2/λ_max = " + largestRate()
                            + ", got " + steps + " steps of " + rate);
        }
    }

    private double[] requireSize(double[] w) {
        if (w.length != d) {
            throw new IllegalArgumentException("the problem has " + d + " dimensions, got " + w.length);
        }
        return w;
    }
}
