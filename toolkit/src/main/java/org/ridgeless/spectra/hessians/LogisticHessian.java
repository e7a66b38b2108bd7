package org.ridgeless.spectra.hessians;

import java.util.Optional;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.Bracket;

/**
 * The isolated eigenvalues of the Hessian of logistic regression with isotropic inputs, \(G = 1/(2+e^h+e^{-h})\).
 *
 * <p>Two kinds exist. At \(w = 0\) and inputs of mean μ, a spike appears on the right of the bulk when
 * \(\rho = \|\mu\|^2 > \sqrt c\), at \(\tfrac14(1+\rho+c(1+\rho)/\rho)\), with squared overlap
 * \((\rho^2-c)/(\rho^2+c\rho)\) with μ. For centred inputs and \(w\ne0\), an eigenvalue leaves the bulk on the left and
 * follows w: with \(g(m) = E[G/(1+cmG)]\) and \(L(m) = E[\frac{G}{1+cmG}(\xi^2-1)]\), \(\xi = h/\|w\|\), it solves
 * \(1+m(\lambda)L(m(\lambda)) = 0\) with \(\lambda = g(m)-1/m\), and its overlap with w is
 * \(-1/\frac{d}{d\lambda}[1/m+L]\).
 *
 * <p>Reference: Liao and Mahoney, <i>Hessian eigenspectra of more realistic nonlinear models</i>, NeurIPS 2021,
 * Corollaries 1 and 2.
 */
public final class LogisticHessian {
    private final double ratio;

    private LogisticHessian(double ratio) {
        this.ratio = ratio;
    }

