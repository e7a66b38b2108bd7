package org.ridgeless.spectra.clustering;

import java.util.Optional;
import java.util.function.Function;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.spectra.solvers.NewtonBranch;
import org.ridgeless.spectra.solvers.NewtonBranch.Jet;

/**
 * The spectrum of a nonlinear kernel \(K_{ij} = f(x_i^{\mathsf T}x_j/\sqrt p)/\sqrt p\), \(K_{ii} = 0\), on two classes
 * \(x = \pm\mu + z\) with independent standard entries.
 *
 * <p>With \(c = p/n\) the bulk follows
 * \[m(z) = -\Bigl(z + \frac{a_1^2m}{c+a_1m} + \frac{(\nu-a_1^2)m}{c}\Bigr)^{-1}.\]
 * The classes become visible when \(\rho = \|\mu\|^2\) passes Γ, the largest real root of
 * \(F(x) = x^4+2x^3+(1-c\nu/a_1^2)x^2-2cx-c\): a spike at \(a_1\bigl(\frac{\rho+1}c+\frac1\rho\bigr)+\frac{\nu-a_1^2}{a_1(1+\rho)}\)
 * whose eigenvector has squared overlap \(\alpha = F(\rho)/(\rho(1+\rho)^3)\) with the labels, and accuracy
 * \(1-Q(\sqrt{\alpha/(1-\alpha)})\). When \(a_2\ne0\) and the entries have kurtosis κ other than one, spikes without
 * information may appear at \(-\frac1{cD}-\frac{a_1^2D}{1+a_1D}-(\nu-a_1^2)D\), \(D = \pm\frac1{a_2}\sqrt{2/(\kappa-1)}\).
 *
 * <p>Assumes n, p large and comparable, ρ of order one, centred f.
 *
 * <p>Reference: Liao, Couillet and Mahoney, <i>Sparse quantized spectral clustering</i>, ICLR 2021, Theorem 1,
 * Proposition 1 and Corollary 1; Cheng and Singer, <i>The spectrum of random inner-product kernel matrices</i> (2013).
 */
public final class KernelSpectrum {
    private final double a1;
    private final double a2;
    private final double nu;
    private final double ratio;

    private KernelSpectrum(double a1, double a2, double nu, double ratio) {
        this.a1 = a1;
        this.a2 = a2;
        this.nu = nu;
        this.ratio = ratio;
    }

    /**
     * The spectrum for a nonlinearity and the ratio c = p/n.
     *
     * @param f the nonlinearity, centred by itself
     * @param ratio c, &gt; 0
     * @return the spectrum
     * @throws IllegalArgumentException if the ratio or ν is not positive
     */
    public static KernelSpectrum of(Nonlinearity f, double ratio) {
        return withMoments(f.a1(), f.a2(), f.nu(), ratio);
    }

    /**
     * The spectrum for given moments; uniform puncturing with probability ε of keeping an entry has a₁ = ν = ε, a₂ = 0.
     *
     * @param a1 a₁
     * @param a2 a₂
     * @param nu ν, at least a₁² and &gt; 0
     * @param ratio c, &gt; 0
     * @return the spectrum
     * @throws IllegalArgumentException if ratio or ν is not positive, or ν is below a₁²
     */
    public static KernelSpectrum withMoments(double a1, double a2, double nu, double ratio) {
        if (!(ratio > 0) || !(nu > 0) || !(nu >= a1 * a1 * (1 - 1e-9)) || !Vectors.areFinite(a2, nu, ratio)) {
            throw new IllegalArgumentException(
                    "a kernel spectrum needs p/n > 0 and ν ≥ a1² with ν > 0, all finite, got p/n = " + ratio + ", a1 = "
                            + a1 + ", a2 = " + a2 + ", ν = " + nu);
        }
        return new KernelSpectrum(a1, a2, nu, ratio);
    }

    /**
     * The Stieltjes transform of the bulk, Im z > 0.
     *
     * @param z with Im z &gt; 0
     * @return m(z)
     * @throws IllegalArgumentException if Im z is not positive
     * @throws ArithmeticException if Newton's method does not converge or leaves the branch
     */
    public Complex stieltjes(Complex z) {
        double height = Math.max(10 * size(), z.im());
        Complex start = new Complex(z.re(), height).inverse().negate();
        return NewtonBranch.continued(this::equation, z, height, start);
    }

    /** An upper bound of the order of the largest modulus in the bulk. */
    private double size() {
        return Math.sqrt(nu) * (1 + 1 / ratio);
    }

    private Function<Complex, Jet> equation(Complex point) {
        double rest = (nu - a1 * a1) / ratio;
        return m -> {
            Complex pole = m.times(a1).plus(ratio).inverse();
            Complex bracket = point.plus(m.times(pole).times(a1 * a1)).plus(m.times(rest));
            Complex slope = pole.squared().times(a1 * a1 * ratio).plus(rest);
            return new Jet(m.times(bracket).plus(1), bracket.plus(m.times(slope)));
        };
    }

