package org.ridgeless.oldverdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;

/** Each rule can pass, can fail and, where there is noise, can admit that it does not know. */
class VerdictTest {
    private static final Claim CLAIM = Claim.that("two and two are four");

    static Stream<Check> passingChecks() {
        double[] uniform = uniform(2000);
        double[] x = DoubleStream.iterate(1, v -> v * 1.3).limit(20).toArray();
        double[] squares = DoubleStream.of(x)
                .map(v -> v * v * (1 + 0.01 * Math.sin(7 * v)))
                .toArray();
        return Stream.of(
                CLAIM.predicts(4).observed(4 + 1e-13).identity(1e-12),
                CLAIM.predicts(4).observed(4.05, 0.02).within(0.1),
                CLAIM.predicts(4).observed(4.05, 0.02).within(0.02, 0.02),
                CLAIM.predicts(1).observed(0.8).between(0.75, 1.02),
                CLAIM.predicts(0).mean(gaussian(10_000)).within(0.05),
                CLAIM.predicts(2).slope(Slope.logLog(x, squares)).within(0.05),
                CLAIM.holds(0.1, 1, 2, 3),
                CLAIM.holds(new double[] {0.5, 0.2}),
                CLAIM.follows(uniform, v -> v),
                CLAIM.follows(uniform, v -> v, 0.1),
                CLAIM.peaksAt(3, new double[] {1, 2, 3, 4}, new double[] {1, 2, 9, 2}, 0.5),
                CLAIM.increases(1, 2, 4),
                CLAIM.increases(new double[] {1, 2, 4}, new double[] {0.1, 0.1, 0.1}),
                CLAIM.predicts(4).observed(5).within(0.1).mustBreak());
    }

