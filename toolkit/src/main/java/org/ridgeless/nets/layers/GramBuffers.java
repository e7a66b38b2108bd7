package org.ridgeless.nets.layers;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;

/** Two n × n arrays that all stages of a network fill one after the other, when they add to a matrix of inner products. */
public final class GramBuffers {
    private final int capacity;
    private double[] inputs;
    private double[] slopes;

    /**
     * For up to so many samples; nothing is allocated before it is asked for.
     *
     * @param capacity n, samples of the largest batch
     */
    public GramBuffers(int capacity) {
        this.capacity = capacity;
    }

    double[] inputs() {
        allocate();
        return inputs;
    }

    double[] slopes() {
        allocate();
        return slopes;
    }

    private void allocate() {
        if (inputs == null) {
            int square = Matrix.entries(capacity, capacity);
            Memory.require("the tangent kernel of " + capacity + " samples with its two workspaces", 3.0 * square);
            inputs = new double[square];
            slopes = new double[square];
        }
    }
}
