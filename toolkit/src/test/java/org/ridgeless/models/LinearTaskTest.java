package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class LinearTaskTest {
    private static final double[] X = {1, 0.2, -0.5, 0.3, 0.8, 0.1, -1, 0.4, 0.6, -0.2, 0.5, 0.3, 0.9, -0.7, 0.1};
    private static final double[] Y = {1, 0, 2, -1, 0.5, 0.3, -0.4, 0.1, 0.7, -1.2};
    private static final LinearTask TASK = LinearTask.of(X, 3, Y, 2);

    /** Inputs are the three unit vectors and targets 3, 2 and 1 times them: ρ = 9, 4, 1 and S_xx = I. */
    private static final LinearTask AXES =
            LinearTask.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, new double[] {3, 0, 0, 0, 2, 0, 0, 0, 1}, 3);

    /** NumPy 2.4.6: numpy.linalg.eigvalsh of S_yx S_xx⁻¹ S_xy, and the residual of ordinary least squares. */
    @Test
    void modesAreThePowerThatLeastSquaresExplains() {
        assertThat(TASK.modes()).containsExactly(new double[] {6.1487145388794, 0.8995790853353183}, within(1e-13));
        assertThat(TASK.minimum(2)).isCloseTo(0.6958531878926403, within(1e-14));
        assertThat(TASK.minimum(7)).isEqualTo(TASK.minimum(2));
        assertThat(TASK.minimum(0)).isCloseTo(4.22, within(1e-14));
        assertThat(TASK.inputPower()).isCloseTo(Vectors.squares(X), within(1e-14));
    }

    /** Every set of modes gives a point without slope, whose loss is what the other modes have. */
    @Test
    void everySetOfModesIsACriticalPointOfItsValue() {
        double[] rho = {9, 4, 1};
        double[] values = AXES.criticalValues(2);
        int found = 0;
        for (int set = 0; set < 8; set++) {
            if (Integer.bitCount(set) <= 2) {
                double left = 0;
                double[] first = new double[6];
                double[] second = new double[6];
                int row = 0;
                for (int mode = 0; mode < 3; mode++) {
                    if ((set >> mode & 1) == 1) {
                        first[row * 3 + mode] = Math.sqrt(3 - mode);
                        second[mode * 2 + row++] = Math.sqrt(3 - mode);
                    } else {
                        left += rho[mode] / 2;
                    }
                }
                LinearNetwork network = new LinearNetwork(new int[] {3, 2, 3}, new double[][] {first, second});
                assertThat(AXES.gradientNorm(network)).isCloseTo(0, within(1e-14));
                assertThat(AXES.loss(network)).isCloseTo(left, within(1e-14));
                double loss = left;
                assertThat(Arrays.stream(values).anyMatch(value -> Math.abs(value - loss) < 1e-13))
                        .isTrue();
                found++;
            }
        }
        assertThat(values).hasSize(found).isSorted();
        assertThat(values[0]).isCloseTo(0.5, within(1e-14));
        assertThat(values[found - 1]).isCloseTo(7, within(1e-14));
    }

    /** Outputs turned by any rotation and inputs changed by any regular map have the same modes. */
    @Test
    void modesDoNotDependOnCoordinates() {
        double[] mixed = Small.multiply(new double[] {2, 1, 0, 0, -1, 3, 1, 0, 1}, X, 3, 3, 5);
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        double[] turned = Small.multiply(new double[] {c, -s, s, c}, Y, 2, 2, 5);
        assertThat(LinearTask.of(mixed, 3, turned, 2).modes()).containsExactly(TASK.modes(), within(1e-13));
        assertThat(LinearTask.of(Vectors.scale(X, 1e-90), 3, Vectors.scale(Y, 1e70), 2)
                        .modes())
                .containsExactly(Vectors.scale(TASK.modes(), 1e140), within(1e127));
    }

    /** A product of balanced factors carries one scale through every layer: all its singular values are its power. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void balancedNetworksHaveOneSingularValue(int hidden) {
        int[] dims = new int[hidden + 2];
        Arrays.fill(dims, 5);
        dims[0] = 4;
        dims[hidden + 1] = 3;
        LinearNetwork network = LinearNetwork.balanced(0.7, Seeds.of(1), dims);
        double[] values = Matrix.wrap(network.product(), 3, 4).singularValues();
        assertThat(values).containsOnly(new double[] {Math.pow(0.7, hidden + 1)}, within(1e-14));
        assertThat(network.depth()).isEqualTo(hidden + 1);
    }

    @Test
    void randomNetworksHaveTheDeviationAskedFor() {
        LinearNetwork network = LinearNetwork.random(0.3, Seeds.of(1), 100, 100);
        // The standard error of the mean square of 10,000 normal numbers is σ²√2/100.
        assertThat(Vectors.squares(network.product()) / 10_000).isCloseTo(0.09, within(4 * 0.09 * Math.sqrt(2) / 100));
        assertThat(Vectors.sum(network.product()) / 10_000).isCloseTo(0, within(4 * 0.3 / 100));
    }

    /** ‖C‖ between networks is a distance: 0 to itself, the same both ways, and known for one layer scaled. */
    @Test
    void theDistanceOfImbalancesIsThatOfTheirMatrices() {
        LinearNetwork one = new LinearNetwork(new int[] {1, 1, 1}, new double[][] {{2}, {3}});
        LinearNetwork other = new LinearNetwork(new int[] {1, 1, 1}, new double[][] {{1}, {4}});
        assertThat(one.imbalance(1)).containsExactly(5);
        assertThat(other.imbalance(1)).containsExactly(15);
        assertThat(one.imbalanceDistance(other)).isEqualTo(10);
        assertThat(other.imbalanceDistance(one)).isEqualTo(10);
        assertThat(one.imbalanceDistance(one)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> one.imbalance(2)).withMessageContaining("got 2");
    }

    /** One step on the scalar chain: (2, 3) with the product 6 against 1 moves by −η·5·(3, 2). */
    @Test
    void aStepOfDescentIsTheOneByHand() {
        LinearTask scalar = LinearTask.of(new double[] {1}, 1, new double[] {1}, 1);
        LinearNetwork start = new LinearNetwork(new int[] {1, 1, 1}, new double[][] {{2}, {3}});
        LinearNetwork next = LinearDescent.descent(scalar, 0.01).advance(start);
        assertThat(next.weights()[0][0]).isCloseTo(2 - 0.15, within(1e-15));
        assertThat(next.weights()[1][0]).isCloseTo(3 - 0.10, within(1e-15));
        assertThat(scalar.loss(start)).isEqualTo(12.5);
        assertThat(scalar.gradientNorm(start)).isCloseTo(5 * Math.sqrt(13), within(1e-14));
    }

    /** With one layer Runge and Kutta's method has the error of the series of e^{−t} after its fourth term. */
    @Test
    void rungeKuttaIsTheExponentialToFourthOrder() {
        LinearTask scalar = LinearTask.of(new double[] {1}, 1, new double[] {0}, 1);
        LinearNetwork start = new LinearNetwork(new int[] {1, 1}, new double[][] {{1}});
        LinearNetwork next = LinearDescent.rungeKutta(scalar, 0.1).advance(start);
        double series = 1 - 0.1 + 0.01 / 2 - 0.001 / 6 + 0.0001 / 24;
        assertThat(next.weights()[0][0]).isCloseTo(series, within(1e-15));
    }

    @Test
    void interruptedDescentIsNotTakenForItsEnd() {
        LinearNetwork start = LinearNetwork.random(0.1, Seeds.of(1), 3, 2, 2);
        LinearDescent descent = LinearDescent.descent(TASK, 0.01);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> descent.advance(start, 5)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        LinearNetwork wide = LinearNetwork.random(1, Seeds.of(1), 5, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TASK.loss(wide))
                .withMessageContaining("3 inputs and 2 outputs")
                .withMessageContaining("[5, 3]");
        assertThatIllegalArgumentException().isThrownBy(() -> TASK.gradientNorm(wide));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearTask.of(X, 0, Y, 2))
                .withMessageContaining("0 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearTask.of(new double[] {1, Double.NaN}, 1, new double[] {1, 2}, 1))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearTask.of(new double[] {1, 2}, 2, new double[] {1}, 1))
                .withMessageContaining("1 samples of 2 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearDescent.descent(TASK, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> LinearDescent.rungeKutta(TASK, 0));
    }
}
