package org.ridgeless.landscape.minima;

import java.util.Arrays;
import java.util.Optional;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * A point at which the gradient vanishes, whatever the signs of the eigenvalues there: a minimum, a saddle or a maximum.
 *
 * @param weights the point
 * @param value L there
 * @param eigenvalues of the Hessian, ascending
 */
public record CriticalPoint(double[] weights, double value, double[] eigenvalues) {
    private static final double STILL = 1e-11;
    private static final int FAILURES = 60;

    /**
     * Looks for a critical point by damped Newton steps on the equations ∇L = 0: \( \delta=-(H^2+\mu I)^{-1}H\,\nabla L \), which shrink
     * ‖∇L‖ and care for no direction of L.
     *
     * @param landscape whose gradient is to vanish
     * @param start where to begin
     * @param most steps
     * @return the point at which ‖∇L‖ is at most 10⁻¹¹ ‖H‖ ‖w‖; nothing where ‖∇L‖ came to rest without being 0 or kept falling
     *     as the weights grew
     * @throws IllegalArgumentException if the start has another number of weights
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static Optional<CriticalPoint> from(Landscape landscape, double[] start, int most) {
        if (start.length != landscape.dimension()) {
            throw new IllegalArgumentException(
                    "the landscape has " + landscape.dimension() + " weights, the start " + start.length);
        }
        double[] w = start.clone();
        double[] gradient = landscape.gradient(w);
        double damping = 1e-3;
        for (int step = 0; step < most; step++) {
            Interruption.poll();
            SymmetricEigen spectrum = SymmetricEigen.of(landscape.hessian(w), w.length);
            double scale = Vectors.largest(spectrum.values());
            if (Vectors.norm(gradient) <= STILL * scale * Vectors.norm(w)) {
                return Optional.of(new CriticalPoint(w, landscape.value(w), spectrum.values()));
            }
            boolean moved = false;
            for (int failure = 0; failure < FAILURES && !moved; failure++) {
                double[] next = step(w, gradient, spectrum, damping * scale * scale);
                double[] there = landscape.gradient(next);
                moved = Vectors.norm(there) < Vectors.norm(gradient);
                w = moved ? next : w;
                gradient = moved ? there : gradient;
                damping = moved ? damping / 5 : damping * 4;
            }
            if (!moved) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * The spectrum at any point, whether or not the gradient vanishes there.
     *
     * @param landscape of W weights
     * @param w W weights
     * @return the point; O(W³) flops
     */
    public static CriticalPoint at(Landscape landscape, double... w) {
        double[] spectrum = SymmetricEigen.values(landscape.hessian(w), w.length);
        return new CriticalPoint(w.clone(), landscape.value(w), spectrum);
    }

    private static double[] step(double[] w, double[] gradient, SymmetricEigen spectrum, double damping) {
        double[] next = w.clone();
        for (int k = 0; k < w.length; k++) {
            double value = spectrum.values()[k];
            double[] vector = spectrum.vector(k);
            double denominator = value * value + damping;
            if (denominator > 0) {
                Vectors.addScaled(next, -value / denominator * Vectors.dot(vector, gradient), vector);
            }
        }
        return next;
    }

    /**
     * The dimension of the null space: eigenvalues of modulus at most {@code tolerance} times the largest.
     *
     * @param tolerance for example 1e-8
     * @return from 0 to W
     */
    public int nullDimension(double tolerance) {
        double cut = tolerance * Vectors.largest(eigenvalues);
        return (int) Arrays.stream(eigenvalues).filter(v -> Math.abs(v) <= cut).count();
    }

    /**
     * The number of negative eigenvalues beyond the same tolerance.
     *
     * @param tolerance for example 1e-8
     * @return from 0 to W
     */
    public int index(double tolerance) {
        double cut = tolerance * Vectors.largest(eigenvalues);
        return (int) Arrays.stream(eigenvalues).filter(v -> v < -cut).count();
    }
}
