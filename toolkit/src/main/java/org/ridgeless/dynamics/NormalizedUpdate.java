package org.ridgeless.dynamics;

import org.ridgeless.linalg.Vectors;

/** w ← w − η g / ‖g‖ with the norm of all parameters or of each block alone; where g = 0 nothing moves. */
final class NormalizedUpdate implements Update {
    private final int[] ends;

    /** @param ends one past the last parameter of each part that is normalized by itself */
    NormalizedUpdate(int... ends) {
        this.ends = ends;
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        int start = 0;
        for (int end : ends) {
            move(w, g, rate, start, end);
            start = end;
        }
    }

    static void move(double[] w, double[] g, double rate, int start, int end) {
        double norm = Vectors.norm(g, start, end);
        if (norm > 0) {
            for (int i = start; i < end; i++) {
                w[i] -= rate * (g[i] / norm);
            }
        }
    }
}
