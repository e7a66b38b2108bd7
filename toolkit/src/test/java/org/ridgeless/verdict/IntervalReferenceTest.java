package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

/** SciPy 1.17.1 (linregress, pearsonr, spearmanr, binomtest, ks_2samp, kstest, t, binom) on seven pairs. */
class IntervalReferenceTest {
    private static final double[] X = {1.2, 3.4, 0.5, 2.2, 4.1, 3.3, 2.9};
    private static final double[] Y = {2.0, 5.5, 1.9, 3.0, 9.1, 4.4, 6.0};

    private static void requireInterval(Estimate estimate, double level, double value, double low, double high) {
        assertThat(estimate.value()).isCloseTo(value, within(1e-13));
        assertThat(estimate.interval(level).low()).isCloseTo(low, within(1e-10));
        assertThat(estimate.interval(level).high()).isCloseTo(high, within(1e-10));
    }

    @Test
    void meansSlopesAndExponentsHaveStudentsInterval() {
        requireInterval(Estimate.mean(Y), 0.99, 4.557142857142857, 0.9546030051512, 8.159682709134515);
        requireInterval(Estimate.slope(X, Y), 0.99, 1.7765651924181505, 0.13371462656672617, 3.419415758269575);
        requireInterval(Estimate.exponent(X, Y), 0.99, 0.6898364359260385, 0.018173119566458396, 1.3614997522856185);
        assertThat(Estimate.mean(Y).standardError()).isCloseTo(1.0597153777014254, within(1e-12));
        assertThat(Estimate.mean(Y).count()).isEqualTo(7);
        assertThat(Estimate.mean(Y).kind()).isEqualTo("mean");
        assertThat(Estimate.slope(X, Y).kind()).isEqualTo("slope");
    }

