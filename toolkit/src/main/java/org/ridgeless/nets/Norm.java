package org.ridgeless.nets;

import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;

/** The norms by which papers normalize margins. They disagree, so every call that needs one asks for it. */
public enum Norm {
    /** ρ = Π_k ‖W_k‖_F (Golowich, Rakhlin and Shamir, 2018). */
    FROBENIUS_PRODUCT("product of Frobenius norms") {
        @Override
        double of(Net net) {
            net.architecture().requireProduct("The product of norms");
            return net.rho();
        }
    },
    /** Π_k ‖W_k‖₂ with the largest singular value of each matrix (Bartlett, Foster and Telgarsky, 2017). */
    SPECTRAL_PRODUCT("product of spectral norms") {
        @Override
        double of(Net net) {
            requireDense(net);
            double product = 1;
            for (int k = 1; k <= net.depth(); k++) {
                product *= SpectralNorm.of(net.weights(k));
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
            return Math.sqrt(PathNorm.of(net, 2));
        }
    };

    private static void requireDense(Net net) {
        for (Layer layer : net.architecture().layers()) {
            if (!(layer instanceof Dense)) {
                throw new IllegalArgumentException(
                        "The product of spectral norms is taken over dense layers, not " + layer + ".");
            }
        }
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
