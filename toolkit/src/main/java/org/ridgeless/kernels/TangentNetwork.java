package org.ridgeless.kernels;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/**
 * A two-layer ReLU network in the tangent-kernel parameterization, \(f(x)=\tfrac1{\sqrt m}\sum_ra_r(w_r^\top
 * x/\sqrt d)_+\), whose second half of units starts as the mirror image \((w,-a)\) of the first, so that \(f_0\equiv0\)
 * while the kernel is that of Gaussian weights. Trained on the mean hinge loss by full-batch subgradient descent with one
 * of two penalties.
 *
 * <p>The penalty decides whether the network follows the kernel machine: the displacement
 * \(\tfrac\lambda2\lVert\theta-\theta_0\rVert^2\) keeps the kernel; \(\tfrac\lambda2\lVert a\rVert^2\) on the output
 * weights themselves lets them decay like \(e^{-\lambda t}\) and shrinks the kernel at every width.
 */
public final class TangentNetwork {
    /** What the penalty pulls towards zero. */
    public enum Penalty {
        /** The displacement of all weights from their start. */
        DISPLACEMENT,
        /** The output weights themselves. */
        OUTPUT_WEIGHTS
    }

    private final int units;
    private final int dimension;
    private final double[] hidden;
    private final double[] output;

    private TangentNetwork(int units, int dimension, double[] hidden, double[] output) {
        this.units = units;
        this.dimension = dimension;
        this.hidden = hidden;
        this.output = output;
    }

    /**
     * A network of so many units, half of them the mirror image of the other half.
     *
     * @param units m, even, ≥ 2
     * @param dimension d of an input
     * @param seeds of the weights
     * @return the network, which is 0 everywhere
     * @throws IllegalArgumentException if m is odd or below 2
     */
    public static TangentNetwork antisymmetric(int units, int dimension, Seeds seeds) {
        if (units < 2 || units % 2 != 0) {
            throw new IllegalArgumentException("a mirrored network needs an even number of units, got " + units);
        }
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("tangent-network").stream());
        double[] hidden = new double[units * dimension];
        double[] output = new double[units];
        int half = units / 2;
        for (int i = 0; i < half * dimension; i++) {
            hidden[i] = normal.sample();
            hidden[half * dimension + i] = hidden[i];
        }
        for (int r = 0; r < half; r++) {
            output[r] = normal.sample();
            output[half + r] = -output[r];
        }
        return new TangentNetwork(units, dimension, hidden, output);
    }

    /**
     * The tangent kernel at the start between two inputs: the mean over units of the products of gradients.
     *
     * @param x d numbers
     * @param z d numbers
     * @return the kernel, which tends to {@link ReluTangentKernel} as m grows
     */
    public double kernel(double[] x, double[] z) {
        double sum = 0;
        double product = 0;
        for (int i = 0; i < dimension; i++) {
            product += x[i] * z[i] / dimension;
        }
        for (int r = 0; r < units; r++) {
            double a = preactivation(hidden, r, x);
            double b = preactivation(hidden, r, z);
            if (a > 0 && b > 0) {
                sum += a * b + output[r] * output[r] * product;
            }
        }
        return sum / units;
    }

    /**
     * Trains on the hinge loss and returns the outputs at all inputs before the first step and after every further {@code
     * every} steps. An interrupted training returns what it has.
     *
     * @param inputs all inputs; the first ones, as many as there are labels, are trained on
     * @param labels −1 or 1
     * @param rate the step size η
     * @param strength the strength λ of the penalty
     * @param penalty what is pulled
     * @param steps how many
     * @param every steps from one record to the next, ≥ 1
     * @return steps/every + 1 rows of outputs, one for each input; fewer after an interruption
     */
    public double[][] train(
            double[][] inputs, double[] labels, double rate, double strength, Penalty penalty, int steps, int every) {
        TangentTraining training = new TangentTraining(inputs, labels, units, hidden.clone(), output.clone());
        boolean displacement = penalty == Penalty.DISPLACEMENT;
        double[] anchor = displacement ? output : new double[units];
        double[][] path = new double[steps / every + 1][];
        path[0] = training.outputs();
        int recorded = 1;
        for (int step = 1; step <= steps && !Thread.currentThread().isInterrupted(); step++) {
            training.step(rate, displacement ? rate * strength : 0, hidden, rate * strength, anchor);
            if (step % every == 0) {
                path[recorded++] = training.outputs();
            }
        }
        return java.util.Arrays.copyOf(path, recorded);
    }

    private double preactivation(double[] weights, int unit, double[] x) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += weights[unit * dimension + i] * x[i];
        }
        return sum / Math.sqrt(dimension);
    }

    @Override
    public String toString() {
        return "antisymmetric ReLU network of " + units + " units on " + dimension + " inputs";
    }
}