    @Test
    void correlationsHaveFishersInterval() {
        requireInterval(Estimate.correlation(X, Y), 0.99, 0.8898172059270838, 0.1323516416216681, 0.9911664940617855);
        requireInterval(
                Estimate.rankCorrelation(X, Y), 0.99, 0.8928571428571429, 0.10941078365340186, 0.9920492920390885);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 20, 0.99, 0.15, 0.0176426379541102, 0.449465406739486",
        "20, 20, 0.95, 1, 0.8315665290169145, 1",
        "1, 7, 0.9, 0.14285714285714285, 0.007300831979146776, 0.520702973591307"
    })
    void sharesHaveTheIntervalOfClopperAndPearson(int k, int n, double level, double share, double low, double high) {
        requireInterval(Estimate.share(k, n), level, share, low, high);
        // Successes and failures are names.
        Interval mirror = Estimate.share(n - k, n).interval(level);
        assertThat(mirror.low()).isCloseTo(1 - high, within(1e-12));
        assertThat(mirror.high()).isCloseTo(1 - low, within(1e-12));
        assertThat(Estimate.share(k, n).count()).isEqualTo(n);
    }

    /** Numbers of the order statistics from scipy.stats.binom; 0 and n + 1 are infinite ends. */
    @ParameterizedTest
    @CsvSource({
        "30, 0.9, 0.95, 23, 31",
        "12, 0.25, 0.9, 1, 7",
        "25, 0.5, 0.99, 6, 20",
        "9, 0.5, 0.99, 1, 9",
        "200, 0.05, 0.999, 2, 22"
    })
    void quantilesLieBetweenOrderStatistics(int n, double probability, double level, int low, int high) {
        double[] draws = new double[n];
        // In falling order, so that they have to be sorted.
        Arrays.setAll(draws, i -> n - i);
        Interval interval = Estimate.quantile(probability, draws).interval(level);
        assertThat(interval.low()).isEqualTo(low == 0 ? Double.NEGATIVE_INFINITY : low);
        assertThat(interval.high()).isEqualTo(high > n ? Double.POSITIVE_INFINITY : high);
        assertThat(draws[0]).isEqualTo(n);
    }

    /** Ties count once on either side; the interval adds the radii of both samples at half the risk. */
    @Test
    void distancesAreThoseOfKolmogorovAndSmirnov() {
        double[] a = {1.5, 0.4, 0.1, 0.9, 0.4};
        double[] b = {2.0, 0.5, 1.0, 0.4, 1.2, 1.0};
        Estimate two = Estimate.distance(a, b);
        assertThat(two.value()).isCloseTo(0.4666666666666667, within(1e-15));
        assertThat(Estimate.distance(b, a).value()).isEqualTo(two.value());
        assertThat(two.count()).isEqualTo(5);
        double radius = Math.sqrt(Math.log(2 / 0.05) / 10) + Math.sqrt(Math.log(2 / 0.05) / 12);
        assertThat(two.interval(0.9).high()).isEqualTo(Math.min(1, two.value() + radius));
        assertThat(two.interval(0.1).high())
                .isCloseTo(
                        Math.min(
                                1,
                                two.value() + Math.sqrt(Math.log(2 / 0.45) / 10) + Math.sqrt(Math.log(2 / 0.45) / 12)),
                        within(1e-15));
        assertThat(two.interval(0.9).low()).isZero();
        Estimate one = Estimate.distance(a, v -> Math.min(1, v / 2));
        assertThat(one.value()).isCloseTo(0.4, within(1e-15));
        assertThat(one.kind()).contains("Smirnov");
        assertThat(Estimate.distance(a, v -> 1.5).problem()).isNotEmpty();
        assertThat(Estimate.distance(a, v -> -0.1).problem()).isNotEmpty();
        // What reaches 0 and 1 is a distribution function.
        assertThat(Estimate.distance(a, v -> v > 0.4 ? 1 : 0).problem()).isEmpty();
        assertThat(Estimate.distance(new double[] {1, 2}, new double[] {3, 4}).value())
                .isEqualTo(1);
    }

    /** Long samples of ten thousand have an interval that is not cut at 0: d ± √(ln(2/α)/2n). */
    @Test
    void longSamplesHaveALowEndAboveZero() {
        double[] draws = new double[10_000];
        Arrays.setAll(draws, i -> (i + 0.5) / 10_000);
        Estimate far = Estimate.distance(draws, v -> Math.min(1, v * 2));
        double radius = Math.sqrt(Math.log(2 / 0.01) / 20_000);
        assertThat(far.value()).isCloseTo(0.5, within(1e-3));
        assertThat(far.interval(0.99).low()).isCloseTo(far.value() - radius, within(1e-14));
        assertThat(far.interval(0.99).high()).isCloseTo(far.value() + radius, within(1e-14));
        double[] others = Arrays.stream(draws).map(v -> v / 2).toArray();
        double both = 2 * Math.sqrt(Math.log(2 / 0.005) / 20_000);
        assertThat(Estimate.distance(draws, others).interval(0.99).low()).isCloseTo(0.5 - both, within(1e-3));
    }

    /** Units of both axes move slopes and leave exponents and correlations where they are. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-160, 1e-3, 1e160, 1e200})
    void intervalsScaleWithTheirData(double unit) {
        double[] x = Vectors.scale(X, unit);
        double[] y = Vectors.scale(Y, unit);
        Interval slope = Estimate.slope(X, Y).interval(0.99);
        assertThat(Estimate.slope(x, y).interval(0.99).low()).isCloseTo(slope.low(), within(1e-10));
        assertThat(Estimate.slope(x, y).interval(0.99).high()).isCloseTo(slope.high(), within(1e-10));
        assertThat(Estimate.slope(X, y).interval(0.99).high() / unit).isCloseTo(slope.high(), within(1e-10));
        assertThat(Estimate.slope(x, Y).interval(0.99).high() * unit).isCloseTo(slope.high(), within(1e-10));
        assertThat(Estimate.exponent(x, y).value())
                .isCloseTo(Estimate.exponent(X, Y).value(), within(1e-10));
        assertThat(Estimate.correlation(x, y).value())
                .isCloseTo(Estimate.correlation(X, Y).value(), within(1e-12));
        assertThat(Estimate.rankCorrelation(x, y).value())
                .isEqualTo(Estimate.rankCorrelation(X, Y).value());
    }

    /** Differences and ratios of independent estimates: both intervals at (1 + level)/2, ends paired to the worst. */
    @Test
    void independentEstimatesTakeHalfTheRiskEach() {
        Estimate a = Estimate.mean(Y);
        Estimate b = Estimate.mean(X);
        Estimate difference = a.minus(b);
        Interval first = a.interval(0.995);
        Interval second = b.interval(0.995);
        assertThat(difference.value()).isEqualTo(a.value() - b.value());
        assertThat(difference.interval(0.99))
                .isEqualTo(new Interval(first.low() - second.high(), first.high() - second.low()));
        Interval ratio = a.over(b).interval(0.99);
        assertThat(a.over(b).value()).isEqualTo(a.value() / b.value());
        assertThat(ratio.low()).isCloseTo(Math.max(0, first.low()) / second.high(), within(1e-15));
        // With one of them exact nothing is to be shared.
        Estimate known = Estimate.exactly(2);
        assertThat(a.minus(known).interval(0.99)).isEqualTo(a.minus(2.0).interval(0.99));
        assertThat(known.minus(a).interval(0.99).low())
                .isEqualTo(2 - a.interval(0.99).high());
        assertThat(known.minus(known).isRandom()).isFalse();
        assertThat(known.minus(known).interval(0.99)).isEqualTo(new Interval(0, 0));
        assertThat(a.over(known).count()).isEqualTo(1);
    }

    @Test
    void mapsOfTroubledEstimatesStayTroubled() {
        Estimate troubled = Estimate.mean(Y).troubled("two runs are missing");
        assertThat(troubled.map(v -> 2 * v).problem()).isEqualTo("two runs are missing");
        assertThat(troubled.map(v -> 2 * v).value()).isNaN();
        assertThat(troubled.troubled("and more").problem()).isEqualTo("two runs are missing");
        assertThat(Estimate.mean(Y).map(v -> 2 * v).value())
                .isEqualTo(2 * Estimate.mean(Y).value());
        assertThat(Estimate.mean(Y).map(v -> 2 * v).kind()).isEqualTo("mean");
        assertThat(Estimate.exponent(new double[] {1, 2, 3, 4}, new double[] {1, 0, 3, 4})
                        .problem())
                .isNotEmpty();
    }

    @Test
    void extremesAreThoseOfAllInstances() {
        assertThat(Estimate.smallest(3, -1, 2).value()).isEqualTo(-1);
        assertThat(Estimate.largest(3, -1, 2).value()).isEqualTo(3);
        assertThat(Estimate.largest(3, -1, 2).count()).isEqualTo(3);
        assertThat(Estimate.smallest(3, Double.POSITIVE_INFINITY).value()).isInfinite();
        assertThat(Estimate.largest(3, -1).standardError()).isZero();
        assertThat(Estimate.mean(1, 2, 3).toString()).isEqualTo("2 (−3.730 … 7.730)");
        assertThat(Estimate.exactly(2.5).toString()).isEqualTo("2.500");
    }
}
