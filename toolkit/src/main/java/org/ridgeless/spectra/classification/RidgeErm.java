package org.ridgeless.spectra.classification;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.FixedPoint;

/**
 * The asymptotic classification error of regularized empirical risk minimization for a convex loss,
 * \[\min_\beta \frac1n\sum_i\ell(\beta^{\mathsf T}\tilde x_i) + \frac\gamma2\|\beta\|^2,\qquad
 * \tilde x_i = y_ix_i\sim\mathcal N(\mu, C).\]
 *
 * <p>With \(r\sim\mathcal N(M,\sigma^2)\) the score of a sample left out, u its proximal map \(u + \delta\ell'(u) = r\),
 * \(f = -\ell'(u)\) and \(\tau = E[\ell''(u)/(1+\delta\ell''(u))]\), the scalars solve
 * \[\delta = \tfrac1n\operatorname{tr}C R,\quad M = E[f]\,\mu^{\mathsf T}R\mu,\quad
 * \sigma^2 = E[f]^2\mu^{\mathsf T}RCR\mu + E[f^2]\tfrac1n\operatorname{tr}(RC)^2,\quad R = (\tau C+\gamma I)^{-1},\]
 * and the error is \(Q(M/\sigma)\). Assumes n and p large and comparable and, for losses without a finite minimizer on
 * separable data, γ > 0. One step costs one pass over the quadrature nodes and one over the eigenvalues of C.
 *
 * <p>Reference: Mai and Liao, <i>High dimensional classification via regularized and unregularized empirical risk
 * minimization: precise error and optimal loss</i> (2019), Theorem 1.
 */
public final class RidgeErm {
    private static final double LARGEST_FACTOR = 100;
    private static final double SMALLEST_FACTOR = 1.01;

    private final double[] spectrum;
    private final double[] mean;
    private final double samples;

    private RidgeErm(double[] spectrum, double[] mean, double samples) {
        this.spectrum = spectrum;
        this.mean = mean;
        this.samples = samples;
    }

    /**
     * The problem in the eigenbasis of C.
     *
     * @param spectrum the eigenvalues of C, all positive
     * @param mean the coordinates of μ in the same basis
     * @param samples n
     * @return the problem, at any loss and ridge
     * @throws IllegalArgumentException if there is not one finite coordinate for each eigenvalue, or an eigenvalue or n is
     *     not positive
     */
    public static RidgeErm of(double[] spectrum, double[] mean, double samples) {
        if (spectrum.length == 0 || spectrum.length != mean.length) {
            throw new IllegalArgumentException(
                    "the mean needs one coordinate for each eigenvalue of the covariance, got " + mean.length + " for "
                            + spectrum.length);
        }
        for (double t : spectrum) {
            if (!(t > 0) || Double.isInfinite(t)) {
                throw new IllegalArgumentException(
                        "eigenvalues of the covariance must be positive and finite, got " + t);
            }
        }
        if (!Vectors.areFinite(mean)) {
            throw new IllegalArgumentException("the mean must be finite, got " + Arrays.toString(mean));
        }
        if (!(samples > 0)) {
            throw new IllegalArgumentException("the number of samples must be positive, got " + samples);
        }
        return new RidgeErm(spectrum.clone(), mean.clone(), samples);
    }

    /**
     * The law of a fresh score and what it rests on.
     *
     * @param mean M
     * @param deviation σ
     * @param delta δ
     * @param tau τ
     * @param force E[f]
     * @param residual the largest relative one of the system
     */
    public record Solution(double mean, double deviation, double delta, double tau, double force, double residual) {
        /** The probability of the wrong sign, \(Q(M/\sigma)\). */
        public double error() {
            return Gauss.tail(mean / deviation);
        }
    }

    /**
     * Solves the system.
     *
     * @param loss of the margin
     * @param ridge γ; positive, or 0 for the square loss with p &lt; n
     * @return the solution with its residual
     * @throws ArithmeticException when the iteration does not settle, with its residual
     * @throws IllegalArgumentException if the ridge is negative, or 0 where no minimizer exists
     */
    public Solution solve(MarginLoss loss, double ridge) {
        requireRidge(loss, ridge);
        return describe(
                loss, ridge, loss == MarginLoss.SQUARE ? from(loss, ridge, start(ridge)) : continued(loss, ridge));
    }

