package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;

/** Whatever else a risk computes, its Hessian products are those at the weights they are asked for. */
class LinearizationTest {
    private static final Net NET = Nets.tanh(3, 5, 1).seed(1);
    private static final Data DATA = Data.randomLabels(7, 3).seed(2);

    private final Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC);
    private final double[] w = NET.parameters();
    private final double[] other = Nets.tanh(3, 5, 1).seed(8).parameters();
    private final double[] v = Nets.tanh(3, 5, 1).seed(9).parameters();

    private double[] product(double[] at) {
        double[] into = new double[w.length];
        risk.hessianProductAt(at, v, into);
        return into;
    }

    @Test
    void hessianProductsSurviveEverythingElseThatUsesTheWorkspace() {
        double[] expected = Risk.of(NET, DATA, Loss.LOGISTIC).hessianProduct(w, v);
        Map<String, Consumer<Risk>> uses = Map.of(
                "value", r -> r.value(other),
                "outputs", r -> r.outputs(other),
                "gradient", r -> r.gradient(other),
                "sample gradients at the same point", r -> r.sampleGradients(w),
                "kernel", r -> r.kernel(other),
                "Hessian", r -> r.hessian(other),
                "Gauss–Newton product at the same point", r -> r.gaussNewtonProduct(w, v),
                "derivatives along a line", r -> r.alongLine(other, v),
                "Jᵀ s at the same point", r -> r.jacobianTransposedProduct(w, new double[7]),
                "value of an objective that shares it",
                        r -> r.decay(WeightDecay.all(0.1)).value(other));
        uses.forEach((name, use) -> {
            risk.linearize(w);
            assertThat(product(w)).isEqualTo(expected);
            use.accept(risk);
            assertThat(product(w)).as(name).isEqualTo(expected);
        });
    }

    @Test
    void hessianProductsAreThoseAtTheirOwnPoint() {
        risk.linearize(w);
        assertThat(product(other)).isEqualTo(Risk.of(NET, DATA, Loss.LOGISTIC).hessianProduct(other, v));
        double[] moving = w.clone();
        risk.linearize(moving);
        moving[2] += 1;
        assertThat(product(moving)).isEqualTo(Risk.of(NET, DATA, Loss.LOGISTIC).hessianProduct(moving, v));
    }
}
