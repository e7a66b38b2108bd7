package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** All images of a digit, and normal samples with their mean and covariance. */
record DigitClass(double[][] images, double[] mean, double[] deviations, double[] directions) {
    static DigitClass of(Data digits, int digit) {
        double[][] images = IntStream.range(0, digits.samples())
                .filter(i -> digits.label(i) == digit)
                .mapToObj(digits::input)
                .toArray(double[][]::new);
        int p = digits.dimension();
        int n = images.length;
        double[] mean = new double[p];
        for (double[] image : images) {
            Vectors.addScaled(mean, 1.0 / n, image);
        }
        double[] centred = new double[n * p];
        for (int i = 0; i < n; i++) {
            System.arraycopy(Vectors.subtract(images[i], mean), 0, centred, i * p, p);
        }
        SymmetricEigen eigen =
                SymmetricEigen.of(Vectors.scale(Products.transposeLeft(centred, centred, p, n, p), 1.0 / n), p);
        double[] deviations = Vectors.map(eigen.values(), v -> Math.sqrt(Math.max(0, v)));
        return new DigitClass(images, mean, deviations, eigen.vectors());
    }

    /** So many different images. */
    double[][] chosen(int count, Seeds seeds) {
        Integer[] order = IntStream.range(0, images.length).boxed().toArray(Integer[]::new);
        ListSampler.shuffle(seeds.stream(), Arrays.asList(order));
        return IntStream.range(0, count).mapToObj(i -> images[order[i]]).toArray(double[][]::new);
    }

    /** Normal samples with mean and covariance. */
    double[][] twin(int count, Seeds seeds) {
        return normal(count, deviations, seeds);
    }

    /** Normal samples with the mean, and with the trace of the covariance spread over all directions. */
    double[][] round(int count, Seeds seeds) {
        double each = Vectors.norm(deviations) / Math.sqrt(mean.length);
        double[] all = new double[mean.length];
        Arrays.fill(all, each);
        return normal(count, all, seeds);
    }

    private double[][] normal(int count, double[] sizes, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        int p = mean.length;
        double[][] samples = new double[count][];
        for (int s = 0; s < count; s++) {
            double[] along = Vectors.of(p, k -> sizes[k] * normal.sample());
            samples[s] = Vectors.add(mean, Products.multiply(along, directions, 1, p, p));
        }
        return samples;
    }
}
