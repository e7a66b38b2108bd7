package org.ridgeless.bounds.lipschitz;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;

/**
 * The Jacobians \(W_1DW_0\) of a ReLU network with one hidden layer, D a diagonal of zeros and ones: those that inputs meet bound
 * the Lipschitz constant from below, all that there are from above.
 */
public final class ReluSlopes {
    private static final int MOST = 20;

    private ReluSlopes() {}

    /**
     * The largest spectral norm at that many standard normal inputs, which the Lipschitz constant reaches at least.
     *
     * @param inner W₀, hidden × inputs
     * @param outer W₁, outputs × hidden
     * @param inputs how many draws
     * @param random of the inputs
     * @return a lower bound on the Lipschitz constant; one set of singular values a draw
     */
    public static double sampled(Matrix inner, Matrix outer, int inputs, UniformRandomProvider random) {
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double largest = 0;
        boolean[] active = new boolean[inner.rows()];
        for (int draw = 0; draw < inputs; draw++) {
            double[] hidden = inner.times(normal.samples(inner.columns()).toArray());
            for (int i = 0; i < active.length; i++) {
                active[i] = hidden[i] > 0;
            }
            largest = Math.max(largest, norm(inner, outer, active));
        }
        return largest;
    }

    /**
     * The largest spectral norm over all 2^h patterns, met by an input or not; at most 20 hidden units.
     *
     * @param inner W₀, hidden × inputs
     * @param outer W₁, outputs × hidden
     * @return an upper bound on the Lipschitz constant, attained if all patterns occur
     * @throws IllegalArgumentException if there are more than 20 hidden units
     */
    public static double everyPattern(Matrix inner, Matrix outer) {
        int hidden = inner.rows();
        if (hidden > MOST) {
            throw new IllegalArgumentException(
                    "2^h patterns can be tried for at most " + MOST + " hidden units, got " + hidden);
        }
        double largest = 0;
        boolean[] active = new boolean[hidden];
        for (int pattern = 0; pattern < 1 << hidden; pattern++) {
            for (int i = 0; i < hidden; i++) {
                active[i] = (pattern >> i & 1) == 1;
            }
            largest = Math.max(largest, norm(inner, outer, active));
        }
        return largest;
    }

    private static double norm(Matrix inner, Matrix outer, boolean[] active) {
        int outputs = outer.rows();
        int inputs = inner.columns();
        double[] jacobian = new double[outputs * inputs];
        for (int i = 0; i < active.length; i++) {
            if (active[i]) {
                for (int o = 0; o < outputs; o++) {
                    for (int k = 0; k < inputs; k++) {
                        jacobian[o * inputs + k] += outer.get(o, i) * inner.get(i, k);
                    }
                }
            }
        }
        return Matrix.wrap(jacobian, outputs, inputs).singularValues()[0];
    }
}
