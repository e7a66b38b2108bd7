package org.ridgeless.nets.layers;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;

/**
 * For each group of m numbers with c = x − mean x and s = √(mean c² + ε), y = c / s. The Jacobian in the group is symmetric, A a =
 * (a − mean a − y mean(y a)) / s, and serves both directions. Along ẋ it changes by
 *
 * <p>Ȧ a = −(ẏ mean(y a) + y mean(ẏ a) + ṡ A a) / s with ẏ = A ẋ and ṡ = mean(y ẋ).
 */
final class StandardizeStage implements Stage {
    private static final double LEAST_SQUARE = 0x1p-900;
    private static final double MOST_SQUARE = 0x1p900;
    private final int width;
    private final int capacity;
    private final double epsilon;
    private final boolean overBatch;
    private final double[] y;
    /** 1 / s of each group. */
    private final double[] inverse;

    private final double[] means;
    private final double[] products;
    private double[] inputGradient;
    private double[] yTangent;
    private double[] scaleTangent;
    private double[] inputGradientTangent;
    private double[][] series;
    private double[] gradient;
    private boolean moves;
    private double[] x;
    private int n;
    private int groups;
    private int size;
    private int step;

    StandardizeStage(Standardize layer, int capacity) {
        this.width = layer.width();
        this.capacity = capacity;
        this.epsilon = layer.epsilon();
        this.overBatch = layer.over() == Standardize.Over.BATCH;
        this.y = buffer();
        this.inverse = new double[overBatch ? width : capacity];
        this.means = new double[inverse.length];
        this.products = new double[inverse.length];
    }

    private double[] buffer() {
        return new double[capacity * width];
    }

    private int start(int group) {
        return overBatch ? group : group * width;
    }

