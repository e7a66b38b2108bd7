package org.ridgeless.data;

import java.util.Arrays;
import java.util.Locale;
import org.ridgeless.linalg.Memory;

/**
 * Samples in flat row-major arrays.
 *
 * @param n number of samples
 * @param d width of an input
 * @param c width of a target
 * @param x inputs, n × d
 * @param y targets, n × c
 * @param targets what the targets are
 */
record Points(int n, int d, int c, double[] x, double[] y, Targets targets) {
    Points {
        if (n < 1) {
            throw new IllegalArgumentException("a data set needs at least one sample, got " + n);
        }
        if (d < 1) {
            throw new IllegalArgumentException("samples need at least one dimension, got " + d);
        }
        if (c < 1) {
            throw new IllegalArgumentException("samples need at least one target, got " + c);
        }
        requireFinite(x, d, "input");
        requireFinite(y, c, "target");
    }

    /** Refuses more samples than one array and the heap hold. */
    static void requireRoom(int n, int d) {
        requireRoom(n, d, "inputs");
    }

    private static void requireRoom(int n, int d, String what) {
        double numbers = (double) n * d;
        String set = String.format(Locale.ROOT, "a data set of %,d samples with %,d %s", n, d, what);
        Memory.require(set, numbers);
        if (numbers > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s has %,.0f numbers; one array holds %,d", set, numbers, Integer.MAX_VALUE - 8));
        }
    }

    private static void requireFinite(double[] a, int columns, String what) {
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) || Double.isInfinite(a[i])) {
                throw new IllegalArgumentException("the " + what + " in row " + i / columns + ", column " + i % columns
                        + " (both from 0) is " + a[i] + "; data must be finite numbers");
            }
        }
    }

    /** The chosen rows in the given order. */
    Points rows(int... indices) {
        double[] xs = new double[indices.length * d];
        double[] ys = new double[indices.length * c];
        for (int i = 0; i < indices.length; i++) {
            requireRow(indices[i]);
            System.arraycopy(x, indices[i] * d, xs, i * d, d);
            System.arraycopy(y, indices[i] * c, ys, i * c, c);
        }
        return new Points(indices.length, d, c, xs, ys, targets);
    }

    void requireRow(int i) {
        if (i < 0 || i >= n) {
            throw new IllegalArgumentException("rows are numbered 0 to " + (n - 1) + ", got " + i);
        }
    }

    /** These rows and then those of another set with the same widths and targets. */
    Points then(Points other) {
        if (other.d != d || other.c != c || other.targets != targets) {
            throw new IllegalArgumentException("data with " + d + " inputs and " + c + " " + targets
                    + " targets cannot be joined with data with " + other.d + " inputs and " + other.c + " "
                    + other.targets
                    + " targets");
        }
        double[] xs = Arrays.copyOf(x, Math.addExact(x.length, other.x.length));
        double[] ys = Arrays.copyOf(y, Math.addExact(y.length, other.y.length));
        System.arraycopy(other.x, 0, xs, x.length, other.x.length);
        System.arraycopy(other.y, 0, ys, y.length, other.y.length);
        return new Points(n + other.n, d, c, xs, ys, targets);
    }

    /** Binary targets from labels, each +1 or −1. */
    static double[] binary(double[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 1 && labels[i] != -1) {
                throw new IllegalArgumentException("the label of row " + i + " (from 0) is " + labels[i]
                        + "; binary labels are +1 or -1; for several classes use Data.classes(x, classes)");
            }
        }
        return labels.clone();
    }

    /** One-hot targets from class numbers. */
    static double[] oneHot(int[] classes, int count) {
        requireRoom(classes.length, count, "classes");
        double[] y = new double[classes.length * count];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= count) {
                throw new IllegalArgumentException("the class of row " + i + " (from 0) is " + classes[i]
                        + "; classes are numbered 0 to " + (count - 1));
            }
            y[i * count + classes[i]] = 1;
        }
        return y;
    }

    /** The rows of a matrix one after the other. */
    static double[] flatten(double[][] rows) {
        int d = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * d];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != d) {
                throw new IllegalArgumentException("row " + i + " (from 0) has " + rows[i].length
                        + " columns, but the first row has " + d + "; all rows must be equally long");
            }
            System.arraycopy(rows[i], 0, flat, i * d, d);
        }
        return flat;
    }
}
