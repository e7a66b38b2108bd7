package org.ridgeless.spectra;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * A power law \(p(x)\propto x^{-\alpha}\) fitted to the tail x ≥ x_min of positive values: maximum likelihood for α, and the x_min at
 * which tail and law are closest in the distance of Kolmogorov and Smirnov.
 *
 * <p>{@link #plausibility} is the goodness of fit: the share of samples of the fitted law whose own fit is worse. Below 0.1 a
 * power law is ruled out; a high value does not single it out, because on few values other heavy tails fit as well. The tail is
 * no shorter than {@value #FEWEST} values.
 *
 * <p>Reference: A. Clauset, C. R. Shalizi and M. E. J. Newman, <i>Power-law distributions in empirical data</i>, SIAM Rev. 51
 * (2009) 661–703, equations (3.1), (3.2), (3.9) and section 4.1.
 *
 * @param alpha the exponent, above 1
 * @param standardError (α − 1)/√n for the n values of the tail, at x_min as if it were known
 * @param start x_min
 * @param count how many values lie at or beyond it
 * @param distance of tail and law
 * @param values all values that were given and are positive, ascending
 */
public record PowerLawTail(
        double alpha, double standardError, double start, int count, double distance, double[] values) {
    static final int FEWEST = 6;

    /**
     * The fit to the positive ones among the values. Cost: O(n²) for n values.
     *
     * @param values in any order
     * @return the best fit
     * @throws IllegalArgumentException if a value is not finite, fewer than {@value #FEWEST} are positive, or all of them are equal
     */
    public static PowerLawTail of(double... values) {
        if (!Vectors.areFinite(values)) {
            throw new IllegalArgumentException("a power law is fitted to finite values, got "
                    + Arrays.stream(values)
                            .filter(v -> !Double.isFinite(v))
                            .findFirst()
                            .orElseThrow());
        }
        double[] positive = Arrays.stream(values).filter(x -> x > 0).sorted().toArray();
        if (positive.length < FEWEST || !(positive[positive.length - 1] > positive[positive.length - FEWEST])) {
            throw new IllegalArgumentException("a power law needs at least " + FEWEST
                    + " positive values, and a tail that is not constant, got " + positive.length + " positive of "
                    + values.length);
        }
        PowerLawTail best = null;
        double logs = 0;
        for (int i = positive.length - 1; i >= 0; i--) {
            logs += Math.log(positive[i]);
            int count = positive.length - i;
            boolean tied = i > 0 && positive[i - 1] == positive[i];
            double mean = logs / count - Math.log(positive[i]);
            if (count >= FEWEST && !tied && mean > 0) {
                double alpha = 1 + 1 / mean;
                double distance = distance(positive, i, alpha);
                if (best == null || distance < best.distance) {
                    best = new PowerLawTail(
                            alpha, (alpha - 1) / Math.sqrt(count), positive[i], count, distance, positive);
                }
            }
        }
        return best;
    }

    private static double distance(double[] sorted, int from, double alpha) {
        int count = sorted.length - from;
        double worst = 0;
        for (int i = 0; i < count; i++) {
            double at = 1 - Math.pow(sorted[from + i] / sorted[from], 1 - alpha);
            worst = Math.max(worst, Math.max(Math.abs(at - (double) i / count), Math.abs(at - (i + 1.0) / count)));
        }
        return worst;
    }

    /** The 99 % interval for α, at x_min as if it were known. */
    public double[] interval() {
        return new double[] {alpha - 2.5758 * standardError, alpha + 2.5758 * standardError};
    }

    /**
     * The share of so many samples, drawn from the law beyond x_min and from the values below it, that lie farther from their
     * own fit than these values do. Cost: a fit each.
     *
     * @param samples ≥ 1; the standard error of the share is at most 1/(2√samples)
     * @param seeds equal seeds give equal shares
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is no sample
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public double plausibility(int samples, Seeds seeds) {
        if (samples < 1) {
            throw new IllegalArgumentException("there is at least 1 sample, got " + samples);
        }
        int worse = 0;
        for (int s = 0; s < samples; s++) {
            Interruption.poll();
            UniformRandomProvider random = seeds.child(s).stream();
            double[] draw = new double[values.length];
            for (int i = 0; i < draw.length; i++) {
                boolean tail = random.nextDouble() * values.length < count || count == values.length;
                draw[i] = tail
                        ? start * Math.pow(1 - random.nextDouble(), -1 / (alpha - 1))
                        : values[random.nextInt(values.length - count)];
            }
            worse += of(draw).distance >= distance ? 1 : 0;
        }
        return (double) worse / samples;
    }

    @Override
    public String toString() {
        return "power law of exponent " + alpha + " ± " + standardError + " from " + start + " on " + count + " values";
    }
}
