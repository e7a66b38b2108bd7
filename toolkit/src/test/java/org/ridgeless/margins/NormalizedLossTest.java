package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class NormalizedLossTest {
    private static final Data DATA = Data.teacherClasses(50, 4, 3).teacher(1).seed(2);

    @Test
    void theScaleOfTheWeightsDoesNotMatter() {
        Net net = Nets.relu(4, 8, 8, 3).seed(3);
        NormalizedLoss once = NormalizedLoss.of(net, DATA);
        NormalizedLoss scaled = NormalizedLoss.of(net.scaled(7), DATA);
        assertThat(scaled.value()).isCloseTo(once.value(), within(1e-14));
        assertThat(scaled.taylor()).isCloseTo(once.taylor(), within(1e-14));
    }

    @Test
    void theExpansionIsOffBySecondOrder() {
        NormalizedLoss loss = NormalizedLoss.of(Nets.relu(4, 40, 40, 3).seed(3), DATA);
        double first = Math.abs(loss.taylor() - Math.log(3));
        double second = Math.abs(loss.value() - loss.taylor());
        double largest = 0;
        for (double[] f : Nets.relu(4, 40, 40, 3).seed(3).normalized().applyAll(DATA.inputs())) {
            for (double entry : f) {
                largest = Math.max(largest, entry * entry);
            }
        }
        assertThat(first).isPositive();
        // The second derivative of log-sum-exp along any direction is at most 1/4 of the squared range.
        assertThat(second).isPositive().isLessThan(largest / 2);
    }

    @Test
    void networksThatAreNotHomogeneousAreRefused() {
        assertThatThrownBy(() -> NormalizedLoss.of(Nets.tanh(4, 5, 3).seed(1), DATA))
                .hasMessageContaining("not positively homogeneous");
    }
}
