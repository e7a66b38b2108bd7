package org.ridgeless.models;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * The flow \(\dot w=-\nabla L(w)-2\lambda(t)(w-a)\) of \(L(w)=\frac1{2n}\|Xw-y\|^2\) with the penalty \(\lambda(t)\|w-a\|^2\)
 * that vanishes in time, integrated adaptively by {@link DormandPrince}. What the data do not see comes to the anchor a as
 * \(\exp(-2\int_0^t\lambda)\): the limit is the solution nearest to the anchor if λ → 0 and \(\int\lambda=\infty\), and keeps
 * a part of the start if the integral is finite. Where the data see, the flow lags behind by \(2\lambda(t)/\lambda_i\) times the
 * distance from the anchor in the mode of curvature \(\lambda_i\).
 *
 * <p><b>Cost</b> about t λ_max/3 steps of O(nd).
 */
public final class AnchoredFlow {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-12;

    private final double[][] x;
    private final double[] y;
    private final double[] anchor;
    private final DoubleUnaryOperator penalty;

    private AnchoredFlow(double[][] x, double[] y, double[] anchor, DoubleUnaryOperator penalty) {
        this.x = x;
        this.y = y;
        this.anchor = anchor;
        this.penalty = penalty;
    }

    /**
     * The flow on samples, one a row.
     *
     * @param x n × d, one sample a row
     * @param y n targets
     * @param anchor a, to which the penalty draws
     * @param penalty λ as a function of time
     * @return the flow
     * @throws IllegalArgumentException if the shapes differ; the message has them
     */
    public static AnchoredFlow of(double[][] x, double[] y, double[] anchor, DoubleUnaryOperator penalty) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(
                    "least squares needs one target a row, got " + x.length + " rows and " + y.length + " targets");
        }
        if (x[0].length != anchor.length) {
            throw new IllegalArgumentException(
                    "the problem has " + x[0].length + " dimensions, but the anchor " + anchor.length);
        }
        return new AnchoredFlow(x, y, anchor, penalty);
    }

    /**
     * The weights at each of the given times, which rise from 0 on.
     *
     * @param start d weights
     * @param times ≥ 0, in rising order
     * @return one row a time, d weights each
     * @throws IllegalArgumentException if the times do not rise from 0 on
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     * @throws ArithmeticException if no step keeps the error, with the time reached
     */
    public double[][] run(double[] start, double... times) {
        DormandPrince flow = DormandPrince.of(this::velocity, anchor.length, RELATIVE, ABSOLUTE * scale(start));
        flow.start(0, start);
        double[][] weights = new double[times.length][];
        for (int k = 0; k < times.length; k++) {
            if (!(times[k] >= flow.time()) || Double.isInfinite(times[k])) {
                throw new IllegalArgumentException("times rise from 0 on, got " + Arrays.toString(times));
            }
            while (flow.time() < times[k]) {
                Interruption.poll();
                if (!flow.step(times[k])) {
                    throw new ArithmeticException("the flow could not be followed beyond t = " + flow.time());
                }
            }
            weights[k] = flow.state();
        }
        return weights;
    }

    private double scale(double[] start) {
        double size = Math.max(Vectors.norm(start), Vectors.norm(anchor));
        return size > 0 ? size : 1;
    }

    private void velocity(double time, double[] w, double[] into) {
        double pull = 2 * penalty.applyAsDouble(time);
        for (int j = 0; j < w.length; j++) {
            into[j] = -pull * (w[j] - anchor[j]);
        }
        for (int i = 0; i < x.length; i++) {
            Vectors.addScaled(into, (y[i] - Vectors.dot(x[i], w)) / x.length, x[i]);
        }
    }
}
