package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.random.Seeds;

/**
 * In training each number is set to zero with probability p, and the others are divided by 1 − p; in evaluation nothing happens
 * (N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, <i>Dropout</i>, JMLR 2014, with the scaling in
 * training). What is dropped is a function of the seed of the run, the step, the place of the sample in its batch and the unit.
 *
 * @param width number of inputs and outputs
 * @param probability p from 0 up to, not including, 1
 * @param stream tells the dropout layers of one network apart
 */
public record Dropout(int width, double probability, long stream) implements Layer {
    private static final double UNIT = 0x1.0p-53;

    /**
     * Dropout of a width.
     *
     * @throws IllegalArgumentException if the width is below 1, or the probability is outside of [0, 1)
     */
    public Dropout {
        if (width < 1) {
            throw new IllegalArgumentException("the width of a layer must be at least 1, got " + width);
        }
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "the probability of dropout is at least 0 and less than 1, got " + probability);
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

    @Override
    public double degree(double inputDegree) {
        return inputDegree;
    }

    @Override
    public boolean random() {
        return true;
    }

    /**
     * The factors 0 and 1/(1 − p) of a step of training, sample after sample.
     *
     * @param seed of the run
     * @param step of the run
     * @param length how many of them; fewer samples have the first ones
     * @param into at least so many numbers, overwritten
     */
    public void factors(long seed, long step, int length, double[] into) {
        long key = Seeds.hash(Seeds.hash(seed, stream), step);
        double kept = 1 / (1 - probability);
        for (int i = 0; i < length; i++) {
            double uniform = (Seeds.hash(key, i) >>> 11) * UNIT;
            into[i] = uniform < probability ? 0 : kept;
        }
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new DropoutStage(this, capacity);
    }

    @Override
    public String toString() {
        return "dropout " + probability;
    }
}
