package org.ridgeless.spectra;

import java.util.Arrays;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.spectra.solvers.FixedPoint;

/**
 * The spectrum of \(L_\alpha=n^{-1/2}D_q^{-\alpha}(A-qq^{\mathsf T})D_q^{-\alpha}\) for a dense graph of two equal communities whose vertices
 * have popularities q: edges have the probabilities \(q_iq_j(1\pm\delta/\sqrt n)\). With d, the degrees, q is estimated by \(d_i/\sqrt{\sum d}\).
 *
 * <p>The bulk is that of the variance profile \((q_iq_j)^{1-2\alpha}(1-q_iq_j)\), whose solution g gives everything: an
 * eigenvalue ρ beyond the bulk where \(-\delta\,E[q^{2-2\alpha}g(\rho)]=1\), if δ is above the value that solves it at the edge, with the squared
 * overlap \(1/(\delta^2E[q^{2-2\alpha}]\,\frac d{d\rho}E[q^{2-2\alpha}g])\) of its vector with \(q^{1-\alpha}\) times the communities. Reference: H. Tiomoko
 * Ali and R. Couillet, <i>Improved spectral community detection in large heterogeneous networks</i>, J. Mach. Learn. Res. 18 (2018).
 */
public final class DegreeCorrection {
    private final double[] popularities;
    private final double[] shares;
    private final double[][] variances;
    private final double[] signals;
    /** What the diagonal adds to the noise. */
    private final double[] offsets;

    private final VarianceProfile bulk;

    private DegreeCorrection(double[] popularities, double[] shares, double alpha, double loop) {
        this.popularities = popularities;
        this.shares = shares;
        int k = popularities.length;
        this.variances = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double mean = popularities[a] * popularities[b];
                variances[a][b] = Math.pow(mean, 1 - 2 * alpha) * (1 - mean);
            }
        }
        this.signals =
                Arrays.stream(popularities).map(q -> Math.pow(q, 2 - 2 * alpha)).toArray();
        this.offsets = Arrays.stream(signals).map(s -> -loop * s).toArray();
        this.bulk = VarianceProfile.of(variances, shares);
    }

    /**
     * The theory for one correction.
     *
     * @param popularities q, each above 0 and below 1
     * @param shares of the vertices with each, which sum to 1, the same in both communities
     * @param alpha α; 0 leaves the modularity as it is, ½ is the normalized Laplacian's
     * @param vertices n: no vertex is joined to itself, which takes \(q^{2-2\alpha}/\sqrt n\) off the diagonal, a term of relative order
     *     n^(−1/2) in ρ; infinite for the limit
     * @return the spectrum for any signal
     * @throws IllegalArgumentException if a popularity is outside of its range, or the shares do not fit
     */
    public static DegreeCorrection of(double[] popularities, double[] shares, double alpha, double vertices) {
        for (double q : popularities) {
            if (!(q > 0 && q < 1)) {
                throw new IllegalArgumentException("popularities lie between 0 and 1, got " + q);
            }
        }
        return new DegreeCorrection(popularities.clone(), shares.clone(), alpha, 1 / Math.sqrt(vertices));
    }

    /** The law of all eigenvalues but a few. */
    public VarianceProfile bulk() {
        return bulk;
    }

    /** −g at a point right of the bulk. */
    private double[] solution(double z) {
        double[] start = new double[shares.length];
        Arrays.fill(start, 0.5 / z);
        return FixedPoint.of(x -> {
                    double[] image = new double[x.length];
                    for (int a = 0; a < x.length; a++) {
                        double sum = z - offsets[a];
                        for (int b = 0; b < x.length; b++) {
                            sum -= shares[b] * variances[a][b] * x[b];
                        }
                        image[a] = 1 / sum;
                    }
                    return image;
                })
                .from(start);
    }

    /** E[q^{2−2α}x]. */
    private double weighted(double... x) {
        double sum = 0;
        for (int a = 0; a < x.length; a++) {
            sum += shares[a] * signals[a] * x[a];
        }
        return sum;
    }

    /** The δ from which the communities show. */
    public double threshold() {
        return 1 / weighted(solution(bulk.rightEdge() * (1 + 1e-9)));
    }

    /**
     * Where the eigenvalue of the communities lies.
     *
     * @param signal δ, above the threshold
     * @return ρ, right of the bulk
     * @throws IllegalArgumentException if δ is not above the threshold, with both
     */
    public double spike(double signal) {
        double threshold = threshold();
        if (!(signal > threshold)) {
            throw new IllegalArgumentException("communities show from a signal of " + threshold + " on, got " + signal);
        }
        double edge = bulk.rightEdge();
        // Far out ρ is at most the norm of the signal and that of the noise together.
        return Bracket.root(
                z -> signal * weighted(solution(z)) - 1, edge * (1 + 1e-9), edge + signal * weighted(ones()));
    }

    private double[] ones() {
        double[] ones = new double[shares.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * The squared overlap of the eigenvector with q^{1−α} times the communities.
     *
     * @param signal δ
     * @return from 0 to 1; 0 up to the threshold
     */
    public double overlap(double signal) {
        if (!(signal > threshold())) {
            return 0;
        }
        double[] x = solution(spike(signal));
        int k = x.length;
        // x = 1/(z − d − Vx): x′ = −x²(1 − Vx′).
        double[][] system = new double[k][k];
        double[] right = new double[k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                system[a][b] = (a == b ? 1 : 0) - x[a] * x[a] * shares[b] * variances[a][b];
            }
            right[a] = -x[a] * x[a];
        }
        double slope = -weighted(Matrix.of(system).solve(right));
        return 1 / (signal * signal * slope * weighted(ones()));
    }

    @Override
    public String toString() {
        return "degree correction for the popularities " + Arrays.toString(popularities);
    }
}
