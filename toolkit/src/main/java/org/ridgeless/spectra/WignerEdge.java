package org.ridgeless.spectra;

/**
 * The largest eigenvalue of an n × n Wigner matrix whose entries off the diagonal have variance 1/n, so that the bulk is the
 * semicircle on [−2, 2].
 *
 * <p>\(n^{2/3}(\lambda_{\max}-2)\to F_\beta\). For the Gaussian orthogonal ensemble the centre \(2\sqrt{(n-1/2)/n}\) and the scale
 * \(n^{-1/2}(n-1/2)^{-1/6}\) leave an error of order \(n^{-2/3}\) in place of \(n^{-1/3}\). The smallest eigenvalue has the law of
 * minus the largest.
 *
 * <p>References: C. A. Tracy and H. Widom, Comm. Math. Phys. 177 (1996) 727–754; I. M. Johnstone and Z. Ma, <i>Fast approach to
 * the Tracy–Widom law at the edge of GOE and GUE</i>, Ann. Appl. Probab. 22 (2012) 1962–1988, Theorem 2.
 */
public final class WignerEdge {
    private final int n;

    private WignerEdge(int n) {
        this.n = n;
    }

    /**
     * The edge of matrices of order n ≥ 2.
     *
     * @param n order, ≥ 2
     * @return the edge
     * @throws IllegalArgumentException if n is below 2
     */
    public static WignerEdge of(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("the edge needs a matrix of order 2 at least, got " + n);
        }
        return new WignerEdge(n);
    }

    /** The law of the largest eigenvalue of the real symmetric (β = 1) matrix. */
    public Distribution largest() {
        double order = n - 0.5;
        double scale = 1 / (Math.sqrt(n) * Math.pow(order, 1 / 6.0));
        return TracyWidom.real().scaled(scale).shifted(2 * Math.sqrt(order / n));
    }

    /** The law of the smallest eigenvalue. */
    public Distribution smallest() {
        return largest().scaled(-1);
    }

    /** The law of the largest eigenvalue of the complex Hermitian (β = 2) matrix, for which the plain centre 2 suffices. */
    public Distribution largestComplex() {
        return TracyWidom.complex().scaled(Math.pow(n, -2 / 3.0)).shifted(2);
    }

    @Override
    public String toString() {
        return "edge of a Wigner matrix of order " + n;
    }
}
