package org.ridgeless.models;

import org.ridgeless.linalg.Interruption;

/** How a linear network moves downhill: by steps of gradient descent, or along gradient flow by Runge and Kutta's method. */
public final class LinearDescent {
    private final LinearTask task;
    private final double step;
    private final boolean flow;

    private LinearDescent(LinearTask task, double step, boolean flow) {
        this.task = task;
        this.step = step;
        this.flow = flow;
    }

    /**
     * Gradient descent with steps of length η.
     *
     * @param task what is learned
     * @param step η &gt; 0
     * @return the method
     * @throws IllegalArgumentException if η is not positive and finite
     */
    public static LinearDescent descent(LinearTask task, double step) {
        return new LinearDescent(task, positive(step), false);
    }

    /**
     * Gradient flow, integrated by the classical Runge–Kutta method of order four with time steps of length h.
     *
     * @param task what is learned
     * @param step h &gt; 0, in the units of time in which flow is −∇L
     * @return the method
     * @throws IllegalArgumentException if h is not positive and finite
     */
    public static LinearDescent rungeKutta(LinearTask task, double step) {
        return new LinearDescent(task, positive(step), true);
    }

    private static double positive(double step) {
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new IllegalArgumentException("the step must be positive and finite, got " + step);
        }
        return step;
    }

    /**
     * The network after one step.
     *
     * @param network where it is; it stays as it is
     * @return where it goes
     */
    public LinearNetwork advance(LinearNetwork network) {
        double[][] first = task.descentDirection(network);
        if (!flow) {
            return network.plus(step, first);
        }
        double[][] second = task.descentDirection(network.plus(step / 2, first));
        double[][] third = task.descentDirection(network.plus(step / 2, second));
        double[][] fourth = task.descentDirection(network.plus(step, third));
        return network.plus(step / 6, first)
                .plus(step / 3, second)
                .plus(step / 3, third)
                .plus(step / 6, fourth);
    }

    /**
     * The network after many steps.
     *
     * @param network where it is; it stays as it is
     * @param steps ≥ 0
     * @return where it is after them
     * @throws ArithmeticException when the loss stops being finite, with the step
     * @throws java.util.concurrent.CancellationException if the thread is interrupted before the last step
     */
    public LinearNetwork advance(LinearNetwork network, int steps) {
        LinearNetwork here = network;
        for (int k = 0; k < steps; k++) {
            Interruption.poll();
            here = advance(here);
            if (!Double.isFinite(here.weights()[0][0])) {
                throw new ArithmeticException("the linear network diverged at step " + (k + 1) + " of length " + step);
            }
        }
        return here;
    }
}
