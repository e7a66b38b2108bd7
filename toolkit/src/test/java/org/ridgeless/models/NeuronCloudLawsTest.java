package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

class NeuronCloudLawsTest {
    private static final double[][] LINE = {{0.5}, {-1.2}, {2}};
    private static final double[] Y = {0.4, -1, 0.9};
    private static final double[][] NEURONS = {{0.7}, {-0.4}, {1.6}};

    /** scipy.optimize.minimize_scalar of SciPy 1.17.1 from the best of 20,001 points. */
    @Test
    void onTheLineTheSteepestPlaceIsThatOfAScalarSearch() {
        NeuronCloud cloud = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        assertThat(cloud.loss()).isCloseTo(0.06211464684487483, within(1e-16));
        assertThat(cloud.force(0.3)[0]).isCloseTo(-0.4609114341383636, within(1e-15));
        assertThat(cloud.steepest(101)).isCloseTo(0.6992721060730781, within(1e-5));
        assertThat(cloud.steepest(101)).isLessThanOrEqualTo(0.6992721060730781 * (1 + 1e-12));
    }

    /** All neurons move by one map, whatever their order. */
    @Test
    void neuronsAreInterchangeable() {
        NeuronCloud one = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        NeuronCloud other = NeuronCloud.of(LINE, Y, 1.3, new double[][] {{1.6}, {0.7}, {-0.4}});
        for (int t = 0; t < 20; t++) {
            one.step(0.3);
            other.step(0.3);
        }
        assertThat(other.neurons()[1][0]).isCloseTo(one.neurons()[0][0], within(1e-14));
        assertThat(other.neurons()[0][0]).isCloseTo(one.neurons()[2][0], within(1e-14));
        assertThat(other.loss()).isCloseTo(one.loss(), within(1e-15));
    }

    /** The mean over N: every neuron twice is the same network with the same force. */
    @Test
    void everyNeuronTwiceIsTheSameCloud() {
        NeuronCloud one = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        NeuronCloud twice = NeuronCloud.of(LINE, Y, 1.3, new double[][] {{0.7}, {-0.4}, {1.6}, {0.7}, {-0.4}, {1.6}});
        assertThat(twice.loss()).isCloseTo(one.loss(), within(1e-16));
        assertThat(twice.force(-0.2)[0]).isCloseTo(one.force(-0.2)[0], within(1e-16));
    }

    /** Outputs and targets in units of c: residuals in c, forces in c². */
    @ParameterizedTest
    @ValueSource(doubles = {1e-60, 1e60})
    void forcesScaleWithTheSquareOfTheTargets(double unit) {
        NeuronCloud one = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        NeuronCloud other = NeuronCloud.of(LINE, Vectors.scale(Y, unit), 1.3 * unit, NEURONS);
        assertThat(other.force(0.3)[0] / unit / unit).isCloseTo(one.force(0.3)[0], within(1e-14));
        assertThat(other.slope(0.3)[0][0] / unit / unit).isCloseTo(one.slope(0.3)[0][0], within(1e-14));
        assertThat(other.bound() / unit / unit).isCloseTo(one.bound(), within(1e-14));
        assertThat(other.steepest(41) / unit / unit).isCloseTo(one.steepest(41), within(1e-14));
        assertThat(other.loss() / unit / unit).isCloseTo(one.loss(), within(1e-15));
    }

    /** With one sample ∂g/∂w = r a tanh″(wx) x², and the bound is reached where tanh² = 1/3. */
    @Test
    void theBoundIsReachedWhereTanhBendsMost() {
        double[][] neurons = {{-3}, {2}};
        NeuronCloud cloud = NeuronCloud.of(new double[][] {{0.8}}, new double[] {0.5}, 1.1, neurons);
        double w = 0.5 * Math.log((1 + 1 / Math.sqrt(3)) / (1 - 1 / Math.sqrt(3))) / 0.8;
        assertThat(Math.abs(cloud.slope(w)[0][0])).isCloseTo(cloud.bound(), within(1e-15));
        assertThat(cloud.steepest(11)).isCloseTo(cloud.bound(), within(1e-5 * cloud.bound()));
    }

    /** Small steps go downhill at the rate of the mean square of the forces. */
    @Test
    void lossFallsByTheSquareOfTheForce() {
        NeuronCloud cloud = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        double before = cloud.loss();
        double squares = 0;
        for (double[] neuron : NEURONS) {
            squares += Vectors.squares(cloud.force(neuron)) / 3;
        }
        cloud.step(1e-6);
        assertThat((before - cloud.loss()) / 1e-6).isCloseTo(squares, within(1e-5 * squares));
    }

    @Test
    void ratiosAreThoseOfDistances() {
        double[][] before = {{0, 0}, {3, 4}, {0, 1}};
        double[][] after = {{1, 1}, {1, 11}, {1, 1}};
        assertThat(NeuronCloud.ratios(before, after)).hasSize(3);
        assertThat(NeuronCloud.ratios(before, after)[0]).isEqualTo(2);
        assertThat(NeuronCloud.ratios(before, after)[1]).isZero();
        assertThat(NeuronCloud.ratios(before, after)[2]).isCloseTo(10 / Math.sqrt(18), within(1e-15));
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        NeuronCloud cloud = NeuronCloud.of(LINE, Y, 1.3, NEURONS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cloud.step(Double.NaN))
                .withMessageContaining("NaN");
        assertThat(cloud.neurons()).isDeepEqualTo(NEURONS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronCloud.of(LINE, new double[] {1, Double.NaN, 0}, 1, NEURONS))
                .withMessageContaining("NaN");
        assertThatThrownBy(() -> NeuronCloud.of(
                                new double[][] {{1, 2, 3}}, new double[] {1}, 1, new double[][] {{1, 0, 0}})
                        .bound())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("got 3");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> cloud.step(0.1)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
