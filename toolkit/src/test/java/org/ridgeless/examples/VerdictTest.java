package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Interval;
import org.ridgeless.verdict.Outcome;
import org.ridgeless.verdict.Verdict;

class VerdictTest {
    @Test
    void claim() {
        // @start region="claim"
        Check mean = Claim.that("the mean is 1")
                .observed(Estimate.mean(0.9, 1.1, 1.0, 0.95, 1.05)) // with an interval by Student's t
                .predicts(1)
                .rival("the mean is 0", 0)
                .within(0.25);
        Check squares = Claim.that("the square of n") // in each of three cells
                .each(List.of(1, 2, 3), n -> Estimate.exactly(n * n))
                .predicts(n -> Math.pow(n, 2))
                .rival("n", n -> n)
                .withinRelative(0.01);
        Outcome outcome = Verdict.of("Two claims", mean, squares).outcome(); // PASS
        // @end
        Shown.in("claim", outcome);
    }

    @Test
    void mean() {
        // @start region="mean"
        Estimate estimate = Estimate.mean(1, 2, 3);
        double value = estimate.value(); // 2
        Interval interval = estimate.interval(0.95);
        double low = interval.low(); // -0.4841… = 2 − 4.3027/√3, by Student's t of 2 degrees of freedom
        // @end
        Shown.in("mean", value, low);
        // The quantile of two degrees of freedom is (2p − 1) / √(2p (1 − p)).
        assertThat(low).isCloseTo(2 - 0.95 / Math.sqrt(2 * 0.975 * 0.025) / Math.sqrt(3), within(1e-12));
    }

    @Test
    void regression() {
        // @start region="regression"
        double[] n = {1, 2, 4, 8};
        double[] cost = {3, 12, 48, 192};
        double exponent = Estimate.exponent(n, cost).value(); // 2, the slope in logarithms
        double share = Estimate.share(17, 20).value(); // 0.85, of 20 trials, by Clopper and Pearson
        // @end
        Shown.in("regression", exponent, share);
    }

    @Test
    void estimates() {
        double[] draws = {0.1, -0.3, 0.2, 0.7, -0.4, 1.1};
        double[] x = {1, 2, 3, 4, 5, 6};
        double value = 1;
        // @start region="estimates"
        List<Estimate> estimates = List.of(
                Estimate.mean(draws), // Student's t
                Estimate.median(draws), // order statistics
                Estimate.share(17, 20), // Clopper and Pearson
                Estimate.slope(x, draws), // Student's t of the regression
                Estimate.correlation(x, draws), // Fisher's z
                Estimate.distance(draws, Semicircle.standard()::cdf), // Dvoretzky, Kiefer, Wolfowitz and Massart
                Estimate.exactly(value)); // no randomness at all
        // @end
        assertThat(estimates).filteredOn(Estimate::isRandom).hasSize(6);
    }
}
