package org.ridgeless.spectra;

import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * Maronna's robust estimator of scatter, \(\hat C=\frac1n\sum u(\frac1px_i^{\mathsf T}\hat C^{-1}x_i)x_ix_i^{\mathsf T}\) with \(u(x)=\frac{1+a}{a+x}\), and the matrix
 * that it is near to in high dimension: \(\hat S=\frac1n\sum v(\tau_i\gamma)x_ix_i^{\mathsf T}\) for samples \(x_i=\sqrt{\tau_i}C^{1/2}z_i\). Here \(v=u\circ g^{-1}\),
 * \(g(x)=x/(1-c\,xu(x))\), and γ solves \(1=\frac1n\sum\frac{\gamma\tau_iv(\gamma\tau_i)}{1+c\gamma\tau_iv(\gamma\tau_i)}\). Reference: R. Couillet, F. Pascal and J. W. Silverstein, <i>The random matrix
 * regime of Maronna's M-estimator with elliptically distributed samples</i>, J. Multivariate Anal. 139 (2015) 56–78.
 */
public final class Maronna {
    private static final double TOLERANCE = 1e-9;
    private static final int MOST = 1000;

    private final double a;
    private final double ratio;

    private Maronna(double a, double ratio) {
        this.a = a;
        this.ratio = ratio;
    }

    /**
     * The estimator.
     *
     * @param a positive; larger values trust large samples more, and a → ∞ is the sample covariance
     * @param ratio c = p/n with c(1 + a) &lt; 1
     * @return the estimator, for samples of any scale
     * @throws IllegalArgumentException if a or c is not positive, or c(1 + a) is not below 1
     */
    public static Maronna of(double a, double ratio) {
        if (!(a > 0) || !(ratio > 0) || !(ratio * (1 + a) < 1)) {
            throw new IllegalArgumentException(
                    "the estimator needs a > 0 and c(1 + a) < 1, got a = " + a + " and c = " + ratio);
        }
        return new Maronna(a, ratio);
    }

    /**
     * u.
     *
     * @param x ≥ 0
     * @return u(x) = (1 + a)/(a + x)
     */
    public double weight(double x) {
        return (1 + a) / (a + x);
    }

    /**
     * v = u∘g⁻¹: the weight of a sample whose form, left out of the estimate itself, is d.
     *
     * @param d ≥ 0
     * @return v(d), which falls in d
     */
    public double leaveOneOutWeight(double d) {
        double b = a - d * (1 - ratio * (1 + a));
        // x² + bx − da = 0, without cancellation.
        double root = Math.hypot(b, 2 * Math.sqrt(a) * Math.sqrt(d));
        return weight(b > 0 ? 2 * a * d / (b + root) : (root - b) / 2);
    }

