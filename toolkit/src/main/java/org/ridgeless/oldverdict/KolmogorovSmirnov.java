package org.ridgeless.oldverdict;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The distance sup |F̂ − F| between a sample and a continuous law, judged by Kolmogorov's limit law: a sample of size N from
 * the law exceeds 1.36/√N once in twenty times and 1.95/√N once in a thousand. Below the first it passes, above the second
 * it fails, and between them nobody can tell. A stated tolerance, for laws that hold only in a limit, replaces either
 * where it is larger.
 *
 * <p>Reference: A. Kolmogorov, <i>Sulla determinazione empirica di una legge di distribuzione</i>, Giorn. Ist. Ital. Attuari 4
 * (1933) 83–91.
 */
record KolmogorovSmirnov(int samples, double stated) implements Rule {
    private static final double ONCE_IN_TWENTY = 1.3581;
    private static final double ONCE_IN_A_THOUSAND = 1.9495;
    /** A sample that cannot resolve a tenth tells nothing about a law. */
    private static final double COARSEST = 0.1;

    static double distance(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double worst = 0;
        for (int i = 0; i < sorted.length; i++) {
            double probability = cdf.applyAsDouble(sorted[i]);
            if (!(probability >= 0 && probability <= 1)) {
                return Double.NaN;
            }
            double above = (i + 1.0) / sorted.length - probability;
            double below = probability - (double) i / sorted.length;
            worst = Math.max(worst, Math.max(above, below));
        }
        return worst;
    }

    @Override
    public Outcome judge(double predicted, double observed, double standardError) {
        double distance = observed - predicted;
        if (!(distance <= limit(ONCE_IN_A_THOUSAND))) {
            return Outcome.FAIL;
        }
        boolean tooFew = ONCE_IN_TWENTY / Math.sqrt(samples) > Math.max(stated, COARSEST);
        return tooFew || distance > tolerance() ? Outcome.INCONCLUSIVE : Outcome.PASS;
    }

    @Override
    public double tolerance() {
        return limit(ONCE_IN_TWENTY);
    }

    private double limit(double quantile) {
        return Math.max(stated, quantile / Math.sqrt(samples));
    }

    /** A law that is this far away: the distance grows whatever the sign. */
    @Override
    public double wrong(double predicted, double observed, double standardError, double tolerances) {
        return predicted - Math.abs(tolerances) * tolerance();
    }
}
