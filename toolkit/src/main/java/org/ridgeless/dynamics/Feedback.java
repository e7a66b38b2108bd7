package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.random.Seeds;

/**
 * The matrices B that take the place of the weights W when errors are sent backwards: the reverse pass computes
 * \( \bar h_{k-1} = B_k(\bar h_k \odot \sigma') \), and each layer's own gradient uses its own input as always. Backpropagation
 * is B = W. In what follows s is the root mean square of the layer's weights at the start, which keeps the size of the errors.
 *
 * <p>Between W with independent Gaussian entries and B the cosine is √(2/π) for uniform signs, 2/π for random magnitudes and
 * (2c − 1) 2/π at concordance c; see {@link #cosine}.
 */
public final class Feedback {
    /** B fixed, Gaussian with deviation s (T. Lillicrap et al., <i>Random synaptic feedback weights</i>, 2016). */
    public static final Feedback RANDOM = new Feedback(Kind.RANDOM, 0.5);

    /** B = s · sign(W) (Q. Liao, J. Leibo and T. Poggio, <i>How important is weight symmetry in backpropagation?</i>, AAAI
     * 2016: uSF). */
    public static final Feedback UNIFORM_SIGN = new Feedback(Kind.UNIFORM_SIGN, 1);

    /** B = M ⊙ sign(W) with M fixed, |Gaussian| with deviation s (the same: frSF). */
    public static final Feedback FIXED_MAGNITUDE = new Feedback(Kind.FIXED_MAGNITUDE, 1);

    /** B = M ⊙ sign(W) with M drawn afresh at each step (the same: brSF). */
    public static final Feedback FRESH_MAGNITUDE = new Feedback(Kind.FRESH_MAGNITUDE, 1);

    /** B = 0: only the last layer learns. */
    public static final Feedback NONE = new Feedback(Kind.NONE, 0.5);

    private enum Kind {
        RANDOM,
        UNIFORM_SIGN,
        FIXED_MAGNITUDE,
        FRESH_MAGNITUDE,
        NONE
    }

    private final Kind kind;
    private final double concordance;

    private Feedback(Kind kind, double concordance) {
        this.kind = kind;
        this.concordance = concordance;
    }

    /**
     * B = M ⊙ F ⊙ sign(W) with M as in {@link #FIXED_MAGNITUDE} and fixed random signs F, each 1 with this probability and −1
     * otherwise (the same paper, part on sign concordance).
     *
     * @param probability from 0 to 1
     * @return feedback with so many signs in agreement
     * @throws IllegalArgumentException if the probability is outside of 0..1
     */
    public static Feedback concordance(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "the concordance of signs is a probability between 0 and 1, got " + probability);
        }
        return new Feedback(Kind.FIXED_MAGNITUDE, probability);
    }

    /**
     * The cosine between all weights of a network and the matrices that would send its errors back at the first step.
     *
     * @param net of dense layers, normalizations, gains and activations
     * @param seed of the random magnitudes and signs
     * @return from −1 to 1; NaN where all weights or all feedback are 0
     * @throws IllegalArgumentException if the network has other layers
     */
    public double cosine(Net net, long seed) {
        requireWeightedSums(net.architecture());
        double[] w = net.parameters();
        double[] b = new Weights(this, net.architecture(), w, Seeds.of(seed)).at(w);
        double dot = 0;
        double ofW = 0;
        double ofB = 0;
        for (Block block : net.architecture().weights()) {
            for (int i = block.offset(); i < block.end(); i++) {
                dot += w[i] * b[i];
                ofW += w[i] * w[i];
                ofB += b[i] * b[i];
            }
        }
        return dot / Math.sqrt(ofW * ofB);
    }

    /** In these layers the reverse pass reads weight matrices only to send errors back, so that others may stand in. */
    static void requireWeightedSums(Architecture architecture) {
        for (Layer layer : architecture.layers()) {
            boolean fits = layer instanceof Dense
                    || layer instanceof Standardize
                    || layer instanceof Affine
                    || layer instanceof Elementwise;
            if (!fits) {
                throw new IllegalArgumentException(
                        "feedback other than the weights themselves needs dense layers, normalizations, gains and"
                                + " activations, got " + layer);
            }
        }
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return kind == Kind.FIXED_MAGNITUDE && concordance < 1 ? name + " at concordance " + concordance : name;
    }

    /** The matrices of one run. */
    static final class Weights {
        private final Kind kind;
        private final List<Block> blocks;
        private final UniformRandomProvider stream;
        private final ZigguratSampler.NormalizedGaussian normal;
        private final double[] scale;
        private final double[] random;
        private final double[] backward;

        Weights(Feedback feedback, Architecture architecture, double[] start, Seeds seeds) {
            this.kind = feedback.kind;
            this.blocks = architecture.weights();
            this.stream = seeds.child("feedback").stream();
            this.normal = ZigguratSampler.NormalizedGaussian.of(stream);
            this.scale = new double[start.length];
            this.random = new double[start.length];
            this.backward = new double[start.length];
            for (Block block : blocks) {
                double s = Math.sqrt(Vectors.squares(start, block.offset(), block.end()) / block.size());
                Arrays.fill(scale, block.offset(), block.end(), s);
            }
            draw();
            if (feedback.concordance < 1 && kind == Kind.FIXED_MAGNITUDE) {
                for (int i = 0; i < random.length; i++) {
                    random[i] = Math.abs(random[i]) * (stream.nextDouble() < feedback.concordance ? 1 : -1);
                }
            } else if (kind != Kind.RANDOM) {
                makePositive();
            }
        }

        private void makePositive() {
            for (int i = 0; i < random.length; i++) {
                random[i] = Math.abs(random[i]);
            }
        }

        private void draw() {
            for (int i = 0; i < random.length; i++) {
                random[i] = scale[i] * normal.sample();
            }
        }

        /** The parameters w with B in the place of the weight matrices. */
        double[] at(double[] w) {
            if (kind == Kind.FRESH_MAGNITUDE) {
                draw();
                makePositive();
            }
            System.arraycopy(w, 0, backward, 0, w.length);
            for (Block block : blocks) {
                for (int i = block.offset(); i < block.end(); i++) {
                    backward[i] = entry(i, w[i]);
                }
            }
            return backward;
        }

        private double entry(int i, double weight) {
            return switch (kind) {
                case RANDOM -> random[i];
                case UNIFORM_SIGN -> scale[i] * Math.signum(weight);
                case NONE -> 0;
                default -> random[i] * Math.signum(weight);
            };
        }

        UniformRandomProvider stream() {
            return stream;
        }

        double[][] memory() {
            return new double[][] {scale, random};
        }
    }
}
