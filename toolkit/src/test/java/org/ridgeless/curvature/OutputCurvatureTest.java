package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;

class OutputCurvatureTest {
    private static final Data DATA = Data.separable(9, 3).seed(2);
    private static final Net NET = Nets.tanh(3, 4, 1).biased().seed(5);

    /** With ℓ'' and ℓ' as coefficients it is what automatic differentiation has for the sum of losses. */
    @Test
    void putsTogetherTheHessianOfEveryLoss() {
        OutputCurvature outputs = OutputCurvature.of(NET, DATA);
        double[] f = outputs.outputs();
        double[] first = new double[f.length];
        double[] second = new double[f.length];
        for (int i = 0; i < f.length; i++) {
            second[i] = Math.exp(-DATA.label(i) * f[i]);
            first[i] = -DATA.label(i) * second[i];
        }
        Risk risk = Risk.of(NET, DATA, Loss.EXPONENTIAL);
        double[] w = NET.parameters();
        assertThat(Vectors.scale(outputs.gradient(first), 1.0 / f.length))
                .containsExactly(risk.gradient(w), within(1e-14));
        double[] flat = new double[w.length * w.length];
        risk.hessian(w, flat);
        assertThat(Vectors.scale(outputs.hessian(second, first).flat(), 1.0 / f.length))
                .containsExactly(flat, within(1e-14));
    }

    /** f = c · tanh(a x): f' and f'' by hand. */
    @Test
    void isThatOfOneUnitByHand() {
        Net unit = Nets.tanh(1, 1, 1).withParameters(0.7, -1.3);
        double x = 0.9;
        double t = Math.tanh(0.7 * x);
        double s = 1 - t * t;
        OutputCurvature outputs = OutputCurvature.of(unit, Data.of(new double[][] {{x}}, new double[] {1}));
        assertThat(outputs.gradient(1)).containsExactly(new double[] {-1.3 * s * x, t}, within(1e-15));
        double[] bent = {1.3 * 2 * t * s * x * x, s * x, s * x, 0};
        assertThat(outputs.hessian(new double[] {0}, new double[] {1}).flat()).containsExactly(bent, within(1e-15));
    }

    @Test
    void refusesWrongCounts() {
        OutputCurvature outputs = OutputCurvature.of(NET, DATA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outputs.gradient(1, 2))
                .withMessageContaining("9 samples")
                .withMessageContaining("got 2");
        Net two = Nets.tanh(3, 4, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> OutputCurvature.of(two, DATA));
        assertThat(Arrays.stream(outputs.outputs()).allMatch(Double::isFinite)).isTrue();
    }
}
