package org.ridgeless.dynamics.constrained;

import java.util.List;

/** What a {@link UnitNormFlow} passed through. */
public final class FlowPath {
    private final List<double[]> rows;
    private final int diverged;

    FlowPath(List<double[]> rows, int diverged) {
        this.rows = List.copyOf(rows);
        this.diverged = diverged;
    }

    /** The times of the records. */
    public double[] time() {
        return column(0);
    }

    /** ρ. */
    public double[] rho() {
        return column(1);
    }

    /** The smallest y_n f(x_n) / |ρ|; where ρ has passed through 0 the predictor is that of −V. */
    public double[] margin() {
        return column(2);
    }

    /** The smallest y_n f(x_n) / |ρ| at the end. */
    public double lastMargin() {
        return rows.get(rows.size() - 1)[2];
    }

    /** The largest deviation of a layer's norm from 1 along the path. */
    public double drift() {
        double worst = 0;
        for (double drift : column(3)) {
            worst = Math.max(worst, drift);
        }
        return worst;
    }

    /** The step at which a number overflowed, or −1. */
    public int divergedAt() {
        return diverged;
    }

    private double[] column(int index) {
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }
}
