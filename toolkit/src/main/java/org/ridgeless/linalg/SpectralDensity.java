package org.ridgeless.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.ridgeless.random.Seeds;

/**
 * The density of eigenvalues of a symmetric operator by stochastic Lanczos quadrature: each random start gives Ritz values
 * with weights, whose average integrates polynomials of degree up to 2k − 1 like \(\tfrac1p\,\mathrm{tr}\).
 *
 * <p><b>Reference</b> L. Lin, Y. Saad, C. Yang, <i>Approximating Spectral Densities of Large Matrices</i>, SIAM Review 58
 * (2016), Section 3.2; B. Ghorbani, S. Krishnan, Y. Xiao, <i>An Investigation into Neural Net Optimization via Hessian
 * Eigenvalue Density</i>, ICML 2019.
 *
 * {@snippet file="LinearAlgebraTest.java" region="density"}
 */
public final class SpectralDensity {
    private final List<Lanczos> runs;
    private final int order;

    private SpectralDensity(List<Lanczos> runs, int order) {
        this.runs = runs;
        this.order = order;
    }

    /**
     * The density from random starts.
     *
     * @param operator symmetric, p × p; only products with vectors are used
     * @param steps Lanczos steps of each start, at least 1; more than p are p. The resolution is about the width of the
     *     spectrum over the steps
     * @param starts independent starts, at least 1; intervals are over starts and need 10
     * @param seeds of the starts; start i draws from child i
     * @return the density
     * @throws IllegalArgumentException if steps or starts are fewer than 1
     * @throws java.util.concurrent.CancellationException if the thread is interrupted: fewer starts would be another estimate
     * @throws ArithmeticException if the operator gives what is not finite
     */
    public static SpectralDensity of(SymmetricOperator operator, int steps, int starts, Seeds seeds) {
        if (starts < 1) {
            throw new IllegalArgumentException("a density needs at least one start, got " + starts);
        }
        List<Lanczos> runs = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            runs.add(Lanczos.of(operator, steps, seeds.child(i)));
        }
        return new SpectralDensity(runs, operator.order());
    }

    /**
     * The density at x, each Ritz value widened to a Gaussian of the given width.
     *
     * @param x where
     * @param width standard deviation of the Gaussians, &gt; 0, in the units of the eigenvalues
     * @return a density whose integral over x is 1
     */
    public double at(double x, double width) {
        return mean(value -> {
            double away = (x - value) / width;
            return Math.exp(-away * away / 2) / (width * Math.sqrt(2 * Math.PI));
        });
    }

    /**
     * The share of eigenvalues up to x, each Ritz value counted whole.
     *
     * @param x where
     * @return from 0 to 1
     */
    public double cdf(double x) {
        return mean(value -> value <= x ? 1 : 0);
    }

    /**
     * The share of eigenvalues up to x with a 99 % interval that holds whatever the number of steps: the weights of the Ritz values
     * below and above x bound the share of each start (inequalities of Chebyshev, Markov and Stieltjes; Golub and Meurant, 2010,
     * Theorem 2.18), and the interval goes from the lower end for the lower bounds to the upper end for the upper ones.
     *
     * @param x where
     * @return the share with an interval in [0, 1]
     * @throws IllegalArgumentException if there are fewer than 10 starts
     */
    public StochasticEstimate share(double x) {
        StochasticEstimate low = over(run -> run.shareUpTo(x)[0]);
        StochasticEstimate high = over(run -> run.shareUpTo(x)[1]);
        return new StochasticEstimate(
                cdf(x),
                Math.max(low.standardError(), high.standardError()),
                runs.size(),
                Math.max(0, low.low()),
                Math.min(1, high.high()));
    }

    /**
     * The mean of a function over the eigenvalues, \(\tfrac1p\,\mathrm{tr}\,f(A)\).
     *
     * @param f a function of an eigenvalue
     * @return the mean over the starts of their quadratures; no interval
     */
    public double mean(DoubleUnaryOperator f) {
        return runs.stream().mapToDouble(run -> run.mean(f)).sum() / runs.size();
    }

    /**
     * tr f(A) with a 99 % interval over the starts: for polynomials of degree up to 2k − 1, and for other functions as far as k steps
     * integrate them exactly.
     *
     * @param f a function of an eigenvalue
     * @return the trace with its interval
     * @throws IllegalArgumentException if there are fewer than 10 starts
     */
    public StochasticEstimate trace(DoubleUnaryOperator f) {
        return over(run -> order * run.mean(f));
    }

    private StochasticEstimate over(ToDoubleFunction<Lanczos> number) {
        StochasticEstimate.requireDraws("starts", runs.size());
        double[] draws = runs.stream().mapToDouble(number).toArray();
        return StochasticEstimate.of(0, 0, draws);
    }
}
