package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * y = (x − μ) / √(v + ε) with mean μ and variance v (divided by the number of numbers) over the batch, for each unit (S. Ioffe
 * and C. Szegedy, <i>Batch normalization</i>, 2015, algorithm 1), or over the units, for each sample (J. Ba, J. Kiros and G.
 * Hinton, <i>Layer normalization</i>, 2016, equation 3). Derivatives go through μ and v. The statistics are always those of the
 * batch at hand, in training and in evaluation: with whole batches the network is one function of its data.
 * {@link Architecture#withStatistics} fixes them.
 *
 * @param width number of inputs and outputs
 * @param epsilon ε ≥ 0; with 0 the output does not depend on the size of what comes in
 * @param over what μ and v are taken over
 */
public record Standardize(int width, double epsilon, Over over) implements Layer {
    /** What mean and variance are taken over. */
    public enum Over {
        /** The samples of a batch. */
        BATCH,
        /** The units of a layer. */
        UNITS
    }

    /**
     * A normalization of a width.
     *
     * @throws IllegalArgumentException if the width is below 1, ε is negative or not finite, or one unit alone is normalized
     *     without ε
     */
    public Standardize {
        if (width < 1) {
            throw new IllegalArgumentException("the width of a layer must be at least 1, got " + width);
        }
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("the ε of a normalization is a number ≥ 0, got " + epsilon);
        }
        if (over == Over.UNITS && width == 1 && epsilon == 0) {
            throw new IllegalArgumentException(
                    "layer normalization without ε needs at least 2 units; one has no variance");
        }
    }

    @Override
    public int inputs() {
        return width;
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    public List<Block> blocks() {
        return List.of();
    }

    /** What only the data determine stays so; otherwise the size of the input drops out if ε = 0. */
    @Override
    public double degree(double inputDegree) {
        boolean scaleFree = epsilon == 0 && !Double.isNaN(inputDegree);
        return inputDegree == 0 || scaleFree ? 0 : Double.NaN;
    }

    @Override
    public boolean factorizes() {
        return false;
    }

    @Override
    public boolean couplesSamples() {
        return over == Over.BATCH;
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new StandardizeStage(this, capacity);
    }

    @Override
    public String toString() {
        return over == Over.BATCH ? "batch normalization" : "layer normalization";
    }
}
