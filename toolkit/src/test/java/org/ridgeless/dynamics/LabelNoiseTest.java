package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class LabelNoiseTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);
    private static final Net NET = Nets.tanh(3, 5, 1).seed(2);

    @Test
    void labelsThatAlwaysFlipAreTheOppositeLabels() {
        double[][] x = new double[20][];
        double[] opposite = new double[20];
        for (int i = 0; i < 20; i++) {
            x[i] = DATA.input(i);
            opposite[i] = -DATA.label(i);
        }
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(0.1).labelFlips(1);
        double[] expected = Descent.of(NET, Data.of(x, opposite))
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .run(20)
                .net()
                .parameters();
        assertThat(descent.run(20).net().parameters()).containsExactly(expected, within(1e-14));
    }

    @Test
    void classesThatAlwaysFlipAreNeverTheTrueOnes() {
        // From zero weights the gradient of the bias of class j is 1/C − (share of the label j).
        Data data = Data.classes(new double[][] {{1}, {2}, {3}, {4}}, 0, 0, 0, 2);
        Net net = Nets.linear(1, 3).biased().withParameters(new double[6]);
        double[] w = Descent.of(net, data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(1)
                .labelFlips(1)
                .run(1)
                .net()
                .parameters();
        double[] shares = {w[3] + 1.0 / 3, w[4] + 1.0 / 3, w[5] + 1.0 / 3};
        assertThat(shares[0]).as("only the last sample can become 0").isLessThan(0.25 + 1e-12);
        for (double share : shares) {
            assertThat(4 * share).isCloseTo(Math.rint(4 * share), within(1e-12));
        }
        assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-15));
        assertThat(shares[2]).as("the last sample is not 2").isLessThan(0.75 + 1e-12);
    }

    @Test
    void gaussianNoiseOfTheTargetsEntersAStepWithItsDeviation() {
        // One sample x = 1: w_1 = w_0 − η(w_0 − y − σξ).
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{0}});
        Net net = Nets.linear(1, 1).withParameters(0.0);
        Descent descent = Descent.of(net, data).loss(Loss.SQUARE).rate(0.5).labelNoise(0.3);
        int seeds = 4000;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double w = descent.seed(seed).run(1).net().parameters()[0];
            sum += w;
            squares += w * w;
        }
        double variance = 0.15 * 0.15;
        assertThat(sum / seeds).isCloseTo(0, within(4 * Math.sqrt(variance / seeds)));
        assertThat(squares / seeds).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / seeds)));
    }

    @Test
    void noiseThatATargetCannotTakeIsNamed() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(0.1);
        assertThatThrownBy(() -> descent.labelNoise(0.1).run(1))
                .hasMessageContaining("logistic")
                .hasMessageContaining("labelFlips");
        assertThatThrownBy(() -> descent.labelNoise(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> descent.labelFlips(1.5)).hasMessageContaining("1.5");
        Data real = Data.regression(new double[][] {{1}}, new double[][] {{0}});
        assertThatThrownBy(() -> Descent.of(Nets.linear(1, 1), real).labelFlips(0.1))
                .hasMessageContaining("labelNoise");
    }
}
