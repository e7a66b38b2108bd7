package org.ridgeless.howto;

// code: layer
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Composite;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Residual;

/**
 * A residual block through a thin layer, y = x + B σ(A x) with A r × n (He et al. 2016, figure 5, without convolutions).
 *
 * @param width n
 * @param thin r, from 1 to n
 * @param activation σ
 * @param body the layers that it is made of
 */
public record Bottleneck(int width, int thin, Activation activation, Layer body) implements Composite {
    public Bottleneck {
        if (thin < 1 || thin > width) {
            throw new IllegalArgumentException(
                    "the thin layer of a bottleneck of width " + width + " has 1 to " + width + " units, got " + thin);
        }
    }

    public static Bottleneck of(int width, int thin, Activation activation) {
        Layer inner = Chain.of(Dense.of(width, thin, activation), Dense.of(thin, width, Activations.LINEAR));
        return new Bottleneck(width, thin, activation, Residual.of(inner));
    }

    @Override
    public Bottleneck biased() {
        return new Bottleneck(width, thin, activation, body.biased());
    }

    @Override
    public Bottleneck parametrized(Parametrization parametrization, boolean last) {
        return new Bottleneck(width, thin, activation, body.parametrized(parametrization, last));
    }

    @Override
    public String toString() {
        return "bottleneck " + width + "→" + thin + "→" + width + " " + activation.name();
    }
}
// end
