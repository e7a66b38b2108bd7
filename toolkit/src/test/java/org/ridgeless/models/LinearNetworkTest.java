package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class LinearNetworkTest {
    private static LinearTask task() {
        double[] x = LinearNetwork.random(1 / Math.sqrt(20), Seeds.of(1), 20, 4).product();
        double[] y = LinearNetwork.random(1 / Math.sqrt(20), Seeds.of(2), 20, 3).product();
        return LinearTask.of(x, 4, y, 3);
    }

    @Test
    void theDirectionIsMinusTheGradientByFiniteDifferences() {
        LinearTask task = task();
        LinearNetwork network = LinearNetwork.random(0.5, Seeds.of(3), 4, 5, 2, 3);
        double[][] direction = task.descentDirection(network);
        double h = 1e-6;
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < direction[k].length; i++) {
                double[][] probe = {new double[20], new double[10], new double[6]};
                probe[k][i] = 1;
                double slope = (task.loss(network.plus(h, probe)) - task.loss(network.plus(-h, probe))) / (2 * h);
                assertThat(direction[k][i]).isCloseTo(-slope, within(1e-8));
            }
        }
    }

    @Test
    void descentReachesTheBestFitOfItsRank() {
        LinearTask task = task();
        for (int width : new int[] {1, 2, 5}) {
            LinearNetwork start = LinearNetwork.random(0.4, Seeds.of(4), 4, width, 3);
            LinearNetwork end = LinearDescent.descent(task, 0.1).advance(start, 20_000);
            assertThat(task.loss(end)).isCloseTo(task.minimum(width), within(1e-10));
        }
    }

    @Test
    void flowConservesTheImbalanceToFourthOrder() {
        LinearTask task = task();
        LinearNetwork start = LinearNetwork.random(0.5, Seeds.of(5), 4, 5, 3);
        double coarse = LinearDescent.rungeKutta(task, 0.2).advance(start, 20).imbalanceDistance(start);
        double fine = LinearDescent.rungeKutta(task, 0.1).advance(start, 40).imbalanceDistance(start);
        assertThat(coarse / fine).isBetween(12.0, 40.0);
    }

    @Test
    void balancedNetworksHaveNoImbalance() {
        LinearNetwork network = LinearNetwork.balanced(0.1, Seeds.of(6), 6, 8, 8, 4);
        for (int k = 1; k < 3; k++) {
            for (double c : network.imbalance(k)) {
                assertThat(c).isCloseTo(0, within(1e-15));
            }
        }
    }

    @Test
    void criticalValuesAreCountedByTheirModes() {
        assertThat(task().criticalValues(2)).hasSize(1 + 3 + 3);
        assertThat(task().criticalValues(2)[0]).isCloseTo(task().minimum(2), within(1e-14));
    }

    @Test
    void aStepThatDivergesIsReportedWithItsNumber() {
        LinearNetwork start = LinearNetwork.random(1, Seeds.of(7), 4, 5, 3);
        assertThatThrownBy(() -> LinearDescent.descent(task(), 50).advance(start, 1000))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverged at step");
    }
}
