package org.ridgeless.kernels;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Quadrature;
import org.ridgeless.nets.layers.Activation;

/**
 * Gaussian moments of an activation less its mean, at τξ. Second derivatives go to the Gaussian weight (Stein), so that kinks at 0 do no
 * harm: τ²E f″(τξ) = E (ξ² − 1) f(τξ).
 *
 * @param first E σ′
 * @param second E σ″
 * @param ofSquare E (σ²)″
 * @param square E σ²
 * @param slopeSquare E σ′²
 */
record CentredMoments(double first, double second, double ofSquare, double square, double slopeSquare) {
    private static final double FAR = 12;
    private static final Quadrature NODES = Quadrature.on(-FAR, FAR, 0.5, 0.5, 0);
    private static final int MOST = 10_000;
    private static final double AGREE = 1e-14;

    static CentredMoments of(Activation activation, double deviation) {
        double mean = mean(t -> activation.value(deviation * t));
        DoubleUnaryOperator centred = t -> activation.value(deviation * t) - mean;
        double variance = deviation * deviation;
        return new CentredMoments(
                mean(t -> t * centred.applyAsDouble(t)) / deviation,
                mean(t -> (t * t - 1) * centred.applyAsDouble(t)) / variance,
                mean(t -> (t * t - 1) * centred.applyAsDouble(t) * centred.applyAsDouble(t)) / variance,
                mean(t -> centred.applyAsDouble(t) * centred.applyAsDouble(t)),
                mean(t -> activation.derivative(deviation * t) * activation.derivative(deviation * t)));
    }

    /** At the fixed point τ² = a E σ²(τξ) + b. */
    static CentredMoments fixedPoint(Activation activation, double a, double b) {
        double square = b;
        double change = Double.NaN;
        for (int step = 0; step < MOST; step++) {
            double next = a * of(activation, Math.sqrt(square)).square + b;
            change = Math.abs(next - square);
            square = next;
            if (!Double.isFinite(square)) {
                break;
            }
            if (change <= AGREE * square) {
                return of(activation, Math.sqrt(square));
            }
        }
        throw new ArithmeticException("the variance of the equilibrium of " + activation.name()
                + " did not converge: τ² came to " + square + " with a last change of " + change);
    }

    private static double mean(DoubleUnaryOperator f) {
        double[] nodes = NODES.nodes();
        double[] weights = NODES.weights();
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * Math.exp(-nodes[i] * nodes[i] / 2) * f.applyAsDouble(nodes[i]);
        }
        return sum / Math.sqrt(2 * Math.PI);
    }
}
