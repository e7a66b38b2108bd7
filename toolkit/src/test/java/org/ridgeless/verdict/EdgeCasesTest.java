package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Data at the edge of what an interval can be made of: none of it passes for evidence, and none of it ends in an exception. */
class EdgeCasesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] FOUR = {1, 2, 3, 4};

    /** Four pairs are in order by chance in one case of 24. */
    @Test
    void aFewRanksInOrderShowNothing() {
        Estimate ordered = Estimate.rankCorrelation(FOUR, new double[] {1, 4, 9, 16});
        assertThat(ordered.value()).isEqualTo(1);
        assertThat(ordered.interval(0.99).low()).isLessThan(0);
        assertThat(ordered.interval(0.99).high()).isEqualTo(1);
        Check check = Claim.that("ranks agree")
                .observed(ordered)
                .rival("no relation", 0)
                .atLeast(0.9);
        assertThat(Verdict.of("few pairs", check).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Verdict.of("few pairs", check).rivals().get(0).excluded()).isFalse();
        Interval opposed =
                Estimate.rankCorrelation(FOUR, new double[] {16, 9, 4, 1}).interval(0.99);
        assertThat(opposed.low()).isEqualTo(-1);
        assertThat(opposed.high()).isGreaterThan(0);
    }

    @Test
    void manyRanksInOrderShowMuch() {
        double[] x = new double[40];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        assertThat(Estimate.rankCorrelation(x, x).interval(0.999).low()).isBetween(0.99, 0.9999);
    }

    @Test
    void pairsOnALineHaveNoInterval() {
        assertThat(Estimate.correlation(new double[] {0, 0, 1, 1}, new double[] {0, 0, 1, 1})
                        .problem())
                .contains("all 4 pairs lie on a line");
        assertThat(Estimate.slope(FOUR, new double[] {5, 5, 5, 5}).problem()).contains("all 4 points lie on a line");
    }

    /** The mean of three times 0.1 is rounded to another number than 0.1. */
    @Test
    void equalPlacesHaveNoSlope() {
        double[] same = {0.1, 0.1, 0.1};
        assertThat(Estimate.slope(same, same).problem()).isNotEmpty();
        assertThat(Estimate.slope(same, new double[] {1, 2, 3}).problem()).isNotEmpty();
    }

    @Test
    void aRatioNeedsPositiveQuantities() {
        Estimate positive = Estimate.mean(1, 1.1, 0.9);
        Estimate negative = Estimate.mean(-1, -1.1, -0.9);
        assertThat(negative.over(positive).problem()).isEqualTo("a ratio needs positive quantities, got −1 over 1");
        assertThat(positive.over(negative).interval(0.9)).isEqualTo(Interval.NOTHING);
        assertThat(Estimate.exactly(1).over(Estimate.exactly(0)).problem()).isNotEmpty();
        assertThat(Estimate.exactly(1).over(0.0).problem()).isEqualTo("divided by 0");
        assertThat(Estimate.share(0, 20).over(positive).interval(0.9).low()).isZero();
    }

    @Test
    void infiniteObservationsCombineWithoutAnException() {
        Estimate diverged = Estimate.mean(1, INFINITY);
        Estimate open = Estimate.median(1, 2);
        assertThat(diverged.minus(open).interval(0.999)).isEqualTo(Interval.NOTHING);
        assertThat(diverged.over(open).interval(0.999)).isEqualTo(Interval.NOTHING);
        assertThat(open.over(diverged).interval(0.999)).isEqualTo(Interval.NOTHING);
    }

    @Test
    void anInfiniteObservationIsFarFromARivalNotAtAnUnknownDistance() {
        Check check = Claim.that("it stays small")
                .observed(Estimate.mean(1, INFINITY))
                .rival("it vanishes", 0)
                .atMost(10);
        assertThat(check.judge(0.99).exclusions().get(0).standardErrors()).isInfinite();
    }

    /** The 99 % quantile of twenty draws has no upper end at any level. */
    @Test
    void anOpenIntervalIsSomeStandardErrorsAwayToo() {
        double[] draws = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
        Exclusion low = Claim.that("the far quantile is large")
                .observed(Estimate.quantile(0.99, draws))
                .rival("it is 1", 1)
                .atLeast(5)
                .judge(0.99)
                .exclusions()
                .get(0);
        assertThat(low.excluded()).isTrue();
        assertThat(low.standardErrors()).isGreaterThan(1).isFinite();
        double largest = Double.MAX_VALUE;
        assertThat(Estimate.quantile(0.9, 1, 5, largest, largest).standardError())
                .isNotNegative();
    }

    @Test
    void aFunctionThatIsNotMonotoneThereLeavesNothing() {
        Estimate aroundZero = Estimate.mean(-1, 1, 2);
        assertThat(aroundZero.interval(0.9).low()).isNegative();
        assertThat(aroundZero.map(x -> 1 / x).interval(0.9)).isEqualTo(Interval.NOTHING);
        assertThat(aroundZero.map(Math::log).interval(0.9)).isEqualTo(Interval.NOTHING);
    }

    /** A bound of −∞ accepts everything, also where nothing was observed. */
    @Test
    void anInfiniteBoundIsNoBound() {
        Estimate open = Estimate.median(1, 2);
        assertThat(Claim.that("above")
                        .observed(open)
                        .atLeast(-INFINITY)
                        .judge(0.99)
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Claim.that("below").observed(1).atMost(INFINITY).judge(0.99).reason())
                .isEqualTo("theory has no number here");
    }

    @Test
    void whatIsInfiniteOrNoNumberPassesNoInequality() {
        for (double odd : new double[] {INFINITY, -INFINITY, Double.NaN}) {
            for (Estimate diverged : new Estimate[] {
                Estimate.exactly(odd), Estimate.mean(1, odd), Estimate.median(odd, odd, odd), Estimate.largest(1, odd)
            }) {
                Observation<String> observed = Claim.that("finite").observed(diverged);
                assertThat(observed.atLeast(-3).judge(0.5).outcome()).isNotEqualTo(Outcome.PASS);
                assertThat(observed.atMost(3).judge(0.5).outcome()).isNotEqualTo(Outcome.PASS);
            }
        }
        assertThat(Claim.that("large").observed(INFINITY).atLeast(3).judge(0.99).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    /** Four of ten runs have diverged, so that the median may lie among them. */
    @Test
    void aMedianThatMayBeInfiniteIsNotShownToBeLarge() {
        Estimate some = Estimate.median(5, 5, 5, 5, 5, 5, INFINITY, INFINITY, INFINITY, INFINITY);
        assertThat(some.value()).isEqualTo(5);
        assertThat(Claim.that("large").observed(some).atLeast(3).judge(0.95).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    /** The squares of these draws lie outside the range of floating point. */
    @Test
    void theIntervalOfAMeanScalesWithTheDraws() {
        Interval plain = Estimate.mean(1, 2, 3).interval(0.9);
        for (double scale : new double[] {1e-290, 1e-200, 1e-150, 1e200}) {
            Interval scaled = Estimate.mean(scale, 2 * scale, 3 * scale).interval(0.9);
            assertThat(scaled.low() / scale).isCloseTo(plain.low(), within(1e-12));
            assertThat(scaled.high() / scale).isCloseTo(plain.high(), within(1e-12));
        }
    }

    @Test
    void aNegativeNumberOfTrialsIsRefused() {
        assertThatThrownBy(() -> Estimate.share(0, -1)).hasMessageContaining("got 0 of -1");
    }
}
