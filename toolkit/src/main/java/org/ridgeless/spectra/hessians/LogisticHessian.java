package org.ridgeless.spectra.hessians;

import java.util.Optional;
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
    private static final Law NORMAL = Law.gaussian(160);

    private final double ratio;

    private LogisticHessian(double ratio) {
        this.ratio = ratio;
    }

    /** The Hessian with p/n = c, between zero and one. */
    public static LogisticHessian of(double ratio) {
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException(
                    "the ratio p/n must be in (0, 1) for the Hessian to have a left edge, got " + ratio);
        }
        return new LogisticHessian(ratio);
    }

    /** An isolated eigenvalue and the squared overlap of its vector with the direction that causes it. */
    public record Spike(double eigenvalue, double alignment) {}

    /** The curvature of the logistic loss at a score. */
    public static double curvature(double score) {
        return 1 / (2 + Math.exp(score) + Math.exp(-score));
    }

    /** The bulk at weights of the given norm. */
    public HessianBulk bulk(double weightNorm) {
        return HessianBulk.of(Law.point(1), NORMAL.map(x -> curvature(weightNorm * x)), ratio);
    }

    /** The spike on the right that inputs of mean μ cause at w = 0, ρ = ‖μ‖²; empty up to √c. */
    public Optional<Spike> fromMean(double rho) {
        if (!(rho > Math.sqrt(ratio))) {
            return Optional.empty();
        }
        double eigenvalue = (1 + rho + ratio * (1 + rho) / rho) / 4;
        return Optional.of(new Spike(eigenvalue, (rho * rho - ratio) / (rho * rho + ratio * rho)));
    }

    /** The left edge of the bulk at weights of the given norm. */
    public double leftEdge(double weightNorm) {
        return eigenvalue(edgeTransform(weightNorm), weightNorm);
    }

    /** The m at which the bulk begins: λ(m) rises up to it from the left. */
    private double edgeTransform(double weightNorm) {
        double s = Bracket.minimum(v -> -eigenvalue(v / (1 - v), weightNorm), 0, 1);
        return s / (1 - s);
    }

    /** The spike on the left that weights of the given norm cause; empty when it is inside the bulk. */
    public Optional<Spike> fromWeights(double weightNorm) {
        if (!(weightNorm > 0)) {
            return Optional.empty();
        }
        double edge = edgeTransform(weightNorm);
        if (determinant(edge, weightNorm) > 0) {
            return Optional.empty();
        }
        double m = Bracket.root(v -> determinant(v, weightNorm), 1e-9 * edge, edge);
        double step = 1e-5 * m;
        double rise = eigenvalue(m + step, weightNorm) - eigenvalue(m - step, weightNorm);
        double fall = 1 / (m + step) + pull(m + step, weightNorm) - 1 / (m - step) - pull(m - step, weightNorm);
        return Optional.of(new Spike(eigenvalue(m, weightNorm), -rise / fall));
    }

    private double determinant(double m, double weightNorm) {
        return 1 + m * pull(m, weightNorm);
    }

    private double eigenvalue(double m, double weightNorm) {
        return NORMAL.expect(x -> effective(m, weightNorm * x)) - 1 / m;
    }

    private double pull(double m, double weightNorm) {
        return NORMAL.expect(x -> effective(m, weightNorm * x) * (x * x - 1));
    }

    private double effective(double m, double score) {
        double g = curvature(score);
        return g / (1 + ratio * m * g);
    }
}
