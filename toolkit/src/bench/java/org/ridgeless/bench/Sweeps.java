package org.ridgeless.bench;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.NestedRidge;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.GaussianMatrix;

/** Sweeps over widths. */
final class Sweeps {
    private static final int SAMPLES = 300;
    private static final int HELD_OUT = 500;
    private static final int DIMENSION = 20;
    private static final int WIDEST = 600;
    private static double sink;

    private Sweeps() {}

    /** Of Gaussian 200 × d matrices, d = 10, 20, …, 400, 50 draws each. */
    static void conditionNumbers() {
        Seeds seeds = Seeds.of(7);
        for (int d = 10; d <= 400; d += 10) {
            for (double[] ends : GaussianMatrix.of(200, d).fastEnds(seeds.child(d), 0, 50)) {
                sink += ends[0] / ends[1];
            }
        }
    }

    /** The test error of ridge regression on the first p of 600 random ReLU features, p = 10, 20, …, 600. */
    static Runnable ridge() {
        double[] x = normal(1, SAMPLES, DIMENSION);
        double[] heldOut = normal(2, HELD_OUT, DIMENSION);
        double[] target = normal(3, DIMENSION, 1);
        DenseKernels kernels = DenseKernels.best();
        double[] y = teacher(kernels, x, SAMPLES, target);
        double[] truth = teacher(kernels, heldOut, HELD_OUT, target);
        double[] phi = new double[SAMPLES * WIDEST];
        double[] test = new double[HELD_OUT * WIDEST];
        return () -> {
            double[] w = normal(4, DIMENSION, WIDEST);
            kernels.multiply(SAMPLES, DIMENSION, WIDEST, 1, x, 0, w, 0, null, 0, true, phi, 0);
            kernels.multiply(HELD_OUT, DIMENSION, WIDEST, 1, heldOut, 0, w, 0, null, 0, true, test, 0);
            NestedRidge ridge = NestedRidge.of(Matrix.wrap(phi, SAMPLES, WIDEST), y, 1e-3);
            for (int p = 10; p <= WIDEST; p += 10) {
                double[] a = ridge.weights(p);
                for (int i = 0; i < HELD_OUT; i++) {
                    double error = kernels.dot(p, test, i * WIDEST, a, 0) - truth[i];
                    sink += error * error / HELD_OUT;
                }
            }
        };
    }

    private static double[] teacher(DenseKernels kernels, double[] x, int n, double[] target) {
        double[] y = new double[n];
        Arrays.setAll(y, i -> Math.tanh(kernels.dot(DIMENSION, x, i * DIMENSION, target, 0)));
        return y;
    }

    private static double[] normal(long seed, int rows, int columns) {
        return GaussianMatrix.of(rows, columns).draw(Seeds.of(seed)).flat();
    }
}
