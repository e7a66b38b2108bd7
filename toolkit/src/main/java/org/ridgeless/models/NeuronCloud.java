package org.ridgeless.models;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.dense.Tanh;

/**
 * The hidden neurons of a network \( f(x)=\tfrac1N\sum_ja\tanh(w_j\cdot x) \) as points in the space of inputs, moved by descent on the mean
 * square loss in the time of the mean field: \( w_j\leftarrow w_j-\eta\,g(w_j) \) with one map for all of them,
 * \( g(w)=\tfrac1n\sum_ir_i\,a\tanh'(w\cdot x_i)\,x_i \), r the residuals, which is N times the gradient with respect to w_j.
 *
 * <p>With K the largest norm of \( H=\partial g/\partial w \) between two neurons, their distance changes by a factor between 1 − ηK and 1 + ηK: below
 * η = 1/K none can meet (Y. Yang, T. Poggio, I. Chuang and L. Ziyin, <i>Topological Invariance and Breakdown in Learning</i>,
 * arXiv:2510.02670, for all permutation-equivariant rules).
 */
public final class NeuronCloud {
    /** The largest |tanh″|, at tanh² = 1/3. */
    private static final double STEEPEST = 4 / (3 * Math.sqrt(3));

    private static final int CLIMB = 8;

    /** Hills that the grid sees at less than this part of the highest point are not climbed. */
    private static final double HILL = 0.6;

    private final double[][] x;
    private final double[] y;
    private final double output;
    private final double[][] neurons;
    private double[] residuals;

    private NeuronCloud(double[][] x, double[] y, double output, double[][] neurons) {
        this.x = x;
        this.y = y;
        this.output = output;
        this.neurons = Arrays.stream(neurons).map(double[]::clone).toArray(double[][]::new);
        findResiduals();
    }

    /**
     * A cloud of neurons.
     *
     * @param x inputs, one row a sample
     * @param y targets
     * @param output a, the weight of each neuron in the output
     * @param neurons input weights, one row a neuron
     * @return the cloud, which {@link #step} changes
     * @throws IllegalArgumentException if there is not one target a sample, or a neuron has not one weight an input
     */
    public static NeuronCloud of(double[][] x, double[] y, double output, double[][] neurons) {
        if (x.length == 0 || neurons.length == 0 || x.length != y.length || x[0].length != neurons[0].length) {
            throw new IllegalArgumentException(
                    "a cloud needs samples with a target each and neurons with a weight for each input, got " + x.length
                            + " samples, " + y.length + " targets and " + neurons.length + " neurons");
        }
        if (!Double.isFinite(output)
                || !Vectors.areFinite(y)
                || !Arrays.stream(x).allMatch(Vectors::areFinite)
                || !Arrays.stream(neurons).allMatch(Vectors::areFinite)) {
            throw new IllegalArgumentException("a cloud is of finite numbers, got targets " + Arrays.toString(y)
                    + ", the output weight " + output + ", inputs " + Arrays.deepToString(x) + " and neurons "
                    + Arrays.deepToString(neurons));
        }
        return new NeuronCloud(x, y, output, neurons);
    }

    /** The input weights now, one row a neuron; a copy. */
    public double[][] neurons() {
        return Arrays.stream(neurons).map(double[]::clone).toArray(double[][]::new);
    }

    /** (1/2n) Σ r². */
    public double loss() {
        return Vectors.squares(residuals) / (2 * x.length);
    }

    /**
     * Takes one step of all neurons, of a finite length η > 0.
     *
     * @param rate η &gt; 0
     * @throws IllegalArgumentException if η is not above 0
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public void step(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("a step has a finite length η > 0, got " + rate);
        }
        Interruption.poll();
        for (double[] neuron : neurons) {
            Vectors.addScaled(neuron, -rate, force(neuron));
        }
        findResiduals();
    }

    /**
     * g(w) at the present residuals.
     *
     * @param w input weights of a neuron, which need not be of the cloud
     * @return as many numbers as w
     */
    public double[] force(double... w) {
        double[] force = new double[w.length];
        for (int i = 0; i < x.length; i++) {
            double value = Tanh.of(Vectors.dot(w, x[i]));
            Vectors.addScaled(force, residuals[i] * output * (1 - value * value) / x.length, x[i]);
        }
        return force;
    }

    /**
     * ∂g/∂w at the present residuals, row by row.
     *
     * @param w input weights of a neuron, which need not be of the cloud
     * @return a square matrix of the order of w
     */
    public double[][] slope(double... w) {
        double[][] slope = new double[w.length][w.length];
        for (int i = 0; i < x.length; i++) {
            double value = Tanh.of(Vectors.dot(w, x[i]));
            double bend = -2 * value * (1 - value * value) * residuals[i] * output / x.length;
            for (int j = 0; j < w.length; j++) {
                Vectors.addScaled(slope[j], bend * x[i][j], x[i]);
            }
        }
        return slope;
    }

