package org.ridgeless.kernels;

import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/** E σ(u) for a centred Gaussian u, in closed form where there is one, else by the trapezoidal rule. */
final class GaussianMean {
    private static final double FAR = 9.5;
    private static final int LEAST = 48;
    private static final int MOST = 1 << 16;
    private static final double AGREE = 1e-14;

    private GaussianMean() {}

    static double of(Activation activation, double variance) {
        if (activation.piecewiseLinear()) {
            // E max(u, 0) = √(v/2π), and E min(u, 0) is the opposite.
            return (1 - activation.derivative(-1)) * Math.sqrt(variance / (2 * Math.PI));
        }
        if (activation == Activations.ERF || activation == Activations.SINE || activation == Activations.TANH) {
            return 0;
        }
        if (activation == Activations.GELU) {
            // Stein: E u F(u) = v E F′(u) = v/√(2π(1 + v)).
            return variance / Math.sqrt(2 * Math.PI * (1 + variance));
        }
        double before = Double.NaN;
        for (int n = LEAST; n <= MOST; n *= 2) {
            double[] now = sum(activation, Math.sqrt(variance), n);
            if (Math.abs(now[0] - before) <= AGREE * now[1]) {
                return now[0];
            }
            before = now[0];
        }
        throw new ArithmeticException("the Gaussian mean of " + activation.name() + " at the variance " + variance
                + " did not settle on " + MOST + " nodes; it is not smooth enough for quadrature");
    }

    /** The mean and that of the modulus. */
    private static double[] sum(Activation activation, double deviation, int n) {
        double sum = 0;
        double size = 0;
        double total = 0;
        for (int i = 0; i <= n; i++) {
            double t = FAR * (2.0 * i / n - 1);
            double weight = Math.exp(-t * t / 2);
            double value = activation.value(deviation * t);
            sum += weight * value;
            size += weight * Math.abs(value);
            total += weight;
        }
        return new double[] {sum / total, size / total};
    }
}
