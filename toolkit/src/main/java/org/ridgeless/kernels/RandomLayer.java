package org.ridgeless.kernels;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.random.Seeds;

/**
 * A layer of random weights that is never trained: \(\sigma(WX)\) with independent standard normal W.
 *
 * {@snippet file="KernelsTest.java" region="random-layer"}
 */
public final class RandomLayer {
    private final int width;
    private final int inputs;
    private final double[] weights;

    private RandomLayer(int width, int inputs, double[] weights) {
        this.width = width;
        this.inputs = inputs;
        this.weights = weights;
    }

    /**
     * A layer of the given width on inputs of the given dimension.
     *
     * @param width units
     * @param inputs d of a sample
     * @param seeds of the weights
     * @return the layer
     */
    public static RandomLayer gaussian(int width, int inputs, Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[] weights = new double[width * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = normal.sample();
        }
        return new RandomLayer(width, inputs, weights);
    }

    /**
     * A layer with the given weights, width × inputs, for example of another law.
     *
     * @param weights width · inputs numbers, the weights of a unit one after the other; copied
     * @param inputs d of a sample
     * @return the layer
     */
    public static RandomLayer of(double[] weights, int inputs) {
        return new RandomLayer(weights.length / inputs, inputs, weights.clone());
    }

    /**
     * σ(WX), width × samples, for data X with samples in columns.
     *
     * @param activation σ
     * @param x inputs × n, row by row
     * @return width × n numbers, row by row; 2 · width · inputs · n flops
     */
    public double[] features(DualActivation activation, double[] x) {
        double[] out = Products.multiply(weights, x, width, inputs, x.length / inputs);
        for (int i = 0; i < out.length; i++) {
            out[i] = activation.apply(out[i]);
        }
        return out;
    }

    /**
     * [cos WX; sin WX], 2 width × samples: random Fourier features.
     *
     * @param x inputs × n, row by row
     * @return 2 width × n numbers, row by row, all cosines first
     */
    public double[] fourier(double[] x) {
        double[] phase = Products.multiply(weights, x, width, inputs, x.length / inputs);
        double[] out = new double[2 * phase.length];
        for (int i = 0; i < phase.length; i++) {
            out[i] = Math.cos(phase[i]);
            out[phase.length + i] = Math.sin(phase[i]);
        }
        return out;
    }
}
