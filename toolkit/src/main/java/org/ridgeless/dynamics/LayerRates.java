package org.ridgeless.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Residual;

/**
 * What a step of each parameter is multiplied by, so that the effective weights cW of every layer move by a matrix of spectral
 * norm of the order √(outputs/inputs) at every width.
 */
final class LayerRates {
    private LayerRates() {}

    /** For steps along the gradient, which is of the order c²·√(inputs/outputs) in the effective weights. */
    static double[] ofGradients(Architecture architecture) {
        return factors(architecture, true);
    }

    /** For steps of the same size in every entry. */
    static double[] ofUnitSteps(Architecture architecture) {
        return factors(architecture, false);
    }

    private static double[] factors(Architecture architecture, boolean gradients) {
        List<Dense> dense = new ArrayList<>();
        architecture.layers().forEach(layer -> collect(layer, dense));
        double[] factors = new double[architecture.parameterCount()];
        int next = 0;
        Dense current = null;
        for (Block block : architecture.blocks()) {
            double factor;
            if (block.role() == Block.Role.WEIGHT) {
                current = dense.get(next++);
                double c = current.multiplier();
                double in = current.inputs();
                factor = gradients ? current.outputs() / (in * c * c) : 1 / (c * in);
            } else {
                factor = gradients ? current.outputs() : 1;
            }
            Arrays.fill(factors, block.offset(), block.end(), factor);
        }
        return factors;
    }

    private static void collect(Layer layer, List<Dense> dense) {
        if (layer instanceof Dense found) {
            dense.add(found);
        } else if (layer instanceof Chain chain) {
            chain.parts().forEach(part -> collect(part, dense));
        } else if (layer instanceof Residual residual) {
            collect(residual.branch(), dense);
            collect(residual.shortcut(), dense);
        } else if (layer.parameterCount() > 0) {
            throw new IllegalArgumentException(
                    "rates of the maximal update are known here for dense and residual layers, got " + layer);
        }
    }
}
