package org.ridgeless.data;

import org.ridgeless.random.Seeds;

/**
 * Clusters of unit covariance: the mean of each class is {@code separation} times a uniform unit vector. Sample i belongs to
 * class i mod C, so that the classes are as balanced as possible. Two classes get the labels +1 (class 0) and −1.
 */
public final class GaussianMixture extends GeneratedData {
    private final int classes;
    private final double separation;
    private final boolean orthogonal;

    GaussianMixture(int n, int d, int classes, double separation, boolean orthogonal, long seed) {
        super(n, d, seed);
        if (classes < 2) {
            throw new IllegalArgumentException("a mixture needs at least two classes, got " + classes);
        }
        if (!(separation >= 0) || Double.isInfinite(separation)) {
            throw new IllegalArgumentException("the separation must be a number >= 0, got " + separation);
        }
        this.classes = classes;
        if (orthogonal && classes > d) {
            throw new IllegalArgumentException(classes + " means cannot be orthogonal in " + d
                    + " dimensions; d must be at least the number of classes");
        }
        this.separation = separation;
        this.orthogonal = orthogonal;
    }

    /**
     * The distance of the class means from 0; 3 unless given.
     *
     * @param distance finite and ≥ 0, in standard deviations of a cluster
     * @return the mixture with these means
     * @throws IllegalArgumentException if the distance is negative or not finite
     */
    public GaussianMixture separation(double distance) {
        return new GaussianMixture(n(), d(), classes, distance, orthogonal, seed());
    }

    /**
     * With class means at right angles, in random directions otherwise: no two classes are closer than others.
     *
     * @throws IllegalArgumentException if there are more classes than dimensions
     */
    public GaussianMixture orthogonal() {
        return new GaussianMixture(n(), d(), classes, separation, true, seed());
    }

    /**
     * The seed of means and samples.
     *
     * @param newSeed any number
     * @return another draw of the mixture
     */
    public GaussianMixture seed(long newSeed) {
        return new GaussianMixture(n(), d(), classes, separation, orthogonal, newSeed);
    }

    @Override
    Points draw(Seeds seeds) {
        double[][] means = new double[classes][];
        for (int k = 0; k < classes; k++) {
            means[k] = new Gaussians(seeds.child("mean").child(k)).unitVector(d());
            for (int l = 0; orthogonal && l < k; l++) {
                subtractPart(means[k], means[l]);
            }
        }
        double[] x = new Gaussians(seeds.child("inputs")).vector(n() * d());
        int[] labels = new int[n()];
        for (int i = 0; i < n(); i++) {
            labels[i] = i % classes;
            for (int j = 0; j < d(); j++) {
                x[i * d() + j] += separation * means[labels[i]][j];
            }
        }
        return ClassTargets.points(n(), d(), x, labels, classes);
    }

    /** Makes v orthogonal to the unit vector u, of length 1 again. */
    private static void subtractPart(double[] v, double[] u) {
        double dot = 0;
        for (int j = 0; j < v.length; j++) {
            dot += v[j] * u[j];
        }
        for (int j = 0; j < v.length; j++) {
            v[j] -= dot * u[j];
        }
        // Not √(1 − dot²), which loses the digits of vectors that were nearly parallel.
        double length = Math.sqrt(Gaussians.dot(v, v, 0));
        for (int j = 0; j < v.length; j++) {
            v[j] /= length;
        }
    }

    @Override
    public String name() {
        return "Gaussian mixture";
    }
}
