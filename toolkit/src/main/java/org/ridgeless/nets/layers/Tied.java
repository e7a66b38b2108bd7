package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * Layers in a row that share all their parameters. With the same layer each time this is a recurrent network unrolled in depth,
 * h_{t+1} = F(w, h_t); dropout in it drops the same at each step.
 *
 * @param steps the layers in their order; their blocks have equal shapes
 */
public record Tied(List<Layer> steps) implements Layer {
    /**
     * Layers that share the parameters of the first.
     *
     * @throws IllegalArgumentException if there is none, one does not take what the one before gives, or their blocks differ in
     *     shape
     */
    public Tied {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("tied layers need at least one step");
        }
        steps = List.copyOf(steps);
        for (int k = 1; k < steps.size(); k++) {
            Chain.requireFit(k, steps.get(k - 1), steps.get(k), "step");
            if (!steps.get(k).blocks().equals(steps.get(0).blocks())) {
                throw new IllegalArgumentException("tied layers need parameters of equal shapes, but step 1 ("
                        + steps.get(0)
                        + ") has " + steps.get(0).blocks() + " and step " + (k + 1) + " (" + steps.get(k) + ") has "
                        + steps.get(k).blocks());
            }
        }
    }

    /**
     * The layer applied so many times.
     *
     * @param times how often, ≥ 1
     * @param layer with as many outputs as inputs, if it is applied more than once
     * @return the layer
     * @throws IllegalArgumentException if the number is below 1, or above it and inputs and outputs differ
     */
    public static Tied times(int times, Layer layer) {
        if (times < 1) {
            throw new IllegalArgumentException("a tied layer is applied at least once, got " + times + " times");
        }
        return new Tied(Collections.nCopies(times, layer));
    }

    private Chain unrolled() {
        return new Chain(steps);
    }

    @Override
    public int inputs() {
        return steps.get(0).inputs();
    }

    @Override
    public int outputs() {
        return steps.get(steps.size() - 1).outputs();
    }

    @Override
    public List<Block> blocks() {
        return steps.get(0).blocks();
    }

    @Override
    public Tied biased() {
        return new Tied(steps.stream().map(Layer::biased).toList());
    }

    /** The constant is that of the first step in all of them; none counts as the last layer, since they are the same. */
    @Override
    public Tied parametrized(Parametrization parametrization, boolean last) {
        List<Layer> changed = new ArrayList<>();
        steps.forEach(step -> changed.add(step.parametrized(parametrization, false)));
        return new Tied(changed);
    }

    @Override
    public double degree(double inputDegree) {
        return unrolled().degree(inputDegree);
    }

    @Override
    public boolean factorizes() {
        return steps.size() == 1 && steps.get(0).factorizes();
    }

    @Override
    public boolean updatesInPlace() {
        return false;
    }

    @Override
    public boolean couplesSamples() {
        return unrolled().couplesSamples();
    }

    @Override
    public boolean random() {
        return unrolled().random();
    }

    @Override
    public void settle(double[] w, int offset) {
        steps.get(0).settle(w, offset);
    }

    @Override
    public double workspace() {
        return unrolled().workspace();
    }

    @Override
    public long longestArray() {
        return unrolled().longestArray();
    }

    @Override
    public Stage stage(int offset, int capacity, DenseKernels kernels) {
        Chain chain = unrolled();
        Tie tie = new Tie(Math.max(1, parameterCount()), chain.parameterCount());
        return new ReparametrizedStage(tie, chain, offset, parameterCount(), capacity, kernels);
    }

    @Override
    public String toString() {
        boolean same = steps.stream().allMatch(steps.get(0)::equals);
        return same ? steps.size() + " times " + steps.get(0) : "tied " + unrolled();
    }
}
