package org.ridgeless.spectra;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * The operator T with kernel Ai(x + y + s) on L²(0, ∞), whose Fredholm determinants are the Tracy–Widom laws:
 * \(F_1=\det(I-T)\), \(F_2=\det(I-T)\det(I+T)\), \(F_4=\tfrac12(\det(I-T)+\det(I+T))\).
 *
 * <p>Gauss–Legendre nodes turn it into a symmetric matrix, with an error that falls exponentially in their number
 * (Bornemann 2010, section 4 and Theorem 6.2); its eigenvalues λ give the determinants as products, the derivatives in s by
 * \(\lambda'=v^{\mathsf T}T'v\), and \(1-F\) without cancellation.
 *
 * @param lambda eigenvalues of T at s
 * @param slope their derivatives in s
 */
record SoftEdge(double[] lambda, double[] slope) {
    private static final double FAR = 16;
    private static final GaussIntegrator MANY = new GaussIntegratorFactory().legendre(60);
    private static final GaussIntegrator FEW = new GaussIntegratorFactory().legendre(32);

    static SoftEdge at(double s) {
        // To the right of 0 the kernel does not oscillate and fades sooner.
        GaussIntegrator rule = s < 0 ? MANY : FEW;
        int n = rule.getNumberOfPoints();
        double length = s < 0 ? FAR - s : FAR - Math.min(s, 4);
        double[] x = new double[n];
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (rule.getPoint(i) + 1) / 2 * length;
            root[i] = Math.sqrt(rule.getWeight(i) * length / 2);
        }
        double[] matrix = new double[n * n];
        double[] derivative = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double[] airy = Airy.at(x[i] + x[j] + s);
                double weight = root[i] * root[j];
                matrix[i * n + j] = matrix[j * n + i] = weight * airy[0];
                derivative[i * n + j] = derivative[j * n + i] = weight * airy[1];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
        double[] slope = new double[n];
        for (int k = 0; k < n; k++) {
            slope[k] = quadratic(derivative, eigen.vector(k));
        }
        return new SoftEdge(eigen.values(), slope);
    }

    private static double quadratic(double[] matrix, double[] v) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            double row = 0;
            for (int j = 0; j < v.length; j++) {
                row += matrix[i * v.length + j] * v[j];
            }
            sum += v[i] * row;
        }
        return sum;
    }

    /** det(I + sign·T). */
    double determinant(int sign) {
        double product = 1;
        for (double value : lambda) {
            product *= 1 + sign * value;
        }
        return product;
    }

    /** The derivative of det(I + sign·T) in s; no division, so that factors of zero do no harm. */
    double derivative(int sign) {
        double product = 1;
        double sum = 0;
        for (int k = 0; k < lambda.length; k++) {
            double factor = 1 + sign * lambda[k];
            sum = sum * factor + product * sign * slope[k];
            product *= factor;
        }
        return sum;
    }

    /**
     * 1 − F and F′ in s, to full relative accuracy where T is small. With \(e=\tfrac12\sum\log(1-\lambda^2)\) and
     * \(o=\sum\operatorname{artanh}\lambda\) the determinants are \(\exp(e\mp o)\), so that what cancels between them cancels on paper.
     */
    double[] tail(int beta) {
        double even = 0;
        double odd = 0;
        double evenSlope = 0;
        double oddSlope = 0;
        for (int k = 0; k < lambda.length; k++) {
            double square = lambda[k] * lambda[k];
            even += Math.log1p(-square) / 2;
            odd += (Math.log1p(lambda[k]) - Math.log1p(-lambda[k])) / 2;
            evenSlope -= lambda[k] * slope[k] / (1 - square);
            oddSlope += slope[k] / (1 - square);
        }
        if (beta == 1) {
            return new double[] {-Math.expm1(even - odd), (evenSlope - oddSlope) * Math.exp(even - odd)};
        }
        if (beta == 2) {
            return new double[] {-Math.expm1(2 * even), 2 * evenSlope * Math.exp(2 * even)};
        }
        double half = Math.sinh(odd / 2);
        double common = Math.exp(even);
        return new double[] {
            -Math.expm1(even) - 2 * half * half * common,
            common * (evenSlope * Math.cosh(odd) + oddSlope * Math.sinh(odd))
        };
    }
}