    @ParameterizedTest
    @MethodSource("passingChecks")
    void everyRuleRejectsAPredictionThatIsWrongByFiveTolerances(Check check) {
        assertThat(check.outcome()).isEqualTo(Outcome.PASS);
        assertThat(check.withWrongPrediction(5).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check.withWrongPrediction(-5).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aMeanPassesUpToToleranceAndThreeStandardErrors() {
        assertThat(CLAIM.predicts(10).observed(10.129, 0.01).within(0.1).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(CLAIM.predicts(10).observed(10.131, 0.01).within(0.1).outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.predicts(10).observed(9.869, 0.01).within(0.1).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void noiseAboveHalfTheToleranceTellsNothing() {
        assertThat(CLAIM.predicts(10).observed(10, 0.049).within(0.1).outcome()).isEqualTo(Outcome.PASS);
        assertThat(CLAIM.predicts(10).observed(10, 0.051).within(0.1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.predicts(10).observed(99, 0.051).within(0.1).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.predicts(10).observed(10, Double.NaN).within(0.1).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void fewDrawsAreInconclusiveAndManyDecide() {
        assertThat(CLAIM.predicts(0).mean(gaussian(9)).within(0.05).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.predicts(0).mean().within(0.05).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.predicts(0).mean(0.01).within(0.05).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.predicts(0.2).mean(gaussian(10_000)).within(0.05).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void theBootstrapErrorOfASlopeIsThatOfTheClosedForm() {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> i / 400.0).toArray();
        double[] noise = gaussian(400);
        double[] y =
                IntStream.range(0, 400).mapToDouble(i -> 3 * x[i] + noise[i]).toArray();
        Slope slope = Slope.linear(x, y);
        // Standard error of a slope: σ / sqrt(Σ (x − mean)²) with σ = 1 and Σ = n / 12.
        assertThat(slope.standardError()).isBetween(0.85 / Math.sqrt(400 / 12.0), 1.15 / Math.sqrt(400 / 12.0));
        assertThat(CLAIM.predicts(3).slope(slope).within(0.4).outcome()).isEqualTo(Outcome.PASS);
        assertThat(CLAIM.predicts(3).slope(slope).within(0.1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.predicts(5).slope(slope).within(0.4).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(slope.lower()).isLessThan(slope.value());
        assertThat(slope.upper()).isGreaterThan(slope.value());
    }

    @Test
    void slopesKnowTheirCoordinates() {
        double[] x = {1, 2, 4, 8};
        assertThat(Slope.logLog(x, map(x, v -> 3 * v * v)).value()).isCloseTo(2, within(1e-12));
        assertThat(Slope.exponential(x, map(x, v -> Math.exp(-3 * v))).value()).isCloseTo(-3, within(1e-12));
        assertThat(Slope.logarithmic(x, map(x, v -> 5 * Math.log(v))).value()).isCloseTo(5, within(1e-12));
        assertThatThrownBy(() -> Slope.logLog(x, new double[] {1, 0, 1, 1}))
                .hasMessageContaining("positive y, got 0.0");
    }

    @Test
    void oneViolationBreaksAnInequalityAndTheWorstSlackIsShown() {
        assertThat(CLAIM.holds(1e-9, 3, 0.25, 7).detail())
                .contains("3 instances")
                .contains("worst slack 0.25");
        assertThat(CLAIM.holds(1e-9, 3, -0.25, 7).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.holds(1e-9, 3, Double.NaN, 7).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.holds(new double[0]).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theKolmogorovDistanceOfAKnownSampleIsExact() {
        // Points at 1/8, 3/8, 5/8, 7/8 are 1/8 away from the uniform law on either side.
        double[] sample = {0.125, 0.375, 0.625, 0.875};
        assertThat(CLAIM.follows(sample, v -> v).observed()).isEqualTo(0.125);
        assertThat(CLAIM.follows(sample, v -> v).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.follows(uniform(2000), v -> v * v).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.follows(uniform(2000), v -> 2 * v).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.follows(new double[0], v -> v).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theKolmogorovTestRejectsItsOwnLawAboutOnceInTwentyTimesAndNeverCallsThatAFailureLightly() {
        int doubtful = 0;
        int failed = 0;
        for (int trial = 0; trial < 2000; trial++) {
            UniformRandomProvider random = Seeds.of(5).child(trial).stream();
            double[] sample = random.doubles(400).toArray();
            Outcome outcome = CLAIM.follows(sample, v -> v).outcome();
            doubtful += outcome == Outcome.PASS ? 0 : 1;
            failed += outcome == Outcome.FAIL ? 1 : 0;
        }
        assertThat(doubtful).isBetween(60, 140);
        assertThat(failed).isLessThanOrEqualTo(8);
    }

    @Test
    void aPeakWithinNoiseOfItsRivalIsInconclusive() {
        double[] x = {1, 2, 3};
        double[] y = {5, 9, 8.9};
        assertThat(CLAIM.peaksAt(2, x, y, new double[] {1, 1, 1}, 0.5).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.peaksAt(2, x, y, 0.5).outcome()).isEqualTo(Outcome.PASS);
        assertThat(CLAIM.peaksAt(3, x, y, 0.5).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anOrderWithinNoiseIsInconclusiveAndAReversedOneFails() {
        double[] errors = {0.1, 0.1, 0.1};
        assertThat(CLAIM.increases(new double[] {1, 2, 2.1}, errors).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(CLAIM.increases(new double[] {1, 2, 1}, errors).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.increases(1, 2, 1.999).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.increases(1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aContrastPassesOnlyIfItBreaks() {
        assertThat(CLAIM.predicts(4).observed(9).within(1).mustBreak().outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(CLAIM.predicts(4).observed(4).within(1).mustBreak().outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.predicts(4).observed(4, 9).within(1).mustBreak().outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aDivergedObservationFails() {
        assertThat(CLAIM.predicts(4).observed(Double.NaN).within(1).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.predicts(4)
                        .observed(Double.POSITIVE_INFINITY)
                        .within(1)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(CLAIM.predicts(4).observed(Double.NaN).atLeast().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void theWorstCheckDecidesAndNothingIsNoPass() {
        Check pass = CLAIM.predicts(4).observed(4).within(1);
        Check fail = CLAIM.predicts(4).observed(9).within(1);
        Check doubt = CLAIM.predicts(4).observed(4, 9).within(1);
        assertThat(Verdict.of("sums", pass).passed()).isTrue();
        assertThat(Verdict.of("sums", pass, doubt).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Verdict.of("sums", pass, doubt).and(fail).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Verdict.of("sums").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Verdict.of("sums", pass).partial().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aVerdictShowsPredictedObservedToleranceAndOutcome() {
        Verdict verdict = Verdict.of(
                "sums", Claim.that("a < b").predicts(3.671).observed(3.7, 0.01).within(0.1));
        assertThat(verdict.toString()).contains("sums: PASS", "a < b", "3.671", "3.700", "0.01000", "0.1000");
        assertThat(verdict.mime().data().get("text/html").toString()).contains("a &lt; b", "PASS", "3.671");
    }

    @Test
    void aToleranceOrAPredictionThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> CLAIM.predicts(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> CLAIM.predicts(1).observed(1).within(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> CLAIM.predicts(1).observed(1).within(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> CLAIM.predicts(1).observed(1).between(2, 3))
                .hasMessageContaining("between 2.0 and 3.0");
        assertThatThrownBy(() -> Claim.that(" ")).hasMessageContaining("blank");
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static double[] map(double[] x, java.util.function.DoubleUnaryOperator f) {
        return DoubleStream.of(x).map(f).toArray();
    }

    private static double[] uniform(int count) {
        return Seeds.of(1).child("uniform").stream().doubles(count).toArray();
    }

    private static double[] gaussian(int count) {
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(Seeds.of(1).child("gaussian").stream());
        return IntStream.range(0, count).mapToDouble(i -> normal.sample()).toArray();
    }
}
