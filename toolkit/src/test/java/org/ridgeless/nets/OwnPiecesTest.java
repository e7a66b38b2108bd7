package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/** Activations and losses of the user's own. */
class OwnPiecesTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);

    /** softplus and the logistic loss written with jets are the built-in ones, in every derivative that a network takes. */
    @Test
    void whatIsWrittenWithJetsIsWhatIsBuiltIn() {
        Activation own = Activations.of("own softplus", z -> z.softplus());
        for (double z = -30; z <= 30; z += 0.37) {
            assertThat(own.value(z)).isCloseTo(Activations.SOFTPLUS.value(z), within(1e-15 * Math.max(1, Math.abs(z))));
            assertThat(own.derivative(z)).isCloseTo(Activations.SOFTPLUS.derivative(z), within(1e-15));
            assertThat(own.secondDerivative(z)).isCloseTo(Activations.SOFTPLUS.secondDerivative(z), within(1e-15));
            assertThat(own.thirdDerivative(z)).isCloseTo(Activations.SOFTPLUS.thirdDerivative(z), within(1e-15));
        }
        Loss logistic = Loss.margin("own logistic", m -> m.negate().softplus());
        Risk mine = Risk.of(net(own), DATA, logistic);
        Risk theirs = Risk.of(net(Activations.SOFTPLUS), DATA, Loss.LOGISTIC);
        double[] w = net(own).parameters();
        assertThat(mine.value(w)).isCloseTo(theirs.value(w), within(1e-14));
        assertThat(mine.gradient(w)).containsExactly(theirs.gradient(w), within(1e-14));
        double[] v = theirs.gradient(w);
        assertThat(mine.hessianProduct(w, v)).containsExactly(theirs.hessianProduct(w, v), within(1e-14));
    }

    private static Net net(Activation activation) {
        return Nets.of(activation, 3, 5, 1).seed(2);
    }

    /** z² with the derivative z trained without a word. */
    @Test
    void wrongDerivativesAreRefusedWhenTheyAreGiven() {
        assertThatThrownBy(() -> Activations.of("square", z -> z * z, z -> z, z -> 1, z -> 0))
                .hasMessageContaining("first derivative of the activation square");
        assertThatThrownBy(() -> Activations.of("square", z -> z * z, z -> 2 * z, z -> 1, z -> 0))
                .hasMessageContaining("second derivative of the activation square");
        assertThat(Activations.of("square", z -> z * z, z -> 2 * z, z -> 2, z -> 0)
                        .secondDerivative(7))
                .isEqualTo(2);
        assertThatThrownBy(() -> Activations.of("logarithm", z -> z.log())).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Activations.of("lost", z -> org.ridgeless.linalg.Jet.constant(Math.exp(z.value()))))
                .hasMessageContaining("first derivative of the activation lost is 0.0");
        assertThatThrownBy(() -> Loss.margin("wrong", m -> Math.exp(-m), m -> Math.exp(-m), m -> Math.exp(-m)))
                .hasMessageContaining("derivative of the loss wrong");
        assertThatThrownBy(() -> Loss.elementwise("wrong", (f, y) -> (f - y) * (f - y), (f, y) -> f - y, (f, y) -> 1))
                .hasMessageContaining("derivative of the loss wrong with the target -1.0");
    }

    /** On (0, 1) only: points at which the loss is not finite say nothing. */
    @Test
    void aLossMayBeDefinedOnAPartOnly() {
        Loss loss = Loss.elementwise(
                "entropy", (f, y) -> f.log().times(-y).minus(f.negate().log1p().times(1 - y)));
        assertThat(loss.value(new double[] {0.25}, new double[] {1}, 1, 1)).isCloseTo(Math.log(4), within(1e-15));
    }
}
