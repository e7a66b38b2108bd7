package org.ridgeless.experiments.book;

import org.ridgeless.linalg.Vectors;

/** Lloyd's algorithm for three clusters, from points far from one another. */
final class ThreeMeans {
    private static final int ROUNDS = 50;
    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private ThreeMeans() {}

    /** The part of points put wrong, point i being of class i mod 3, under the best naming of the clusters. */
    static double wrong(double[]... points) {
        double[][] centres = {points[0], null, null};
        centres[1] = farthest(points, centres[0]);
        centres[2] = farthest(points, centres[0], centres[1]);
        int[] cluster = new int[points.length];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] sums = new double[3][points[0].length];
            int[] counts = new int[3];
            for (int i = 0; i < points.length; i++) {
                cluster[i] = nearest(points[i], centres);
                Vectors.addScaled(sums[cluster[i]], 1, points[i]);
                counts[cluster[i]]++;
            }
            for (int c = 0; c < 3; c++) {
                centres[c] = counts[c] == 0 ? centres[c] : Vectors.scale(sums[c], 1.0 / counts[c]);
            }
        }
        double best = 1;
        for (int[] order : ORDERS) {
            int wrong = 0;
            for (int i = 0; i < points.length; i++) {
                wrong += order[cluster[i]] == i % 3 ? 0 : 1;
            }
            best = Math.min(best, wrong / (double) points.length);
        }
        return best;
    }

    private static double[] farthest(double[][] points, double[]... centres) {
        double[] best = points[0];
        double largest = -1;
        for (double[] point : points) {
            double distance = distance(point, centres[nearest(point, centres)]);
            if (distance > largest) {
                largest = distance;
                best = point;
            }
        }
        return best;
    }

    private static int nearest(double[] point, double[]... centres) {
        int best = 0;
        for (int c = 1; c < centres.length; c++) {
            best = distance(point, centres[c]) < distance(point, centres[best]) ? c : best;
        }
        return best;
    }

    private static double distance(double[] a, double[] b) {
        return Vectors.squares(Vectors.subtract(a, b));
    }
}
