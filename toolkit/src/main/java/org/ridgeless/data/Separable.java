package org.ridgeless.data;

import org.ridgeless.random.Seeds;

/**
 * Two classes with a gap: u is a uniform unit vector, inputs are standard normal conditioned on |x · u| &gt; gap, and the label
 * is the sign of x · u. The largest margin of a unit-norm linear predictor is at least the gap.
 */
public final class Separable extends GeneratedData {
    private static final double LARGEST_GAP = 4;
    private final double gap;

    Separable(int n, int d, double gap, long seed) {
        super(n, d, seed);
        if (!(gap >= 0 && gap <= LARGEST_GAP)) {
            throw new IllegalArgumentException("the gap must be between 0 and " + LARGEST_GAP
                    + " standard deviations (beyond it samples are too rare), got " + gap);
        }
        this.gap = gap;
    }

    /**
     * The distance that every sample keeps from the separating hyperplane, in standard deviations; 0.1 unless given.
     *
     * @param distance from 0 to 4; a draw is repeated until it keeps it
     * @return data with this gap
     * @throws IllegalArgumentException if the distance is outside of 0..4
     */
    public Separable gap(double distance) {
        return new Separable(n(), d(), distance, seed());
    }

    /**
     * The seed of the samples.
     *
     * @param newSeed any number
     * @return another draw, with another separator
     */
    public Separable seed(long newSeed) {
        return new Separable(n(), d(), gap, newSeed);
    }

    /** The unit vector that separates the classes. */
    public double[] separator() {
        return new Gaussians(Seeds.of(seed()).child("data").child("separator")).unitVector(d());
    }

    @Override
    Points draw(Seeds seeds) {
        double[] u = separator();
        Gaussians normal = new Gaussians(seeds.child("inputs"));
        double[] x = new double[n() * d()];
        double[] y = new double[n()];
        for (int i = 0; i < n(); i++) {
            double projection;
            do {
                normal.fill(x, i * d(), d());
                projection = Gaussians.dot(u, x, i * d());
            } while (Math.abs(projection) <= gap);
            y[i] = Math.signum(projection);
        }
        return new Points(n(), d(), 1, x, y, Targets.BINARY);
    }

    @Override
    public String name() {
        return "separable, gap " + gap;
    }
}
