package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class DiagonalNetworkTest {
    private static final double[][] X = {{1, 0.5, -0.2}, {-0.3, 1.2, 0.7}, {0.4, -0.8, 1.1}, {0.9, 0.1, 0.6}};
    private static final double[] NOISY = {1, -0.5, 0.8, 0.1};

    @Test
    void imbalanceObeysTheExactLawAtEveryStep() {
        Forgetting run = net(NOISY).descend(5000, 0.01, 0.01, 1, Seeds.of(1));
        assertThat(run.identityError()).isLessThan(1e-10);
    }

    @Test
    void forgettingRateIsDecayPlusGradientNoise() {
        DiagonalNetwork net = net(NOISY);
        net.descend(5000, 0.01, 0, 1, Seeds.of(1));
        Forgetting run = net.descend(20_000, 0.01, 0, 1, Seeds.of(2));
        assertThat(run.rate() / run.predictedRate(0.01, 0)).isCloseTo(1, within(0.01));
    }

    @Test
    void gradientNoiseInTheLongRunFollowsFromTheSecondMoments() {
        DiagonalNetwork net = net(NOISY);
        double expected = net.stationaryNoise(0.01, 1);
        assertThat(expected).isGreaterThan(1.01 * net.stationaryNoise(1e-8, 1));
        net.descend(20_000, 0.01, 0, 1, Seeds.of(1));
        double[] squares = net.descend(400_000, 0.01, 0, 1, Seeds.of(2)).squares();
        assertThat((squares[0] + squares[1] + squares[2]) / 3 / expected).isCloseTo(1, within(0.01));
    }

    @Test
    void atInterpolationNothingIsForgotten() {
        double[] linear = new double[4];
        for (int i = 0; i < 4; i++) {
            linear[i] = X[i][0] - 0.5 * X[i][1] + 0.2 * X[i][2];
        }
        DiagonalNetwork net = net(linear);
        net.descend(20_000, 0.05, 0, 1, Seeds.of(1));
        assertThat(net.loss()).isLessThan(1e-25);
        assertThat(Math.abs(net.descend(5000, 0.05, 0, 1, Seeds.of(2)).rate())).isLessThan(1e-15);
    }

    @Test
    void weightsMustFitTheData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiagonalNetwork.on(X, NOISY, new double[2], new double[2]))
                .withMessageContaining("2 and 2 weights");
    }

    private static DiagonalNetwork net(double[] y) {
        return DiagonalNetwork.on(X, y, new double[] {1.5, 1.2, 1.1}, new double[] {0.1, -0.2, 0.3});
    }
}
