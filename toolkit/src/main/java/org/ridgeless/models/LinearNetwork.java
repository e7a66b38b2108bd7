package org.ridgeless.models;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.random.Seeds;

/**
 * A deep linear network \(x\mapsto W_H\cdots W_1x\). Immutable.
 *
 * {@snippet file="ModelsTest.java" region="linear-network"}
 */
public final class LinearNetwork {
    private final int[] dims;
    private final double[][] weights;

    LinearNetwork(int[] dims, double[][] weights) {
        this.dims = dims;
        this.weights = weights;
    }

    /**
     * Independent normal weights of the given standard deviation; the dimensions run from input to output.
     *
     * @param deviation ≥ 0
     * @param seeds of the weights
     * @param dims d₀, …, d_H, each ≥ 1, with H ≥ 1
     * @return H weight matrices
     * @throws IllegalArgumentException if there is not an input and an output, or a dimension is below 1
     */
    public static LinearNetwork random(double deviation, Seeds seeds, int... dims) {
        requireDepth(dims);
        UniformRandomProvider stream = seeds.stream();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] weights = new double[dims.length - 1][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = new double[dims[k + 1] * dims[k]];
            for (int i = 0; i < weights[k].length; i++) {
                weights[k][i] = deviation * normal.sample();
            }
        }
        return new LinearNetwork(dims.clone(), weights);
    }

    /**
     * Weights with \(W_{k+1}^{\mathsf T}W_{k+1} = W_kW_k^{\mathsf T}\) for every k: each layer carries the same scale between random
     * orthonormal frames.
     *
     * @param scale of the singular values of each layer
     * @param seeds of the frames
     * @param dims d₀, …, d_H, each ≥ 1, with H ≥ 1
     * @return H weight matrices of the rank of the smallest dimension
     * @throws IllegalArgumentException if there is not an input and an output, or a dimension is below 1
     */
    public static LinearNetwork balanced(double scale, Seeds seeds, int... dims) {
        requireDepth(dims);
        int rank = Arrays.stream(dims).min().orElseThrow();
        double[][] frames = new double[dims.length][];
        for (int k = 0; k < dims.length; k++) {
            frames[k] = frame(dims[k], rank, seeds.child(k));
        }
        double[][] weights = new double[dims.length - 1][];
        for (int k = 0; k < weights.length; k++) {
            double[] right = Small.transpose(frames[k], dims[k], rank);
            weights[k] = Small.multiply(frames[k + 1], right, dims[k + 1], rank, dims[k]);
            for (int i = 0; i < weights[k].length; i++) {
                weights[k][i] *= scale;
            }
        }
        return new LinearNetwork(dims.clone(), weights);
    }

    /** Orthonormal columns by Gram–Schmidt, twice for the sake of rounding. */
    private static double[] frame(int rows, int columns, Seeds seeds) {
        double[] a = random(1, seeds, columns, rows).weights[0];
        for (int j = 0; j < columns; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int l = 0; l < j; l++) {
                    double dot = 0;
                    for (int i = 0; i < rows; i++) {
                        dot += a[i * columns + j] * a[i * columns + l];
                    }
                    for (int i = 0; i < rows; i++) {
                        a[i * columns + j] -= dot * a[i * columns + l];
                    }
                }
            }
            double norm = 0;
            for (int i = 0; i < rows; i++) {
                norm += a[i * columns + j] * a[i * columns + j];
            }
            for (int i = 0; i < rows; i++) {
                a[i * columns + j] /= Math.sqrt(norm);
            }
        }
        return a;
    }

    private static void requireDepth(int[] dims) {
        if (dims.length < 2 || Arrays.stream(dims).anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException(
                    "a linear network needs at least an input and an output of dimension ≥ 1, got "
                            + Arrays.toString(dims));
        }
    }

    /** The number of weight matrices H. */
    public int depth() {
        return weights.length;
    }

    int[] dims() {
        return dims;
    }

    double[][] weights() {
        return weights;
    }

    /** The matrix \(W_H\cdots W_1\) that the network computes, outputs × inputs, row by row. */
    public double[] product() {
        double[] product = weights[0];
        for (int k = 1; k < weights.length; k++) {
            product = Small.multiply(weights[k], product, dims[k + 1], dims[k], dims[0]);
        }
        return product.clone();
    }

    /**
     * \(C_k = W_{k+1}^{\mathsf T}W_{k+1} - W_kW_k^{\mathsf T}\), which gradient flow conserves; k from 1 to H − 1.
     *
     * @param k layer, from 1 to H − 1
     * @return d_k × d_k, row by row
     * @throws IllegalArgumentException if k is outside; the message has the range
     */
    public double[] imbalance(int k) {
        if (k < 1 || k >= weights.length) {
            throw new IllegalArgumentException("the imbalance exists between layers k and k + 1 for k from 1 to "
                    + (weights.length - 1) + ", got " + k);
        }
        double[] upper = weights[k];
        double[] lower = weights[k - 1];
        int width = dims[k];
        double[] c = Small.multiply(Small.transpose(upper, dims[k + 1], width), upper, width, dims[k + 1], width);
        double[] d = Small.multiply(lower, Small.transpose(lower, width, dims[k - 1]), width, dims[k - 1], width);
        for (int i = 0; i < c.length; i++) {
            c[i] -= d[i];
        }
        return c;
    }

    /**
     * How far the imbalances of two networks are apart: the root of the sum of squares over all k.
     *
     * @param other a network of the same dimensions
     * @return the distance in Frobenius norm
     */
    public double imbalanceDistance(LinearNetwork other) {
        double sum = 0;
        for (int k = 1; k < weights.length; k++) {
            double[] mine = imbalance(k);
            double[] theirs = other.imbalance(k);
            for (int i = 0; i < mine.length; i++) {
                sum += (mine[i] - theirs[i]) * (mine[i] - theirs[i]);
            }
        }
        return Math.sqrt(sum);
    }

    /** This network moved along a direction. */
    LinearNetwork plus(double step, double[][] direction) {
        double[][] moved = new double[weights.length][];
        for (int k = 0; k < weights.length; k++) {
            moved[k] = weights[k].clone();
            for (int i = 0; i < moved[k].length; i++) {
                moved[k][i] += step * direction[k][i];
            }
        }
        return new LinearNetwork(dims, moved);
    }

    @Override
    public String toString() {
        return "linear network " + Arrays.toString(dims);
    }
}
