package org.ridgeless.nets.engine;

import java.util.function.Supplier;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.nets.layers.Architecture;

record FusedEngine(String name, Supplier<DenseKernels> kernels) implements Engine {
    @Override
    public Evaluator evaluator(Architecture architecture, int capacity) {
        return new FusedEvaluator(architecture, capacity, kernels.get());
    }
}
