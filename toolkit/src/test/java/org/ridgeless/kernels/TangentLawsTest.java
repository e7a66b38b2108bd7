package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class TangentLawsTest {
    private static final double[] X = {1, 0.5, -1};
    private static final double[] Z = {0.2, -1, 2};

    /** The same direction: ρ²/2 from either layer; opposite ones: none; right angles: ρρ/(2π) from the outputs alone. */
    @Test
    void theKernelHasItsValuesAtSpecialAngles() {
        double square = Vectors.squares(X) / 3;
        assertThat(ReluTangentKernel.of(X, X)).isCloseTo(square, within(1e-7));
        assertThat(ReluTangentKernel.outputPart(X, X)).isCloseTo(square / 2, within(1e-7));
        assertThat(ReluTangentKernel.of(X, Vectors.scale(X, -1))).isCloseTo(0, within(1e-7));
        double[] right = {2, 0, 2};
        assertThat(ReluTangentKernel.of(X, right)).isCloseTo(1.5 * Math.sqrt(8) / 3 / (2 * Math.PI), within(1e-15));
    }

    /** Homogeneous of degree 1 in each input, symmetric, and unchanged by rotations. */
    @ParameterizedTest
    @CsvSource({"1e-100, 1", "1e100, 1e-50", "3, 7"})
    void theKernelIsHomogeneousInBothInputs(double c, double k) {
        double one = ReluTangentKernel.of(X, Z);
        assertThat(ReluTangentKernel.of(Vectors.scale(X, c), Vectors.scale(Z, k)) / c / k)
                .isCloseTo(one, within(1e-14));
        assertThat(ReluTangentKernel.of(Z, X)).isCloseTo(one, within(1e-15));
        double[] turnedX = {X[1], X[2], X[0]};
        double[] turnedZ = {Z[1], Z[2], Z[0]};
        assertThat(ReluTangentKernel.of(turnedX, turnedZ)).isCloseTo(one, within(1e-15));
    }

    /** A kernel is positive semidefinite. */
    @Test
    void matricesOfTheKernelHaveNoNegativeEigenvalue() {
        double[][] rows = new double[12][];
        var stream = Seeds.of(1).stream();
        for (int i = 0; i < 12; i++) {
            rows[i] = stream.doubles(3, -1, 1).toArray();
        }
        Matrix kernel = Matrix.of(ReluTangentKernel.matrix(rows, rows));
        assertThat(kernel.symmetricEigenvalues()[0]).isGreaterThan(0);
        assertThat(ReluTangentKernel.matrix(new double[][] {X}, new double[][] {Z, X})[0])
                .containsExactly(ReluTangentKernel.of(X, Z), ReluTangentKernel.of(X, X));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReluTangentKernel.of(X, new double[2]))
                .withMessageContaining("3 and 2");
    }

    /** Wide networks have the kernel of the limit, with an error of 1/√m. */
    @Test
    void wideNetworksHaveTheKernelOfTheLimit() {
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < 40; seed++) {
            double kernel = TangentNetwork.antisymmetric(400, 3, Seeds.of(seed)).kernel(X, Z);
            sum += kernel / 40;
            squares += kernel * kernel / 40;
        }
        double error = Math.sqrt((squares - sum * sum) / 39);
        assertThat(sum).isCloseTo(ReluTangentKernel.of(X, Z), within(4 * error));
        assertThat(error).isLessThan(0.05);
    }

    /** f₀ ≡ 0; after one small step the outputs have moved by η/n Σ y_j Θ(x, x_j), all hinges being open. */
    @Test
    void theFirstStepFollowsTheKernelOfTheStart() {
        TangentNetwork net = TangentNetwork.antisymmetric(50, 3, Seeds.of(1));
        double[][] inputs = {X, Z, {0.3, 0.3, 0.1}};
        double[] labels = {1, -1};
        double rate = 1e-6;
        double[][] path = net.train(inputs, labels, rate, 0, TangentNetwork.Penalty.DISPLACEMENT, 1, 1);
        assertThat(path[0]).containsOnly(new double[] {0}, within(1e-15));
        for (int i = 0; i < 3; i++) {
            double moved = (net.kernel(inputs[i], X) - net.kernel(inputs[i], Z)) / 2;
            assertThat(path[1][i] / rate).isCloseTo(moved, within(1e-4));
        }
        // Training leaves the network as it was.
        assertThat(net.train(inputs, labels, rate, 0, TangentNetwork.Penalty.DISPLACEMENT, 1, 1))
                .isDeepEqualTo(path);
    }

    /** Where every margin is met nothing is left but the penalty, and labels exchanged mirror the outputs. */
    @Test
    void exchangedLabelsMirrorTheOutputs() {
        TangentNetwork net = TangentNetwork.antisymmetric(60, 3, Seeds.of(2));
        double[][] inputs = {X, Z};
        double[][] one =
                net.train(inputs, new double[] {1, -1}, 0.5, 0.01, TangentNetwork.Penalty.DISPLACEMENT, 40, 10);
        assertThat(one).hasDimensions(5, 2);
        assertThat(one[4][0]).isGreaterThan(0.8);
        assertThat(one[4][1]).isLessThan(-0.8);
        // For the mirror image of all output weights −y is what y was, and mirror images are half of the network.
        double[][] other =
                net.train(inputs, new double[] {-1, 1}, 0.5, 0.01, TangentNetwork.Penalty.DISPLACEMENT, 40, 10);
        for (int k = 0; k < 5; k++) {
            assertThat(other[k]).containsExactly(Vectors.scale(one[k], -1), within(1e-12));
        }
        assertThat(net.toString()).contains("60 units on 3 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TangentNetwork.antisymmetric(3, 2, Seeds.of(1)))
                .withMessageContaining("got 3");
    }
}
