package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.linalg.Vectors;

class LeastSquaresFlowLawsTest {
    private static final double[][] X = {{1, 2, -1}, {0.5, -1, 2}, {2, 1, 0}, {-1, 0.3, 0.7}};
    private static final double[] Y = {1, -2, 0.5, 0.25};
    private static final double[] START = {1, -1, 0.5};
    private static final LeastSquaresFlow FLOW = LeastSquaresFlow.of(X, Y);

    @ParameterizedTest
    @CsvSource({"0.3, 0.9", "2, 0", "0, 1.5", "0.01, 40"})
    void theFlowIsASemigroup(double first, double second) {
        assertThat(FLOW.at(second, FLOW.at(first, START)))
                .containsExactly(FLOW.at(first + second, START), within(1e-14));
    }

    @Test
    void stepsAreASemigroupAndTendToTheFlow() {
        assertThat(FLOW.after(5, 0.1, FLOW.after(8, 0.1, START)))
                .containsExactly(FLOW.after(13, 0.1, START), within(1e-14));
        double coarse = Vectors.norm(Vectors.subtract(FLOW.after(200, 0.005, START), FLOW.at(1, START)));
        double fine = Vectors.norm(Vectors.subtract(FLOW.after(400, 0.0025, START), FLOW.at(1, START)));
        assertThat(coarse / fine).isBetween(1.95, 2.05);
    }

    /** The mean over samples does not change when every sample comes twice, nor with their order. */
    @Test
    void samplesCountByTheirShareAndNotByTheirNumberOrOrder() {
        double[][] twice = {X[2], X[0], X[1], X[3], X[1], X[3], X[2], X[0]};
        double[] targets = {Y[2], Y[0], Y[1], Y[3], Y[1], Y[3], Y[2], Y[0]};
        LeastSquaresFlow doubled = LeastSquaresFlow.of(twice, targets);
        assertThat(doubled.at(0.7, START)).containsExactly(FLOW.at(0.7, START), within(1e-14));
        assertThat(doubled.ridge(0.3, START)).containsExactly(FLOW.ridge(0.3, START), within(1e-14));
        assertThat(doubled.largestRate()).isCloseTo(FLOW.largestRate(), within(1e-15));
    }

    /** Inputs in units of c and targets in units of k: times go like 1/c², weights like k/c, penalties like c². */
    @ParameterizedTest
    @CsvSource({"1e-70, 1e40", "1e30, 1e-50", "3, 1"})
    void unitsCancel(double c, double k) {
        double[][] x = Arrays.stream(X).map(row -> Vectors.scale(row, c)).toArray(double[][]::new);
        LeastSquaresFlow scaled = LeastSquaresFlow.of(x, Vectors.scale(Y, k));
        double[] start = Vectors.scale(START, k / c);
        assertThat(Vectors.scale(scaled.at(0.7 / c / c, start), c / k))
                .containsExactly(FLOW.at(0.7, START), within(1e-13));
        assertThat(Vectors.scale(scaled.ridge(0.3 * c * c, start), c / k))
                .containsExactly(FLOW.ridge(0.3, START), within(1e-13));
        assertThat(scaled.largestRate() * c * c).isCloseTo(FLOW.largestRate(), within(1e-14));
    }

    /** d/dt w = −∇L by central differences. */
    @Test
    void theVelocityIsMinusTheGradient() {
        double[] w = FLOW.at(0.4, START);
        double[] velocity =
                Vectors.scale(Vectors.subtract(FLOW.at(0.4 + 1e-5, START), FLOW.at(0.4 - 1e-5, START)), 1 / 2e-5);
        double[] descent = new double[3];
        for (int i = 0; i < 4; i++) {
            Vectors.addScaled(descent, (Y[i] - Vectors.dot(X[i], w)) / 4, X[i]);
        }
        assertThat(velocity).containsExactly(descent, within(1e-8));
    }

    /** The ridge is where the gradient of L balances r (w − w₀). */
    @Test
    void theRidgeIsStationary() {
        double[] w = FLOW.ridge(0.3, START);
        double[] gradient = Vectors.scale(Vectors.subtract(w, START), 0.3);
        for (int i = 0; i < 4; i++) {
            Vectors.addScaled(gradient, (Vectors.dot(X[i], w) - Y[i]) / 4, X[i]);
        }
        assertThat(gradient).containsOnly(new double[] {0}, within(1e-14));
    }

    /** Averaged over noise ±σ on each label, the sixteen signs of which have the mean square of any such noise. */
    @Test
    void theExpectedErrorIsTheMeanOverAllSignsOfTheNoise() {
        double[] truth = {0.7, -0.2, 1.1};
        double[] variances = {1, 0.5, 2};
        double sum = 0;
        for (int signs = 0; signs < 16; signs++) {
            double[] labels = new double[4];
            for (int i = 0; i < 4; i++) {
                labels[i] = Vectors.dot(X[i], truth) + ((signs >> i & 1) == 0 ? 0.6 : -0.6);
            }
            double[] w = LeastSquaresFlow.of(X, labels).at(1.3, 0, 0, 0);
            for (int j = 0; j < 3; j++) {
                sum += variances[j] * (w[j] - truth[j]) * (w[j] - truth[j]) / 16;
            }
        }
        assertThat(FLOW.expectedError(1.3, truth, 0.6, variances)).isCloseTo(sum, within(1e-14));
    }
}
