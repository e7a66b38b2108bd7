package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Moments by NumPy 2.4.6: the chain on a grid of nine points to a standard deviation, where the law has two, and its
 * stationary vector by numpy.linalg.lstsq. A grid of six agrees to 10 digits.
 */
class EulerLawReferenceTest {
    static Stream<Arguments> laws() {
        return Stream.of(
                Arguments.of(new QuarticWell(1), 0.5, 0.1, 0.48303508650504434, 0.5438242162085589),
                Arguments.of(new LogCoshWell(1.5), 0.5, 0.4, 0.6272640003824757, 1.3371541776046154),
                Arguments.of(new TwoWells(0.7, 1, 1, 1, 0), 0.4, 0.05, 0.8210306613217355, 0.9829746616338332));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void momentsAreThoseOfAFinerChain(Potential well, double temperature, double step, double second, double fourth) {
        EulerLaw law = EulerLaw.of(well, temperature, step);
        assertThat(law.mean(x -> x * x)).isCloseTo(second, within(1e-9));
        assertThat(law.mean(x -> x * x * x * x)).isCloseTo(fourth, within(1e-9));
        assertThat(law.mean(x -> 1)).isCloseTo(1, within(1e-14));
    }

    /** p(y) = ∫ p(x) N(y; x − γV′(x), 2γT) dx, the integral by the trapezoid rule on another grid. */
    @ParameterizedTest
    @MethodSource("laws")
    void oneMoreStepLeavesTheDensity(Potential well, double temperature, double step, double second, double fourth) {
        EulerLaw law = EulerLaw.of(well, temperature, step);
        double variance = 2 * step * temperature;
        double[] slope = new double[1];
        for (double y : new double[] {-1.3, 0.2, 0.9}) {
            double sum = 0;
            double mass = 0;
            double h = Math.sqrt(variance) / 7;
            for (double x = -15; x <= 15; x += h) {
                well.gradient(new double[] {x}, slope);
                double away = y - x + step * slope[0];
                double p = law.density(x);
                mass += p * h;
                sum += p * Math.exp(-away * away / (2 * variance)) / Math.sqrt(2 * Math.PI * variance) * h;
            }
            assertThat(sum).isCloseTo(law.density(y), within(1e-10));
            assertThat(mass).isCloseTo(1, within(1e-10));
        }
    }

    /** With x in units of u the potential has those of T, and γ those of u²/T. */
    @ParameterizedTest
    @MethodSource("laws")
    void unitsOfLengthAndTemperatureCancel(
            Potential well, double temperature, double step, double second, double fourth) {
        for (double[] units : new double[][] {{1e-6, 1e6}, {1e4, 1e-9}}) {
            EulerLaw law = EulerLaw.of(
                    new Scaled(well, units[0], units[1]),
                    temperature * units[1],
                    step * units[0] * units[0] / units[1]);
            assertThat(law.mean(x -> x * x) / units[0] / units[0]).isCloseTo(second, within(1e-9));
        }
    }

    private record Scaled(Potential well, double length, double temperature) implements Potential {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] f) {
            return temperature * well.value(new double[] {f[0] / length});
        }

        @Override
        public void gradient(double[] f, double[] into) {
            well.gradient(new double[] {f[0] / length}, into);
            into[0] *= temperature / length;
        }
    }

    @Test
    void whatHasNoLawIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.gibbs(new HarmonicWell(1, 1), Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.of(new HarmonicWell(1, 1), 0.5, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.of(new HarmonicWell(1, 1), 0.5, 1e-6))
                .withMessageContaining("more than 1500 points");
        Potential flat = new Potential() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] f) {
                return 0;
            }

            @Override
            public void gradient(double[] f, double[] into) {
                into[0] = 0;
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EulerLaw.gibbs(flat, 1))
                .withMessageContaining("does not grow");
    }
}
