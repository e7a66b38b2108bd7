package org.ridgeless.models.convex;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * Descent on the non-convex objective of {@link ReluRegression} with Adam (Kingma and Ba, ICLR 2015, Algorithm 1) and a
 * step size that falls geometrically: minima sit on kinks, around which a constant step would circle.
 */
public final class ReluDescent {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;

    private final ReluRegression problem;
    private final int width;

    ReluDescent(ReluRegression problem, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a network needs at least one hidden unit, got " + width);
        }
        this.problem = problem;
        this.width = width;
    }

    /**
     * Descends from Gaussian weights and follows the objective.
     *
     * @param steps ≥ 1
     * @param every steps from one record to the next, ≥ 1
     * @param firstRate step size at the start, &gt; 0
     * @param lastRate step size at the end, to which it falls
     * @param seeds of the weights
     * @return the objective before the first step, after every further {@code every} steps and, last, at the end
     * @throws IllegalArgumentException if a number is not as said; the message has them
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public double[] run(int steps, int every, double firstRate, double lastRate, Seeds seeds) {
        if (steps < 1 || every < 1 || !(firstRate > 0) || !(lastRate > 0) || Double.isInfinite(firstRate + lastRate)) {
            throw new IllegalArgumentException(
                    "descent takes at least 1 step, records every 1 or more and has finite rates" + " above 0, got "
                            + steps + ", " + every + ", " + firstRate + " and " + lastRate);
        }
        int d = problem.dimension();
        double[] theta = start(seeds);
        double[] gradient = new double[theta.length];
        double[] mean = new double[theta.length];
        double[] square = new double[theta.length];
        double[] curve = new double[(steps - 1) / every + 2];
        int recorded = 0;
        double rate = firstRate;
        double fall = Math.pow(lastRate / firstRate, 1.0 / steps);
        for (int step = 0; step < steps; step++) {
            Interruption.poll();
            gradient(theta, gradient, d);
            if (step % every == 0) {
                curve[recorded++] = problem.objective(net(theta));
            }
            double meanScale = 1 / (1 - Math.pow(FIRST, step + 1));
            double squareScale = 1 / (1 - Math.pow(SECOND, step + 1));
            for (int i = 0; i < theta.length; i++) {
                mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
                square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
                theta[i] -= rate * meanScale * mean[i] / (Math.sqrt(squareScale * square[i]) + 1e-12);
            }
            rate *= fall;
        }
        curve[recorded++] = problem.objective(net(theta));
        return Arrays.copyOf(curve, recorded);
    }

    private double[] start(Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("start").stream());
        double[] theta = new double[width * (problem.dimension() + 1)];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = normal.sample() / Math.sqrt(width);
        }
        return theta;
    }

    /** Hidden unit j has its input weights at j(d+1) and its output weight behind them. */
    private void gradient(double[] theta, double[] gradient, int d) {
        for (int i = 0; i < theta.length; i++) {
            gradient[i] = problem.penalty * theta[i];
        }
        double[] activation = new double[width];
        for (int s = 0; s < problem.samples(); s++) {
            double[] x = problem.inputs[s];
            double output = 0;
            for (int j = 0; j < width; j++) {
                activation[j] = preactivation(theta, j * (d + 1), x);
                output += Math.max(0, activation[j]) * theta[j * (d + 1) + d];
            }
            double miss = output - problem.targets[s];
            for (int j = 0; j < width; j++) {
                if (activation[j] > 0) {
                    int row = j * (d + 1);
                    gradient[row + d] += miss * activation[j];
                    for (int i = 0; i < d; i++) {
                        gradient[row + i] += miss * theta[row + d] * x[i];
                    }
                }
            }
        }
    }

    private static double preactivation(double[] theta, int row, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += theta[row + i] * x[i];
        }
        return sum;
    }

    private TwoLayerRelu net(double[] theta) {
        int d = problem.dimension();
        double[][] hidden = new double[width][];
        double[] output = new double[width];
        for (int j = 0; j < width; j++) {
            hidden[j] = Arrays.copyOfRange(theta, j * (d + 1), j * (d + 1) + d);
            output[j] = theta[j * (d + 1) + d];
        }
        return new TwoLayerRelu(hidden, output);
    }
}
