package org.ridgeless.linalg;

/**
 * The eigenvalues of diag(d) + τ√w√wᵀ, a diagonal matrix with a change of rank one: the roots of \(1+\tau\sum_iw_i/(d_i-x)=0\), one in
 * each gap between neighbours of d and one beyond the end to which τ pushes. O(n) for each step of a bisection, O(n²) in all.
 */
public final class SecularEquation {
    private SecularEquation() {}

    /**
     * All roots.
     *
     * @param d ascending and finite, at least one
     * @param w as many, finite, none negative
     * @param tau not 0
     * @return as many, ascending, to the last bit or two
     * @throws IllegalArgumentException if d is not ascending, w has another length or a negative entry, one of them is not
     *     finite, or τ is 0 or not finite
     */
    public static double[] roots(double[] d, double[] w, double tau) {
        if (d.length == 0 || w.length != d.length || !(Math.abs(tau) > 0) || Double.isInfinite(tau)) {
            throw new IllegalArgumentException(
                    "a secular equation needs as many weights as places and a finite τ other than 0, got " + d.length
                            + " places, " + w.length + " weights and τ = " + tau);
        }
        for (int i = 0; i < d.length; i++) {
            boolean finite = Double.isFinite(d[i]) && Double.isFinite(w[i]);
            if (!finite || w[i] < 0 || (i > 0 && d[i] < d[i - 1])) {
                throw new IllegalArgumentException("places ascend, weights are not negative and both are finite; place "
                        + i + " is " + d[i] + " with weight " + w[i]);
            }
        }
        double reach = tau * Vectors.sum(w);
        double[] roots = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            double low = tau > 0 ? d[i] : i == 0 ? d[0] + reach : d[i - 1];
            double high = tau < 0 ? d[i] : i == d.length - 1 ? d[i] + reach : d[i + 1];
            roots[i] = root(d, w, tau, low, high);
        }
        return roots;
    }

    /** Between two poles the left side rises with τ &gt; 0, from −∞ to ∞. */
    private static double root(double[] d, double[] w, double tau, double low, double high) {
        double a = low;
        double b = high;
        while (true) {
            double middle = a + (b - a) / 2;
            if (middle <= a || middle >= b) {
                return middle;
            }
            double sum = 0;
            for (int i = 0; i < d.length; i++) {
                sum += w[i] / (d[i] - middle);
            }
            if ((1 + tau * sum < 0) == (tau > 0)) {
                a = middle;
            } else {
                b = middle;
            }
        }
    }
}
