package org.ridgeless.models.convex;

import java.util.BitSet;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;

/**
 * An upper bound on \(\max\{\pm z^\top DXu : \lVert u\rVert\le1,\ (2D-I)Xu\ge0\}\) by its dual, a non-negative least
 * squares problem solved by coordinate descent.
 */
final class ConeMaximum {
    private static final int SWEEPS = 4000;

    private ConeMaximum() {}

    static double bound(double[][] inputs, BitSet pattern, double[] z, double side) {
        int d = inputs[0].length;
        double[] gap = new double[d];
        double[] multipliers = new double[inputs.length];
        for (int i = pattern.nextSetBit(0); i >= 0; i = pattern.nextSetBit(i + 1)) {
            for (int j = 0; j < d; j++) {
                gap[j] += side * z[i] * inputs[i][j];
            }
        }
        double change = Double.POSITIVE_INFINITY;
        // Each point is a valid bound, so that the number of sweeps decides its tightness alone.
        for (int sweep = 0; sweep < SWEEPS && change > 1e-14 * Vectors.largest(multipliers); sweep++) {
            Interruption.poll();
            change = 0;
            for (int i = 0; i < inputs.length; i++) {
                change = Math.max(change, improve(inputs[i], pattern.get(i) ? 1 : -1, gap, multipliers, i));
            }
        }
        return Splitting.norm(gap, 0, d);
    }

    /** The best value of one multiplier; returns by how far it moved. */
    private static double improve(double[] x, double sign, double[] gap, double[] multipliers, int i) {
        double product = 0;
        double square = 0;
        for (int j = 0; j < x.length; j++) {
            product += sign * x[j] * gap[j];
            square += x[j] * x[j];
        }
        if (square == 0) {
            return 0;
        }
        double moved = Math.max(0, multipliers[i] - product / square) - multipliers[i];
        multipliers[i] += moved;
        for (int j = 0; j < x.length; j++) {
            gap[j] += moved * sign * x[j];
        }
        return Math.abs(moved);
    }
}
