package org.ridgeless.nets;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ridgeless.nets.layers.Block;

/** {@link WeightDecay} laid out over one flat vector of parameters; allocates nothing. */
public final class Regularizer {
    private final int[] from;
    private final int[] to;
    private final double[] strength;

    Regularizer(List<Block> blocks, ToDoubleFunction<Block> lambda) {
        Block[] decaying =
                blocks.stream().filter(b -> lambda.applyAsDouble(b) > 0).toArray(Block[]::new);
        from = new int[decaying.length];
        to = new int[decaying.length];
        strength = new double[decaying.length];
        for (int k = 0; k < decaying.length; k++) {
            from[k] = decaying[k].offset();
            to[k] = decaying[k].end();
            strength[k] = lambda.applyAsDouble(decaying[k]);
        }
    }

    /**
     * R(w).
     *
     * @param w P parameters
     * @return Σ λ_b ‖w_b‖²/2
     */
    public double value(double[] w) {
        double sum = 0;
        for (int k = 0; k < from.length; k++) {
            double squares = 0;
            for (int i = from[k]; i < to[k]; i++) {
                squares += w[i] * w[i];
            }
            sum += strength[k] / 2 * squares;
        }
        return sum;
    }

    /**
     * Adds {@code scale} · Λ v, which is the gradient of R at v as well as its Hessian times v.
     *
     * @param v P numbers
     * @param scale a factor
     * @param into P numbers, to which the product is added
     */
    public void add(double[] v, double scale, double[] into) {
        for (int k = 0; k < from.length; k++) {
            double factor = scale * strength[k];
            for (int i = from[k]; i < to[k]; i++) {
                into[i] += factor * v[i];
            }
        }
    }

    /** Adds Λ to the diagonal of a matrix of the given order, row after row. */
    void addToDiagonal(int order, double[] matrix) {
        for (int k = 0; k < from.length; k++) {
            for (int i = from[k]; i < to[k]; i++) {
                matrix[i * order + i] += strength[k];
            }
        }
    }
}
