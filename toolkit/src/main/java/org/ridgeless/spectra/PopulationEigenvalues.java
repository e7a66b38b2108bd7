package org.ridgeless.spectra;

import java.util.Arrays;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.linalg.Vectors;

/**
 * Population eigenvalues from those of a sample of comparable size. With η the zeros of the companion transform of the sample, that is the
 * eigenvalues of \(\mathrm{diag}(\lambda)-\frac1n\sqrt\lambda\sqrt\lambda^{\mathsf T}\), a population eigenvalue of multiplicity p_a is
 * \(\frac n{p_a}\sum(\lambda_i-\eta_i)\) over the sample eigenvalues of its bulk, up to errors of order 1/n, if no other population eigenvalue shares the
 * bulk. Reference: X. Mestre, <i>Improved estimation of eigenvalues and eigenvectors of covariance matrices using their sample
 * estimates</i>, IEEE Trans. Inform. Theory 54 (2008) 5113–5129.
 */
public final class PopulationEigenvalues {
    private PopulationEigenvalues() {}

    /**
     * The zeros η of the companion transform, ascending: each at most the sample eigenvalue of its place.
     *
     * @param sample p sample eigenvalues, ascending, none negative
     * @param samples n
     * @return p zeros
     */
    public static double[] zeros(double[] sample, int samples) {
        return SecularEquation.roots(sample, sample, -1.0 / samples);
    }

    /**
     * The population eigenvalues.
     *
     * @param sample p sample eigenvalues, ascending, all positive
     * @param samples n ≥ p
     * @param multiplicities of the population eigenvalues, ascending; they sum to p
     * @return an estimate for each
     * @throws IllegalArgumentException if there are fewer samples than eigenvalues, these are not ascending, finite and positive, or the
     *     multiplicities do not sum to p
     */
    public static double[] estimate(double[] sample, int samples, int... multiplicities) {
        boolean ascending = sample.length > 0 && Vectors.areFinite(sample);
        for (int i = 1; i < sample.length; i++) {
            ascending &= sample[i] >= sample[i - 1];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "sample eigenvalues are finite and ascending, got " + Arrays.toString(sample));
        }
        if (samples < sample.length || Arrays.stream(multiplicities).sum() != sample.length || !(sample[0] > 0)) {
            throw new IllegalArgumentException(
                    "the estimate needs positive sample eigenvalues, at least as many samples and multiplicities that sum to "
                            + sample.length + ", got " + samples + " samples, multiplicities "
                            + Arrays.toString(multiplicities)
                            + " and the smallest eigenvalue " + sample[0]);
        }
        double[] zeros = zeros(sample, samples);
        double[] estimates = new double[multiplicities.length];
        int next = 0;
        for (int a = 0; a < estimates.length; a++) {
            for (int i = 0; i < multiplicities[a]; i++, next++) {
                estimates[a] += (sample[next] - zeros[next]) * samples / multiplicities[a];
            }
        }
        return estimates;
    }
}
