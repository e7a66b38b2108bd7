package org.ridgeless.nets.layers;

import java.util.List;
import org.ridgeless.linalg.dense.DenseKernels;

/** A layer that is made of others and has nothing of its own; what it does is what its body does. */
public interface Composite extends Layer {
    /** What does the work. */
    Layer body();

    @Override
    default int inputs() {
        return body().inputs();
    }

    @Override
    default int outputs() {
        return body().outputs();
    }

    @Override
    default List<Block> blocks() {
        return body().blocks();
    }

    @Override
    default double degree(double inputDegree) {
        return body().degree(inputDegree);
    }

    @Override
    default boolean factorizes() {
        return body().factorizes();
    }

    @Override
    default boolean updatesInPlace() {
        return body().updatesInPlace();
    }

    @Override
    default boolean couplesSamples() {
        return body().couplesSamples();
    }

    @Override
    default boolean random() {
        return body().random();
    }

    @Override
    default void settle(double[] w, int offset) {
        body().settle(w, offset);
    }

    @Override
    default double workspace() {
        return body().workspace();
    }

    @Override
    default long longestArray() {
        return body().longestArray();
    }

    @Override
    default Stage stage(int offset, int capacity, DenseKernels kernels) {
        return body().stage(offset, capacity, kernels);
    }
}
