package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;

/** Derivatives to their last digits, also where they are smaller than the rounding of the value. */
class JetReferenceTest {
    private record Line(String function, double x, double[] derivatives) {}

    static Stream<Line> lines() {
        return ReferenceValues.lines(JetReferenceTest.class, "jets.csv")
                .map(cells -> new Line(cells[0], Double.parseDouble(cells[1]), ReferenceValues.numbers(cells, 2)));
    }

    private static Jet of(String function, Jet z) {
        return switch (function) {
            case "exp" -> z.exp();
            case "log" -> z.log();
            case "log1p" -> z.log1p();
            case "sin" -> z.sin();
            case "cos" -> z.cos();
            case "tanh" -> z.tanh();
            case "atan" -> z.atan();
            case "sigmoid" -> z.sigmoid();
            case "softplus" -> z.softplus();
            case "sqrt" -> z.sqrt();
            case "power2.5" -> z.pow(2.5);
            case "power-1.5" -> z.pow(-1.5);
            case "power3" -> z.pow(3);
            case "swish" -> z.times(z.sigmoid());
            case "tanh of square" -> z.square().tanh();
            default -> throw new IllegalStateException(function);
        };
    }

    @ParameterizedTest
    @MethodSource("lines")
    void derivativesAreThoseOfTheReference(Line line) {
        Jet jet = of(line.function, Jet.variable(line.x));
        double[] found = {jet.value(), jet.first(), jet.second(), jet.third()};
        for (int k = 0; k < 4; k++) {
            double known = line.derivatives[k];
            // Twenty roundings, and one of the smallest numbers where the derivative is less than those.
            assertThat(found[k])
                    .as("derivative %d", k)
                    .isCloseTo(known, within(20 * Math.ulp(1.0) * Math.abs(known) + Double.MIN_VALUE));
        }
    }

    /** (f g)/g = f, log e^f = f, sin² + cos² = 1, √f² = |f|, f² − g² = (f − g)(f + g), and tanh f = 2 s(2f) − 1. */
    @Test
    void identitiesOfFunctionsAreThoseOfTheirDerivatives() {
        for (double x : new double[] {-1.7, -0.4, 0.3, 2.2}) {
            Jet z = Jet.variable(x);
            Jet f = z.pow(3).plus(z.sin());
            Jet g = z.cos().plus(2);
            near(f.times(g).over(g), f);
            near(f.exp().log(), f);
            near(f.sin().square().plus(f.cos().square()), Jet.constant(1));
            near(f.square().sqrt(), f.abs());
            near(f.square().minus(g.square()), f.minus(g).times(f.plus(g)));
            near(f.tanh(), f.times(2).sigmoid().times(2).minus(1));
            near(f.softplus().minus(f.negate().softplus()), f);
            near(f.max(0.5).plus(f.min(0.5)), f.plus(0.5));
            near(g.log(), g.minus(1).log1p());
            near(f.over(4), f.times(0.25));
            near(
                    f.atan().plus(Jet.constant(1).over(f).atan()),
                    Jet.constant(f.value() > 0 ? Math.PI / 2 : -Math.PI / 2));
        }
    }

    private static void near(Jet a, Jet b) {
        double size = 1 + Math.abs(b.value()) + Math.abs(b.first()) + Math.abs(b.second()) + Math.abs(b.third());
        assertThat(a.value()).isCloseTo(b.value(), within(1e-13 * size));
        assertThat(a.first()).isCloseTo(b.first(), within(1e-13 * size));
        assertThat(a.second()).isCloseTo(b.second(), within(1e-12 * size));
        assertThat(a.third()).isCloseTo(b.third(), within(1e-11 * size));
    }

    @Test
    void whatIsNotANumberStaysSo() {
        Jet nothing = Jet.variable(Double.NaN);
        for (Jet jet : new Jet[] {
            nothing.max(0),
            nothing.min(0),
            nothing.abs(),
            nothing.sigmoid(),
            nothing.softplus(),
            nothing.tanh(),
            Jet.variable(1).max(Double.NaN),
            Jet.variable(1).min(Double.NaN),
            Jet.variable(-1).log(),
            Jet.variable(-1).sqrt(),
            Jet.variable(-2).pow(0.3)
        }) {
            assertThat(jet.value()).isNaN();
        }
    }

    /** Powers of 0 that are polynomials have finite derivatives; at a kink those of the left side or of the constant count. */
    @Test
    void kinksAndZerosHaveTheDerivativesThatTheyPromise() {
        Jet zero = Jet.variable(0);
        assertThat(zero.pow(0)).isEqualTo(new Jet(1, 0, 0, 0));
        assertThat(zero.pow(1)).isEqualTo(new Jet(0, 1, 0, 0));
        assertThat(zero.pow(2)).isEqualTo(new Jet(0, 0, 2, 0));
        assertThat(zero.pow(3)).isEqualTo(new Jet(0, 0, 0, 6));
        assertThat(zero.abs().first()).isEqualTo(-1);
        assertThat(zero.max(0)).isEqualTo(Jet.constant(0));
        assertThat(zero.min(0)).isEqualTo(Jet.constant(0));
        assertThat(zero.sqrt().first()).isInfinite();
        assertThat(Jet.variable(2).max(1)).isEqualTo(Jet.variable(2));
        assertThat(Jet.variable(2).min(1)).isEqualTo(Jet.constant(1));
    }
}
