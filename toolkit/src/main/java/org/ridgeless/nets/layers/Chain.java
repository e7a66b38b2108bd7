package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * Several layers one after the other that count as one layer of a network; layers of several steps are described by one.
 *
 * @param parts the layers in their order; each takes what the one before it gives
 */
public record Chain(List<Layer> parts) implements Layer {
    /**
     * Several layers as one.
     *
     * @throws IllegalArgumentException if there is none, or one takes another width than the one before it gives, naming both
     */
    public Chain {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one layer");
        }
        parts = List.copyOf(parts);
        for (int k = 1; k < parts.size(); k++) {
            requireFit(k, parts.get(k - 1), parts.get(k), "part");
        }
    }

    /**
     * The given layers as one.
     *
     * @param layers in their order, at least one
     * @return the chain
     * @throws IllegalArgumentException if there is none, or one takes another width than the one before it gives, naming both
     */
    public static Chain of(Layer... layers) {
        return new Chain(List.of(layers));
    }

    /** Refuses layers number k and k + 1 that do not fit, naming both. */
    static void requireFit(int k, Layer from, Layer to, String what) {
        if (from.outputs() != to.inputs()) {
            throw new IllegalArgumentException(what + " " + (k + 1) + " (" + to + ") takes " + to.inputs()
                    + " inputs, but " + what + " " + k + " (" + from + ") gives " + from.outputs());
        }
    }

    @Override
    public int inputs() {
        return parts.get(0).inputs();
    }

    @Override
    public int outputs() {
        return parts.get(parts.size() - 1).outputs();
    }

    @Override
    public List<Block> blocks() {
        return blocks(parts);
    }

    /** The blocks of the parts, one part after the other. */
    static List<Block> blocks(List<Layer> parts) {
        List<Block> blocks = new ArrayList<>();
        // One part with parameters needs no number to be told from the others.
        boolean one = parts.stream().filter(part -> part.parameterCount() > 0).count() == 1;
        int offset = 0;
        for (int j = 0; j < parts.size(); j++) {
            for (Block block : Patches.blocksAfter(j == 0 ? null : parts.get(j - 1), parts.get(j))) {
                blocks.add(one ? block : block.nested(offset, j + 1));
            }
            offset = Math.addExact(offset, parts.get(j).parameterCount());
        }
        return blocks;
    }

    @Override
    public Chain biased() {
        return new Chain(parts.stream().map(Layer::biased).toList());
    }

    @Override
    public Chain parametrized(Parametrization parametrization, boolean last) {
        return new Chain(parametrized(parts, parametrization, last));
    }

    /** The same layer may come several times, and is the last one at the end only. */
    static List<Layer> parametrized(List<Layer> layers, Parametrization parametrization, boolean last) {
        List<Layer> changed = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            changed.add(layers.get(k).parametrized(parametrization, last && k == layers.size() - 1));
        }
        return changed;
    }

    @Override
    public double degree(double inputDegree) {
        double degree = inputDegree;
        for (Layer part : parts) {
            degree = part.degree(degree);
        }
        return degree;
    }

    @Override
    public boolean factorizes() {
        return parts.stream().allMatch(Layer::factorizes);
    }

    @Override
    public boolean updatesInPlace() {
        return parts.stream().allMatch(Layer::updatesInPlace);
    }

    @Override
    public boolean couplesSamples() {
        return parts.stream().anyMatch(Layer::couplesSamples);
    }

    @Override
    public boolean random() {
        return parts.stream().anyMatch(Layer::random);
    }

    @Override
    public void settle(double[] w, int offset) {
        int start = offset;
        for (Layer part : parts) {
            part.settle(w, start);
            start += part.parameterCount();
        }
    }

    @Override
    public double workspace() {
        return parts.stream().mapToDouble(Layer::workspace).sum();
    }

    @Override
    public long longestArray() {
        return parts.stream().mapToLong(Layer::longestArray).max().orElseThrow();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        Stage[] stages = new Stage[parts.size()];
        int start = offset;
        for (int k = 0; k < stages.length; k++) {
            stages[k] = parts.get(k).stage(start, capacity, kernels);
            start += parts.get(k).parameterCount();
        }
        return new ChainStage(stages);
    }

    @Override
    public String toString() {
        return parts.stream().map(Layer::toString).collect(Collectors.joining(" → ", "(", ")"));
    }
}
