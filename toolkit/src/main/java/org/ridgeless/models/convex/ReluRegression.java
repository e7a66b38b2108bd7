package org.ridgeless.models.convex;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.landscape.regions.ActivationPatterns;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * Regression with a two-layer ReLU network under weight decay,
 *
 * <p>\( P(m)=\min\ \tfrac12\lVert\textstyle\sum_{j\le m}(Xu_j)_+\alpha_j-y\rVert^2
 * +\tfrac\beta2\sum_j(\lVert u_j\rVert^2+\alpha_j^2) \).
 *
 * <p>Not convex in the weights, yet equal in value to a convex program ({@link #convex()}) as soon as the width reaches
 * the number of non-zero blocks of a solution of that program.
 *
 * <p><b>Reference</b> Y. Bai, T. Gautam, S. Sojoudi, <i>Efficient Global Optimization of Two-Layer ReLU Networks</i>, SIAM
 * J. Math. Data Sci. 5 (2023), Section 2; M. Pilanci, T. Ergen, <i>Neural Networks are Convex Regularizers</i>, ICML 2020,
 * Theorem 1.
 */
public final class ReluRegression {
    final double[][] inputs;
    final double[] targets;
    final double penalty;

    private ReluRegression(double[][] inputs, double[] targets, double penalty) {
        this.inputs = inputs;
        this.targets = targets;
        this.penalty = penalty;
    }

    /**
     * The regression of the targets on the rows of inputs with weight decay β.
     *
     * @param inputs X, n × d with n, d ≥ 1, one sample a row
     * @param targets y, n numbers
     * @param penalty β &gt; 0
     * @return the problem
     * @throws IllegalArgumentException if the numbers of rows and targets differ or are 0, or β is not positive and finite
     */
    public static ReluRegression of(double[][] inputs, double[] targets, double penalty) {
        if (inputs.length == 0 || inputs.length != targets.length) {
            throw new IllegalArgumentException(
                    "as many inputs as targets, got " + inputs.length + " and " + targets.length);
        }
        if (!(penalty > 0) || Double.isInfinite(penalty)) {
            throw new IllegalArgumentException("the weight decay must be positive and finite, got " + penalty);
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length != inputs[0].length || !Vectors.areFinite(inputs[i]) || !Double.isFinite(targets[i])) {
                throw new IllegalArgumentException("a sample has " + inputs[0].length
                        + " finite inputs and a finite target, got " + Arrays.toString(inputs[i]) + " and "
                        + targets[i]);
            }
        }
        double[][] copy = Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
        return new ReluRegression(copy, targets.clone(), penalty);
    }

    /**
     * Gaussian inputs and targets.
     *
     * @param samples n ≥ 1
     * @param dimension d ≥ 1
     * @param penalty β &gt; 0
     * @param seeds of the standard normal inputs and targets
     * @return the problem
     * @throws IllegalArgumentException if there is no sample, or β is not positive and finite
     */
    public static ReluRegression gaussian(int samples, int dimension, double penalty, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("relu-regression").stream());
        double[][] inputs = new double[samples][dimension];
        for (double[] row : inputs) {
            Arrays.setAll(row, i -> normal.sample());
        }
        double[] targets = new double[samples];
        Arrays.setAll(targets, i -> normal.sample());
        return of(inputs, targets, penalty);
    }

    /** The number of samples n. */
    public int samples() {
        return inputs.length;
    }

    /** The dimension d of the inputs. */
    public int dimension() {
        return inputs[0].length;
    }

    /** The activation patterns of the inputs. */
    public ActivationPatterns patterns() {
        return ActivationPatterns.of(inputs);
    }

    /** The convex program over all activation patterns. */
    public ConvexRelu convex() {
        return new ConvexRelu(this, patterns().all());
    }

    /**
     * The relaxation without cone constraints on the patterns of so many random directions.
     *
     * @param directions Gaussian directions whose patterns are taken, ≥ 1
     * @param seeds of the directions
     * @return the relaxation on these patterns
     */
    public GatedRelu gated(int directions, Seeds seeds) {
        BitSet[] sampled = patterns().sample(directions, seeds);
        return new GatedRelu(this, sampled);
    }

    /**
     * The value of the non-convex objective at a network.
     *
     * @param net any network on d inputs
     * @return P at its weights, ≥ 0
     */
    public double objective(TwoLayerRelu net) {
        double objective = 0;
        for (int i = 0; i < samples(); i++) {
            double miss = net.at(inputs[i]) - targets[i];
            objective += miss * miss / 2;
        }
        return objective + penalty / 2 * net.squaredNorm();
    }

    /**
     * Descent on the weights of a network of the given width; see {@link ReluDescent}.
     *
     * @param width m ≥ 1 hidden units
     * @return the descent, not yet run
     */
    public ReluDescent descent(int width) {
        return new ReluDescent(this, width);
    }

    @Override
    public String toString() {
        return "ReLU regression of " + samples() + " samples in " + dimension() + " dimensions, weight decay "
                + penalty;
    }
}
