package org.ridgeless.nets;

import java.util.Arrays;

/**
 * Where a workspace is linearized, if it still is: every other use of it, by any of the risks that share it, leaves the point.
 */
final class Linearization {
    private double[] point;
    private double[] outputs;

    /** The workspace is used for something else. */
    void leave() {
        outputs = null;
    }

    /** The workspace is ready at w, where the network has the given outputs. */
    void at(double[] w, double[] outputs) {
        if (point == null) {
            point = new double[w.length];
        }
        System.arraycopy(w, 0, point, 0, w.length);
        this.outputs = outputs;
    }

    /** Whether derivatives at w can go on from here. */
    boolean holds(double[] w) {
        return outputs != null && Arrays.equals(point, w);
    }

    double[] outputs() {
        return outputs;
    }
}
