package org.ridgeless.margins;

import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;

/**
 * How close a homogeneous network is to a stationary point of margin maximization at fixed norm. There V_k is proportional to
 * Σ_n p_n y_n ∂f̃_n/∂V_k with weights p_n on the samples of smallest margin (Lyu and Li, ICLR 2020, theorem 4.4); the softmin
 * weights p_n = e^{−m_n} / Σ_j e^{−m_j} of the exponential loss are such weights in the limit.
 */
public final class Stationarity {
    private Stationarity() {}

    /**
     * For each weight matrix, the cosine between W_k and Σ_n p_n y_n ∂f_n/∂W_k. One gradient of the exponential loss.
     *
     * @param net a homogeneous network with one output
     * @param data labels ±1
     * @return from −1 to 1; 1 at a stationary point
     */
    public static double[] cosines(Net net, Data data) {
        double[] w = net.parameters();
        double[] g = Risk.of(net, data, Loss.EXPONENTIAL).logGradient(w);
        return net.architecture().weights().stream()
                .mapToDouble(block -> -cosine(w, g, block))
                .toArray();
    }

    /**
     * For each weight matrix, the cosine between W_k and its change from an earlier network of the same run. Gradient descent
     * moves along the weighted sum above, so this is the same condition with the weights p_n averaged over the steps in
     * between, which removes their oscillation under finite steps.
     *
     * @param earlier the network some steps before
     * @param later the network now, of the same architecture
     * @return from −1 to 1; NaN for a matrix that did not move
     */
    public static double[] cosines(Net earlier, Net later) {
        double[] w = later.parameters();
        double[] change = earlier.parameters();
        for (int i = 0; i < w.length; i++) {
            change[i] = w[i] - change[i];
        }
        return later.architecture().weights().stream()
                .mapToDouble(block -> cosine(w, change, block))
                .toArray();
    }

    private static double cosine(double[] a, double[] b, Block block) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = block.offset(); i < block.end(); i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
