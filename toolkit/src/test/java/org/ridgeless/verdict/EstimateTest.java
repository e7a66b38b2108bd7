package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each interval against published values, and what estimates make of data that tells nothing. */
class EstimateTest {
    /** Student's sleep data, 1908: ten differences with mean 1.58; R's t.test gives the 95 % interval 0.7001142 … 2.4598858. */
    @Test
    void aMeanHasStudentsInterval() {
        Estimate mean = Estimate.mean(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);
        assertThat(mean.value()).isCloseTo(1.58, within(1e-12));
        assertThat(mean.interval(0.95).low()).isCloseTo(0.7001142, within(5e-8));
        assertThat(mean.interval(0.95).high()).isCloseTo(2.4598858, within(5e-8));
    }

    /** R's binom.test(682, 925) gives the 95 % interval 0.7076683 … 0.7654066. */
    @Test
    void aShareHasTheIntervalOfClopperAndPearson() {
        Interval interval = Estimate.share(682, 925).interval(0.95);
        assertThat(interval.low()).isCloseTo(0.7076683, within(5e-8));
        assertThat(interval.high()).isCloseTo(0.7654066, within(5e-8));
    }

    /** With no success among n the upper end is 1 − (α/2)^(1/n). */
    @Test
    void noSuccessLeavesAnUpperEnd() {
        Interval interval = Estimate.share(0, 8).interval(0.99);
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isCloseTo(1 - Math.pow(0.005, 1 / 8.0), within(1e-12));
    }

    /** For n = 10 the second and the ninth order statistic hold the median with probability 1 − 22/1024 = 97.85 %. */
    @Test
    void aMedianHasTheIntervalOfItsOrderStatistics() {
        Estimate median =
                Estimate.median(IntStream.rangeClosed(1, 10).asDoubleStream().toArray());
        assertThat(median.interval(0.9785)).isEqualTo(new Interval(2, 9));
        assertThat(median.interval(0.979)).isEqualTo(new Interval(1, 10));
        assertThat(median.interval(0.999)).isEqualTo(Interval.NOTHING);
    }

    /** tanh(artanh 0.8 ± 1.959964/√17), computed in Python. */
    @Test
    void aCorrelationHasFishersInterval() {
        Interval interval = Intervals.fisher(0.8, 1 / Math.sqrt(17), 0.95);
        assertThat(interval.low()).isCloseTo(0.553387644453859, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.917655484096945, within(1e-12));
    }

    /** R's data set cars: the slope of dist on speed is 3.932409, 95 % interval 3.096964 … 4.767853. */
    @Test
    void aSlopeHasStudentsIntervalOfTheRegression() {
        double[] speed = {
            4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16,
            17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25
        };
        double[] distance = {
            2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32,
            40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85
        };
        Estimate slope = Estimate.slope(speed, distance);
        assertThat(slope.value()).isCloseTo(3.932409, within(5e-7));
        assertThat(slope.interval(0.95).low()).isCloseTo(3.096964, within(5e-7));
        assertThat(slope.interval(0.95).high()).isCloseTo(4.767853, within(5e-7));
    }

    /** The law of draws at (i − ½)/n lies at distance 1/(2n) from theirs, give or take √(ln(2/α)/(2n)). */
    @Test
    void aDistanceHasTheIntervalOfMassart() {
        int n = 100;
        double[] draws = IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n).toArray();
        Estimate distance = Estimate.distance(draws, x -> x);
        assertThat(distance.value()).isCloseTo(0.005, within(1e-12));
        assertThat(distance.interval(0.95).low()).isZero();
        assertThat(distance.interval(0.95).high()).isCloseTo(0.005 + Math.sqrt(Math.log(40) / 200), within(1e-12));
    }

    @Test
    void twoSamplesOfOneLawAreClose() {
        double[] odd = IntStream.range(0, 500).mapToDouble(i -> 2 * i + 1).toArray();
        double[] even = IntStream.range(0, 500).mapToDouble(i -> 2 * i).toArray();
        assertThat(Estimate.distance(odd, even).value()).isCloseTo(1 / 500.0, within(1e-12));
    }

    @Test
    void whatTellsNothingHasAReasonAndNoInterval() {
        assertThat(Estimate.mean().problem()).isEqualTo("no draw");
        assertThat(Estimate.mean(1).problem()).contains("one draw");
        assertThat(Estimate.mean(1, Double.NaN).problem()).contains("1 of 2 draws are not numbers");
        assertThat(Estimate.mean(2, 2, 2).problem()).contains("all 3 draws are equal");
        assertThat(Estimate.share(0, 0).problem()).isEqualTo("no trial");
        assertThat(Estimate.slope(new double[] {1, 1, 1}, new double[] {1, 2, 3})
                        .problem())
                .contains("not a number");
        assertThat(Estimate.exponent(new double[] {1, 2, 3}, new double[] {1, -2, 3})
                        .problem())
                .isNotEmpty();
        assertThat(Estimate.exactly(Double.NaN).problem()).contains("not a number");
        assertThat(Estimate.largest().problem()).isEqualTo("no instance");
        assertThat(Estimate.mean().interval(0.99)).isEqualTo(Interval.NOTHING);
    }

    @Test
    void anInfiniteDrawIsAnObservation() {
        Estimate diverged = Estimate.mean(1, 2, Double.POSITIVE_INFINITY);
        assertThat(diverged.problem()).isEmpty();
        assertThat(Claim.that("it stays small")
                        .observed(diverged)
                        .atMost(10)
                        .judge(0.99)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aMonotoneFunctionKeepsTheInterval() {
        Estimate mean = Estimate.mean(1, 2, 3, 4);
        Interval plain = mean.interval(0.99);
        assertThat(mean.over(-2.0).interval(0.99)).isEqualTo(new Interval(plain.high() / -2, plain.low() / -2));
        assertThat(mean.minus(1.0).value()).isEqualTo(1.5);
        assertThat(Estimate.median(1, 2).map(x -> 2 * x).interval(0.999)).isEqualTo(Interval.NOTHING);
    }

    @Test
    void independentEstimatesCombine() {
        Estimate a =
                Estimate.mean(DoubleStream.iterate(1, x -> x + 0.01).limit(50).toArray());
        Estimate ratio = a.over(a);
        assertThat(ratio.value()).isEqualTo(1);
        assertThat(ratio.interval(0.99).low()).isLessThan(1).isGreaterThan(0.5);
        assertThat(a.minus(Estimate.mean()).problem()).isEqualTo("no draw");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> Estimate.share(3, 2)).hasMessageContaining("got 3 of 2");
        assertThatThrownBy(() -> Estimate.quantile(1, 1, 2)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> Estimate.slope(new double[2], new double[3])).hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> Estimate.exactly(1).interval(1)).hasMessageContaining("got 1");
    }
}
