package org.ridgeless.models.collapse;

import java.util.Arrays;
import org.ridgeless.random.Seeds;

/**
 * Free features under a deep linear head: the features \(H\) are parameters like the weights, \(Z = W_M\cdots W_1H\), and
 * every factor has its own weight decay. The model of a network so wide that its last features can go anywhere.
 *
 * {@snippet file="ModelsTest.java" region="free-features"}
 *
 * <p>The loss is \(\tfrac{1}{2N}\lVert Z-Y\rVert^2\), or the mean cross-entropy of softmax(Z) after {@link #crossEntropy()},
 * plus \(\sum_j\tfrac{\lambda_j}{2}\lVert W_j\rVert^2+\tfrac{\lambda_H}{2}\lVert H\rVert^2\). No biases.
 */
public final class FreeFeatures {
    final int[] counts;
    final int depth;
    final int width;
    final double weightDecay;
    final double featureDecay;
    final boolean crossEntropy;

    private FreeFeatures(
            int[] counts, int depth, int width, double weightDecay, double featureDecay, boolean crossEntropy) {
        this.counts = counts;
        this.depth = depth;
        this.width = width;
        this.weightDecay = weightDecay;
        this.featureDecay = featureDecay;
        this.crossEntropy = crossEntropy;
    }

    /**
     * One class for each count of samples; depth 1, width 16, decay 1e-3, square loss until told otherwise.
     *
     * @param counts n_k ≥ 1 samples of each of at least two classes
     * @return the model, whose other parts are set by the methods that follow
     * @throws IllegalArgumentException if there are fewer than two classes, or one has no sample
     */
    public static FreeFeatures classes(int... counts) {
        Require.counts(counts);
        return new FreeFeatures(counts.clone(), 1, Math.max(16, counts.length), 1e-3, 1e-3, false);
    }

    /**
     * With so many weight matrices.
     *
     * @param matrices M ≥ 1
     * @return the model with that depth
     * @throws IllegalArgumentException if M is below 1
     */
    public FreeFeatures depth(int matrices) {
        Require.depth(matrices);
        return new FreeFeatures(counts, matrices, width, weightDecay, featureDecay, crossEntropy);
    }

    /**
     * With features and hidden layers of this width, at least the number of classes.
     *
     * @param units the number of classes or more
     * @return the model with that width
     * @throws IllegalArgumentException if there are fewer units than classes; the message has both
     */
    public FreeFeatures width(int units) {
        if (units < counts.length) {
            throw new IllegalArgumentException(
                    "the theory needs a width of at least the " + counts.length + " classes, got " + units);
        }
        return new FreeFeatures(counts, depth, units, weightDecay, featureDecay, crossEntropy);
    }

    /**
     * With the same decay on the features and on each weight matrix.
     *
     * @param every λ &gt; 0, of the term λ/2 ‖·‖² of each factor
     * @return the model with that decay
     * @throws IllegalArgumentException if λ is not above 0
     */
    public FreeFeatures decay(double every) {
        return decay(every, every);
    }

    /**
     * With one decay for each weight matrix and another for the features.
     *
     * @param weights λ &gt; 0 of each weight matrix
     * @param features λ_H &gt; 0
     * @return the model with those decays
     * @throws IllegalArgumentException if one is not above 0
     */
    public FreeFeatures decay(double weights, double features) {
        Require.positive("weight decay", weights);
        Require.positive("feature decay", features);
        return new FreeFeatures(counts, depth, width, weights, features, crossEntropy);
    }

    /** With the cross-entropy of the softmax instead of the square loss. */
    public FreeFeatures crossEntropy() {
        return new FreeFeatures(counts, depth, width, weightDecay, featureDecay, true);
    }

    /** The product Λ of all decays, on which the minimum depends. */
    public double decayProduct() {
        return featureDecay * Math.pow(weightDecay, depth);
    }

    /** The global minimum of this model under the square loss. */
    public SquareLossCollapse squareLossMinimum() {
        return SquareLossCollapse.of(depth, decayProduct(), counts);
    }

    /**
     * A random start: every entry Gaussian with variance 1/width.
     *
     * @param seed any
     * @return a state of the model with its own numbers for each seed
     */
    public CollapseState start(long seed) {
        return start(seed, 1);
    }

    /**
     * A random start of another size: every entry Gaussian with standard deviation scale/√width.
     *
     * @param seed any
     * @param scale in units of the usual 1/√width
     * @return a state of the model with its own numbers for each seed
     */
    public CollapseState start(long seed, double scale) {
        var normal = org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(
                Seeds.of(seed).child("free-features").stream());
        double[] parameters = new double[featureOffset() + samples() * width];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = scale / Math.sqrt(width) * normal.sample();
        }
        return new CollapseState(this, parameters);
    }

    /**
     * A start on a frame: the features and the rows of the last matrix of a class point along its direction (one for each
     * class, of at most the width), the matrices between are the identity on that space; every factor has the given size.
     *
     * @param size of each factor, in units of the directions
     * @param directions one a class, each of at most width numbers
     * @return the state, whose outputs are size^{M+1} times the products of directions
     * @throws IllegalArgumentException if there is not one direction a class, or they have more dimensions than the width
     */
    public CollapseState startOn(double size, double[]... directions) {
        if (directions.length != counts.length || directions[0].length > width) {
            throw new IllegalArgumentException("a frame needs " + counts.length + " directions of at most " + width
                    + " dimensions, got " + directions.length + " of " + directions[0].length);
        }
        int rank = directions[0].length;
        double[] parameters = new double[featureOffset() + samples() * width];
        for (int layer = 0; layer < depth - 1; layer++) {
            for (int i = 0; i < rank; i++) {
                parameters[weightOffset(layer) + i * width + i] = size;
            }
        }
        int sample = 0;
        for (int k = 0; k < counts.length; k++) {
            for (int i = 0; i < rank; i++) {
                parameters[weightOffset(depth - 1) + k * width + i] = size * directions[k][i];
            }
            for (int n = 0; n < counts[k]; n++, sample++) {
                for (int i = 0; i < rank; i++) {
                    parameters[featureOffset() + sample * width + i] = size * directions[k][i];
                }
            }
        }
        return new CollapseState(this, parameters);
    }

    int samples() {
        return Arrays.stream(counts).sum();
    }

    /** Where the features start: after the depth − 1 square matrices and the last one of classes × width. */
    int featureOffset() {
        return (depth - 1) * width * width + counts.length * width;
    }

    int weightOffset(int layer) {
        return layer * width * width;
    }

    int rows(int layer) {
        return layer == depth - 1 ? counts.length : width;
    }

    @Override
    public String toString() {
        return "free features of width " + width + " under " + depth + " linear layers, class sizes "
                + Arrays.toString(counts) + ", decay " + weightDecay + " (weights) and " + featureDecay + " (features)";
    }
}
