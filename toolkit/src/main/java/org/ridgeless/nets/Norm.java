package org.ridgeless.nets;

import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/**
 * The norms by which papers normalize margins. They disagree, so every call that needs one asks for it.
 *
 * {@snippet file="NetworksTest.java" region="normalized"}
 */
public enum Norm {
    /**
     * ρ = Π_k ‖W_k‖_F (Golowich, Rakhlin and Shamir, 2018), for networks that are a product in their matrices: activations of
     * degree one and no biases.
     */
    FROBENIUS_PRODUCT("product of Frobenius norms") {
        @Override
        double of(Net net) {
            net.architecture().requireProduct("the product of norms");
            return net.rho();
        }
    },
    /**
     * Π_k c_k ‖W_k‖₂ with the largest singular value of each matrix and the constant of the parametrization (Bartlett, Foster and
     * Telgarsky, <i>Spectrally-normalized margin bounds for neural networks</i>, NIPS 2017, the first factor of equation 1.2). Where
     * |σ′| ≤ 1 it is a Lipschitz constant of the output in the input, also with biases, which do not enter; a margin divided by it
     * is in units of the input.
     */
    SPECTRAL_PRODUCT("product of spectral norms") {
        @Override
        double of(Net net) {
            double product = 1;
            for (int k = 1; k <= net.architecture().layers().size(); k++) {
                Dense layer = lipschitz(net.architecture().layers().get(k - 1));
                product *= Math.abs(layer.multiplier()) * SpectralNorm.of(net.weights(k));
            }
            return product;
        }
    },
    /** Σ over all paths from an input to an output of Π |w|, for dense networks without biases (Neyshabur et al., 2015). */
    PATH("path norm") {
        @Override
        double of(Net net) {
            return PathNorm.of(net, 1);
        }
    },
    /** The square root of Σ over all paths of Π w², for dense networks without biases (Neyshabur et al., 2015). */
    PATH_2("path 2-norm") {
        @Override
        double of(Net net) {
            return PathNorm.of(net, 2);
        }
    };

    private static Dense lipschitz(Layer layer) {
        if (!(layer instanceof Dense)) {
            throw new IllegalArgumentException(
                    "the product of spectral norms is taken over dense layers, got " + layer);
        }
        Dense dense = (Dense) layer;
        if (dense.activation().degree() > 1) {
            throw new IllegalArgumentException("the product of spectral norms needs activations of bounded slope, got "
                    + dense.activation().name() + ", which has degree "
                    + dense.activation().degree());
        }
        return dense;
    }

    private final String label;

    Norm(String label) {
        this.label = label;
    }

    abstract double of(Net net);

    /** The name for an axis. */
    public String label() {
        return label;
    }
}