    /**
     * The density of the bulk.
     *
     * @param x any number
     * @return ≥ 0; 0 outside of the bulk
     * @throws ArithmeticException if Newton's method does not converge or leaves the branch
     */
    public double density(double x) {
        double height = 10 * size();
        Complex start = new Complex(x, height).inverse().negate();
        return NewtonBranch.density(this::equation, x, size(), height, start, (z, m) -> m);
    }

    /** The left edge of the bulk. */
    public double leftEdge() {
        return -edge(1);
    }

    /** The right edge of the bulk. */
    public double rightEdge() {
        return edge(-1);
    }

    /** The extreme of the inverse \(z(m)\) on the side where m has the given sign, before its pole. */
    private double edge(int sign) {
        boolean pole = sign * a1 < 0;
        double scale = pole ? ratio / Math.abs(a1) : 1 / Math.sqrt(nu);
        double u = Bracket.minimum(v -> sign * -inverse(sign * scale * stretched(v, pole)), 0, 1);
        return sign * -inverse(sign * scale * stretched(u, pole));
    }

    /** The interval up to a pole, or all of the half line. */
    private static double stretched(double v, boolean pole) {
        return pole ? v : v / (1 - v);
    }

    private double inverse(double m) {
        return -1 / m - a1 * a1 * m / (ratio + a1 * m) - (nu - a1 * a1) * m / ratio;
    }

    /**
     * F, whose sign tells whether the classes are visible.
     *
     * @param signal ρ
     * @return F(ρ), positive above the threshold
     */
    public double transition(double signal) {
        double x = signal;
        return (((x + 2) * x + 1 - ratio * nu / (a1 * a1)) * x - 2 * ratio) * x - ratio;
    }

    /** Γ, the signal from which clustering works; infinite when a₁ = 0. */
    public double threshold() {
        if (a1 == 0) {
            return Double.POSITIVE_INFINITY;
        }
        // F has one change of sign in its coefficients, hence one positive root.
        double high = 1;
        while (transition(high) <= 0) {
            high *= 2;
        }
        return Bracket.root(this::transition, 0, high);
    }

    /**
     * Where the informative eigenvalue sits; empty below the threshold.
     *
     * @param signal ρ ≥ 0
     * @return the eigenvalue, or empty
     */
    public Optional<Double> spike(double signal) {
        if (!(signal > threshold())) {
            return Optional.empty();
        }
        return Optional.of(a1 * ((signal + 1) / ratio + 1 / signal) + (nu - a1 * a1) / (a1 * (1 + signal)));
    }

    /**
     * The squared overlap of the informative eigenvector with the labels; zero below the threshold.
     *
     * @param signal ρ ≥ 0
     * @return α, from 0 to 1
     */
    public double alignment(double signal) {
        return signal > threshold() ? transition(signal) / (signal * Math.pow(1 + signal, 3)) : 0;
    }

    /**
     * The share of points on the right side of the informative eigenvector.
     *
     * @param signal ρ ≥ 0
     * @return from ½ to 1
     */
    public double accuracy(double signal) {
        double alpha = alignment(signal);
        return 1 - Gauss.tail(Math.sqrt(alpha / (1 - alpha)));
    }

    /**
     * The spikes without information for entries of the given kurtosis E[z⁴]; none for kurtosis one.
     *
     * @param kurtosis E[z⁴] ≥ 1
     * @return none, one or two eigenvalues, ascending
     * @throws IllegalArgumentException if the kurtosis is below 1
     */
    public double[] spuriousSpikes(double kurtosis) {
        if (!(kurtosis >= 1)) {
            throw new IllegalArgumentException("the kurtosis of a unit-variance law is at least 1, got " + kurtosis);
        }
        if (kurtosis == 1 || a2 == 0) {
            return new double[0];
        }
        double size = Math.sqrt(2 / (kurtosis - 1)) / Math.abs(a2);
        return java.util.stream.DoubleStream.of(-size, size)
                .filter(this::isolates)
                .map(this::spuriousAt)
                .sorted()
                .toArray();
    }

    private boolean isolates(double d) {
        double pole = 1 + a1 * d;
        if (Math.abs(pole) < 1e-12) {
            return true;
        }
        double linear = a1 * d / pole;
        return (nu - a1 * a1) * d * d + linear * linear < 1 / ratio;
    }

    private double spuriousAt(double d) {
        double pole = 1 + a1 * d;
        if (Math.abs(pole) < 1e-12) {
            return -nu / a1 - a1 * (2 - ratio) / (2 * ratio);
        }
        return -1 / (ratio * d) - a1 * a1 * d / pole - (nu - a1 * a1) * d;
    }
}
