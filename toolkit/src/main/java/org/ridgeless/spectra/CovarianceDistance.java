package org.ridgeless.spectra;

import java.util.function.UnaryOperator;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Complex;

/**
 * Distances between two covariances from samples of sizes in the order of the dimension: consistent estimates of
 * \(\frac1p\sum f(\lambda_i(C_1^{-1}C_2))\) from the eigenvalues λ of \(\hat C_1^{-1}\hat C_2\), or the same of the products
 * \(C_1C_2\) and \(\hat C_1\hat C_2\). With m their Stieltjes transform, \(\psi=1-c_2-c_2zm\) and \(\varphi=z+c_1z^2m\), for products
 * \(\varphi=z/(1-c_1-c_1zm)\):
 * \(\frac1{2\pi i}\oint f(\tfrac\varphi\psi)\bigl(\tfrac{\varphi'}\varphi-\tfrac{\psi'}\psi\bigr)\tfrac\psi{c_2}dz\) along a contour around all λ and the zeros of φ and ψ. Errors are of order 1/p.
 * Reference: R. Couillet, M. Tiomoko, S. Zozor and E. Moisan, <i>Random matrix-improved estimation of covariance matrix distances</i>, J.
 * Multivariate Anal. 174 (2019) 104531.
 */
public final class CovarianceDistance {
    private static final int NODES = 600;
    /** The contour in log z: so far beyond the zeros, and so high, where φ/ψ keeps away from the cut of the logarithm. */
    private static final double BEYOND = 1;

    private static final double HEIGHT = 1.5;

    private final double[] eigenvalues;
    private final double c1;
    private final double c2;
    /** Whether the first covariance is a factor, not a divisor. */
    private final boolean product;

    private final double low;
    private final double high;

    private CovarianceDistance(double[] eigenvalues, int n1, int n2, boolean product) {
        this.eigenvalues = eigenvalues;
        this.product = product;
        this.c1 = (double) eigenvalues.length / n1;
        this.c2 = (double) eigenvalues.length / n2;
        // The zeros of a factor lie below the eigenvalues, that of a divisor above.
        double lowest = SecularEquation.roots(eigenvalues, eigenvalues, -1.0 / n2)[0];
        double[] others =
                SecularEquation.roots(eigenvalues, eigenvalues, product ? -1.0 / n1 : 1.0 / (n1 - eigenvalues.length));
        this.low = Math.min(lowest, others[0]);
        this.high = Math.max(eigenvalues[eigenvalues.length - 1], others[others.length - 1]);
    }

    /**
     * Distances from a pair of samples.
     *
     * @param eigenvalues of \(\hat C_1^{-1}\hat C_2\), ascending, positive
     * @param n1 samples behind Ĉ₁, more than there are eigenvalues
     * @param n2 samples behind Ĉ₂, more than there are eigenvalues
     * @return the distances
     * @throws IllegalArgumentException if an eigenvalue is not positive and finite, they are not ascending, or a sample is not larger than their number
     */
    public static CovarianceDistance of(double[] eigenvalues, int n1, int n2) {
        return new CovarianceDistance(checked(eigenvalues, n1, n2), n1, n2, false);
    }

    /**
     * Means over the eigenvalues of the product \(C_1C_2\), for Wasserstein's distance.
     *
     * @param eigenvalues of \(\hat C_1\hat C_2\), ascending, positive
     * @param n1 samples behind Ĉ₁, more than there are eigenvalues
     * @param n2 samples behind Ĉ₂, more than there are eigenvalues
     * @return the means, of which {@link #meanRoot} is the one that the distance needs
     * @throws IllegalArgumentException if an eigenvalue is not positive, or a sample is not larger than their number
     */
    public static CovarianceDistance ofProduct(double[] eigenvalues, int n1, int n2) {
        return new CovarianceDistance(checked(eigenvalues, n1, n2), n1, n2, true);
    }

