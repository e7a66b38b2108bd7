package org.ridgeless.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.display.MimeBundle;

class VerdictTest {
    private static final double[] AROUND_ONE = {0.99, 1.0, 1.01, 1.0, 0.995, 1.005, 0.99, 1.01};

    @Test
    void aClaimPassesWhereTheIntervalLiesInsideWhatItAccepts() {
        Check check = Claim.that("the mean is 1")
                .observed(Estimate.mean(AROUND_ONE))
                .predicts(1)
                .within(0.1);
        assertThat(check.judge(0.999).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void noiseNeverHelps() {
        Check check = Claim.that("the mean is 1")
                .observed(Estimate.mean(-3, 5, 2, 0))
                .predicts(1)
                .within(0.1);
        Judgement judgement = check.judge(0.99);
        assertThat(judgement.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("too noisy");
    }

    /** 3/2 less a half is far off; the old rule let noise widen what was accepted. */
    @Test
    void aContrastExchangesPassAndFailAndNothingElse() {
        Observation<String> far = Claim.that("the printed formula")
                .observed(Estimate.mean(AROUND_ONE))
                .predicts(1.5);
        assertThat(far.within(0.1).judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(far.within(0.1).mustBreak().judge(0.99).outcome()).isEqualTo(Outcome.PASS);
        Check nothing = Claim.that("no number").observed(Double.NaN).predicts(1).within(0.1);
        assertThat(nothing.judge(0.99).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(nothing.mustBreak().judge(0.99).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void withoutObservationNothingPasses() {
        assertThat(Claim.that("E log k")
                        .observed(Estimate.mean())
                        .predicts(1.537)
                        .within(0.06)
                        .judge(0.99))
                .satisfies(judgement -> {
                    assertThat(judgement.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                    assertThat(judgement.observed().value()).isNaN();
                    assertThat(judgement.reason()).isEqualTo("no draw");
                });
        assertThat(Claim.that("none")
                        .each(List.<String>of(), x -> Estimate.exactly(1))
                        .predicts(1)
                        .within(1)
                        .judge(0.99)
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void everyCellMustHoldAndTheWorstIsNamed() {
        Check check = Claim.that("squares")
                .each(List.of(1, 2, 3), n -> Estimate.exactly(n == 3 ? 9.2 : n * n))
                .predicts(n -> n * n)
                .within(0.5);
        assertThat(check.judge(0.99).cell()).isEqualTo("3");
        assertThat(Verdict.of("squares", check).toString())
                .contains("worst of 3: 3")
                .contains("8.500 … 9.500");
        Check broken = Claim.that("squares")
                .each(List.of(1, 2, 3), n -> Estimate.exactly(n == 2 ? 5 : n * n))
                .predicts(n -> n * n)
                .within(0.5);
        assertThat(broken.judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(broken.judge(0.99).reason()).isEqualTo("outside in 2");
    }

    @Test
    void aRivalIsExcludedByOneCellThatCannotBeItsOwn() {
        Check check = Claim.that("growth")
                .each(List.of(1, 2, 3), n -> Estimate.exactly(n * n))
                .predicts(n -> n * n)
                .rival("linear", n -> n)
                .rival("n² up to 3", n -> n < 3 ? n * n : 9.2)
                .within(0.15);
        List<Exclusion> exclusions = check.judge(0.99).exclusions();
        assertThat(exclusions.get(0).excluded()).isTrue();
        assertThat(exclusions.get(0).cell()).isEqualTo("2");
        assertThat(exclusions.get(1).excluded()).isTrue();
        Contrast contrast = exclusions.get(0).contrast();
        assertThat(contrast.predicted()).isEqualTo(4);
        assertThat(contrast.accepted()).isEqualTo(new Interval(3.85, 4.15));
        assertThat(contrast.room()).isEqualTo(new Interval(1.85, 2.15));
        assertThat(contrast.observed()).isEqualTo(4);
        assertThat(contrast.interval()).isEqualTo(Interval.point(4));
        assertThat(check.supposing("linear").judge(0.99).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aStudyPassesOnlyIfEachOfItsRivalsIsExcludedSomewhere() {
        Observation<String> mean =
                Claim.that("the mean is 1").observed(Estimate.mean(AROUND_ONE)).predicts(1);
        Check blunt = mean.rival("1.1", 1.1).within(0.3);
        Verdict verdict = Verdict.of("blunt", blunt);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).isEqualTo("the rival \"1.1\" is not excluded");
        Check sharp = mean.rival("1.1", 1.1).within(0.03);
        assertThat(verdict.and(sharp).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Verdict.of("no rival", mean.within(0.3)).passed()).isTrue();
        assertThat(Verdict.of("no rival", mean.within(0.3)).demandingRival().reason())
                .contains("no rival is named");
    }

    @Test
    void aRivalThatAgreesWithTheoryEverywhereCannotBeExcluded() {
        Check check =
                Claim.that("same").observed(1).predicts(1).rival("the same", 1).within(0.1);
        assertThat(Verdict.of("same", check).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theLevelIsSharedAmongTheIntervalsOfTheStudy() {
        Check one = Claim.that("one")
                .observed(Estimate.mean(AROUND_ONE))
                .predicts(1)
                .within(0.1);
        Check exact = Claim.that("exact").observed(1).predicts(1).within(0.1);
        Check three = Claim.that("three")
                .each(List.of(1, 2, 3), i -> Estimate.mean(AROUND_ONE))
                .predicts(1)
                .within(0.1);
        assertThat(Verdict.of("v", one, exact).level()).isEqualTo(0.99);
        assertThat(Verdict.of("v", one, exact, three).level()).isEqualTo(1 - 0.01 / 4);
    }

    @Test
    void inequalitiesSayWhatTheyAcceptAndHowLooseTheyAre() {
        Verdict verdict = Verdict.of(
                "bounds",
                Claim.that("error over bound")
                        .observed(Estimate.largest(0.0002, 0.0005))
                        .atMost(1),
                Claim.that("agreement").observed(0.95).rival("no relation", 0).atLeast(0.9));
        assertThat(verdict.toString()).contains("≤ 1").contains("≥ 0.9").contains("holds, and is loose: slack 2000");
        assertThat(verdict.toString()).doesNotContain("predicted 0");
        assertThat(verdict.passed()).isTrue();
    }

    @Test
    void orderedClaimsNeedMoreThanNoise() {
        assertThat(Claim.that("it grows")
                        .observed(0)
                        .atLeast(Double.MIN_VALUE)
                        .judge(0.99)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aPartialVerdictCannotPass() {
        Check check = Claim.that("one").observed(1).predicts(1).rival("two", 2).within(0.1);
        Verdict verdict = Verdict.of("v", check);
        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.partial("interrupted").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.partial("interrupted").toString()).startsWith("v: INCONCLUSIVE (interrupted)");
    }

    @Test
    void theTableShowsTheExcludedRivalAndTheHtmlToo() {
        Check check = Claim.that("mean < 2 & sign")
                .observed(Estimate.mean(AROUND_ONE))
                .predicts(1)
                .rival("two", 2)
                .within(0.1);
        Verdict verdict = Verdict.of("v", check);
        assertThat(verdict.toString())
                .contains("0.9000 … 1.100")
                .contains("two (2) by")
                .contains("99 % interval");
        assertThat(verdict.mime().data().get(MimeBundle.HTML).toString())
                .contains("mean &lt; 2 &amp; sign")
                .contains("✓ PASS")
                .contains("<table class=\"verdict\">", "data-label=\"accepted\"", "data-label=\"excludes\"");
    }

    @Test
    void wrongArgumentsAreNamed() {
        Observation<String> one = Claim.that("one").observed(1).predicts(1);
        assertThatThrownBy(() -> one.within(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> one.within(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> one.between(2, 1)).hasMessageContaining("got 2.0 and 1.0");
        assertThatThrownBy(() -> one.rival("", 2)).hasMessageContaining("name of its own");
        assertThatThrownBy(() -> one.rival("a", 2).rival("a", 3)).hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> Claim.that(" ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> one.within(1).supposing("x")).hasMessageContaining("no rival \"x\"");
    }
}
