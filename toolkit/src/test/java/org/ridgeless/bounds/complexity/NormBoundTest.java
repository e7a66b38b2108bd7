package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class NormBoundTest {
    private static final Data DATA = Data.of(new double[][] {{1, 2}, {-3, 0.5}, {0, 4}}, new double[] {1, -1, 1});

    @Test
    void oneLayerHasTheBoundOfTheLinearBall() {
        Net linear = Nets.linear(2, 1).withParameters(3, 4);
        assertThat(NormBound.FROBENIUS.complexity(linear, DATA))
                .isCloseTo(LinearBall.euclidean(DATA.inputs(), 5).upper(), within(1e-14));
    }

    /** Σ‖x‖² = 30.25, columns 10 and 20.25, N = 3; K = 2; weights 1 and 2 into the units, 3 and −1 out of them. */
    @Test
    void boundsOfATwoLayerNetworkAreTheirFormulas() {
        Net net = Nets.relu(2, 2, 1).withParameters(1, 0, 0, 2, 3, -1);
        double frobenius = Math.sqrt(5) * Math.sqrt(10) * Math.sqrt(30.25) / 3 * (1 + Math.sqrt(2 * Math.log(2)));
        assertThat(NormBound.FROBENIUS.complexity(net, DATA)).isCloseTo(frobenius, within(1e-12));
        double path = 5 * Math.sqrt(2 * Math.log(8) * 20.25) / 3;
        assertThat(NormBound.PATH.complexity(net, DATA)).isCloseTo(path, within(1e-12));
        // With three samples the covering numbers say less than the inequality of Cauchy and Schwarz.
        double spectral = 2 * Math.sqrt(10) * Math.sqrt(30.25) / Math.sqrt(3);
        assertThat(NormBound.SPECTRAL.complexity(net, DATA)).isCloseTo(spectral, within(1e-12));
    }

    /** Equation by hand for one layer, where b = ‖w‖ and W = d: √A = D √(ln 2d²). */
    @Test
    void theSpectralBoundOfManySamplesIsDudleysIntegral() {
        Data data = Data.separable(20_000, 2).seed(1);
        Net net = Nets.linear(2, 1).withParameters(1, 0);
        double n = data.samples();
        double diameter = Math.sqrt(NormBound.squares(data.inputs()));
        double root = diameter * Math.sqrt(Math.log(8));
        double alpha = 3 * root / Math.sqrt(n);
        double integral = 4 * alpha / Math.sqrt(n) + 12 / n * root * Math.log(diameter / alpha);
        assertThat(NormBound.SPECTRAL.complexity(net, data)).isCloseTo(integral, within(1e-12));
        for (double factor : new double[] {0.7, 1.5}) {
            double other = 4 * factor * alpha / Math.sqrt(n) + 12 / n * root * Math.log(diameter / (factor * alpha));
            assertThat(integral).isLessThan(other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void boundsAreHomogeneousInEachLayerAndInTheInputs(NormBound bound) {
        Net net = Nets.relu(2, 5, 4, 1).seed(3);
        double once = bound.complexity(net, DATA);
        assertThat(bound.complexity(net.scaled(2), DATA)).isCloseTo(8 * once, within(1e-10 * once));
        assertThat(bound.complexity(net, DATA.scaled(1e9))).isCloseTo(1e9 * once, within(1e-1 * once));
    }

    @ParameterizedTest
    @EnumSource
    void otherNetworksAreRefusedByName(NormBound bound) {
        assertThatThrownBy(() -> bound.complexity(Nets.tanh(2, 3, 1), DATA)).hasMessageContaining("tanh");
        assertThatThrownBy(() -> bound.complexity(Nets.relu(2, 3, 2), DATA)).hasMessageContaining("got 2");
        assertThatThrownBy(() -> bound.complexity(Nets.leakyRelu(3, 2, 3, 1), DATA))
                .hasMessageContaining("slopes of at most 1");
        assertThatThrownBy(() -> bound.complexity(Nets.relu(2, 3, 1).biased(), DATA))
                .hasMessageContaining("without biases");
    }
}