    /**
     * γ for these τ.
     *
     * @param taus τ, positive
     * @return γ, to the last bit or two
     * @throws IllegalArgumentException if there is no τ, or one is not positive and finite
     */
    public double gamma(double... taus) {
        boolean positive = taus.length > 0 && Vectors.areFinite(taus);
        for (double tau : taus) {
            positive &= tau > 0;
        }
        if (!positive) {
            throw new IllegalArgumentException(
                    "sizes of samples are positive and finite, got " + java.util.Arrays.toString(taus));
        }
        double low = 0;
        double high = 1;
        while (excess(high, taus) < 0) {
            low = high;
            high *= 2;
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (excess(middle, taus) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private double excess(double gamma, double... taus) {
        double sum = 0;
        for (double tau : taus) {
            double psi = gamma * tau * leaveOneOutWeight(gamma * tau);
            sum += psi / (1 + ratio * psi) / taus.length;
        }
        return sum - 1;
    }

    /**
     * The factors τ_i v(γτ_i) of the samples in Ŝ, for {@link SeparableCovariance}.
     *
     * @param taus τ, positive
     * @return as many factors
     */
    public double[] factors(double... taus) {
        double gamma = gamma(taus);
        return java.util.Arrays.stream(taus)
                .map(tau -> tau * leaveOneOutWeight(gamma * tau))
                .toArray();
    }

    /**
     * No eigenvalue of Ŝ without spikes lies beyond this, whatever the τ, for C = I: \((1+a)(1+\sqrt c)^2/(\gamma(1-c(1+a)))\).
     *
     * @param taus τ, positive
     * @return the bound
     */
    public double edge(double... taus) {
        double root = 1 + Math.sqrt(ratio);
        return (1 + a) * root * root / (gamma(taus) * (1 - ratio * (1 + a)));
    }

    /**
     * The estimate Ĉ.
     *
     * @param x samples in columns, p × n with n c = p
     * @return flat p × p
     * @throws ArithmeticException if the iteration does not converge, with its last change
     */
    public double[] estimate(Matrix x) {
        // Squares leave the range of numbers before the samples do; powers of 2 round nothing.
        int unit = Math.getExponent(Vectors.largest(x.flat()));
        double[] estimate =
                inUnits(Matrix.wrap(Vectors.map(x.flat(), v -> Math.scalb(v, -unit)), x.rows(), x.columns()));
        return Vectors.map(estimate, v -> Math.scalb(v, 2 * unit));
    }

    private double[] inUnits(Matrix x) {
        int p = x.rows();
        int n = x.columns();
        double[] estimate = ScaledSamples.covariance(x);
        double change = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST; step++) {
            Interruption.poll();
            double[] forms = forms(x, estimate);
            // The scale, which plain iteration finds slowly: tr Ĉ⁻¹Ĉ = p.
            double scale = scale(forms);
            double[] next = weighted(x, Vectors.scale(forms, 1 / scale));
            change = largest(next, estimate) / largest(next, new double[p * p]);
            estimate = next;
            if (change <= TOLERANCE) {
                return estimate;
            }
        }
        throw new ArithmeticException(
                "Maronna's estimator of " + n + " samples did not converge: last relative change " + change);
    }

    /** \(\frac1px_i^{\mathsf T}A^{-1}x_i\). */
    private static double[] forms(Matrix x, double[] matrix) {
        int p = x.rows();
        int n = x.columns();
        double[] solved = Products.multiply(Cholesky.of(matrix, p).inverse(), x.flat(), p, p, n);
        double[] forms = new double[n];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                forms[j] += x.get(i, j) * solved[i * n + j] / p;
            }
        }
        return forms;
    }

    /** s with a mean of (q/s) u(q/s) equal to 1. */
    private double scale(double... forms) {
        double low = 0;
        double high = Vectors.largest(forms);
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            double sum = 0;
            for (double q : forms) {
                sum += q / middle * weight(q / middle) / forms.length;
            }
            if (sum > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private double[] weighted(Matrix x, double[] forms) {
        double[] scaled = x.flat().clone();
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < forms.length; j++) {
                scaled[i * forms.length + j] *= Math.sqrt(weight(forms[j]));
            }
        }
        return ScaledSamples.covariance(Matrix.wrap(scaled, x.rows(), forms.length));
    }

    private static double largest(double[] one, double[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs(one[i] - other[i]));
        }
        return largest;
    }

    /**
     * The largest absolute eigenvalue of the difference of two symmetric matrices over that of the second.
     *
     * @param one p² numbers, row by row, symmetric
     * @param other p² numbers, likewise
     * @param p the order
     * @return a number ≥ 0; three sets of O(p³) flops at most
     */
    public static double relativeDistance(double[] one, double[] other, int p) {
        double[] difference = one.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= other[i];
        }
        double[] values = SymmetricEigen.values(difference, p);
        double[] size = SymmetricEigen.values(other, p);
        return Math.max(-values[0], values[p - 1]) / Math.max(-size[0], size[p - 1]);
    }
}
