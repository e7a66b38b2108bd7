package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One cell of a claim, what it leaves to its rivals, and the order statistics of a quantile by exact binomial sums. */
class CellTest {
    private static final double[] DRAWS = {0.99, 1.0, 1.01, 1.0, 0.995, 1.005, 0.99, 1.01};

    /** The half width of Student's interval at 99 %: 3.499483297350493 standard errors with 7 degrees of freedom. */
    private static final double WIDTH = 3.499483297350493 * Math.sqrt(0.00045 / 7 / 8);

    /** Comfort is the way to the nearer edge in half widths of the room, and less than 0 outside. */
    @ParameterizedTest
    @CsvSource({"0.9, 1.1, 0.1", "0.9, 1.5, 0.1", "0.5, 1.1, 0.1", "0.5, 0.9, -0.1"})
    void comfortIsTheWayToTheNearerEdge(double low, double high, double way) {
        Cell cell = new Cell("", Estimate.mean(DRAWS), 1, new Interval(low, high));
        double room = Math.min((high - low) / 2, Math.min(low, high));
        assertThat(cell.comfort(0.99)).isCloseTo((way - WIDTH) / room, within(1e-9));
        Cell mirrored = new Cell("", Estimate.mean(negative()), -1, new Interval(-high, -low));
        assertThat(mirrored.comfort(0.99)).isCloseTo((way - WIDTH) / room, within(1e-9));
    }

