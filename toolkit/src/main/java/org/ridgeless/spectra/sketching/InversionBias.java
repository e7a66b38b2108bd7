package org.ridgeless.spectra.sketching;

import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/**
 * How far the inverse of a sketched covariance is from the inverse of the covariance in the mean:
 * \(\|E[(\tilde A^{\mathsf T}\tilde A)^{-1}]/f - I\|\) for a matrix A with orthonormal columns and a correction f.
 *
 * <p>For m Gaussian rows \(E[(\tilde A^{\mathsf T}\tilde A)^{-1}] = \frac m{m-d-1}I\) exactly; \(m/(m-d)\) corrects every sketch that mixes
 * rows well, to \(O(1/\sqrt d)\). Averaging many sketches takes away the variance but never this bias. Assumes m &gt; d + 1. One
 * draw costs O(m d²).
 *
 * <p>Reference: Dereziński, Liao, Dobriban and Mahoney, <i>Sparse sketches with small inversion bias</i>, COLT 2021,
 * Theorem 2 and Proposition 4.
 */
public final class InversionBias {
    private final double[] a;
    private final int d;
    private final RowSketch sketch;
    private final int m;

    private InversionBias(double[] a, int d, RowSketch sketch, int m) {
        this.a = a;
        this.d = d;
        this.sketch = sketch;
        this.m = m;
    }

    /**
     * The question for one matrix and sketch.
     *
     * @param a a matrix n × d with orthonormal columns, row by row
     * @param d its number of columns
     * @param sketch how its rows are compressed
     * @param m into how many
     * @return the question, to be answered by draws
     * @throws IllegalArgumentException if m is not above d + 1, or the entries are no rows of d
     */
    public static InversionBias of(double[] a, int d, RowSketch sketch, int m) {
        if (!(m > d + 1)) {
            throw new IllegalArgumentException(
                    "the mean inverse exists for m > d + 1 sketch rows only, got m = " + m + " and d = " + d);
        }
        if (d < 1 || a.length == 0 || a.length % d != 0) {
            throw new IllegalArgumentException(
                    "a matrix has rows of d ≥ 1 numbers, got " + a.length + " numbers and d = " + d);
        }
        return new InversionBias(a, d, sketch, m);
    }

    /**
     * The mean of the inverses over independent sketches; singular sketches are left out and counted.
     *
     * @param draws how many sketches, at least 1
     * @param seeds of the sketches
     * @return the mean with its error
     * @throws IllegalArgumentException if there is no draw
     * @throws ArithmeticException if every sketch is singular
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public Average average(int draws, Seeds seeds) {
        if (draws < 1) {
            throw new IllegalArgumentException("a mean is over at least 1 draw, got " + draws);
        }
        RowSketch.Sampler sampler = sketch.on(a, d);
        double[] mean = new double[d * d];
        double centre = 0;
        double squares = 0;
        int used = 0;
        for (int draw = 0; draw < draws; draw++) {
            Interruption.poll();
            double[] inverse;
            try {
                inverse = Cholesky.of(sampler.gram(m, seeds.child(draw).stream()), d)
                        .inverse();
            } catch (ArithmeticException singular) {
                continue;
            }
            used++;
            double trace = 0;
            for (int k = 0; k < d; k++) {
                trace += inverse[k * d + k] / d;
            }
            for (int k = 0; k < d * d; k++) {
                mean[k] += inverse[k];
            }
            double away = trace - centre;
            centre += away / used;
            squares += away * (trace - centre);
        }
        if (used == 0) {
            throw new ArithmeticException("none of " + draws + " sketches into " + m + " rows could be inverted");
        }
        for (int k = 0; k < d * d; k++) {
            mean[k] /= used;
        }
        double variance = used > 1 ? squares / (used - 1) : Double.NaN;
        return new Average(mean, d, centre, Math.sqrt(variance / used), used, draws - used);
    }

    /**
     * The mean inverse, its normalized trace with standard error, and how many sketches could not be inverted.
     *
     * @param mean d² numbers, row by row
     * @param dimension d
     * @param trace of the mean, over d
     * @param standardError of the trace
     * @param draws sketches behind the mean
     * @param singular sketches that were left out
     */
    public record Average(double[] mean, int dimension, double trace, double standardError, int draws, int singular) {
        /**
         * \(\|\text{mean}/f - I\|\) in the spectral norm.
         *
         * @param correction f, other than 0
         * @return a number ≥ 0
         */
        public double bias(double correction) {
            return distanceToIdentity(mean, dimension, correction);
        }
    }

    /**
     * \(\|M/f - I\|\) in the spectral norm, for a symmetric d × d matrix M and a correction f.
     *
     * @param matrix d² numbers, row by row
     * @param d the order
     * @param correction f, other than 0
     * @return a number ≥ 0
     */
    public static double distanceToIdentity(double[] matrix, int d, double correction) {
        double[] gap = matrix.clone();
        for (int i = 0; i < gap.length; i++) {
            gap[i] /= correction;
        }
        for (int k = 0; k < d; k++) {
            gap[k * d + k] -= 1;
        }
        double[] spectrum = SymmetricEigen.values(gap, d);
        return Math.max(Math.abs(spectrum[0]), Math.abs(spectrum[d - 1]));
    }
}
