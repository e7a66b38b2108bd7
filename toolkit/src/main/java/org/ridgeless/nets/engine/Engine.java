package org.ridgeless.nets.engine;

import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.nets.layers.Architecture;

/** A way to run networks; every engine gives the same numbers to rounding. */
public interface Engine {
    /** Flat arrays and fused loops, with the Vector API where the JVM has it. */
    Engine FUSED = new FusedEngine("fused", DenseKernels::best);

    /** The fused engine restricted to plain loops. */
    Engine PLAIN = new FusedEngine("plain", DenseKernels::plain);

    /** How the engine is called. */
    String name();

    /**
     * A workspace for the architecture and up to {@code capacity} samples at once; not for use by several threads.
     *
     * @param architecture of the network
     * @param capacity samples of the largest batch, ≥ 1
     * @return an evaluator, whose buffers are those of one thread
     * @throws IllegalArgumentException if its buffers do not fit into memory
     */
    Evaluator evaluator(Architecture architecture, int capacity);
}
