package org.ridgeless.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.random.Seeds;

/**
 * The density of eigenvalues of a symmetric operator by stochastic Lanczos quadrature: each random start gives Ritz values
 * with weights, whose average integrates polynomials of degree up to 2k − 1 like \(\tfrac1p\,\mathrm{tr}\).
 *
 * <p><b>Reference</b> L. Lin, Y. Saad, C. Yang, <i>Approximating Spectral Densities of Large Matrices</i>, SIAM Review 58
 * (2016), Section 3.2; B. Ghorbani, S. Krishnan, Y. Xiao, <i>An Investigation into Neural Net Optimization via Hessian
 * Eigenvalue Density</i>, ICML 2019.
 */
public final class SpectralDensity {
    private final List<Lanczos> runs;

    private SpectralDensity(List<Lanczos> runs) {
        this.runs = runs;
    }

    /**
     * The density from so many starts of so many Lanczos steps each.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted: fewer starts would be another estimate
     * @throws ArithmeticException if the operator gives what is not finite
     */
    public static SpectralDensity of(LinearOperator operator, int order, int steps, int starts, Seeds seeds) {
        if (starts < 1) {
            throw new IllegalArgumentException("a density needs at least one start, got " + starts);
        }
        List<Lanczos> runs = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            runs.add(Lanczos.of(operator, order, steps, seeds.child(i)));
        }
        return new SpectralDensity(runs);
    }

    /** The density at x, each Ritz value widened to a Gaussian of the given width. */
    public double at(double x, double width) {
        return mean(
                value -> Math.exp(-(x - value) * (x - value) / (2 * width * width)) / (width * Math.sqrt(2 * Math.PI)));
    }

    /** The share of eigenvalues up to x. */
    public double cdf(double x) {
        return mean(value -> value <= x ? 1 : 0);
    }

    /** The mean of a function over the eigenvalues, \(\tfrac1p\,\mathrm{tr}\,f(A)\). */
    public double mean(DoubleUnaryOperator f) {
        double sum = 0;
        for (Lanczos run : runs) {
            double[] values = run.values();
            double[] weights = run.weights();
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * f.applyAsDouble(values[i]);
            }
        }
        return sum / runs.size();
    }
}
