package org.ridgeless.dynamics.constrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Nets;

class UnitNormFlowTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(2);

    @Test
    void correctedFlowApproachesTheMaximumMarginAtUnitNorm() {
        FlowPath path = flow(FlowLaw.CORRECTED);
        assertThat(path.lastMargin()).isBetween(0.9 * best(), best() + 1e-12);
        assertThat(path.drift()).isLessThan(1e-9);
    }

    @Test
    void anExtraRhoOnlyChangesTheClock() {
        assertThat(flow(FlowLaw.EXTRA_RHO).lastMargin()).isGreaterThan(0.9 * best());
    }

    @Test
    void withoutTheLabelsTrainingErrorsRemain() {
        assertThat(flow(FlowLaw.PRINTED).lastMargin()).isNegative();
    }

    @Test
    void oneSampleHasAClosedForm() {
        // V = (1) stays, f̃ = 2: ρ̇ = 2 e^{−2ρ}, so e^{2ρ} = e² + 4t.
        Data one = Data.of(new double[][] {{2}}, new double[] {1});
        FlowPath path = UnitNormFlow.of(Nets.linear(1, 1).withParameters(1), one, FlowLaw.CORRECTED, 0.05)
                .run(1, 2000, 10);
        double[] time = path.time();
        double[] rho = path.rho();
        for (int i = 0; i < time.length; i++) {
            assertThat(rho[i]).isCloseTo(Math.log(Math.exp(2) + 4 * time[i]) / 2, within(1e-8));
        }
    }

    @Test
    void theStepMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitNormFlow.of(Nets.linear(3, 1), DATA, FlowLaw.CORRECTED, 0))
                .withMessageContaining("got 0.0");
    }

    private static FlowPath flow(FlowLaw law) {
        return UnitNormFlow.of(Nets.linear(3, 1).seed(2), DATA, law, 0.3).run(1, 20_000, 20);
    }

    private static double best() {
        return MaxMargin.l2(DATA).margin();
    }
}
