package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;

class NeuronCloudTest {
    private static final double[][] X = {{0.3, -1.1}, {1.4, 0.2}, {-0.8, 0.9}, {0.5, 0.7}};
    private static final double[] Y = {1, -0.5, 0.3, 2};
    private static final double[][] NEURONS = {{1, 0.2}, {-0.4, 0.9}, {0.1, -1.3}};

    @Test
    void theForceIsTheGradientOfTheRiskTimesTheNumberOfNeurons() {
        Net net = Nets.tanh(2, 3, 1);
        double[] w = {1, -0.4, 0.1, 0.2, 0.9, -1.3, 0.5, 0.5, 0.5};
        double[] other = {1, 0.2, -0.4, 0.9, 0.1, -1.3, 0.5, 0.5, 0.5};
        boolean byInput = net.withParameters(w).weights(1)[0][0] == 1
                && net.withParameters(w).weights(1)[0][1] == 0.2;
        double[] parameters = byInput ? w : other;
        double[][] targets = Arrays.stream(Y).mapToObj(y -> new double[] {y}).toArray(double[][]::new);
        Net placed = net.withParameters(parameters);
        assertThat(placed.weights(1)).isDeepEqualTo(NEURONS);
        double[] gradient =
                Risk.of(placed, Data.regression(X, targets), Loss.SQUARE).gradient(parameters);
        double[][] rows = net.withParameters(gradient).weights(1);
        NeuronCloud cloud = NeuronCloud.of(X, Y, 1.5, NEURONS);
        for (int j = 0; j < 3; j++) {
            double[] force = cloud.force(NEURONS[j]);
            assertThat(force[0] / 3).isCloseTo(rows[j][0], within(1e-15));
            assertThat(force[1] / 3).isCloseTo(rows[j][1], within(1e-15));
        }
    }

    @Test
    void theSlopeIsTheDerivativeOfTheForce() {
        NeuronCloud cloud = NeuronCloud.of(X, Y, 1.5, NEURONS);
        double[][] slope = cloud.slope(0.7, -0.2);
        for (int j = 0; j < 2; j++) {
            double[] up = {0.7, -0.2};
            double[] down = up.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            for (int i = 0; i < 2; i++) {
                double difference = (cloud.force(up)[i] - cloud.force(down)[i]) / 2e-5;
                assertThat(slope[i][j]).isCloseTo(difference, within(1e-9));
            }
        }
    }

    @Test
    void distancesStayBetweenTheBoundsAndCoincidentNeuronsCoincide() {
        double[][] neurons = {{1, 0.2}, {-0.4, 0.9}, {0.1, -1.3}, {1, 0.2}};
        NeuronCloud cloud = NeuronCloud.of(X, Y, 1.5, neurons);
        for (int t = 0; t < 50; t++) {
            double[][] before = cloud.neurons();
            double fine = cloud.steepest(21);
            assertThat(fine).isLessThanOrEqualTo(cloud.bound());
            double rate = t < 25 ? 0.3 / fine : 3 / fine;
            cloud.step(rate);
            double[][] after = cloud.neurons();
            assertThat(after[3]).containsExactly(after[0]);
            double[] ratios = NeuronCloud.ratios(Arrays.copyOf(before, 3), Arrays.copyOf(after, 3));
            for (double ratio : ratios) {
                assertThat(ratio).isBetween(1 - rate * fine * (1 + 1e-4), 1 + rate * fine * (1 + 1e-4));
            }
        }
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronCloud.of(X, new double[3], 1, NEURONS))
                .withMessageContaining("4 samples, 3 targets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NeuronCloud.of(X, Y, 1, NEURONS).steepest(2))
                .withMessageContaining("got 2");
    }
}