    /**
     * An upper bound of ‖∂g/∂w‖ over all w, neurons or not: the norm of \( \tfrac1n\sum_i|r_i|\,|a|\,\max|\tanh''|\,x_ix_i^\top \), for one or two
     * inputs.
     */
    public double bound() {
        int d = x[0].length;
        double[][] sum = new double[d][d];
        for (int i = 0; i < x.length; i++) {
            double weight = Math.abs(residuals[i] * output) * STEEPEST / x.length;
            for (int j = 0; j < d; j++) {
                Vectors.addScaled(sum[j], weight * x[i][j], x[i]);
            }
        }
        return norm(sum);
    }

    /**
     * K: the largest ‖∂g/∂w‖ over the disc (or interval) around 0 that holds all neurons, for one or two inputs. A grid finds the
     * highest hills, and steps that halve climb them.
     *
     * @param points of the grid across the disc, at least 3
     * @return K ≥ 0
     * @throws IllegalArgumentException if the grid has fewer points
     * @throws IllegalStateException if the neurons have more than two inputs
     */
    public double steepest(int points) {
        if (points < 3) {
            throw new IllegalArgumentException("a grid has at least 3 points across, got " + points);
        }
        double radius = Arrays.stream(neurons).mapToDouble(Vectors::norm).max().orElseThrow();
        double spacing = 2 * radius / (points - 1);
        boolean line = x[0].length == 1;
        int rows = line ? 1 : points;
        // A margin of zeros around the grid, so that every point has neighbours.
        double[][] heights = new double[points + 2][rows + 2];
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < rows; j++) {
                double[] w = place(i, j, spacing, radius);
                heights[i + 1][j + 1] = Vectors.norm(w) <= radius * (1 + 1e-12) ? norm(slope(w)) : 0;
            }
        }
        double highest =
                Arrays.stream(heights).mapToDouble(Vectors::largest).max().orElseThrow();
        double largest = highest;
        for (int i = 1; i <= points; i++) {
            for (int j = 1; j <= rows; j++) {
                double here = heights[i][j];
                boolean hill = here >= HILL * highest
                        && here >= heights[i - 1][j]
                        && here >= heights[i + 1][j]
                        && here >= heights[i][j - 1]
                        && here >= heights[i][j + 1];
                if (hill) {
                    largest = Math.max(largest, climb(place(i - 1, j - 1, spacing, radius), here, spacing / 2, radius));
                }
            }
        }
        return largest;
    }

    private double[] place(int i, int j, double spacing, double radius) {
        double u = i * spacing - radius;
        return x[0].length == 1 ? new double[] {u} : new double[] {u, j * spacing - radius};
    }

    private double climb(double[] from, double height, double step, double radius) {
        double[] best = from;
        double largest = height;
        double length = step;
        for (int halving = 0; halving < CLIMB; ) {
            boolean higher = false;
            for (int k = 0; k < 2 * best.length; k++) {
                double[] w = best.clone();
                w[k / 2] += k % 2 == 0 ? length : -length;
                double size = Vectors.norm(w);
                if (size > radius) {
                    w = Vectors.scale(w, radius / size);
                }
                double norm = norm(slope(w));
                if (norm > largest * (1 + 1e-12)) {
                    largest = norm;
                    best = w;
                    higher = true;
                }
            }
            if (!higher) {
                length /= 2;
                halving++;
            }
        }
        return largest;
    }

    /** The largest modulus of an eigenvalue of a symmetric matrix of order one or two. */
    private static double norm(double[][] m) {
        if (m.length == 1) {
            return Math.abs(m[0][0]);
        }
        if (m.length != 2) {
            throw new IllegalStateException("the slope is bounded here for one or two inputs, got " + m.length);
        }
        double mean = (m[0][0] + m[1][1]) / 2;
        return Math.abs(mean) + Math.hypot((m[0][0] - m[1][1]) / 2, m[0][1]);
    }

    private void findResiduals() {
        residuals = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (double[] neuron : neurons) {
                sum += Tanh.of(Vectors.dot(neuron, x[i]));
            }
            residuals[i] = output * sum / neurons.length - y[i];
        }
    }

    /**
     * How much farther apart each two points are than they were.
     *
     * @param before one row a point, no two of them equal
     * @param after the same points later
     * @return the ratios, pair by pair
     */
    public static double[] ratios(double[][] before, double[][] after) {
        double[] ratios = new double[before.length * (before.length - 1) / 2];
        int pair = 0;
        for (int i = 0; i < before.length; i++) {
            for (int j = 0; j < i; j++) {
                ratios[pair++] = Vectors.norm(Vectors.subtract(after[i], after[j]))
                        / Vectors.norm(Vectors.subtract(before[i], before[j]));
            }
        }
        return ratios;
    }
}
