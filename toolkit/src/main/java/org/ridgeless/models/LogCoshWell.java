package org.ridgeless.models;

import org.ridgeless.linalg.dense.Tanh;

/**
 * V(x) = a log cosh x on the line: quadratic at the bottom, of slope a far out.
 *
 * @param slope a &gt; 0
 */
public record LogCoshWell(double slope) implements Potential {
    /**
     * Refuses a slope that makes no well.
     *
     * @throws IllegalArgumentException if a is not positive and finite
     */
    public LogCoshWell {
        if (!(slope > 0) || Double.isInfinite(slope)) {
            throw new IllegalArgumentException("a well of log cosh needs a slope a > 0, got " + slope);
        }
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public double value(double[] f) {
        double x = Math.abs(f[0]);
        return slope * (x + Math.log1p(Math.exp(-2 * x)) - Math.log(2));
    }

    @Override
    public void gradient(double[] f, double[] into) {
        into[0] = slope * Tanh.of(f[0]);
    }
}
