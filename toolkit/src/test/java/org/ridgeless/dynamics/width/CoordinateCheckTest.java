package org.ridgeless.dynamics.width;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Parametrization;

/** Theory: changes of order 1 in every layer under the maximal update, 1/√width in hidden layers under the NTK. */
class CoordinateCheckTest {
    private static final Data DATA = Data.separable(16, 8).seed(3);
    private static final double NEAR = 0.2;

    @Test
    void underTheMaximalUpdateEveryLayerChangesByTheSameOrder() {
        CoordinateReport report = CoordinateCheck.of(
                        n -> Nets.relu(8, n, n, 1).parametrization(Parametrization.MAXIMAL_UPDATE), DATA)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.maximalUpdate())
                .rate(0.05)
                .run();
        for (double exponent : report.changeExponents()) {
            assertThat(exponent).isBetween(-NEAR, NEAR);
        }
        assertThat(report.startExponents()[2]).isBetween(-0.5 - NEAR, -0.5 + NEAR);
        assertThat(report.fine()).isTrue();
        assertThat(report.diagnosis()).contains("layer 3").contains("as wanted");
    }

    @Test
    void theSameHoldsForAdaptiveSteps() {
        CoordinateReport adam = CoordinateCheck.of(
                        n -> Nets.relu(8, n, n, 1).parametrization(Parametrization.MAXIMAL_UPDATE), DATA)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.maximalUpdateAdam())
                .rate(0.02)
                .run();
        for (double exponent : adam.changeExponents()) {
            assertThat(exponent).isBetween(-NEAR, NEAR);
        }
    }

    @Test
    void theTangentKernelRegimeIsSeenInItsHiddenLayers() {
        CoordinateReport report = CoordinateCheck.of(
                        n -> Nets.relu(8, n, n, 1).parametrization(Parametrization.NTK), DATA)
                .loss(Loss.SQUARE)
                .rate(0.05)
                .run();
        double[] change = report.changeExponents();
        assertThat(change[0]).isBetween(-0.5 - NEAR, -0.5 + NEAR);
        assertThat(change[1]).isBetween(-0.5 - NEAR, -0.5 + NEAR);
        assertThat(change[2]).isBetween(-NEAR, NEAR);
        assertThat(report.fine()).isFalse();
        assertThat(report.diagnosis()).contains("fades with the width");
    }

    @Test
    void oneRateInTheStandardParametrizationMakesTheOutputGrow() {
        CoordinateReport report = CoordinateCheck.of(n -> Nets.relu(8, n, n, 1).init(Init.HE), DATA)
                .loss(Loss.SQUARE)
                .steps(1)
                .rate(1e-4)
                .run();
        assertThat(report.changeExponents()[2]).isBetween(1 - NEAR, 1 + NEAR);
        assertThat(report.diagnosis()).contains("grows with the width");
    }

    @Test
    void badInputIsNamed() {
        CoordinateCheck check = CoordinateCheck.of(n -> Nets.relu(8, n, 1), DATA);
        assertThatThrownBy(check::run).hasMessageContaining("loss").hasMessageContaining("NaN");
        assertThatThrownBy(() -> check.widths(64, 64)).hasMessageContaining("[64, 64]");
        assertThatThrownBy(() -> check.steps(0)).hasMessageContaining("got 0");
        assertThat(check.seeds(2)).isNotNull();
    }
}
