package org.ridgeless.spectra;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.spectra.measures.Law;

/**
 * How well a spectral method finds a direction a from the squares \(y_i=(x_i^{\mathsf T}a)^2\) of Gaussian projections: the leading eigenvector of
 * \(\frac1n\sum f(y_i)x_ix_i^{\mathsf T}\). With Z = f(G²), c = p/n, \(\psi(\lambda)=\lambda(c+E\frac Z{\lambda-Z})\), \(\varphi(\lambda)=\lambda E\frac{ZG^2}{\lambda-Z}\) and λ* the root of
 * \(\varphi(\lambda)=\psi(\max(\lambda,\bar\lambda))\), where ψ is smallest at λ̄: the squared overlap is \(\frac{\psi'(\lambda^*)}{\psi'(\lambda^*)-\varphi'(\lambda^*)}\) if λ* &gt; λ̄ and 0 if not.
 * References: Y. M. Lu and G. Li, Inf. Inference 9 (2020) 507–541; M. Mondelli and A. Montanari, Found. Comput. Math. 19 (2019) 703–773.
 */
public final class PhaseRetrieval {
    private static final int STEPS = 200;

    private final Law squares;
    private final DoubleUnaryOperator f;
    private final double ratio;
    private final double top;

    private PhaseRetrieval(DoubleUnaryOperator f, double ratio) {
        this.squares = Law.gaussian(400).map(g -> g * g);
        this.f = f;
        this.ratio = ratio;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < squares.size(); i++) {
            largest = Math.max(largest, f.applyAsDouble(squares.node(i)));
        }
        this.top = largest;
    }

    /**
     * The method.
     *
     * @param preprocessing f, bounded above, positive somewhere
     * @param ratio c = p/n
     * @return the method; expectations are by Gaussian quadrature of 400 nodes
     * @throws IllegalArgumentException if c is not positive and finite, or f is not bounded and positive somewhere on the nodes
     */
    public static PhaseRetrieval of(DoubleUnaryOperator preprocessing, double ratio) {
        if (!(ratio > 0) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("the ratio p/n must be positive and finite, got " + ratio);
        }
        PhaseRetrieval method = new PhaseRetrieval(preprocessing, ratio);
        if (!(method.top > 0) || Double.isInfinite(method.top)) {
            throw new IllegalArgumentException(
                    "the preprocessing must be bounded and positive somewhere, its largest value is " + method.top);
        }
        return method;
    }

    /**
     * The preprocessing that finds the direction from the fewest samples, for c &lt; 2: (y − 1)/(y + √(2/c) − 1).
     *
     * @param ratio c = p/n, in (0, 2)
     * @return f of y; negative y count as 0
     * @throws IllegalArgumentException if c is 2 or more
     */
    public static DoubleUnaryOperator optimal(double ratio) {
        double shift = Math.sqrt(2 / ratio) - 1;
        if (!(shift > 0)) {
            throw new IllegalArgumentException("no preprocessing finds a direction unless p/n < 2, got " + ratio);
        }
        return y -> (Math.max(y, 0) - 1) / (Math.max(y, 0) + shift);
    }

    /** The squared overlap of the leading eigenvector with the direction. */
    public double overlap() {
        double low = top * (1 + 1e-6);
        double high = low;
        do {
            high = top + 2 * (high - top) + top;
        } while (psiSlope(high) < 0);
        double turn = root(this::psiSlope, low, high);
        double far = high;
        while (phi(far) > psi(far)) {
            far *= 2;
        }
        double star = root(x -> psi(Math.max(x, turn)) - phi(x), low, far);
        double slope = psiSlope(star);
        return star <= turn * (1 + 1e-9) ? 0 : slope / (slope - phiSlope(star));
    }

    /** The law of the bulk. */
    public SpectralLaw bulk() {
        return SeparableCovariance.of(Law.point(1), squares.map(f), ratio);
    }

    private static double root(DoubleUnaryOperator rising, double low, double high) {
        double a = low;
        double b = high;
        for (int k = 0; k < STEPS; k++) {
            double middle = a + (b - a) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return a;
    }

    private double psi(double x) {
        return x * (ratio + squares.expect(y -> f.applyAsDouble(y) / (x - f.applyAsDouble(y))));
    }

    private double psiSlope(double x) {
        return ratio - squares.expect(y -> Math.pow(f.applyAsDouble(y) / (x - f.applyAsDouble(y)), 2));
    }

    private double phi(double x) {
        return x * squares.expect(y -> y * f.applyAsDouble(y) / (x - f.applyAsDouble(y)));
    }

    private double phiSlope(double x) {
        return -squares.expect(y -> y * Math.pow(f.applyAsDouble(y) / (x - f.applyAsDouble(y)), 2));
    }
}