    /**
     * The Hessian with p/n = c, between zero and one.
     *
     * @param ratio c, in (0, 1)
     * @return the Hessian, at any weights
     * @throws IllegalArgumentException if c is outside of (0, 1)
     */
    public static LogisticHessian of(double ratio) {
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException(
                    "the ratio p/n must be in (0, 1) for the Hessian to have a left edge, got " + ratio);
        }
        return new LogisticHessian(ratio);
    }

    /**
     * An isolated eigenvalue and the squared overlap of its vector with the direction that causes it.
     *
     * @param eigenvalue where it lies
     * @param alignment squared overlap, from 0 to 1
     */
    public record Spike(double eigenvalue, double alignment) {}

    /**
     * The curvature of the logistic loss at a score.
     *
     * @param score h
     * @return G, from 0 to ¼
     */
    public static double curvature(double score) {
        double e = Math.exp(-Math.abs(score));
        return e / ((1 + e) * (1 + e));
    }

    /**
     * The bulk at weights of the given norm.
     *
     * @param weightNorm ‖w‖, finite and ≥ 0
     * @return the bulk for centred isotropic inputs
     * @throws IllegalArgumentException if the norm is negative or not finite
     */
    public HessianBulk bulk(double weightNorm) {
        requireNorm(weightNorm);
        if (weightNorm == 0) {
            return HessianBulk.of(Law.point(1), Law.point(curvature(0)), ratio);
        }
        // 1 + Gδ = 0 at cosh h = −1 − δ/2.
        Curvature curvature = Curvature.ofScore(
                weightNorm,
                curvature(0),
                LogisticHessian::curvature,
                delta -> arcosh(delta.times(-0.5).minus(1)));
        return HessianBulk.of(Law.point(1), curvature, ratio);
    }

    private static Complex arcosh(Complex w) {
        return w.plus(w.plus(1).sqrt().times(w.minus(1).sqrt())).log();
    }

    private static void requireNorm(double weightNorm) {
        if (!(weightNorm >= 0) || Double.isInfinite(weightNorm)) {
            throw new IllegalArgumentException("the norm of the weights must be a number ≥ 0, got " + weightNorm);
        }
    }

    /**
     * The spike on the right that inputs of mean μ cause at w = 0, ρ = ‖μ‖²; empty up to √c.
     *
     * @param rho ρ ≥ 0
     * @return the spike, or empty
     */
    public Optional<Spike> fromMean(double rho) {
        if (!(rho > Math.sqrt(ratio))) {
            return Optional.empty();
        }
        double eigenvalue = (1 + rho + ratio * (1 + rho) / rho) / 4;
        return Optional.of(new Spike(eigenvalue, (rho * rho - ratio) / (rho * rho + ratio * rho)));
    }

    /**
     * The left edge of the bulk at weights of the given norm.
     *
     * @param weightNorm ‖w‖, finite and ≥ 0
     * @return the smallest eigenvalue of the bulk
     * @throws IllegalArgumentException if the norm is negative or not finite
     * @throws ArithmeticException if the edge is smaller than any number
     */
    public double leftEdge(double weightNorm) {
        requireNorm(weightNorm);
        return at(edgeTransform(weightNorm), weightNorm).eigenvalue();
    }

    /** The m at which the bulk begins: λ(m) rises up to it from the left, where m² λ′(m) = 1 − c E[(mG/(1+cmG))²] is 0. */
    private double edgeTransform(double weightNorm) {
        double low = 1;
        while (!(at(low, weightNorm).rise() > 0)) {
            low /= 2;
        }
        double high = 2 * low;
        while (!(at(high, weightNorm).rise() < 0)) {
            high *= 2;
            if (Double.isInfinite(high)) {
                throw new ArithmeticException(
                        "the left edge at ‖w‖ = " + weightNorm + " and p/n = " + ratio + " is smaller than any number");
            }
        }
        return Bracket.root(m -> at(m, weightNorm).rise(), low, high);
    }

    /**
     * The spike on the left that weights of the given norm cause; empty when it is inside the bulk.
     *
     * @param weightNorm ‖w‖, finite and ≥ 0
     * @return the spike, or empty
     * @throws IllegalArgumentException if the norm is negative or not finite
     * @throws ArithmeticException if the edge is smaller than any number
     */
    public Optional<Spike> fromWeights(double weightNorm) {
        requireNorm(weightNorm);
        if (weightNorm == 0) {
            return Optional.empty();
        }
        double edge = edgeTransform(weightNorm);
        if (at(edge, weightNorm).determinant() > 0) {
            return Optional.empty();
        }
        double low = edge;
        while (!(at(low, weightNorm).determinant() > 0)) {
            low /= 2;
        }
        Left left = at(Bracket.root(m -> at(m, weightNorm).determinant(), low, edge), weightNorm);
        return Optional.of(new Spike(left.eigenvalue(), left.rise() / left.fall()));
    }

    /** Left of the bulk at m > 0: λ, m²λ′(m), 1 + mL, and −m² times the derivative of 1/m + L by m. */
    private record Left(double eigenvalue, double rise, double determinant, double fall) {}

    private Left at(double m, double weightNorm) {
        // The means have their singularities at cosh h = −1 − cm/2, π away from the real line.
        double half = ratio * m / 2;
        double corner =
                Math.log1p(half + Math.sqrt(half) * Math.sqrt(half + 2)) / Math.max(weightNorm, Double.MIN_NORMAL);
        Law normal = weightNorm == 0 ? Law.gaussianNear(1) : Law.gaussianNear(Math.PI / weightNorm, corner, -corner);
        double mean = 0;
        double pull = 0;
        double square = 0;
        double squarePull = 0;
        for (int i = 0; i < normal.size(); i++) {
            double x = normal.node(i);
            double weight = normal.weight(i);
            double g = curvature(weightNorm * x);
            double effective = m * g / (1 + ratio * m * g);
            mean += weight * effective;
            pull += weight * effective * (x * x - 1);
            square += weight * effective * effective;
            squarePull += weight * effective * effective * (x * x - 1);
        }
        return new Left((mean - 1) / m, 1 - ratio * square, 1 + pull, 1 + ratio * squarePull);
    }
}
