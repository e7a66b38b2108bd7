package org.ridgeless.data;

import org.ridgeless.random.Seeds;

/**
 * Clusters of unit covariance: the mean of each class is {@code separation} times a uniform unit vector. Sample i belongs to
 * class i mod C, so that the classes are as balanced as possible. Two classes get the labels +1 (class 0) and −1.
 */
public final class GaussianMixture extends GeneratedData {
    private final int classes;
    private final double separation;

    GaussianMixture(int n, int d, int classes, double separation, long seed) {
        super(n, d, seed);
        if (classes < 2) {
            throw new IllegalArgumentException("A mixture needs at least two classes, not " + classes + ".");
        }
        if (!(separation >= 0) || Double.isInfinite(separation)) {
            throw new IllegalArgumentException("The separation must be a number >= 0, not " + separation + ".");
        }
        this.classes = classes;
        this.separation = separation;
    }

    /** The distance of the class means from 0; 3 unless given. */
    public GaussianMixture separation(double distance) {
        return new GaussianMixture(n(), d(), classes, distance, seed());
    }

    /** The seed of means and samples. */
    public GaussianMixture seed(long newSeed) {
        return new GaussianMixture(n(), d(), classes, separation, newSeed);
    }

    @Override
    Points draw(Seeds seeds) {
        double[][] means = new double[classes][];
        for (int k = 0; k < classes; k++) {
            means[k] = new Gaussians(seeds.child("mean").child(k)).unitVector(d());
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

    @Override
    public String name() {
        return "Gaussian mixture";
    }
}
