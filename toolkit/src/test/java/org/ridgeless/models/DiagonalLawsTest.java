package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class DiagonalLawsTest {
    private static final double[][] X = {{1, 0.5}, {-0.3, 1.2}, {0.4, -0.8}};
    private static final double[] Y = {1, -0.5, 0.8};
    private static final double[] U = {1.5, 0.4};
    private static final double[] V = {0.1, -0.9};

    /** uv is the same function when the layers are exchanged, and Q changes its sign alone. */
    @Test
    void theLayersAreInterchangeable() {
        DiagonalNetwork one = DiagonalNetwork.on(X, Y, U, V);
        DiagonalNetwork other = DiagonalNetwork.on(X, Y, V, U);
        assertThat(one.loss()).isEqualTo(other.loss());
        assertThat(one.descend(300, 0.05, 0.02, 2, Seeds.of(1)).change())
                .containsExactly(other.descend(300, 0.05, 0.02, 2, Seeds.of(1)).change());
        assertThat(one.loss()).isEqualTo(other.loss());
    }

    /** One step by hand: f = 0.15·1 and the error −0.85, so that g = −0.85 in the single coordinate. */
    @Test
    void oneStepIsTheOneInTheFormula() {
        DiagonalNetwork net =
                DiagonalNetwork.on(new double[][] {{1}}, new double[] {1}, new double[] {1.5}, new double[] {0.1});
        assertThat(net.loss()).isCloseTo(0.85 * 0.85 / 2, within(1e-16));
        double u = 0.98 * 1.5 + 0.1 * 0.85 * 0.1;
        double v = 0.98 * 0.1 + 0.1 * 0.85 * 1.5;
        Forgetting run = net.descend(1, 0.1, 0.2, 1, Seeds.of(1));
        assertThat(net.loss()).isCloseTo((u * v - 1) * (u * v - 1) / 2, within(1e-15));
        assertThat(net.logImbalance()[0]).isCloseTo(Math.log(u * u - v * v), within(1e-14));
        assertThat(run.exact()[0]).isCloseTo(Math.log(0.98 * 0.98 - 0.085 * 0.085), within(1e-14));
        assertThat(run.squares()[0]).isCloseTo(0.85 * 0.85, within(1e-15));
        assertThat(run.rate()).isCloseTo(-run.change()[0], within(1e-15));
        assertThat(run.predictedRate(0.1, 0.2)).isCloseTo(2 * 0.1 * 0.2 + 0.01 * 0.85 * 0.85, within(1e-15));
    }

    /** Decay alone, at a minimum: u and v shrink together and log Q falls by 2 log(1 − ηλ) a step. */
    @Test
    void decayAloneForgetsAtTwiceItsRate() {
        DiagonalNetwork net = DiagonalNetwork.on(new double[][] {{0, 0}, {0, 0}}, new double[] {0, 0}, U, V);
        Forgetting run = net.descend(500, 0.1, 0.3, 1, Seeds.of(1));
        for (int i = 0; i < 2; i++) {
            assertThat(run.change()[i]).isCloseTo(1000 * Math.log(0.97), within(1e-9));
        }
        assertThat(run.rate()).isCloseTo(-2 * Math.log(0.97), within(1e-12));
        assertThat(run.squares()).containsOnly(0);
    }

    /**
     * One coordinate with inputs ±1 and residuals ±s about w* = 2: uv has the inputs ±√κ with κ = √(Q² + 4·2²), hence
     * S = γκs²/(b(2κ − γκ²)) and E g² = s²/b + κS.
     */
    @Test
    void noiseInOneDimensionHasItsClosedForm() {
        double s = 0.3;
        double[][] x = {{1}, {1}, {-1}, {-1}};
        double[] y = {2 + s, 2 - s, -2 - s, -2 + s};
        DiagonalNetwork net = DiagonalNetwork.on(x, y, new double[] {3}, new double[] {1});
        double kappa = Math.sqrt(64 + 16);
        for (int batch : new int[] {1, 4}) {
            double second = 0.02 * kappa * s * s / batch / (2 * kappa - 0.02 * kappa * kappa);
            assertThat(net.stationaryNoise(0.02, batch)).isCloseTo(s * s / batch + kappa * second, within(1e-14));
        }
    }

    @Test
    void interruptedRunsReturnNothing() {
        DiagonalNetwork net = DiagonalNetwork.on(X, Y, U, V);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> net.descend(10, 0.1, 0, 1, Seeds.of(1))).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void settingsThatAreNotNumbersAreRefused() {
        DiagonalNetwork net = DiagonalNetwork.on(X, Y, U, V);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.descend(1, 0.1, Double.NaN, 1, Seeds.of(1)))
                .withMessageContaining("λ = NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.descend(1, Double.NaN, 0, 1, Seeds.of(1)))
                .withMessageContaining("η = NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.descend(1, 0.1, 0, 0, Seeds.of(1)))
                .withMessageContaining("b = 0");
    }
}
