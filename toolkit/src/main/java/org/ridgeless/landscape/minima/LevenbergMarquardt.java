package org.ridgeless.landscape.minima;

import org.ridgeless.data.Data;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/**
 * Damped Gauss–Newton steps \( \delta=-J^\top(JJ^\top+\mu I)^{-1}r \) on \(L=\lVert r\rVert^2\), r = f − y, which reach the
 * rounding of zero loss in tens of steps where gradient descent needs millions.
 *
 * <p>The N × N system is the one of the other form \((J^\top J+\mu I)\delta=-J^\top r\) by the push-through identity, and is
 * the smaller one where there are more weights than equations. A step costs O(N² W); the damping falls after a success and
 * rises after a failure.
 *
 * <p><b>Reference</b> D. W. Marquardt, <i>An Algorithm for Least-Squares Estimation of Nonlinear Parameters</i>, J. SIAM 11
 * (1963) 431–441.
 */
public final class LevenbergMarquardt {
    /** Below this part of the largest diagonal entry of J Jᵀ the damping would let rounding in where J has no full rank. */
    private static final double LEAST_DAMPING = 1e-9;

    private static final int FAILURES = 40;

    private final Risk risk;
    private final double[] targets;
    private final double[] start;

    private LevenbergMarquardt(Risk risk, double[] targets, double[] start) {
        this.risk = risk;
        this.targets = targets;
        this.start = start;
    }

    /**
     * Fits the network to the data from the weights that it has.
     *
     * @param net where it starts
     * @param data samples of the shape of the network, whose targets are the right-hand sides
     * @return the fit, which has not begun
     * @throws IllegalArgumentException if inputs or outputs differ
     */
    public static LevenbergMarquardt of(Net net, Data data) {
        return new LevenbergMarquardt(Risk.of(net, data, Loss.SQUARE), data.flatTargets(), net.parameters());
    }

    /** The point from which it starts. */
    public Minimum start() {
        return new Minimum(risk, start.clone(), loss(residual(start)), 0);
    }

    /**
     * Steps until the loss is at most {@code accuracy}, until the gradient vanishes to rounding, until no step helps, or
     * until there were {@code most} steps.
     *
     * @param accuracy of the sum of squares, &gt; 0
     * @param most accepted steps, ≥ 1
     * @return where it came to, with the spectrum there, which costs O(W³)
     * @throws IllegalArgumentException if the accuracy is not positive, or there is no step
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public Minimum run(double accuracy, int most) {
        if (!(accuracy > 0) || most < 1) {
            throw new IllegalArgumentException("the accuracy must be positive and the number of steps at least 1, got "
                    + accuracy + " and " + most);
        }
        Point point = new Point(start.clone());
        double damping = 1e-2;
        int steps = 0;
        int failures = 0;
        while (point.loss > accuracy && !point.stationary() && steps < most && failures < FAILURES) {
            Interruption.poll();
            Point next = new Point(point.step(damping));
            if (next.improves(point)) {
                point = next;
                steps++;
                failures = 0;
                damping = Math.max(LEAST_DAMPING, damping / 4);
            } else {
                failures++;
                damping *= 5;
            }
        }
        return new Minimum(risk, point.weights, point.loss, steps);
    }

    private double[] residual(double[] weights) {
        double[] residual = risk.outputs(weights).clone();
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= targets[i];
        }
        return residual;
    }

    private static double loss(double[] residual) {
        double sum = 0;
        for (double r : residual) {
            sum += r * r;
        }
        return sum;
    }

    /** Weights with residual, Jacobian, its Gram matrix and half the gradient. */
    private final class Point {
        final double[] weights;
        final double[] residual;
        final double loss;
        final double[] jacobian;
        final double[] gradient;
        final double scale;
        final double[] gram;

        Point(double[] weights) {
            this.weights = weights;
            residual = LevenbergMarquardt.this.residual(weights);
            loss = loss(residual);
            int rows = residual.length;
            int columns = weights.length;
            jacobian = new double[rows * columns];
            double[][] parts = risk.jacobian(weights);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(parts[i], 0, jacobian, i * columns, columns);
            }
            gradient = Products.multiply(residual, jacobian, 1, rows, columns);
            gram = Products.transposeRight(jacobian, jacobian, rows, columns, rows);
            double largest = 0;
            for (int i = 0; i < rows; i++) {
                largest = Math.max(largest, gram[i * rows + i]);
            }
            scale = largest;
        }

        double[] step(double damping) {
            int rows = residual.length;
            double[] damped = gram.clone();
            for (int i = 0; i < rows; i++) {
                damped[i * rows + i] += damping * scale;
            }
            double[] dual = Cholesky.of(damped, rows).solve(residual);
            double[] delta = Products.multiply(dual, jacobian, 1, rows, weights.length);
            double[] moved = weights.clone();
            for (int j = 0; j < moved.length; j++) {
                moved[j] -= delta[j];
            }
            return moved;
        }

        /** Once the loss stands still in double precision, the gradient decides. */
        boolean improves(Point other) {
            return loss < other.loss * (1 - 1e-13)
                    || loss <= other.loss * (1 + 1e-13) && loss(gradient) < loss(other.gradient);
        }

        boolean stationary() {
            return !(loss(gradient) > 1e-28 * scale * loss);
        }
    }
}
