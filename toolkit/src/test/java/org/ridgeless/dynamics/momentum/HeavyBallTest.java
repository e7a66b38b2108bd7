package org.ridgeless.dynamics.momentum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;

class HeavyBallTest {
    private static final Data ONE = Data.regression(new double[][] {{2}}, new double[][] {{0}});

    @Test
    void oneDimensionFollowsItsRecursion() {
        double w = 1;
        double before = 1;
        for (int t = 0; t < 50; t++) {
            double next = w + 0.5 * (w - before) - 0.1 * (4 * w + 0.01 * w);
            before = w;
            w = next;
        }
        HeavyBall ball = HeavyBall.of(Nets.linear(1, 1).withParameters(1), ONE, Loss.SQUARE, 0.1)
                .momentum(0.5)
                .decay(0.01);
        assertThat(last(ball, 50).parameters()[0]).isCloseTo(w, within(1e-14));
    }

    @Test
    void withoutMomentumItIsGradientDescent() {
        Data data = Data.randomLabels(20, 3).seed(1);
        Net net = Nets.tanh(3, 5, 1).seed(1);
        double[] expected = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(0.05)
                .run(100)
                .net()
                .parameters();
        assertThat(last(HeavyBall.of(net, data, Loss.SQUARE, 0.05), 100).parameters())
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void aDivergingRunSaysWhen() {
        int end = HeavyBall.of(Nets.linear(1, 1).withParameters(1), ONE, Loss.SQUARE, 10)
                .run(1000, 1000, Seeds.of(1), (t, net) -> {});
        assertThat(end).isBetween(50, 200);
    }

    @Test
    void momentumMustBeBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HeavyBall.of(Nets.linear(1, 1), ONE, Loss.SQUARE, 0.1).momentum(1))
                .withMessageContaining("got 1.0");
    }

    private static Net last(HeavyBall ball, int steps) {
        Net[] last = new Net[1];
        ball.run(steps, steps, Seeds.of(1), (t, net) -> last[0] = net);
        return last[0];
    }
}
