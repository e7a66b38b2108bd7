package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * Two ways from the same input, added: y = F(x) + S(x). In the residual blocks of K. He, X. Zhang, S. Ren and J. Sun (2016) S is
 * the identity.
 *
 * @param branch F
 * @param shortcut S
 */
public record Residual(Layer branch, Layer shortcut) implements Layer {
    /**
     * Two layers side by side whose outputs are added.
     *
     * @throws IllegalArgumentException if inputs or outputs differ, with both
     */
    public Residual {
        if (branch.inputs() != shortcut.inputs() || branch.outputs() != shortcut.outputs()) {
            throw new IllegalArgumentException("a residual block adds equal shapes, but its branch (" + branch + ") is "
                    + branch.inputs() + "→" + branch.outputs() + " and its shortcut (" + shortcut + ") is "
                    + shortcut.inputs() + "→" + shortcut.outputs());
        }
    }

    /**
     * y = x + F(x).
     *
     * @param branch with as many outputs as inputs
     * @return the block with the identity as its shortcut
     * @throws IllegalArgumentException if inputs and outputs differ
     */
    public static Residual of(Layer branch) {
        return new Residual(branch, new Elementwise(branch.inputs(), Activations.LINEAR));
    }

    @Override
    public int inputs() {
        return branch.inputs();
    }

    @Override
    public int outputs() {
        return branch.outputs();
    }

    private List<Layer> parts() {
        return List.of(branch, shortcut);
    }

    @Override
    public List<Block> blocks() {
        return Chain.blocks(parts());
    }

    @Override
    public Residual biased() {
        return new Residual(branch.biased(), shortcut.biased());
    }

    @Override
    public Residual parametrized(Parametrization parametrization, boolean last) {
        return new Residual(branch.parametrized(parametrization, last), shortcut.parametrized(parametrization, last));
    }

    @Override
    public double degree(double inputDegree) {
        double degree = branch.degree(inputDegree);
        return degree == shortcut.degree(inputDegree) ? degree : Double.NaN;
    }

    @Override
    public boolean factorizes() {
        return false;
    }

    @Override
    public boolean updatesInPlace() {
        return branch.updatesInPlace() && shortcut.updatesInPlace();
    }

    @Override
    public boolean couplesSamples() {
        return branch.couplesSamples() || shortcut.couplesSamples();
    }

    @Override
    public boolean random() {
        return branch.random() || shortcut.random();
    }

    @Override
    public void settle(double[] w, int offset) {
        branch.settle(w, offset);
        shortcut.settle(w, offset + branch.parameterCount());
    }

    @Override
    public double workspace() {
        return branch.workspace() + shortcut.workspace() + inputs() + outputs();
    }

    @Override
    public long longestArray() {
        return Math.max(branch.longestArray(), shortcut.longestArray());
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        return new ResidualStage(
                branch.stage(offset, capacity, kernels),
                shortcut.stage(offset + branch.parameterCount(), capacity, kernels),
                inputs(),
                outputs(),
                capacity);
    }

    @Override
    public String toString() {
        return "[" + branch + " + " + shortcut + "]";
    }
}
