package org.ridgeless.dynamics;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.random.Seeds;

/**
 * The matrices B that take the place of the weights W when errors are sent backwards: the reverse pass computes
 * \( \bar h_{k-1} = B_k(\bar h_k \odot \sigma') \), and each layer's own gradient uses its own input as always. Backpropagation
 * is B = W. In what follows s is the root mean square of the layer's weights at the start, which keeps the size of the errors.
 */
public enum Feedback {
    /** B fixed, Gaussian with deviation s (T. Lillicrap et al., <i>Random synaptic feedback weights</i>, 2016). */
    RANDOM,
    /** B = s · sign(W) (Q. Liao, J. Leibo and T. Poggio, <i>How important is weight symmetry in backpropagation?</i>, AAAI
     * 2016: uSF). */
    UNIFORM_SIGN,
    /** B = M ⊙ sign(W) with M fixed, |Gaussian| with deviation s (the same: frSF). */
    FIXED_MAGNITUDE,
    /** B = M ⊙ sign(W) with M drawn afresh at each step (the same: brSF). */
    FRESH_MAGNITUDE;

    static void requireDense(Architecture architecture) {
        for (Layer layer : architecture.layers()) {
            if (!(layer instanceof Dense)) {
                throw new IllegalArgumentException(
                        "Feedback other than the weights themselves needs dense layers, not " + layer + ".");
            }
        }
    }

    /** The matrices of one run. */
    static final class Weights {
        private final Feedback kind;
        private final UniformRandomProvider stream;
        private final ZigguratSampler.NormalizedGaussian normal;
        private final double[] scale;
        private final double[] random;
        private final double[] backward;

        Weights(Feedback kind, Architecture architecture, double[] start, Seeds seeds) {
            this.kind = kind;
            this.stream = seeds.child("feedback").stream();
            this.normal = ZigguratSampler.NormalizedGaussian.of(stream);
            this.scale = new double[start.length];
            this.random = new double[start.length];
            this.backward = new double[start.length];
            for (Block block : architecture.weights()) {
                double s = Math.sqrt(Vectors.squares(start, block.offset(), block.end()) / block.size());
                Arrays.fill(scale, block.offset(), block.end(), s);
            }
            draw();
        }

        private void draw() {
            for (int i = 0; i < random.length; i++) {
                random[i] = scale[i] * normal.sample();
            }
        }

        /** B at the weights w. */
        double[] at(double[] w) {
            switch (kind) {
                case RANDOM:
                    return random;
                case UNIFORM_SIGN:
                    for (int i = 0; i < w.length; i++) {
                        backward[i] = scale[i] * Math.signum(w[i]);
                    }
                    return backward;
                case FRESH_MAGNITUDE:
                    draw();
                    return signed(w);
                default:
                    return signed(w);
            }
        }

        private double[] signed(double[] w) {
            for (int i = 0; i < w.length; i++) {
                backward[i] = Math.abs(random[i]) * Math.signum(w[i]);
            }
            return backward;
        }

        UniformRandomProvider stream() {
            return stream;
        }

        double[][] memory() {
            return new double[][] {scale, random};
        }
    }
}
