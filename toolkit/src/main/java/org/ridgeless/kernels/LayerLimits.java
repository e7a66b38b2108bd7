package org.ridgeless.kernels;

import java.util.List;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;

/** Leads a pair of inputs through layers of infinite width, which take the blocks of the architecture in their order. */
final class LayerLimits {
    private final Init init;
    private final List<Block> blocks;
    private int next;

    LayerLimits(Init init, List<Block> blocks) {
        this.init = init;
        this.blocks = blocks;
    }

    FieldPair through(Layer layer, FieldPair fields) {
        if (layer instanceof Chain chain) {
            FieldPair end = fields;
            for (Layer part : chain.parts()) {
                end = through(part, end);
            }
            return end;
        }
        if (layer instanceof Residual residual) {
            FieldPair branch = through(residual.branch(), fields);
            return branch.plus(through(residual.shortcut(), fields));
        }
        Block weight = layer.blocks().isEmpty() ? null : blocks.get(next);
        next += layer.blocks().size();
        return leaf(layer, fields, weight);
    }

    private FieldPair leaf(Layer layer, FieldPair fields, Block weight) {
        if (layer instanceof Dense dense) {
            return dense(dense, fields.flat(), weight, false);
        }
        if (layer instanceof Sliced sliced) {
            return sliced.layer() instanceof Dense dense
                    ? dense(dense, fields, weight, false)
                    : leaf(sliced.layer(), fields, weight);
        }
        if (layer instanceof BlockDiagonal diagonal) {
            return dense(diagonal.dense(), fields, weight, true);
        }
        if (layer instanceof Patches patches) {
            return fields.windows(Places.seen(patches.input(), patches.window(), patches.grid()));
        }
        if (layer instanceof Pool pool) {
            return fields.pooled(Places.seen(pool.input(), pool.window(), pool.output()));
        }
        if (layer instanceof Standardize standardize) {
            return fields.normalized(standardize.epsilon());
        }
        if (layer instanceof Affine affine) {
            return fields.gain(affine.hasBias());
        }
        return activated(((Elementwise) layer).activation(), fields);
    }

    private FieldPair dense(Dense dense, FieldPair fields, Block weight, boolean own) {
        double constant = dense.multiplier() * dense.multiplier() * dense.inputs();
        double deviation = init.deviation(weight);
        FieldPair before = fields.weighted(constant * deviation * deviation, constant, dense.hasBias(), own);
        return activated(dense.activation(), before);
    }

    private static FieldPair activated(Activation activation, FieldPair fields) {
        return linear(activation) ? fields : fields.activated(activation);
    }

    static boolean linear(Activation activation) {
        return activation.piecewiseLinear() && activation.derivative(-1) == 1;
    }

    // ---- what has a limit

    /**
     * Whether the output of a layer is a centred Gaussian field in the limit.
     *
     * @param gaussian whether its input is
     * @throws IllegalArgumentException where no limit is known
     */
    static boolean require(Layer layer, boolean gaussian) {
        if (layer instanceof Chain chain) {
            boolean end = gaussian;
            for (Layer part : chain.parts()) {
                end = require(part, end);
            }
            return end;
        }
        if (layer instanceof Residual residual) {
            if (!require(residual.branch(), gaussian)) {
                throw new IllegalArgumentException(
                        "a residual branch must end with a linear dense layer, so that it is centred, got " + layer);
            }
            return require(residual.shortcut(), gaussian);
        }
        return requireLeaf(layer, gaussian);
    }

    private static boolean requireLeaf(Layer layer, boolean gaussian) {
        if (layer instanceof Dense dense) {
            return linear(dense.activation());
        }
        if (layer instanceof BlockDiagonal diagonal) {
            return linear(diagonal.dense().activation());
        }
        if (layer instanceof Sliced sliced && (sliced.layer() instanceof Dense || sliced.layer() instanceof Affine)) {
            return requireLeaf(sliced.layer(), gaussian);
        }
        boolean average = layer instanceof Pool pool && pool.kind() == Pool.Kind.AVERAGE;
        boolean units = layer instanceof Standardize standardize && standardize.over() == Standardize.Over.UNITS;
        if (average || units || layer instanceof Patches || layer instanceof Affine) {
            return gaussian;
        }
        if (layer instanceof Elementwise elementwise && (gaussian || linear(elementwise.activation()))) {
            return gaussian && linear(elementwise.activation());
        }
        throw new IllegalArgumentException("no limit of infinite width is known here for the layer " + layer
                + "; accepted are dense, convolutional, locally connected and residual layers, average pooling, layer"
                + " normalization with gains, and an activation right after a linear layer");
    }

    // ---- places

    /** The grid that the first layer with places takes, or one place. */
    static int places(Layer layer) {
        if (layer instanceof Patches patches) {
            return patches.input().places();
        }
        if (layer instanceof Pool pool) {
            return pool.input().places();
        }
        if (layer instanceof Sliced sliced) {
            return sliced.times();
        }
        if (layer instanceof BlockDiagonal diagonal) {
            return diagonal.times();
        }
        if (layer instanceof Residual residual) {
            return Math.max(places(residual.branch()), places(residual.shortcut()));
        }
        if (layer instanceof Chain chain) {
            return places(chain.parts());
        }
        return layer instanceof Dense ? 1 : 0;
    }

    /** The number of places before the first of these layers, 0 if none of them tells. */
    static int places(List<Layer> layers) {
        return layers.stream()
                .mapToInt(LayerLimits::places)
                .filter(p -> p > 0)
                .findFirst()
                .orElse(0);
    }

    /** Whether a layer averages over places, which takes the covariance between different ones. */
    static boolean averages(Layer layer) {
        if (layer instanceof Chain chain) {
            return chain.parts().stream().anyMatch(LayerLimits::averages);
        }
        if (layer instanceof Residual residual) {
            return averages(residual.branch()) || averages(residual.shortcut());
        }
        return layer instanceof Pool;
    }

    /** The largest number of places that any of the layers gives or takes. */
    static int largest(Layer layer) {
        if (layer instanceof Chain chain) {
            return chain.parts().stream().mapToInt(LayerLimits::largest).max().orElse(1);
        }
        if (layer instanceof Residual residual) {
            return Math.max(largest(residual.branch()), largest(residual.shortcut()));
        }
        Shape out =
                layer instanceof Patches patches ? patches.grid() : layer instanceof Pool pool ? pool.output() : null;
        return Math.max(places(layer), out == null ? 1 : out.places());
    }
}
