package org.ridgeless.nets.engine;

import org.ridgeless.linalg.Memory;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Layer;

/** What evaluating a network on a batch takes, known before anything is allocated. */
public final class Workspace {
    /** A run holds one evaluator that trains and one that measures. */
    private static final int EVALUATORS = 2;

    private Workspace() {}

    /** About how many numbers are held for the activations and signals of a batch, in all evaluators of a run. */
    static double numbers(Architecture architecture, int capacity) {
        double numbers = architecture.parameterCount();
        for (Layer layer : architecture.layers()) {
            numbers += capacity * layer.workspace();
        }
        return EVALUATORS * numbers;
    }

    /**
     * Refuses a batch whose activations and signals this process could not hold.
     *
     * @param architecture of the network
     * @param capacity samples of the largest batch
     * @throws IllegalArgumentException if they do not fit into half of the heap, with what they need
     */
    public static void require(Architecture architecture, int capacity) {
        double numbers = numbers(architecture, capacity);
        long widest = 0;
        for (Layer layer : architecture.layers()) {
            widest = Math.max(widest, capacity * layer.longestArray());
        }
        if (!Memory.fits(numbers) || widest > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    "a batch of %,d samples of this network (%s), to train on and to measure, needs about %s; accepted are"
                            + " smaller batches or networks, or a larger heap (-Xmx)",
                    capacity, architecture, Memory.need(numbers)));
        }
    }
}
