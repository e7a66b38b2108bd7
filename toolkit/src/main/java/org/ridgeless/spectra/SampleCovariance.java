package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.NewtonBranch;
import org.ridgeless.spectra.solvers.NewtonBranch.Jet;

/**
 * The limiting spectrum of a sample covariance \(\frac1nXX^{\mathsf T}\), \(X=C^{1/2}Z\) of size p × n with independent standard
 * entries, for any spectrum ν of C: all bulks, gaps and atoms.
 *
 * <p>Everything comes from the map \(\psi(\alpha)=\alpha\bigl(1+c\int\frac{t\,\nu(dt)}{\alpha-t}\bigr)\), c = p/n: the point α(z) with
 * \(\psi(\alpha)=z\) and Im α &gt; 0 gives \(m(z)=\frac{\alpha}{z}\int\frac{\nu(dt)}{t-\alpha}\) and the companion \(\tilde m=-1/\alpha\); the real
 * line outside the support is the image of \(\{\psi'>0\}\), so that the edges are ψ at the zeros of ψ′; and a population spike
 * at α with ψ′(α) &gt; 0 becomes an outlier at ψ(α) ({@link SpikedCovariance}).
 *
 * <p>Cost: a density about 50 passes over ν. References: J. W. Silverstein and S. Choi, <i>Analysis of the limiting spectral
 * distribution of large dimensional random matrices</i>, J. Multivariate Anal. 54 (1995) 295–309; J. W. Silverstein and Z. D.
 * Bai, ibid. 175–192, equation (1.4).
 *
 * {@snippet file="SpectraTest.java" region="sample-covariance"}
 */
public final class SampleCovariance extends QuadratureLaw {
    private static final double FAR = 4;
    private static final double NEAR = 1e-7;
    private static final double ACCEPTED = 1e-9;
    private static final int MOST_STEPS = 60;

    private final Law population;
    private final double ratio;
    /** Where ψ′ vanishes, ascending: α at the edges. */
    private final double[] turns;

    private final List<Interval> support;

    private SampleCovariance(Law population, double ratio) {
        this.population = population;
        this.ratio = ratio;
        this.turns = turns();
        this.support = bulks();
    }

