package org.ridgeless.nets.layers;

/**
 * How the function depends on the stored weights: layer k computes σ(c_k W_k h + b_k), and the parametrization fixes the
 * constants c_k. It changes the speed at which each layer learns, not what can be represented.
 *
 * {@snippet file="KernelsTest.java" region="infinite-network"}
 */
public enum Parametrization {
    /** c_k = 1: what programs usually do; the size of the weights carries the scaling. */
    STANDARD,
    /**
     * c_k = √(g / fan-in) with the gain g = 2 / (1 + slope²) for layers of the ReLU family, 2 for ReLU itself, and 1 otherwise
     * (Jacot, Gabriel and Hongler, 2018, who have g = 1). The gain keeps the second moment from layer to layer, and multiplies
     * the kernels by g for each such layer: {@code InfiniteNetwork} has it, too.
     */
    NTK,
    /** As NTK, but the last layer is divided by its fan-in (Mei, Montanari and Nguyen, 2018). */
    MEAN_FIELD,
    /**
     * The constants of {@link #MEAN_FIELD}, to be trained with a rate of its own for each layer ({@code
     * Optimizer.maximalUpdate()}): every layer learns features at every width, and a rate found on a narrow network serves a wide one
     * (Yang and Hu, 2021).
     */
    MAXIMAL_UPDATE;

    /** The constant c_k of a layer. */
    double multiplier(int fanIn, Activation activation, boolean last) {
        if (this == STANDARD) {
            return 1;
        }
        if ((this == MEAN_FIELD || this == MAXIMAL_UPDATE) && last) {
            return 1.0 / fanIn;
        }
        // The gain is 1 / E[σ'(z)²] for a centred z: 2 for ReLU, 2 / (1 + slope²) for leaky ones.
        double slope = activation.derivative(-1);
        double gain = activation.piecewiseLinear() ? 2 / (1 + slope * slope) : 1;
        return Math.sqrt(gain / fanIn);
    }
}
