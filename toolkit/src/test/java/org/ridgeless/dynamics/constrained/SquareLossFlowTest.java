package org.ridgeless.dynamics.constrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class SquareLossFlowTest {
    private static final Data ONE = Data.of(new double[][] {{3, 4}}, new double[] {1});

    @Test
    void theDirectionOfALinearPredictorTurnsToTheOnlySampleAndRhoRestsAtRidgeRegression() {
        double lambda = 2;
        SquareLossFlow.End end = SquareLossFlow.of(Nets.linear(2, 1).withParameters(1, 0), ONE, lambda)
                .run(0.5, 1e-12, 100_000);
        assertThat(end.atRest()).isTrue();
        assertThat(end.net().parameters()).containsExactly(new double[] {0.6, 0.8}, within(1e-8));
        // min (1 − 5ρ)² + λρ² is at ρ = 5/(25 + λ).
        assertThat(end.rho()).isCloseTo(5 / (25 + lambda), within(1e-9));
    }

    @Test
    void withTheDirectionsAtRestRhoDecaysExponentially() {
        SquareLossFlow.End end = SquareLossFlow.of(Nets.linear(2, 1).withParameters(0.6, 0.8), ONE, 1)
                .run(7, 1e-12, 20);
        double rest = 5 / 26.0;
        assertThat(end.rho()).isCloseTo(rest + (7 - rest) * Math.exp(-2 * 26 * end.time()), within(1e-12));
    }

    @Test
    void atInterpolationAllMarginsAreOneOverRho() {
        Net net = Nets.relu(5, 30, 1).seed(2);
        Data data = Data.separable(12, 5).gap(0.3).seed(3);
        SquareLossFlow.End end = SquareLossFlow.of(net, data, 0).run(60, 1e-6, 100_000);
        assertThat(end.atRest()).isTrue();
        assertThat(end.spread()).isLessThan(1e-4);
        assertThat(end.smallest() * end.rho()).isCloseTo(1, within(1e-4));
        assertThat(end.net().rho(1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void otherDataAndDecaysAreNamed() {
        assertThatThrownBy(() -> SquareLossFlow.of(Nets.relu(4, 3, 3), Data.gaussianMixture(9, 4, 3), 0))
                .hasMessageContaining("one output and labels ±1, got 3 outputs");
        assertThatThrownBy(() -> SquareLossFlow.of(Nets.linear(2, 1), ONE, -1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> SquareLossFlow.of(Nets.tanh(2, 3, 1), ONE, 0)).hasMessageContaining("homogeneous");
        assertThatThrownBy(() -> SquareLossFlow.of(Nets.linear(2, 1), ONE, 0).run(0, 1e-3, 10))
                .hasMessageContaining("must be positive, got 0.0");
    }
}
