package org.ridgeless.lab.gallery;

import java.util.Arrays;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Interval;
import org.ridgeless.verdict.Judgement;

/**
 * One n and d of the figure on the front page. Texts are as a reader sees them; numbers have four digits, as they are drawn.
 *
 * @param quantiles 10 %, 50 % and 90 % of κ
 * @param theory the median of κ by theory, null where no theorem of the page holds
 * @param outcome PASS, FAIL, INCONCLUSIVE, or the empty text where there is no theorem
 * @param density of the singular values over √n, simulated, in bins of equal width from 0 on
 * @param law their density by Marchenko and Pastur at the middle of each half bin
 */
record FrontSetting(
        int n,
        int d,
        double[] quantiles,
        Double theory,
        String accepted,
        String observed,
        String outcome,
        double[] density,
        double[] law) {
    /** The largest singular value over √n for d = 3n is near 1 + √3. */
    static final double RANGE = 2.88;

    static final int BINS = 36;

    static FrontSetting of(int n, int d, double[] kappa, double[] values, Judgement judgement) {
        boolean judged = judgement.accepted() != null;
        Interval interval = judgement.interval();
        return new FrontSetting(
                n,
                d,
                rounded(new double[] {
                    Statistics.quantile(0.1, kappa), Statistics.quantile(0.5, kappa), Statistics.quantile(0.9, kappa)
                }),
                judged ? Double.valueOf(rounded(judgement.predicted())) : null,
                judged ? Rivalry.text(judgement.accepted()) : "",
                Rivalry.text(judgement.observed().value(), interval),
                judged ? judgement.outcome().name() : "",
                rounded(histogram(values)),
                rounded(law(n, d)));
    }

    private static double[] histogram(double[] values) {
        double[] density = new double[BINS];
        double width = RANGE / BINS;
        for (double value : values) {
            int bin = (int) (value / width);
            if (bin < BINS) {
                density[bin] += 1 / (width * values.length);
            }
        }
        return density;
    }

    /** Of a singular value s there is the density 2 s ρ(s²), and of those that are not 0 it is 1 over their share as large. */
    private static double[] law(int n, int d) {
        MarchenkoPastur law = MarchenkoPastur.of(n, d);
        double[] density = new double[2 * BINS];
        for (int i = 0; i < density.length; i++) {
            double s = (i + 0.5) * RANGE / density.length;
            density[i] = 2 * s * law.density(s * s) / (1 - law.massAtZero());
        }
        return density;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(FrontSetting::rounded).toArray();
    }

    private static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(4))
                        .doubleValue();
    }
}