    /**
     * The law for a population spectrum and the ratio c = p/n of dimension to samples.
     *
     * @param population the eigenvalues of C with their weights, none negative, not all 0
     * @param ratio positive and finite
     * @return the law
     * @throws IllegalArgumentException if the ratio is not positive and finite, or the population has a negative eigenvalue, or
     *     zeros alone
     */
    public static SampleCovariance of(Law population, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("the ratio p/n must be positive and finite, got " + ratio);
        }
        if (!(population.min() >= 0) || population.max() == 0) {
            throw new IllegalArgumentException(
                    "population eigenvalues must be at least 0 and not all 0, got values from " + population.min()
                            + " to " + population.max());
        }
        return new SampleCovariance(population, ratio);
    }

    /**
     * The law for n samples of a population with the given p eigenvalues.
     *
     * @param populationEigenvalues p numbers, none negative, not all 0
     * @param samples n ≥ 1
     * @return the law for the ratio p/n
     * @throws IllegalArgumentException if an eigenvalue is negative, all are 0, or there is no sample
     */
    public static SampleCovariance of(double[] populationEigenvalues, int samples) {
        return of(Law.uniform(populationEigenvalues), (double) populationEigenvalues.length / samples);
    }

    /** The spectrum ν of C. */
    public Law population() {
        return population;
    }

    /** c = p/n. */
    public double ratio() {
        return ratio;
    }

    /**
     * ψ(α): the place in the sample spectrum of a population eigenvalue α off the support of ν.
     *
     * @param alpha α, not an eigenvalue of C
     * @return ψ(α)
     */
    public double inverse(double alpha) {
        return alpha * (1 + ratio * population.expect(t -> t == 0 ? 0 : t / (alpha - t)));
    }

    /**
     * \(\psi'(\alpha)=1-c\int\frac{t^2\nu(dt)}{(\alpha-t)^2}\).
     *
     * @param alpha α, not an eigenvalue of C
     * @return ψ′(α); positive where α is seen outside of the bulks
     */
    public double inverseSlope(double alpha) {
        return 1 - ratio * population.expect(t -> t == 0 ? 0 : t / (alpha - t) * (t / (alpha - t)));
    }

    /**
     * The law of the eigenvalue nearest to an edge in n Gaussian samples: with α of the edge,
     * \(n^{2/3}(\lambda-\psi(\alpha))/(\tfrac12\alpha^4\psi''(\alpha))^{1/3}\) has the Tracy–Widom law. Not for a hard edge at 0. Reference: N.
     * El Karoui, Ann. Probab. 35 (2007) 663–714; J. O. Lee and K. Schnelli, Ann. Appl. Probab. 26 (2016) 3786–3839.
     *
     * @param edge its number in {@link #edges}, from 0
     * @param samples n
     * @return the law, mirrored at a left edge
     * @throws IllegalArgumentException if there is no such edge, or no sample
     */
    public Distribution nearest(int edge, int samples) {
        if (edge < 0 || edge >= turns.length || samples < 1) {
            throw new IllegalArgumentException("there are " + turns.length
                    + " edges, from 0, and at least 1 sample; got edge " + edge + " and " + samples + " samples");
        }
        double alpha = turns[edge];
        // ½α⁴ψ″ in units of α³.
        double bend = ratio
                * population.expect(t -> t == 0 ? 0 : t / (alpha - t) * (t / (alpha - t)) * (alpha / (alpha - t)));
        double scale = alpha * Math.cbrt(bend / samples / samples);
        return TracyWidom.real().scaled(scale).shifted(inverse(alpha));
    }

    /** The α of the right edge: larger population eigenvalues are seen beyond it. */
    double upperThreshold() {
        return turns[turns.length - 1];
    }

    private double[] poles() {
        double[] poles = new double[population.size()];
        int count = 0;
        for (int i = 0; i < poles.length; i++) {
            if (population.node(i) > 0 && population.weight(i) > 0) {
                poles[count++] = population.node(i);
            }
        }
        return Arrays.stream(poles, 0, count).sorted().distinct().toArray();
    }

    private double[] turns() {
        double[] poles = poles();
        double bottom = poles[0];
        double top = poles[poles.length - 1];
        List<Double> found = new ArrayList<>();
        // ψ′ falls on (−∞, bottom) and rises on (top, ∞); beyond 1 + √c times the second moment's root it is positive.
        double reach = 2 * top * (1 + Math.sqrt(ratio));
        found.add(zero(-reach, bottom));
        for (int k = 0; k + 1 < poles.length; k++) {
            double peak = peak(poles[k], poles[k + 1]);
            if (inverseSlope(peak) > 0) {
                found.add(zero(poles[k], peak));
                found.add(zero(peak, poles[k + 1]));
            }
        }
        found.add(zero(top, reach));
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The maximum of the concave ψ′ between two poles: the zero of ψ″, which falls from ∞ to −∞. */
    private double peak(double low, double high) {
        double a = low;
        double b = high;
        for (int k = 0; k < 200; k++) {
            double middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) {
                break;
            }
            // (t/(α − t))²/(α − t), in a form that neither overflows nor underflows.
            double bend = population.expect(t -> t == 0 ? 0 : t / (middle - t) * (t / (middle - t)) / (middle - t));
            if (bend > 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return a + (b - a) / 2;
    }

    /** The zero of ψ′ between two points at which its signs differ, one of them perhaps a pole. */
    private double zero(double low, double high) {
        double a = low;
        double b = high;
        boolean falling = !(inverseSlope(low) < 0);
        while (true) {
            double middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) {
                return middle;
            }
            if (inverseSlope(middle) < 0 == falling) {
                b = middle;
            } else {
                a = middle;
            }
        }
    }

    private List<Interval> bulks() {
        List<Interval> bulks = new ArrayList<>();
        for (int k = 0; k + 1 < turns.length; k += 2) {
            // At c = 1 the first turn is α = 0 up to rounding, and so is the edge.
            double low = k == 0 && Math.abs(turns[0]) < 1e-15 * population.max() ? 0 : inverse(turns[k]);
            bulks.add(new Interval(Math.max(0, low), inverse(turns[k + 1])));
        }
        return bulks;
    }

    @Override
    public List<Interval> support() {
        return support;
    }

    /** The mass at 0: the zeros of the population or 1 − 1/c, whichever is more. */
    @Override
    public List<Atom> atoms() {
        double zeros = population.expect(t -> t == 0 ? 1 : 0);
        double mass = Math.max(zeros, 1 - 1 / ratio);
        return mass > 0 ? List.of(new Atom(0, mass)) : List.of();
    }

    /**
     * α(z), the point of the upper half plane (or outside the support of the real line) that ψ carries to z.
     *
     * @param z with Im z &gt; 0, or real and outside the support
     * @return α(z)
     * @throws IllegalArgumentException if z lies on the support or below the real axis
     */
    public Complex alpha(Complex z) {
        requireOutside(z);
        return z.im() > 0 ? above(z) : Complex.real(outside(z.re()));
    }

    private Complex above(Complex z) {
        double height = Math.max(FAR * population.max() * (1 + ratio), z.im());
        return NewtonBranch.continued(this::equation, z, height, new Complex(z.re(), height));
    }

    private Function<Complex, Jet> equation(Complex z) {
        return alpha -> {
            double re = 0;
            double im = 0;
            double slopeRe = 0;
            double slopeIm = 0;
            for (int i = 0; i < population.size(); i++) {
                double t = population.node(i);
                double w = population.weight(i);
                double a = alpha.re() - t;
                double b = alpha.im();
                double square = a * a + b * b;
                double qr = square == 0 ? 0 : t * a / square;
                double qi = square == 0 ? 0 : -t * b / square;
                re += w * qr;
                im += w * qi;
                slopeRe += w * (qr * qr - qi * qi);
                slopeIm += w * 2 * qr * qi;
            }
            Complex value = alpha.times(new Complex(1 + ratio * re, ratio * im)).minus(z);
            return new Jet(value, new Complex(1 - ratio * slopeRe, -ratio * slopeIm));
        };
    }

    /**
     * α at a point of a bulk, on the real axis itself. The solution in the upper half plane is the only one there, so that a short
     * way to it is as good as the long one from far above: first from an arc between the α of both edges.
     */
    private Complex inside(double x) {
        int bulk = 0;
        while (!support.get(bulk).holds(x)) {
            bulk++;
        }
        Interval interval = support.get(bulk);
        double share = (x - interval.low()) / interval.length();
        double reach = turns[2 * bulk + 1] - turns[2 * bulk];
        Complex arc = new Complex(turns[2 * bulk] + reach * share, reach * Math.sqrt(share * (1 - share)));
        Complex near = polish(arc, x);
        if (residual(near, x) <= ACCEPTED * population.max()) {
            return near;
        }
        Complex alpha = polish(above(new Complex(x, NEAR * population.max())), x);
        double residual = residual(alpha, x);
        if (!(residual <= ACCEPTED * population.max())) {
            throw new ArithmeticException("the density at " + x + " was not found: residual " + residual);
        }
        return alpha;
    }

    private double residual(Complex alpha, double x) {
        return equation(Complex.real(x)).apply(alpha).value().abs();
    }

    /** Newton's method in the upper half plane until its steps no longer shrink. */
    private Complex polish(Complex start, double x) {
        Function<Complex, Jet> f = equation(Complex.real(x));
        Complex alpha = start;
        double last = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_STEPS; k++) {
            Jet jet = f.apply(alpha);
            Complex step = jet.value().over(jet.derivative());
            while (!(alpha.minus(step).im() > 0) && step.abs() > 0) {
                step = step.times(0.5);
            }
            double size = step.abs();
            if (!(size < Double.POSITIVE_INFINITY) || (size >= last && last < 1e-5 * alpha.abs())) {
                break;
            }
            alpha = alpha.minus(step);
            last = size;
            if (size <= 1e-16 * alpha.abs()) {
                break;
            }
        }
        return alpha;
    }

    /** α at a real point outside the support, by bisection where ψ rises. */
    private double outside(double x) {
        int gap = 0;
        while (gap < support.size() && x > support.get(gap).low()) {
            gap++;
        }
        double reach = 2 * (Math.abs(x) + population.max() * (1 + ratio));
        double low = gap == 0 ? turns[0] - reach : turns[2 * gap - 1];
        double high = gap == support.size() ? turns[turns.length - 1] + reach : turns[2 * gap];
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (inverse(middle) < x) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** m(z) at α: α s/ψ with s the transform of ν, where α cancels. */
    private Complex stieltjesAt(Complex alpha) {
        Complex transform = Complex.ZERO;
        Complex share = Complex.ZERO;
        for (int i = 0; i < population.size(); i++) {
            double t = population.node(i);
            Complex inverse = alpha.minus(t).inverse();
            transform = transform.minus(inverse.times(population.weight(i)));
            share = t == 0 ? share : share.plus(inverse.times(population.weight(i) * t));
        }
        return transform.over(share.times(ratio).plus(1));
    }

    @Override
    public Complex stieltjes(Complex z) {
        return stieltjesAt(alpha(z));
    }

    /**
     * The transform of the companion \(\frac1nX^{\mathsf T}X\).
     *
     * @param z with Im z &gt; 0, or real and outside the support
     * @return m̃(z) = −1/α(z)
     * @throws IllegalArgumentException if z lies on the support or below the real axis
     */
    public Complex companion(Complex z) {
        return alpha(z).inverse().negate();
    }

    @Override
    public double density(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (support.stream().noneMatch(i -> i.holds(x))) {
            return 0;
        }
        return stieltjesAt(inside(x)).im() / Math.PI;
    }

    @Override
    public String toString() {
        return "sample covariance law of ratio " + ratio + " with bulks " + support;
    }
}
