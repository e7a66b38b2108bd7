package org.ridgeless.models.convex;

import java.util.BitSet;
import org.ridgeless.linalg.NonNegativeLeastSquares;
import org.ridgeless.linalg.Vectors;

/**
 * An upper bound on \(\max\{\pm z^\top DXu : \lVert u\rVert\le1,\ (2D-I)Xu\ge0\}\) by its dual, \(\min\lVert\pm X^\top
 * Dz+X^\top(2D-I)\mu\rVert\) over \(\mu\ge0\). Each \(\mu\) gives a valid bound; solved to the end it is the maximum, in
 * cones as thin as rounding allows.
 */
final class ConeMaximum {
    private ConeMaximum() {}

    static double bound(double[][] inputs, BitSet pattern, double[] z, double side) {
        double[] gap = new double[inputs[0].length];
        double[][] constraints = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            if (pattern.get(i)) {
                Vectors.addScaled(gap, side * z[i], inputs[i]);
            }
            constraints[i] = Vectors.scale(inputs[i], pattern.get(i) ? -1 : 1);
        }
        double[] multipliers = NonNegativeLeastSquares.solve(constraints, gap).weights();
        for (int i = 0; i < inputs.length; i++) {
            Vectors.addScaled(gap, -multipliers[i], constraints[i]);
        }
        return Vectors.norm(gap);
    }
}