    @Override
    public double[] forward(double[] w, double[] input, int samples) {
        n = samples;
        x = input;
        groups = overBatch ? width : n;
        size = overBatch ? n : width;
        step = overBatch ? width : 1;
        if (size == 1 && epsilon == 0) {
            throw new IllegalArgumentException(
                    "batch normalization without ε needs at least 2 samples in a batch; one has no variance");
        }
        means(x, means);
        center(x, y);
        meanProducts(y, y, inverse);
        for (int g = 0; g < groups; g++) {
            inverse[g] = inRange(inverse[g] + epsilon) ? 1 / Math.sqrt(inverse[g] + epsilon) : inverseOf(g);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                y[at] *= inverse[overBatch ? j : i];
            }
        }
        return y;
    }

    /** Whether a sum of squares has lost nothing to numbers too small or too large. */
    private static boolean inRange(double square) {
        return square > LEAST_SQUARE && square < MOST_SQUARE;
    }

    /** 1/√(variance + ε) of centred numbers whose squares are no doubles. */
    private double inverseOf(int g) {
        double[] centred = new double[size];
        for (int k = 0, i = start(g); k < size; k++, i += step) {
            centred[k] = y[i];
        }
        return 1 / deviation(centred, epsilon);
    }

    /** √(variance + ε) of centred numbers of any size. */
    static double deviation(double[] centred, double epsilon) {
        double sum = Arrays.stream(centred).map(v -> v * v).sum() / centred.length + epsilon;
        if (inRange(sum)) {
            return Math.sqrt(sum);
        }
        double unit = unit(Vectors.largest(centred));
        double squares = Arrays.stream(centred).map(v -> v / unit * (v / unit)).sum();
        return unit * Math.sqrt(squares / centred.length + epsilon / unit / unit);
    }

    private static double unit(double largest) {
        return largest == 0 || !Double.isFinite(largest) ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    }

    /** into = a less the mean of its group. */
    private void center(double[] a, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                into[at] = a[at] - means[overBatch ? j : i];
            }
        }
    }

    /** The mean of each group; over a batch the inner loop still runs along the rows in memory. */
    private void means(double[] a, double[] into) {
        Arrays.fill(into, 0, groups, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                into[overBatch ? j : i] += a[at];
            }
        }
        divide(into);
    }

    private void meanProducts(double[] a, double[] b, double[] into) {
        Arrays.fill(into, 0, groups, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                into[overBatch ? j : i] += a[at] * b[at];
            }
        }
        divide(into);
    }

    private void divide(double[] sums) {
        for (int g = 0; g < groups; g++) {
            sums[g] /= size;
        }
    }

    private double mean(double[] a, int g) {
        double sum = 0;
        for (int k = 0, i = start(g); k < size; k++, i += step) {
            sum += a[i];
        }
        return sum / size;
    }

    /** into = A a. */
    private double[] jacobian(double[] a, double[] into) {
        means(a, means);
        meanProducts(y, a, products);
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                int g = overBatch ? j : i;
                into[at] = (a[at] - means[g] - y[at] * products[g]) * inverse[g];
            }
        }
        return into;
    }

    @Override
    public double[] reverse(double[] w, double[] outputGradient, double factor, double[] into, boolean inputWanted) {
        gradient = outputGradient;
        // The second-order pass needs it even where nothing below does.
        inputGradient = inputGradient == null ? buffer() : inputGradient;
        jacobian(gradient, inputGradient);
        return inputWanted ? inputGradient : null;
    }

    @Override
    public double[] tangent(double[] w, double[] weightTangent, double[] inputTangent) {
        moves = inputTangent != null;
        if (!moves) {
            return null;
        }
        if (yTangent == null) {
            yTangent = buffer();
            scaleTangent = new double[inverse.length];
        }
        meanProducts(y, inputTangent, scaleTangent);
        return jacobian(inputTangent, yTangent);
    }

    @Override
    public double[] reverseTangent(
            double[] w,
            double[] weightTangent,
            double[] outputGradientTangent,
            double factor,
            double[] into,
            boolean inputWanted) {
        if (!inputWanted) {
            return null;
        }
        inputGradientTangent = inputGradientTangent == null ? buffer() : inputGradientTangent;
        jacobian(outputGradientTangent, inputGradientTangent);
        if (!moves) {
            return inputGradientTangent;
        }
        meanProducts(y, gradient, products);
        meanProducts(yTangent, gradient, means);
        for (int i = 0; i < n; i++) {
            for (int j = 0, at = i * width; j < width; j++, at++) {
                int g = overBatch ? j : i;
                double change = yTangent[at] * products[g] + y[at] * means[g] + scaleTangent[g] * inputGradient[at];
                inputGradientTangent[at] -= change * inverse[g];
            }
        }
        return inputGradientTangent;
    }

    @Override
    public double[][] taylor(double[][] w, double[][] input) {
        if (series == null) {
            series = new double[Taylor.ORDER + 1][capacity * width];
        }
        double[][] all = Taylor.filled(input, n * width);
        double[][] centered = new double[Taylor.ORDER + 1][size];
        double[] square = new double[Taylor.ORDER + 1];
        double[] root = new double[Taylor.ORDER + 1];
        for (int g = 0; g < groups; g++) {
            for (int j = 0; j <= Taylor.ORDER; j++) {
                double mean = mean(all[j], g);
                for (int k = 0, i = start(g); k < size; k++, i += step) {
                    centered[j][k] = all[j][i] - mean;
                }
            }
            Taylor.meanSquare(centered, size, square);
            if (inRange(square[0] + epsilon)) {
                square[0] += epsilon;
            } else {
                double unit = unit(Vectors.largest(centered[0]));
                for (double[] order : centered) {
                    Arrays.setAll(order, k -> order[k] / unit);
                }
                Taylor.meanSquare(centered, size, square);
                square[0] += epsilon / unit / unit;
            }
            Taylor.power(square, -0.5, root);
            for (int k = 0, i = start(g); k < size; k++, i += step) {
                for (int j = 1; j <= Taylor.ORDER; j++) {
                    double sum = 0;
                    for (int l = 0; l <= j; l++) {
                        sum += centered[l][k] * root[j - l];
                    }
                    series[j][i] = sum;
                }
            }
        }
        series[0] = y;
        return series;
    }

    @Override
    public void sampleGradients(double[] rows, int start, int stride, int group) {}

    @Override
    public void addGram(double[] gram, GramBuffers buffers) {}
}
