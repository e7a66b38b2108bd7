package org.ridgeless.spectra.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;

class ComplexTest {
    static Stream<double[]> numbers() {
        return Arrays.stream(ReferenceValues.of(ComplexTest.class, "complex.csv"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void functionsAreTheirPrincipalBranches(double... row) {
        Complex z = new Complex(row[0], row[1]);
        requireClose(z.sqrt(), row[2], row[3]);
        requireClose(z.log(), row[4], row[5]);
        if (row[6] != 0 || row[7] != 0) {
            requireClose(z.exp(), row[6], row[7]);
        }
        requireClose(z.inverse(), row[8], row[9]);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void rootsAndInversesUndoTheirPowers(double... row) {
        Complex z = new Complex(row[0], row[1]);
        requireClose(z.sqrt().squared(), z.re(), z.im());
        requireClose(z.inverse().inverse(), z.re(), z.im());
        requireClose(z.over(z), 1, 0);
        assertThat(z.sqrt().re()).isNotNegative();
        assertThat(z.sqrt().abs()).isCloseTo(Math.sqrt(z.abs()), within(4 * Math.ulp(Math.sqrt(z.abs()))));
    }

    /** Next to the size of the number: a part that cancels has no digits of its own. */
    private static void requireClose(Complex z, double re, double im) {
        double size = Math.hypot(re, im);
        assertThat(z.re() / size).isCloseTo(re / size, within(4e-15));
        assertThat(z.im() / size).isCloseTo(im / size, within(4e-15));
    }

    /** (2 + 3i)(5 − 7i) = 31 + i, and the conjugates of Euler and de Moivre. */
    @Test
    void productsFollowISquaredIsMinusOne() {
        Complex a = new Complex(2, 3);
        Complex b = new Complex(5, -7);
        assertThat(a.times(b)).isEqualTo(new Complex(31, 1));
        assertThat(Complex.I.squared()).isEqualTo(new Complex(-1, 0));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(4).minus(4)).isEqualTo(a);
        assertThat(a.times(2)).isEqualTo(a.plus(a));
        assertThat(a.negate().plus(a)).isEqualTo(Complex.ZERO);
        assertThat(Complex.real(3)).isEqualTo(new Complex(3, 0));
        requireClose(Complex.polar(2, Math.PI / 3), 1, Math.sqrt(3));
        requireClose(Complex.I.times(Math.PI).exp(), -1, 0);
        requireClose(a.over(b).times(b), 2, 3);
    }

    /** On the cut the root and the logarithm follow the sign of the imaginary zero. */
    @Test
    void theCutIsApproachedFromBothSides() {
        assertThat(new Complex(-4, 0.0).sqrt().im()).isEqualTo(2);
        assertThat(new Complex(-4, -0.0).sqrt().im()).isEqualTo(-2);
        assertThat(new Complex(-4, 0.0).log().im()).isEqualTo(Math.PI);
        assertThat(new Complex(-4, -0.0).log().im()).isEqualTo(-Math.PI);
        assertThat(Complex.ZERO.sqrt()).isEqualTo(Complex.ZERO);
    }

    @Test
    void whatIsNotFiniteIsKnown() {
        assertThat(new Complex(1, Double.NaN).isFinite()).isFalse();
        assertThat(new Complex(Double.POSITIVE_INFINITY, 1).isFinite()).isFalse();
        assertThat(new Complex(1, 2).isFinite()).isTrue();
        assertThat(Complex.ZERO.inverse().isFinite()).isFalse();
    }
}
