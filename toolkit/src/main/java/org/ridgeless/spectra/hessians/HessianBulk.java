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
 * The Marčenko–Pastur law only when G is constant. G may have any sign; a bounded support needs a bounded G.
 *
 * <p>Reference: Liao and Mahoney, <i>Hessian eigenspectra of more realistic nonlinear models</i>, NeurIPS 2021, Theorem 1.
 */
public final class HessianBulk {
    private static final double NEAR = 1e-10;

    private final Law population;
    private final Law curvature;
    private final double ratio;

    private HessianBulk(Law population, Law curvature, double ratio) {
        this.population = population;
        this.curvature = curvature;
        this.ratio = ratio;
    }

    /**
     * @param population the eigenvalues of the covariance C of the inputs, all positive
     * @param curvature the law of G, for example mapped from {@link Law#gaussian}
     * @param ratio c = p/n
     */
    public static HessianBulk of(Law population, Law curvature, double ratio) {
        if (!(ratio > 0) || !(population.min() > 0)) {
            throw new IllegalArgumentException(
                    "a Hessian spectrum needs p/n > 0 and positive population eigenvalues, got p/n = " + ratio
                            + " and a smallest eigenvalue " + population.min());
        }
        return new HessianBulk(population, curvature, ratio);
    }

    /** δ(z), Im z > 0. */
    public Complex delta(Complex z) {
        double scale = population.max() * Math.max(Math.abs(curvature.max()), Math.abs(curvature.min()));
        double height = Math.max(10 * scale * (1 + ratio), z.im());
        Complex start = new Complex(z.re(), height).inverse().times(-ratio * population.mean());
        return NewtonBranch.continued(this::equation, z, height, start);
    }

    private Function<Complex, Jet> equation(Complex z) {
        return delta -> {
            Complex mean = Complex.ZERO;
            Complex slope = Complex.ZERO;
            for (int i = 0; i < curvature.size(); i++) {
                double g = curvature.node(i);
                Complex inverse = delta.times(g).plus(1).inverse();
                mean = mean.plus(inverse.times(curvature.weight(i) * g));
                slope = slope.minus(inverse.squared().times(curvature.weight(i) * g * g));
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

    /** The Stieltjes transform m(z), Im z > 0. */
    public Complex stieltjes(Complex z) {
        Complex delta = delta(z);
        Complex mean = Complex.ZERO;
        for (int i = 0; i < curvature.size(); i++) {
            double g = curvature.node(i);
            mean = mean.plus(delta.times(g).plus(1).inverse().times(curvature.weight(i) * g));
        }
        Complex m = Complex.ZERO;
        for (int i = 0; i < population.size(); i++) {
            m = m.plus(mean.times(population.node(i)).minus(z).inverse().times(population.weight(i)));
        }
        return m;
    }

    /** The density at x. */
    public double density(double x) {
        double density = stieltjes(new Complex(x, NEAR)).im() / Math.PI;
        return density < 1e-5 ? 0 : density;
    }
}