    /** Room on one side only is measured by its end, and 0 by the unit. */
    @Test
    void openRoomIsMeasuredByItsEnd() {
        Estimate mean = Estimate.mean(DRAWS);
        Cell atLeast = new Cell("", mean, Double.NaN, new Interval(0.5, Double.POSITIVE_INFINITY));
        assertThat(atLeast.comfort(0.99)).isCloseTo((0.5 - WIDTH) / 0.5, within(1e-9));
        Cell positive = new Cell("", mean, Double.NaN, new Interval(0, Double.POSITIVE_INFINITY));
        assertThat(positive.comfort(0.99)).isCloseTo(1 - WIDTH, within(1e-9));
        assertThat(new Cell("", mean, 1, null).comfort(0.99)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** An interval shrinks with the root of the draws: for room r it takes (width/r)² times as many. */
    @ParameterizedTest
    @CsvSource({"3, 9", "0.5, 2", "31, 961", "7.1, 51"})
    void tooNoisyTellsHowManyDrawsWould(double ratio, int times) {
        double room = WIDTH / ratio;
        Estimate mean = Estimate.mean(DRAWS);
        Cell below = new Cell("", mean, 1, new Interval(1 - room * 1.0001, 2));
        Cell above = new Cell("", mean, 1, new Interval(-2, 1 + room * 1.0001));
        assertThat(below.reason(0.99)).contains("about " + times + " times");
        assertThat(above.reason(0.99)).contains("about " + times + " times");
    }

    @Test
    void moreThanAThousandTimesAreNotAdvised() {
        Cell cell = new Cell("", Estimate.mean(DRAWS), 1, new Interval(1 - WIDTH / 40, 2));
        assertThat(cell.reason(0.99)).contains("too noisy").doesNotContain("times");
    }

    /** An inequality that holds by a factor of 20, on either side of 1 and of 0. */
    @Test
    void loosenessIsAFactor() {
        double open = Double.POSITIVE_INFINITY;
        assertThat(new Cell("", Estimate.exactly(60), Double.NaN, new Interval(3, open)).looseness())
                .isEqualTo(20);
        assertThat(new Cell("", Estimate.exactly(-3), Double.NaN, new Interval(-60, open)).looseness())
                .isEqualTo(20);
        assertThat(new Cell("", Estimate.exactly(3), Double.NaN, new Interval(-open, 60)).looseness())
                .isEqualTo(20);
        assertThat(new Cell("", Estimate.exactly(60), Double.NaN, new Interval(-3, open)).looseness())
                .isEqualTo(1);
        assertThat(new Cell("", Estimate.exactly(60), Double.NaN, new Interval(0, open)).looseness())
                .isEqualTo(1);
        assertThat(new Cell("", Estimate.exactly(60), 3, new Interval(3, 100)).looseness())
                .isEqualTo(1);
    }

    /** A rival is given the room of the theory, whatever the kind of claim: 3 against 1 with the observation 1. */
    @Test
    void rivalsHaveTheRoomOfTheTheory() {
        Observation<String> one =
                Claim.that("one").observed(Estimate.exactly(1)).predicts(1).rival("three", 3);
        assertThat(excluded(one.within(1.99))).isTrue();
        assertThat(excluded(one.within(2.01))).isFalse();
        assertThat(excluded(one.within(item -> 1.99))).isTrue();
        assertThat(excluded(one.within(item -> 2.01))).isFalse();
        // The part is of the larger number, so that the rival does not profit from being small.
        assertThat(excluded(one.withinRelative(1.99 / 3))).isTrue();
        assertThat(excluded(one.withinRelative(2.01 / 3))).isFalse();
        assertThat(excluded(one.between(-0.9, 3))).isTrue();
        assertThat(excluded(one.between(-1.1, 3))).isFalse();
        // Half of the way from the rival to the bound.
        assertThat(excluded(one.atMost(-0.9))).isTrue();
        assertThat(excluded(one.atMost(-1.1))).isFalse();
        assertThat(excluded(one.atLeast(6.9))).isTrue();
        assertThat(excluded(one.atLeast(7.1))).isFalse();
    }

    @Test
    void roomIsPositive() {
        Observation<String> one =
                Claim.that("one").observed(Estimate.exactly(1)).predicts(1);
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> one.within(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> one.withinRelative(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> one.between(1, 1 + wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(one.within(item -> Double.NaN).judge(0.99).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(one.between(0.5, 1.5).judge(0.99).outcome()).isEqualTo(Outcome.PASS);
        assertThat(one.between(1.5, 2.5).judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(one.withinRelative(0.1).judge(0.99).outcome()).isEqualTo(Outcome.PASS);
        Observation<String> two =
                Claim.that("two").observed(Estimate.exactly(-1.9)).predicts(-2);
        assertThat(two.withinRelative(0.051).judge(0.99).outcome()).isEqualTo(Outcome.PASS);
        assertThat(two.withinRelative(0.049).judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
    }

    /** Of two checks the one that excludes the rival speaks, of two that exclude it the one that is farther from it. */
    @Test
    void theClearestExclusionSpeaks() {
        Check weak = Claim.that("weak")
                .observed(Estimate.mean(DRAWS))
                .predicts(1)
                .rival("other", 1.2)
                .within(0.1);
        Check strong = Claim.that("strong")
                .observed(Estimate.mean(DRAWS))
                .predicts(1)
                .rival("other", 5)
                .within(0.1);
        Check blind = Claim.that("blind")
                .observed(Estimate.mean(DRAWS))
                .predicts(1)
                .rival("other", 1.05)
                .within(0.1);
        for (List<Check> checks : List.of(List.of(weak, strong, blind), List.of(blind, strong, weak))) {
            Verdict verdict = Verdict.of("order is nothing", checks.toArray(new Check[0]));
            assertThat(verdict.rivals()).hasSize(1);
            assertThat(verdict.rivals().get(0).value()).isEqualTo(5);
            assertThat(verdict.passed()).isTrue();
            assertThat(verdict.checks()).isEqualTo(checks);
        }
        Verdict blinded = Verdict.of("blind", blind);
        assertThat(blinded.passed()).isFalse();
        assertThat(blinded.reason()).contains("\"other\" is not excluded");
        assertThat(Verdict.of("both", blind, weak).rivals().get(0).value()).isEqualTo(1.2);
        assertThat(Verdict.of("both", weak, blind).rivals().get(0).value()).isEqualTo(1.2);
    }

    /** The ends are the narrowest pair of draws for which either binomial tail is at most (1 − level)/2: exact rationals. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 19, 40})
    void orderStatisticsAreTheNarrowestByExactSums(int n) {
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = i + 1;
        }
        for (int eighths = 1; eighths < 8; eighths++) {
            for (double level : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
                BigDecimal tail = BigDecimal.ONE.subtract(new BigDecimal(level)).divide(BigDecimal.valueOf(2));
                int low = 0;
                while (low < n && atMost(n, eighths, low).compareTo(tail) <= 0) {
                    low++;
                }
                int high = n + 1;
                while (high > 1 && atMost(n, 8 - eighths, n - high + 1).compareTo(tail) <= 0) {
                    high--;
                }
                Interval interval = Intervals.orderStatistics(sorted, eighths / 8.0, level);
                assertThat(interval.low()).isEqualTo(low == 0 ? Double.NEGATIVE_INFINITY : low);
                assertThat(interval.high()).isEqualTo(high > n ? Double.POSITIVE_INFINITY : high);
            }
        }
    }

    /** The chance that at most k of n draws fall into a part of so many eighths. */
    private static BigDecimal atMost(int n, int eighths, int k) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= k; i++) {
            BigInteger term = BigInteger.valueOf(eighths)
                    .pow(i)
                    .multiply(BigInteger.valueOf(8 - eighths).pow(n - i));
            sum = sum.add(choose.multiply(term));
            choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return new BigDecimal(sum).divide(new BigDecimal(BigInteger.valueOf(8).pow(n)));
    }

    private static boolean excluded(Check check) {
        return check.judge(0.99).exclusions().get(0).excluded();
    }

    private static double[] negative() {
        double[] negative = DRAWS.clone();
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -negative[i];
        }
        return negative;
    }
}
