package org.ridgeless.plots;

import java.util.Arrays;

/**
 * Fewer points for the same picture: XChart's time grows with the square of the number of points, and a screen has fewer
 * columns than a long run has steps.
 */
final class Decimation {
    static final int MOST_POINTS = 2000;
    private static final int PER_BUCKET = 4;

    private Decimation() {}

    static Polyline line(double[] x, double[] y) {
        return line(x, y, MOST_POINTS);
    }

    static Polyline cloud(double[] x, double[] y) {
        return cloud(x, y, MOST_POINTS);
    }

    /** Keeps first, lowest, highest and last of each stretch, so that no spike is lost. */
    static Polyline line(double[] x, double[] y, int most) {
        if (x.length <= most) {
            return new Polyline(x, y);
        }
        int buckets = most / PER_BUCKET;
        int[] kept = new int[buckets * (PER_BUCKET + 1)];
        int size = 0;
        for (int b = 0; b < buckets; b++) {
            int from = (int) ((long) b * x.length / buckets);
            int to = (int) ((long) (b + 1) * x.length / buckets);
            int[] corners = corners(y, from, to);
            Arrays.sort(corners);
            for (int i = 0; i < corners.length; i++) {
                if (i == 0 || corners[i] != corners[i - 1]) {
                    kept[size++] = corners[i];
                }
            }
        }
        return pick(x, y, Arrays.copyOf(kept, size));
    }

    /** Keeps every k-th point of a cloud. */
    static Polyline cloud(double[] x, double[] y, int most) {
        if (x.length <= most) {
            return new Polyline(x, y);
        }
        int[] kept = new int[most];
        for (int i = 0; i < most; i++) {
            kept[i] = (int) ((long) i * x.length / most);
        }
        return pick(x, y, kept);
    }

    private static int[] corners(double[] y, int from, int to) {
        int lowest = from;
        int highest = from;
        int gap = from;
        for (int i = from; i < to; i++) {
            gap = Double.isNaN(y[i]) ? i : gap;
            lowest = y[i] < y[lowest] || Double.isNaN(y[lowest]) ? i : lowest;
            highest = y[i] > y[highest] || Double.isNaN(y[highest]) ? i : highest;
        }
        return new int[] {from, lowest, highest, gap, to - 1};
    }

    private static Polyline pick(double[] x, double[] y, int[] indices) {
        return new Polyline(
                Arrays.stream(indices).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(indices).mapToDouble(i -> y[i]).toArray());
    }
}
