package org.ridgeless.nets.layers;

import java.util.function.DoubleBinaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * A rule for drawing initial weights. Gaussian rules are given by the standard deviation of an entry as a function of the
 * number of inputs of a unit (fan-in) and of units that an input feeds (fan-out); for convolutions these are input and output
 * channels times the places of the window, whatever the stride. {@link #scaled} multiplies any rule. Biases start at zero.
 */
public final class Init {
    /** Standard deviation √(2 / fan-in), which keeps the second moment of ReLU layers (He et al., 2015, equation 10). */
    public static final Init HE = new Init("He", (in, out) -> Math.sqrt(2 / in));

    /** Standard deviation √(1 / fan-in), which keeps the second moment of linear layers (LeCun et al., 1998). */
    public static final Init LECUN = new Init("LeCun", (in, out) -> Math.sqrt(1 / in));

    /** Standard deviation √(2 / (fan-in + fan-out)) (Glorot and Bengio, 2010, equation 12, as a Gaussian). */
    public static final Init GLOROT = new Init("Glorot", (in, out) -> Math.sqrt(2 / (in + out)));

    /** Standard normal entries, as the NTK and mean-field parametrizations want them (Jacot et al., 2018). */
    public static final Init STANDARD_NORMAL = new Init("standard normal", (in, out) -> 1);

    /** Orthonormal rows or columns, whichever are fewer, uniformly distributed (Saxe et al., 2014). */
    public static final Init ORTHOGONAL = new Init("orthogonal", null);

    private final String name;
    private final DoubleBinaryOperator deviation;
    private final double scale;

    private Init(String name, DoubleBinaryOperator deviation) {
        this(name, deviation, 1);
    }

    private Init(String name, DoubleBinaryOperator deviation, double scale) {
        this.name = name;
        this.deviation = deviation;
        this.scale = scale;
    }

    /**
     * Gaussian entries of the given standard deviation in every layer.
     *
     * @param deviation finite and ≥ 0
     * @return the rule
     * @throws IllegalArgumentException if the deviation is negative or not finite
     */
    public static Init gaussian(double deviation) {
        if (!(deviation >= 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException(
                    "the standard deviation of the weights must be a number >= 0, got " + deviation);
        }
        return new Init("gaussian " + deviation, (in, out) -> deviation);
    }

    /**
     * This rule with every weight multiplied by {@code factor}.
     *
     * @param factor finite
     * @return the scaled rule
     * @throws IllegalArgumentException if the factor is not finite
     */
    public Init scaled(double factor) {
        if (Double.isNaN(factor) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("the scale of the weights must be a finite number, got " + factor);
        }
        return new Init(name, deviation, scale * factor);
    }

    /**
     * The standard deviation of an entry of a block with independent Gaussian entries.
     *
     * @param block of weights, whose rows are the fan-in
     * @return the deviation, ≥ 0 unless scaled by a negative factor
     * @throws IllegalStateException if the entries are not independent, as with orthogonal weights
     */
    public double deviation(Block block) {
        if (deviation == null) {
            throw new IllegalStateException("the entries of " + this + " weights are not independent Gaussian numbers");
        }
        return scale * deviation.applyAsDouble(block.rows(), block.fanOut());
    }

    /** Fills one block of the flat vector w; the block's rows are the inputs of its layer. */
    void fill(Block block, Seeds seeds, double[] w) {
        UniformRandomProvider stream = seeds.stream();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double sd = deviation == null ? 1 : scale * deviation.applyAsDouble(block.rows(), block.fanOut());
        for (int i = block.offset(); i < block.end(); i++) {
            w[i] = sd * normal.sample();
        }
        if (deviation == null) {
            block.each().forEach(matrix -> orthonormalize(matrix, w));
        }
    }

    /** Gram–Schmidt, twice for full accuracy, along the shorter side of a Gaussian matrix gives the Haar measure. */
    private void orthonormalize(Block block, double[] w) {
        boolean byRows = block.rows() <= block.columns();
        int vectors = byRows ? block.rows() : block.columns();
        int length = byRows ? block.columns() : block.rows();
        int step = byRows ? 1 : block.columns();
        int next = byRows ? block.columns() : 1;
        for (int v = 0; v < vectors; v++) {
            Interruption.poll();
            int start = block.offset() + v * next;
            for (int pass = 0; pass < 2; pass++) {
                for (int u = 0; u < v; u++) {
                    int other = block.offset() + u * next;
                    project(w, start, other, step, length, scale * scale);
                }
            }
            double norm = Math.sqrt(dot(w, start, start, step, length));
            for (int i = 0; i < length; i++) {
                w[start + i * step] *= scale / norm;
            }
        }
    }

    private static void project(double[] w, int start, int other, int step, int length, double otherSquared) {
        double coefficient = otherSquared == 0 ? 0 : dot(w, start, other, step, length) / otherSquared;
        for (int i = 0; i < length; i++) {
            w[start + i * step] -= coefficient * w[other + i * step];
        }
    }

    private static double dot(double[] w, int a, int b, int step, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += w[a + i * step] * w[b + i * step];
        }
        return sum;
    }

    @Override
    public String toString() {
        return scale == 1 ? name : name + " × " + scale;
    }
}
