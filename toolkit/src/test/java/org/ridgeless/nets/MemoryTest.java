package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;

/** What does not fit into memory is refused with its size before it is allocated. */
class MemoryTest {
    private final Net net = Nets.relu(20, 500, 200, 1).seed(1);
    private final Risk risk = Risk.of(net, Data.separable(16, 20).gap(0.3).seed(1), Loss.EXPONENTIAL);

    @Test
    void aHessianOfTooManyParameters() {
        assertThatThrownBy(() -> risk.hessian(net.parameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("110200 × 110200 matrix needs 97.2 GB");
    }

    @Test
    void aNetworkOfTooManyParameters() {
        assertThatThrownBy(() -> Nets.relu(200_000, 200_000, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200,000 × 200,000 weights of 40,000,000,000 numbers");
        assertThatThrownBy(() -> Nets.relu(40_000, 40_000, 1).seed(1).parameters())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1,600,040,000 parameters")
                .hasMessageContaining("12.8 GB");
    }

    @Test
    void aBatchOfTooManySamples() {
        assertThatThrownBy(() -> Engine.FUSED.evaluator(net.architecture(), 2_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2,000,000 samples")
                .hasMessageContaining("GB");
    }
}
