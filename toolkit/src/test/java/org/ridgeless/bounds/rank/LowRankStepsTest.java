package org.ridgeless.bounds.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

class LowRankStepsTest {
    @Test
    void profileOfADiagonalMatrixByHand() {
        RankProfile profile = RankProfile.of(new double[][] {{4, 0, 0}, {0, 0, 3}, {0, 1e-3, 0}});
        assertThat(profile.above(0)).isEqualTo(3);
        assertThat(profile.above(1e-3)).isEqualTo(2);
        assertThat(profile.above(0.75)).isEqualTo(1);
        assertThat(profile.stable()).isCloseTo((16 + 9 + 1e-6) / 16, within(1e-14));
        assertThat(profile.frobenius()).isCloseTo(Math.sqrt(25 + 1e-6), within(1e-14));
        assertThat(profile.distance(1)).isCloseTo(Math.sqrt((9 + 1e-6) / (25 + 1e-6)), within(1e-14));
        assertThat(profile.distance(0)).isEqualTo(1);
        assertThat(profile.distance(3)).isZero();
    }

    /** Entropy by hand: equal values have the full rank, ¾ and ¼ have exp(¾ log 4/3 + ¼ log 4). */
    @Test
    void effectiveRankIsTheExponentialOfTheEntropy() {
        assertThat(RankProfile.of(new double[][] {{2, 0}, {0, -2}}).effective()).isCloseTo(2, within(1e-14));
        assertThat(RankProfile.of(new double[][] {{3, 0}, {0, 1}}).effective())
                .isCloseTo(Math.pow(4 / 3.0, 0.75) * Math.pow(4, 0.25), within(1e-14));
        assertThat(RankProfile.of(new double[][] {{1e-200, 0}, {0, 0}}).stable())
                .isEqualTo(1);
    }

    /** One step of a batch of one adds one outer product to what weight decay leaves. */
    @Test
    void stepsOfSgdAddTheRankOfTheirBatches() {
        Data data = Data.teacherClasses(64, 6, 3).seed(3);
        for (int batch : new int[] {1, 2, 3}) {
            for (int steps : new int[] {1, 2, 3}) {
                Run run = Descent.of(Nets.tanh(6, 12, 12, 3).seed(1), data)
                        .loss(Loss.SQUARE)
                        .rate(0.1)
                        .decay(0.5)
                        .epochs(batch)
                        .keep(9)
                        .run(9 + steps);
                LowRankSteps pair =
                        LowRankSteps.of(run.at(9).weights(2), run.net().weights(2), steps, batch, 1 - 0.1 * 0.5);
                assertThat(pair.mostRank()).isEqualTo(steps * batch);
                assertThat(pair.addedRank(1e-12)).isEqualTo(steps * batch);
                assertThat(pair.distance()).isLessThan(pair.bound());
                LowRankSteps wrong =
                        LowRankSteps.of(run.at(9).weights(2), run.net().weights(2), steps, batch, 1 - 0.1 * 0.6);
                assertThat(wrong.addedRank(1e-12)).isEqualTo(12);
            }
        }
    }

    /** W_T = q W_{T−1} + rank one, with the parts orthogonal: the distance from rank one is q/√(q² + 1). */
    @Test
    void boundIsAttainedWhereTheStepIsOrthogonal() {
        double[][] before = {{1, 0}, {0, 0}};
        double[][] now = {{0.5, 0}, {0, 1}};
        LowRankSteps pair = LowRankSteps.of(before, now, 1, 1, 0.5);
        assertThat(pair.distance()).isCloseTo(0.5 / Math.sqrt(1.25), within(1e-15));
        assertThat(pair.bound()).isCloseTo(pair.distance(), within(1e-15));
        assertThat(pair.addedRank(1e-12)).isEqualTo(1);
    }

    @Test
    void rankBoundIsTheNumberOfStepsTimesTheBatch() {
        assertThat(LowRankSteps.rankBound(3, 0.5, 1.0 / 16)).isCloseTo(12, within(1e-13));
        assertThat(LowRankSteps.rankBound(1, 1 - 1e-3, 0.01)).isCloseTo(Math.log(100) / 1e-3, within(3.0));
        assertThat(LowRankSteps.rankBound(1, 1, 0.01)).isInfinite();
    }

    @Test
    void refusesWhatHasNoMeaning() {
        double[][] one = {{1}};
        assertThatIllegalArgumentException().isThrownBy(() -> LowRankSteps.of(one, one, 1, 1, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> LowRankSteps.of(one, one, 1, 1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> LowRankSteps.of(one, one, 0, 1, 0.9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LowRankSteps.of(one, new double[][] {{1, 2}}, 1, 1, 0.9))
                .withMessageContaining("1 × 2");
        assertThatIllegalArgumentException().isThrownBy(() -> RankProfile.of(new double[2][2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankProfile.of(one).above(1));
    }
}
