package org.ridgeless.spectra.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketTest {
    /** x − cos x = 0 at Dottie's number, 0.739085133215160641655… (OEIS A003957). */
    @ParameterizedTest
    @ValueSource(doubles = {1, -1, 1e-200, 1e-320, 1e200, -1e300})
    void rootsDoNotDependOnTheSizeOrSignOfTheFunction(double factor) {
        double root = Bracket.root(x -> factor * (x - Math.cos(x)), 0, 1);
        // Denormal values have few digits: there the function is 0 on a whole interval.
        double error = Math.abs(factor) < 1e-300 ? 1e-2 : 1e-15;
        assertThat(root).isCloseTo(0.7390851332151607, within(error));
        assertThat(Bracket.root(x -> factor * (x - Math.cos(x)), 1, 0)).isCloseTo(0.7390851332151607, within(error));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1, 1e300})
    void rootsScaleWithTheirArgument(double unit) {
        assertThat(Bracket.root(x -> x / unit - 0.3, 0, unit) / unit).isCloseTo(0.3, within(1e-15));
        assertThat(Bracket.minimum(x -> Math.pow(x / unit - 0.3, 2), 0, unit) / unit)
                .isCloseTo(0.3, within(1e-7));
    }

    @Test
    void rootsAtAnEndAreFoundThere() {
        assertThat(Bracket.root(x -> x, 0, 1)).isZero();
        assertThat(Bracket.root(x -> x - 1, 0, 1)).isEqualTo(1);
        assertThat(Bracket.root(x -> x < 0.5 ? -1 : 1, 0, 1)).isCloseTo(0.5, within(1e-15));
    }

    /** Γ has its minimum between 0 and ∞ at 1.461632144968362341… (OEIS A030169); here as x − 1 − log x with 1. */
    @Test
    void minimaAreFoundToTheRootOfRounding() {
        assertThat(Bracket.minimum(x -> x - 1 - Math.log(x), 0, 10)).isCloseTo(1, within(1e-7));
        assertThat(Bracket.minimum(x -> Math.abs(x - 0.123), 0, 10)).isCloseTo(0.123, within(1e-14));
        assertThat(Bracket.minimum(x -> x, 2, 3)).isCloseTo(2, within(1e-10));
    }

    @Test
    void whatHasNoSignChangeIsAnError() {
        assertThatThrownBy(() -> Bracket.root(x -> Double.NaN, 0, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Bracket.root(x -> x < 0.5 ? -1 : Double.NaN, 0, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Bracket.root(x -> x == 0 ? -1 : x == 1 ? 1 : Double.NaN, 0, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN");
    }
}