    /**
     * The solution followed from a ridge as large as the eigenvalues down to the one asked for, along its powers of
     * the ridge. Far from the solution the
     * slope of the exponential loss overflows, and with a small ridge so does the next iterate.
     */
    private double[] continued(MarginLoss loss, double ridge) {
        double at = Math.max(ridge, Arrays.stream(spectrum).max().orElseThrow());
        double[] x = from(loss, at, start(at));
        double[] slope = new double[x.length];
        double factor = LARGEST_FACTOR;
        while (at > ridge) {
            Interruption.poll();
            double next = Math.max(ridge, at / factor);
            double change = Math.log(next / at);
            try {
                double[] ahead = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    ahead[i] = x[i] * Math.exp(slope[i] * change);
                }
                double[] solution = from(loss, next, ahead);
                for (int i = 0; i < x.length; i++) {
                    slope[i] = Math.log(solution[i] / x[i]) / change;
                }
                x = solution;
                at = next;
            } catch (ArithmeticException tooFar) {
                factor = Math.sqrt(factor);
                if (factor < SMALLEST_FACTOR) {
                    throw tooFar;
                }
            }
        }
        return x;
    }

    private double[] from(MarginLoss loss, double ridge, double[] start) {
        return FixedPoint.of(x -> step(loss, ridge, x)).from(start);
    }

    /**
     * What the system looks like when the iteration stops as soon as one coordinate stands still.
     *
     * @param loss of the margin
     * @param ridge γ; positive, or 0 for the square loss with p &lt; n
     * @param tolerance of the smallest relative change
     * @return what it looks like there, with the residual that is left
     * @throws IllegalArgumentException if the ridge is negative, or 0 where no minimizer exists
     */
    public Solution stoppedAtFirstStillCoordinate(MarginLoss loss, double ridge, double tolerance) {
        requireRidge(loss, ridge);
        FixedPoint iteration = FixedPoint.of(x -> step(loss, ridge, x));
        return describe(loss, ridge, iteration.firstCoordinateStill(tolerance, start(ridge)));
    }

    private void requireRidge(MarginLoss loss, double ridge) {
        boolean needed = loss != MarginLoss.SQUARE || spectrum.length >= samples;
        if (!(ridge >= 0) || (needed && ridge == 0)) {
            throw new IllegalArgumentException("the ridge must be positive for the " + loss
                    + " loss at p/n = " + spectrum.length / samples + ": separable data have no minimizer without, got "
                    + ridge);
        }
    }

    private double[] start(double ridge) {
        double trace = 0;
        for (double t : spectrum) {
            trace += t / (t + ridge);
        }
        return new double[] {1, 1, trace / samples};
    }

    private Solution describe(MarginLoss loss, double ridge, double[] x) {
        double[] image = step(loss, ridge, x);
        double residual = 0;
        for (int i = 0; i < x.length; i++) {
            // A mean score of 0, as where the classes have none, is one next to the deviation.
            double size = Math.max(Math.abs(x[i]), i == 0 ? Math.sqrt(x[1]) : 0);
            residual = Math.max(residual, Math.abs(image[i] - x[i]) / size);
        }
        Averages averages = Averages.at(loss, x[0], Math.sqrt(x[1]), x[2]);
        return new Solution(x[0], Math.sqrt(x[1]), x[2], averages.tau, averages.force, residual);
    }

    /** One application of the system to (M, σ², δ). */
    private double[] step(MarginLoss loss, double ridge, double[] x) {
        Averages averages = Averages.at(loss, x[0], Math.sqrt(x[1]), x[2]);
        double delta = 0;
        double signal = 0;
        double signalSpread = 0;
        double noiseSpread = 0;
        for (int i = 0; i < spectrum.length; i++) {
            double t = spectrum[i];
            double resolvent = 1 / (averages.tau * t + ridge);
            double shrunk = t * resolvent;
            double power = mean[i] * mean[i] * resolvent;
            delta += shrunk;
            signal += power;
            signalSpread += power * shrunk;
            noiseSpread += shrunk * shrunk;
        }
        double spread = averages.force * averages.force * signalSpread + averages.forceSquared * noiseSpread / samples;
        return new double[] {averages.force * signal, spread, delta / samples};
    }

    /** The expectations over the score of a sample left out. */
    private record Averages(double force, double forceSquared, double tau) {
        static Averages at(MarginLoss loss, double mean, double deviation, double delta) {
            double[] corners = Arrays.stream(loss.corners(delta))
                    .map(r -> (r - mean) / deviation)
                    .toArray();
            Law normal = Law.gaussianNear(Math.PI / deviation, corners);
            double force = 0;
            double square = 0;
            double tau = 0;
            for (int i = 0; i < normal.size(); i++) {
                double weight = normal.weight(i);
                double u = loss.prox(mean + deviation * normal.node(i), delta);
                double f = -loss.slope(u);
                double curvature = loss.curvature(u);
                force += weight * f;
                square += weight * f * f;
                tau += weight * curvature / (1 + delta * curvature);
            }
            return new Averages(force, square, tau);
        }
    }
}
