package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;

/**
 * The rule of verdicts by simulation: whatever the kind of interval and the number of draws, a claim whose truth lies on the
 * edge of what it accepts passes in at most 1 % of studies, and a true claim fails in at most 1 %.
 */
class EquivalenceTest {
    private static final double LEVEL = 0.99;
    private static final int STUDIES = 4000;

    /** The chance that a share of 4,000 studies with a true rate of 1 % exceeds this is below 1e-4. */
    private static final double MOST = 0.0165;

    /** An estimate from n draws of a law whose true value is the truth. */
    private interface Observed {
        Estimate of(int n, double truth, UniformRandomProvider random);
    }

    private record Kind(String name, Observed observed, double truth, double tolerance) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> kinds() {
        Stream<Kind> kinds = Stream.of(
                new Kind("mean", (n, truth, random) -> Estimate.mean(normal(n, truth, random)), 0, 0.5),
                new Kind("median", (n, truth, random) -> Estimate.median(normal(n, truth, random)), 0, 0.5),
                new Kind("quantile", EquivalenceTest::quantile, 0, 0.5),
                new Kind("share", EquivalenceTest::share, 0.5, 0.25),
                new Kind("slope", EquivalenceTest::slope, 1, 0.5),
                new Kind("correlation", EquivalenceTest::correlation, 0.5, 0.3),
                new Kind("difference", EquivalenceTest::difference, 0, 0.5));
        return kinds.flatMap(kind -> Stream.of(2, 5, 50).map(n -> Arguments.of(kind, n)));
    }

    @ParameterizedTest(name = "{0} of {1} draws")
    @MethodSource("kinds")
    void aTrueClaimHardlyEverFails(Kind kind, int n) {
        Map<Outcome, Double> shares = shares(kind, n, kind.truth());
        assertThat(shares.getOrDefault(Outcome.FAIL, 0.0)).isLessThan(MOST);
    }

    @ParameterizedTest(name = "{0} of {1} draws")
    @MethodSource("kinds")
    void aClaimThatIsJustWrongHardlyEverPasses(Kind kind, int n) {
        Map<Outcome, Double> shares = shares(kind, n, kind.truth() + kind.tolerance() * 1.0001);
        assertThat(shares.getOrDefault(Outcome.PASS, 0.0)).isLessThan(MOST);
    }

    @ParameterizedTest(name = "{0} of {1} draws")
    @MethodSource("kinds")
    void fewDrawsTellNothingRatherThanSomethingWrong(Kind kind, int n) {
        Map<Outcome, Double> shares = shares(kind, n, kind.truth());
        if (n == 2) {
            assertThat(shares.getOrDefault(Outcome.INCONCLUSIVE, 0.0)).isGreaterThan(0.95);
        }
    }

    private static Map<Outcome, Double> shares(Kind kind, int n, double truth) {
        Map<Outcome, Double> shares = new EnumMap<>(Outcome.class);
        for (int study = 0; study < STUDIES; study++) {
            UniformRandomProvider random = Seeds.of(study).child(kind.name()).child(n).stream();
            Outcome outcome = Claim.that("the value is what theory says")
                    .observed(kind.observed().of(n, truth, random))
                    .predicts(kind.truth())
                    .within(kind.tolerance())
                    .judge(LEVEL)
                    .outcome();
            shares.merge(outcome, 1.0 / STUDIES, Double::sum);
        }
        return shares;
    }

    private static double[] normal(int n, double mean, UniformRandomProvider random) {
        return ZigguratSampler.NormalizedGaussian.of(random)
                .samples(n)
                .map(z -> mean + z)
                .toArray();
    }

    /** The 80 % quantile of a normal law, shifted so that it is the truth. */
    private static Estimate quantile(int n, double truth, UniformRandomProvider random) {
        return Estimate.quantile(0.8, normal(n, truth - 0.8416212335729143, random));
    }

    private static Estimate share(int n, double truth, UniformRandomProvider random) {
        int successes = (int) random.doubles(n).filter(u -> u < truth).count();
        return Estimate.share(successes, n);
    }

    private static Estimate slope(int n, double truth, UniformRandomProvider random) {
        double[] x = normal(n, 0, random);
        double[] y = normal(n, 0, random);
        for (int i = 0; i < n; i++) {
            y[i] += truth * x[i];
        }
        return Estimate.slope(x, y);
    }

    private static Estimate correlation(int n, double truth, UniformRandomProvider random) {
        double[] x = normal(n, 0, random);
        double[] y = normal(n, 0, random);
        for (int i = 0; i < n; i++) {
            y[i] = truth * x[i] + Math.sqrt(1 - truth * truth) * y[i];
        }
        return Estimate.correlation(x, y);
    }

    private static Estimate difference(int n, double truth, UniformRandomProvider random) {
        return Estimate.mean(normal(n, truth, random)).minus(Estimate.mean(normal(n, 0, random)));
    }
}
