package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * y = σ(c x W + b) for row samples x; W has one row for each input and one column for each output.
 *
 * @param inputs width of the input
 * @param outputs width of the output
 * @param activation σ
 * @param hasBias whether there is a bias b
 * @param multiplier the constant c of the parametrization
 */
public record Dense(int inputs, int outputs, Activation activation, boolean hasBias, double multiplier)
        implements Layer {
    /**
     * A layer by all that it has.
     *
     * @throws IllegalArgumentException if a width is below 1
     */
    public Dense {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "the widths of a layer must be at least 1, got " + inputs + " → " + outputs);
        }
    }

    /**
     * A layer without bias in the standard parametrization.
     *
     * @param inputs ≥ 1
     * @param outputs ≥ 1
     * @param activation σ
     * @return the layer, with inputs · outputs weights
     * @throws IllegalArgumentException if a width is below 1
     */
    public static Dense of(int inputs, int outputs, Activation activation) {
        return new Dense(inputs, outputs, activation, false, 1);
    }

    @Override
    public Dense biased() {
        return new Dense(inputs, outputs, activation, true, multiplier);
    }

    @Override
    public Dense parametrized(Parametrization parametrization, boolean last) {
        return new Dense(inputs, outputs, activation, hasBias, parametrization.multiplier(inputs, activation, last));
    }

    @Override
    public List<Block> blocks() {
        Block weight = new Block("W", 0, inputs, outputs, Block.Role.WEIGHT);
        return hasBias ? List.of(weight, new Block("b", weight.size(), 1, outputs, Block.Role.BIAS)) : List.of(weight);
    }

    @Override
    public double degree(double inputDegree) {
        // A bias has degree 1, so it keeps the output homogeneous only where W x has degree 1 too: on the data.
        boolean mixed = hasBias && inputDegree != 0;
        return mixed ? Double.NaN : activation.degree() * (inputDegree + 1);
    }

    @Override
    public boolean factorizes() {
        return !hasBias && activation.factorizes();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new DenseStage(this, offset, capacity, kernels);
    }

    /** Preactivations and slopes are arrays of their own unless the outputs tell them. */
    @Override
    public double workspace() {
        boolean linear = activation == Activations.LINEAR;
        int arrays = linear ? 1 : activation == Activations.RELU ? 2 : 3;
        return inputs + (double) arrays * outputs;
    }

    @Override
    public String toString() {
        return "dense " + inputs + "→" + outputs + " " + activation.name() + (hasBias ? " biased" : "");
    }
}
