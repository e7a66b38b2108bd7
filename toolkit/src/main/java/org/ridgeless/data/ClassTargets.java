package org.ridgeless.data;

/** Turns class numbers into targets: ±1 for two classes, one-hot rows for more. */
final class ClassTargets {
    private ClassTargets() {}

    static Points points(int n, int d, double[] x, int[] labels, int classes) {
        if (classes > 2) {
            return new Points(n, d, classes, x, Points.oneHot(labels, classes), Targets.CLASSES);
        }
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = labels[i] == 0 ? 1 : -1;
        }
        return new Points(n, d, 1, x, y, Targets.BINARY);
    }
}
