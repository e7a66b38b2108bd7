package org.ridgeless.experiments.book;

import org.ridgeless.linalg.lapack.Cholesky;

/** What the random-walk Laplacian of a kernel makes of the labels of some samples. */
final class LaplacianScores {
    private LaplacianScores() {}

    /** The solution of (D − K)s = 0 on all samples but the first, whose scores are their labels, 1 and 0 in turn. */
    static double[] of(double[] kernel, int n, int labelled) {
        int unlabelled = n - labelled;
        double[] system = new double[unlabelled * unlabelled];
        double[] right = new double[unlabelled];
        for (int i = 0; i < unlabelled; i++) {
            int row = labelled + i;
            double degree = 0;
            for (int j = 0; j < n; j++) {
                double k = j == row ? 0 : kernel[row * n + j];
                degree += k;
                if (j >= labelled) {
                    system[i * unlabelled + j - labelled] -= k;
                } else {
                    right[i] += j % 2 == 0 ? k : 0;
                }
            }
            system[i * unlabelled + i] += degree;
        }
        return Cholesky.of(system, unlabelled).solve(right);
    }
}
