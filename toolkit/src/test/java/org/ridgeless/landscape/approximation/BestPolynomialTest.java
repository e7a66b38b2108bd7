package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BestPolynomialTest {
    /** x² + 1/8 touches |x| + 1/8 at 0 and 1 and |x| − 1/8 at ½. */
    @Test
    void theBestParabolaIsAnEighthAway() {
        BestPolynomial best = BestPolynomial.ofModulus(2);
        assertThat(best.error()).isCloseTo(0.125, within(1e-14));
        assertThat(best.modulus(0.3)).isCloseTo(0.09 + 0.125, within(1e-13));
    }

    /** NumPy prototype: 16 E₁₆ = 0.27949, 32 E₃₂ = 0.279998. */
    @Test
    void degreeTimesErrorIsThatOfThePrototype() {
        assertThat(16 * BestPolynomial.ofModulus(16).error()).isCloseTo(0.27949, within(5e-6));
        assertThat(32 * BestPolynomial.ofModulus(32).error()).isCloseTo(0.279998, within(5e-7));
    }

    /** R. Varga and A. Carpenter: n E_n = β + K/n² + …, so that two degrees give β to about 10⁻⁶. */
    @Test
    void extrapolationGivesBernsteinsConstantAndNotHisConjecture() {
        double n32 = 32 * BestPolynomial.ofModulus(32).error();
        double n64 = 64 * BestPolynomial.ofModulus(64).error();
        assertThat((4 * n64 - n32) / 3).isCloseTo(BestPolynomial.BERNSTEIN, within(2e-6));
    }

    @Test
    void noPointOfAFineGridIsFurtherAway() {
        BestPolynomial best = BestPolynomial.ofModulus(10);
        double furthest = 0;
        for (int i = 0; i <= 20_000; i++) {
            double x = -1 + i / 10_000.0;
            furthest = Math.max(furthest, Math.abs(best.modulus(x) - Math.abs(x)));
        }
        assertThat(furthest).isBetween(best.error() * (1 - 1e-6), best.error() * (1 + 1e-9));
    }

    @Test
    void reluOnAnIntervalIsWithinHalfTheErrorTimesItsRadius() {
        BestPolynomial best = BestPolynomial.ofModulus(6);
        double[] c = best.reluCoefficients(3);
        for (double x = -3; x <= 3; x += 0.01) {
            double sum = 0;
            for (int i = c.length - 1; i >= 0; i--) {
                sum = sum * x + c[i];
            }
            assertThat(sum).isCloseTo(best.relu(x, 3), within(1e-12));
            assertThat(Math.abs(sum - Math.max(x, 0))).isLessThanOrEqualTo(1.5 * best.error() * (1 + 1e-9));
        }
    }

    @Test
    void degreesAreEven() {
        assertThatThrownBy(() -> BestPolynomial.ofModulus(3)).hasMessageContaining("got 3");
    }
}
