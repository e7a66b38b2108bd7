package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class TangentNetworkTest {
    private static final double[] X = {1, -0.5, 2};
    private static final double[] Z = {0.3, 1, 0.7};

    @Test
    void theKernelOfOneInputIsItsSquareLength() {
        // θ = 0: s₁ = ρ²/2 and s₀ x·x/d = ρ²/2.
        assertThat(ReluTangentKernel.of(X, X)).isCloseTo(5.25 / 3, within(1e-14));
    }

    @Test
    void theKernelOfOppositeInputsVanishes() {
        assertThat(ReluTangentKernel.of(X, new double[] {-1, 0.5, -2})).isCloseTo(0, within(1e-12));
    }

    @Test
    void theEmpiricalKernelApproachesTheClosedForm() {
        TangentNetwork wide = TangentNetwork.antisymmetric(400_000, 3, Seeds.of(1));
        assertThat(wide.kernel(X, Z)).isCloseTo(ReluTangentKernel.of(X, Z), within(0.01));
        assertThat(wide.kernel(X, X)).isCloseTo(ReluTangentKernel.of(X, X), within(0.02));
    }

    @Test
    void theFirstStepsAreThoseOfTheKernelMachine() {
        double[][] inputs = {X, Z, {-1, 0.4, 0.1}};
        double[] labels = {1, -1};
        TangentNetwork net = TangentNetwork.antisymmetric(200_000, 3, Seeds.of(2));
        double[][] path = net.train(inputs, labels, 0.5, 0.05, TangentNetwork.Penalty.DISPLACEMENT, 5, 1);
        double[][] train = {X, Z};
        double[][] alpha = SoftMargin.of(ReluTangentKernel.matrix(train, train), labels, 0.05)
                .descend(0.5, 5);
        assertThat(path[0]).containsExactly(new double[3], within(1e-12));
        for (int t = 0; t <= 5; t++) {
            double[] g = SoftMargin.predict(ReluTangentKernel.matrix(inputs, train), alpha[t]);
            assertThat(path[t]).containsExactly(g, within(0.02));
        }
    }

    @Test
    void anOddNumberOfUnitsHasNoMirrorImage() {
        assertThatThrownBy(() -> TangentNetwork.antisymmetric(7, 3, Seeds.of(1)))
                .hasMessageContaining("got 7");
    }
}
