package org.ridgeless.spectra.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.spectra.measures.Complex;

class NewtonBranchTest {
    /** s²m² + zm + 1 = 0: the semicircle of radius 2s. */
    private static NewtonBranch.Equation semicircle(double s) {
        return z -> m -> new NewtonBranch.Jet(
                m.times(s).squared().plus(z.times(m)).plus(1),
                m.times(2 * s * s).plus(z));
    }

    private static double density(double s, double x) {
        double height = 20 * s;
        Complex start = new Complex(x, height).inverse().negate();
        return NewtonBranch.density(semicircle(s), x, 2 * s, height, start, (z, m) -> m);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-120, 1, 1e120})
    void theDensityIsTheSemicircleInAnyUnit(double s) {
        for (double x : new double[] {-1.9, -1, 0, 0.3, 1.99}) {
            double exact = Math.sqrt(4 - x * x) / (2 * Math.PI);
            assertThat(density(s, x * s) * s).isCloseTo(exact, within(1e-10));
        }
        for (double x : new double[] {-2.1, 2.1, 100}) {
            assertThat(density(s, x * s)).isZero();
        }
    }

    /** m = (−z + √(z − 2)√(z + 2))/2, the branch that falls like −1/z. */
    @Test
    void theTransformIsTheBranchThatFallsAtInfinity() {
        for (Complex z : new Complex[] {new Complex(0.3, 1e-6), new Complex(-1.5, 0.2), new Complex(3, 2)}) {
            Complex m = NewtonBranch.continued(
                    semicircle(1), z, 20, new Complex(z.re(), 20).inverse().negate());
            Complex exact = z.minus(2).sqrt().times(z.plus(2).sqrt()).minus(z).times(0.5);
            assertThat(m.minus(exact).abs()).isLessThan(1e-11);
            assertThat(m.im()).isPositive();
        }
    }

    @Test
    void equationsWithoutASolutionInTheUpperHalfPlaneAreErrors() {
        // m = i − … has the solution −i, in the lower half plane.
        Function<Complex, NewtonBranch.Jet> lower = m -> new NewtonBranch.Jet(m.plus(Complex.I), Complex.ONE);
        assertThatThrownBy(() -> NewtonBranch.continued(z -> lower, new Complex(0, 1), 1, Complex.I))
                .isInstanceOf(ArithmeticException.class);
        Function<Complex, NewtonBranch.Jet> none = m -> new NewtonBranch.Jet(Complex.ONE, Complex.ONE);
        assertThatThrownBy(() -> NewtonBranch.continued(z -> none, new Complex(0, 1), 1, Complex.I))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("relative step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewtonBranch.continued(semicircle(1), new Complex(0, 0), 1, Complex.I))
                .withMessageContaining("Im z = 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewtonBranch.continued(semicircle(1), new Complex(0, Double.NaN), 1, Complex.I))
                .withMessageContaining("NaN");
    }
}
