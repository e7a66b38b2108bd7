package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table as a reader sees it, letter by letter. */
class VerdictTextTest {
    @Test
    void aTableHasItsColumnsUnderItsHeadings() {
        Check exact = Claim.that("the sum is one")
                .observed(1)
                .predicts(1)
                .rival("it is two", 2)
                .within(0.1)
                .note("in exact numbers");
        Check bound = Claim.that("below its bound").observed(5).atMost(4);
        Check cells = Claim.that("𝐱 is small")
                .each(List.of("a", "b"), cell -> Estimate.exactly(cell.equals("a") ? 0.25 : 0.5))
                .atLeast(0.1);
        assertThat(Verdict.of("A study", exact, bound, cells).toString()).isEqualTo("""
                        A study: FAIL
                                claim                      accepted        observed  n  excludes
                          PASS  the sum is one             0.9000 … 1.100  1         1  it is two (2) exactly
                                  in exact numbers
                          FAIL  below its bound            ≤ 4             5         1
                          PASS  𝐱 is small, worst of 2: a  ≥ 0.1000        0.2500    1""");
    }

    @Test
    void contrastsBreakAndReasonsStandBelow() {
        Check misprint = Claim.that("the misprint holds")
                .observed(3)
                .predicts(4)
                .within(0.5)
                .mustBreak();
        Check nothing = Claim.that("theory is silent")
                .observed(3)
                .predicts(Double.NaN)
                .within(0.5)
                .note("why not");
        String text = Verdict.of("Two", misprint, nothing).toString();
        assertThat(text)
                .contains("BREAKS, as it must  the misprint holds")
                .contains("theory has no number here; why not")
                .contains("–");
        assertThat(Verdict.of("Two", misprint).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Verdict.of("Two", misprint).demandingRival().toString()).contains("no rival is named");
        assertThat(Verdict.of("None").toString()).startsWith("None: INCONCLUSIVE (there is no check)");
        assertThat(Verdict.of("Part", misprint)
                        .partial("seeds 3 and 4 are missing")
                        .toString())
                .startsWith("Part: INCONCLUSIVE (seeds 3 and 4 are missing)");
    }

    @ParameterizedTest
    @CsvSource({"0.99, 99 %", "0.995, 99.50 %", "0.999, 99.90 %", "0.9, 90 %", "0.9993333, 99.933 %", "0.5, 50 %"})
    void levelsHaveTheDigitsThatTellThemFromCertainty(double level, String text) {
        assertThat(VerdictText.percent(level)).isEqualTo(text);
    }

    /** Student's quantile of two draws at 99.5 % each: the level of a family of two. */
    @Test
    void theHeadingNamesTheLevelOfTheFamily() {
        Check one =
                Claim.that("one").observed(Estimate.mean(1, 2, 3)).predicts(2).within(100);
        assertThat(Verdict.of("Family", one).toString()).contains("observed (99 % interval)");
        assertThat(Verdict.of("Family", one, one).toString()).contains("observed (99.50 % interval)");
        assertThat(Verdict.of("Family", one).and(one).level()).isEqualTo(0.995);
        assertThat(Verdict.of("Family", one).toString()).contains("2 (−3.730 … 7.730)");
    }

    @Test
    void noiseIsToldInDrawsThatWouldBeNeeded() {
        Estimate noisy = Estimate.mean(1, 2, 3, 2, 1, 3, 2, 2);
        Judgement judged =
                Claim.that("two").observed(noisy).predicts(2).within(0.5).judge(0.99);
        assertThat(judged.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        // s = √(4/7), t₇ = 3.499: the interval is ±0.935, 1.87 times what is accepted, which squared is 3.5.
        assertThat(judged.reason())
                .isEqualTo(
                        "too noisy: ±0.9353, the nearest edge is 0.5000 away; about 4 times as many draws would tell");
        assertThat(Claim.that("median")
                        .observed(Estimate.median(1, 2))
                        .predicts(2)
                        .within(5)
                        .judge(0.99)
                        .reason())
                .isEqualTo("2 draws are too few for an interval at this level");
    }

    @Test
    void rivalsAreToldByTheirDistance() {
        Estimate clear = Estimate.mean(1, 1.01, 0.99, 1, 1.02, 0.98, 1, 1);
        Judgement judged = Claim.that("one")
                .observed(clear)
                .predicts(1)
                .rival("two", 2)
                .rival("near", 1.02)
                .rival("silent", Double.NaN)
                .within(0.05)
                .judge(0.99);
        List<Exclusion> exclusions = judged.exclusions();
        assertThat(exclusions.get(0).excluded()).isTrue();
        // (2 − 0.05 − 1) over half the interval at 68.3 %: t₇ = 1.0767…, s/√8 = 0.004226.
        assertThat(exclusions.get(0).toString()).isEqualTo("two (2) by 209 SE");
        assertThat(exclusions.get(1).toString()).isEqualTo("not near (1.020)");
        assertThat(exclusions.get(2).toString()).isEqualTo("not silent");
        assertThat(judged.check().rivals()).containsExactly("two", "near", "silent");
        assertThat(judged.check().supposing("two").judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judged.check().supposing("near").note()).isEqualTo("supposing near");
    }

    @Test
    void looseInequalitiesSaySo() {
        assertThat(Claim.that("loose").observed(3).atMost(300).judge(0.99).reason())
                .contains("loose: slack 100");
        assertThat(Claim.that("tight").observed(3).atMost(20).judge(0.99).reason())
                .isEmpty();
        assertThat(Claim.that("of other sign")
                        .observed(-3)
                        .atMost(300)
                        .judge(0.99)
                        .reason())
                .isEmpty();
    }

    @Test
    void intervalsMeetAndMiss() {
        Interval unit = new Interval(0, 1);
        assertThat(unit.inside(unit)).isTrue();
        assertThat(new Interval(-0.1, 1).inside(unit)).isFalse();
        assertThat(new Interval(0, 1.1).inside(unit)).isFalse();
        assertThat(unit.misses(new Interval(1, 2))).isFalse();
        assertThat(unit.misses(new Interval(1.1, 2))).isTrue();
        assertThat(unit.misses(new Interval(-2, -0.1))).isTrue();
        assertThat(unit.distance(3)).isEqualTo(2);
        assertThat(unit.distance(-3)).isEqualTo(3);
        assertThat(unit.distance(0.5)).isZero();
        assertThat(Interval.NOTHING.isBounded()).isFalse();
        assertThat(Interval.NOTHING.halfWidth()).isInfinite();
        assertThat(Interval.point(Double.POSITIVE_INFINITY).halfWidth()).isZero();
        assertThat(Outcome.PASS.and(Outcome.INCONCLUSIVE)).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Outcome.INCONCLUSIVE.and(Outcome.PASS)).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(Outcome.INCONCLUSIVE.and(Outcome.FAIL)).isEqualTo(Outcome.FAIL);
        assertThat(Outcome.PASS.and(Outcome.PASS)).isEqualTo(Outcome.PASS);
    }
}
