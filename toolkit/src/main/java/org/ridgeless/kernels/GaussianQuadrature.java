package org.ridgeless.kernels;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.nets.layers.Activation;

/**
 * Gaussian moments of any smooth activation by the trapezoidal rule in the plane of two independent normal numbers, which converges
 * exponentially fast for analytic integrands; the spacing is halved until two answers agree to 1e-12 of their scale.
 */
final class GaussianQuadrature {
    private static final double FAR = 9.5;
    private static final int LEAST = 24;
    private static final int MOST = 1536;
    private static final double AGREE = 1e-12;

    private GaussianQuadrature() {}

    static ActivationMoments of(Activation activation) {
        return pair -> new ActivationMoments.Moments(
                mean(activation::value, pair), mean(activation::derivative, pair), Double.NaN);
    }

    private static double mean(DoubleUnaryOperator f, ActivationMoments.Pair pair) {
        double before = Double.NaN;
        for (int n = LEAST; n <= MOST; n *= 2) {
            double[] now = sum(f, pair, n);
            if (Math.abs(now[0] - before) <= AGREE * now[1]) {
                return now[0];
            }
            before = now[0];
        }
        throw new ArithmeticException("the Gaussian moment of an activation at variances " + pair.aa() + " and "
                + pair.bb() + " did not settle on " + MOST + " nodes a side; it is not smooth enough for quadrature");
    }

    /** The mean of f(u) f(v) and that of its modulus. */
    private static double[] sum(DoubleUnaryOperator f, ActivationMoments.Pair pair, int n) {
        // u = √aa (s x + t y), v = √bb (s x − t y): both sides alike, and nothing cancels at parallel inputs.
        double s = Math.sqrt(Math.max(0, 1 - pair.gap() / 2));
        double t = Math.sqrt(Math.max(0, pair.gap() / 2));
        double ru = Math.sqrt(pair.aa());
        double rv = Math.sqrt(pair.bb());
        double h = 2 * FAR / n;
        double sum = 0;
        double size = 0;
        double total = 0;
        for (int i = 0; i <= n; i++) {
            double x = -FAR + i * h;
            double wx = Math.exp(-x * x / 2);
            for (int j = 0; j <= n; j++) {
                double y = -FAR + j * h;
                double w = wx * Math.exp(-y * y / 2);
                if (w > 1e-22) {
                    double product = f.applyAsDouble(ru * (s * x + t * y)) * f.applyAsDouble(rv * (s * x - t * y));
                    sum += w * product;
                    size += w * Math.abs(product);
                    total += w;
                }
            }
        }
        return new double[] {sum / total, size / total};
    }
}