    private static double[] checked(double[] eigenvalues, int n1, int n2) {
        int p = eigenvalues.length;
        boolean ascending = Vectors.areFinite(eigenvalues);
        for (int i = 1; i < p; i++) {
            ascending &= eigenvalues[i] >= eigenvalues[i - 1];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "eigenvalues are finite and ascending, got " + java.util.Arrays.toString(eigenvalues));
        }
        if (p == 0 || n1 <= p || n2 <= p || !(eigenvalues[0] > 0)) {
            throw new IllegalArgumentException(
                    "distances need positive eigenvalues and more samples than eigenvalues, got " + p
                            + " eigenvalues and " + n1 + " and " + n2 + " samples");
        }
        return eigenvalues.clone();
    }

    /**
     * The mean of f over the population's eigenvalues, for f analytic off the negative axis.
     *
     * @param f of a complex number, real on the positive axis
     * @return the estimate, by 600 values of f
     */
    public double mean(UnaryOperator<Complex> f) {
        double centre = (Math.log(low) + Math.log(high)) / 2;
        double half = (Math.log(high) - Math.log(low)) / 2 + BEYOND;
        double sum = 0;
        for (int k = 0; k < NODES; k++) {
            double angle = Math.PI * (k + 0.5) / NODES;
            Complex z = new Complex(centre + half * Math.cos(angle), HEIGHT * Math.sin(angle)).exp();
            Complex step = z.times(new Complex(-half * Math.sin(angle), HEIGHT * Math.cos(angle)));
            Complex m = Complex.ZERO;
            Complex slope = Complex.ZERO;
            for (double value : eigenvalues) {
                Complex inverse = z.negate().plus(value).inverse();
                m = m.plus(inverse.times(1.0 / eigenvalues.length));
                slope = slope.plus(inverse.squared().times(1.0 / eigenvalues.length));
            }
            Complex zm = z.times(m);
            Complex bend = m.plus(z.times(slope));
            Complex first = product ? zm.times(-c1).plus(1 - c1) : zm.times(c1).plus(1);
            Complex phi = product ? z.over(first) : z.times(first);
            // Of log φ: in both cases z times a power of a function whose slope is ∓c₁(zm)′.
            Complex phiSlope = z.inverse().plus(bend.times(c1).over(first));
            Complex psi = zm.times(-c2).plus(1 - c2);
            Complex change = phiSlope.times(psi).plus(bend.times(c2)).times(1 / c2);
            // The lower half of the contour is the mirror image: what remains is the imaginary part of the upper half
            // over π.
            sum += f.apply(phi.over(psi)).times(change).times(step).im() / NODES;
        }
        return sum;
    }

    /** The squared Fisher distance over p: the mean of log². */
    public double fisher() {
        requireRatio();
        return mean(t -> t.log().squared());
    }

    /** The Kullback–Leibler divergence of N(0, C₂) from N(0, C₁) over p, in closed form. */
    public double kullbackLeibler() {
        return (meanEigenvalue() - 1 - meanLog()) / 2;
    }

    /** The mean root of the eigenvalues: \(\frac1p\operatorname{tr}(C_1^{1/2}C_2C_1^{1/2})^{1/2}\) of a product. */
    public double meanRoot() {
        return mean(Complex::sqrt);
    }

    /**
     * Wasserstein's squared distance of N(0, C₁) and N(0, C₂) over p,
     * \(\frac1p\operatorname{tr}C_1+\frac1p\operatorname{tr}C_2-\frac2p\operatorname{tr}(C_1^{1/2}C_2C_1^{1/2})^{1/2}\).
     *
     * @param first the mean eigenvalue of Ĉ₁, an unbiased estimate as it is
     * @param second that of Ĉ₂
     * @return the estimate
     * @throws IllegalStateException if these are not the eigenvalues of a product
     */
    public double wasserstein(double first, double second) {
        if (!product) {
            throw new IllegalStateException("Wasserstein's distance takes the eigenvalues of Ĉ₁Ĉ₂: use ofProduct");
        }
        return first + second - 2 * meanRoot();
    }

    /** The mean eigenvalue of \(C_1^{-1}C_2\): (1 − c₁) times that of the sample. */
    public double meanEigenvalue() {
        requireRatio();
        return (1 - c1) * java.util.Arrays.stream(eigenvalues).average().orElseThrow();
    }

    /** The mean logarithm, the sample's with the biases of both log determinants taken off. */
    public double meanLog() {
        requireRatio();
        return java.util.Arrays.stream(eigenvalues).map(Math::log).average().orElseThrow() - loss(c1) + loss(c2);
    }

    private void requireRatio() {
        if (product) {
            throw new IllegalStateException("this is for the eigenvalues of Ĉ₁⁻¹Ĉ₂, and these are of Ĉ₁Ĉ₂: use of");
        }
    }

    private static double loss(double c) {
        return (1 - c) / c * Math.log1p(-c);
    }
}
