package org.ridgeless.losses;

import org.ridgeless.linalg.dense.DenseKernels;

/** ℓ(m) = exp(−m). */
final class ExponentialLoss extends MarginLoss {
    private static final DenseKernels KERNELS = DenseKernels.best();

    @Override
    public String name() {
        return "exponential";
    }

    @Override
    double at(double m) {
        return Math.exp(-m);
    }

    @Override
    double derivative(double m) {
        return -Math.exp(-m);
    }

    @Override
    double secondDerivative(double m) {
        return Math.exp(-m);
    }

    @Override
    double thirdDerivative(double m) {
        return -Math.exp(-m);
    }

    @Override
    double logValue(double f, double y) {
        return -y * f;
    }

    @Override
    double scaledSlope(double f, double y, double shift) {
        return -y * Math.exp(-y * f - shift);
    }

    @Override
    public double gradient(double[] f, double[] y, int n, int c, double[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = -y[i] * f[i];
        }
        KERNELS.exp(n, into, into);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += into[i];
            into[i] = -y[i] * into[i];
        }
        return sum / n;
    }
}
