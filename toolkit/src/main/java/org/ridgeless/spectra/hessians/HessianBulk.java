package org.ridgeless.spectra.hessians;

import java.util.function.Function;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.NewtonBranch;
import org.ridgeless.spectra.solvers.NewtonBranch.Jet;

/**
 * The limiting spectrum of a weighted sample covariance \(H = \frac1n\sum_i G_ix_ix_i^{\mathsf T}\), the Hessian of a
 * generalized linear model whose loss has curvature \(G_i\) at sample i.
 *
 * <p>\[\delta(z) = \tfrac1n\operatorname{tr}C\bar Q(z),\qquad
 * \bar Q^{-1} = E\Bigl[\frac{G}{1+G\delta(z)}\Bigr]C - zI,\qquad m = \tfrac1p\operatorname{tr}\bar Q.\]
 * The Marchenko–Pastur law only when G is constant. G may have any sign; a bounded support needs a bounded G.
 *
 * <p>Reference: Liao and Mahoney, <i>Hessian eigenspectra of more realistic nonlinear models</i>, NeurIPS 2021, Theorem 1.
 */
public final class HessianBulk {
    /** Up to here the largest curvature is a number. */
    private static final double MOST_SPREAD = 60;

    private final Law population;
    private final Curvature curvature;
    private final double ratio;

    private HessianBulk(Law population, Curvature curvature, double ratio) {
        this.population = population;
        this.curvature = curvature;
        this.ratio = ratio;
    }

    /**
     * The bulk for two laws.
     *
     * @param population the eigenvalues of the covariance C of the inputs, all positive
     * @param curvature the law of G with few values, or with so many that they are close next to c = p/n: between values far
     *     apart the spectrum has gaps
     * @param ratio c = p/n
     * @return the bulk
     * @throws IllegalArgumentException if the ratio or an eigenvalue of C is not positive
     */
    public static HessianBulk of(Law population, Law curvature, double ratio) {
        return of(population, Curvature.of(curvature), ratio);
    }

    /**
     * The bulk of the exponential loss, whose curvature \(G=e^{-h}\) at a Gaussian score h is log-normal.
     *
     * @param population the eigenvalues of C, all positive
     * @param deviation the standard deviation of the score, ‖w‖ for isotropic inputs
     * @param ratio c = p/n, &gt; 0
     * @return the bulk
     * @throws IllegalArgumentException if the deviation is outside of (0, 60], or the ratio or an eigenvalue of C is not
     *     positive
     */
    public static HessianBulk exponential(Law population, double deviation, double ratio) {
        if (!(deviation > 0 && deviation <= MOST_SPREAD)) {
            throw new IllegalArgumentException(
                    "the deviation of the score must be in (0, " + MOST_SPREAD + "], got " + deviation);
        }
        // 1 + e^{−h}δ = 0 at h = log(−δ).
        Curvature curvature = Curvature.ofScore(
                deviation,
                Math.exp(Law.REACH * deviation),
                h -> Math.exp(-h),
                delta -> delta.negate().log());
        return of(population, curvature, ratio);
    }

    static HessianBulk of(Law population, Curvature curvature, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio) || !(population.min() > 0)) {
            throw new IllegalArgumentException(
                    "a Hessian spectrum needs a finite p/n > 0 and positive population eigenvalues, got p/n = " + ratio
                            + " and a smallest eigenvalue " + population.min());
        }
        return new HessianBulk(population, curvature, ratio);
    }

    /**
     * δ(z), Im z > 0.
     *
     * @param z with Im z &gt; 0
     * @return δ(z)
     * @throws IllegalArgumentException if Im z is not positive
     * @throws ArithmeticException if Newton's method does not converge or leaves the branch
     */
    public Complex delta(Complex z) {
        double height = Math.max(10 * size(), z.im());
        return NewtonBranch.continued(this::equation, z, height, start(z.re(), height));
    }

    private double size() {
        return population.max() * curvature.largest() * (1 + ratio);
    }

    private Complex start(double x, double height) {
        return new Complex(x, height).inverse().times(-ratio * population.mean());
    }

    private Function<Complex, Jet> equation(Complex z) {
        return delta -> {
            Law law = curvature.at(delta);
            Complex mean = Complex.ZERO;
            Complex slope = Complex.ZERO;
            for (int i = 0; i < law.size(); i++) {
                Complex effective = effective(law.node(i), delta);
                mean = mean.plus(effective.times(law.weight(i)));
                slope = slope.minus(effective.squared().times(law.weight(i)));
            }
            Complex trace = Complex.ZERO;
            Complex change = Complex.ZERO;
            for (int i = 0; i < population.size(); i++) {
                double t = population.node(i);
                Complex resolvent = mean.times(t).minus(z).inverse();
                trace = trace.plus(resolvent.times(population.weight(i) * t));
                change = change.plus(resolvent.squared().times(population.weight(i) * t * t));
            }
            Complex derivative = change.times(slope).times(ratio).plus(1);
            return new Jet(delta.minus(trace.times(ratio)), derivative);
        };
    }

    /**
     * The Stieltjes transform m(z), Im z > 0.
     *
     * @param z with Im z &gt; 0
     * @return m(z)
     * @throws IllegalArgumentException if Im z is not positive
     * @throws ArithmeticException if Newton's method does not converge or leaves the branch
     */
    public Complex stieltjes(Complex z) {
        return stieltjes(z, delta(z));
    }

    private Complex stieltjes(Complex z, Complex delta) {
        Law law = curvature.at(delta);
        Complex mean = Complex.ZERO;
        for (int i = 0; i < law.size(); i++) {
            mean = mean.plus(effective(law.node(i), delta).times(law.weight(i)));
        }
        Complex m = Complex.ZERO;
        for (int i = 0; i < population.size(); i++) {
            m = m.plus(mean.times(population.node(i)).minus(z).inverse().times(population.weight(i)));
        }
        return m;
    }

    /** G/(1 + Gδ), for the smallest and largest G, too. */
    private static Complex effective(double g, Complex delta) {
        return delta.plus(1 / g).inverse();
    }

    /**
     * The density at x.
     *
     * @param x any number
     * @return ≥ 0; 0 outside of the support
     * @throws ArithmeticException if Newton's method does not converge or leaves the branch
     */
    public double density(double x) {
        double height = 10 * size();
        return NewtonBranch.density(this::equation, x, size(), height, start(x, height), this::stieltjes);
    }
}
