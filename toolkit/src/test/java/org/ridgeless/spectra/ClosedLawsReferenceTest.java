package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;
import org.ridgeless.spectra.measures.Complex;

/** Laws with a closed form, beside integrals of their densities with forty digits, and the equations of their transforms. */
class ClosedLawsReferenceTest {
    /** A line of the file. */
    record Line(String name, double[] of) {
        SpectralLaw law() {
            return switch (name) {
                case "mp" -> MarchenkoPastur.ofRatio(of[0]);
                case "semicircle" -> Semicircle.ofVariance(of[0]);
                case "manova" -> Manova.of((int) of[0], (int) of[1], (int) of[2]);
                case "wachter" -> Wachter.of((int) of[0], (int) of[1], (int) of[2]);
                default -> throw new IllegalStateException(name);
            };
        }

        /** What the rounding of x and of the edges does to what is a function of the place in the bulk. */
        double rounding() {
            Interval bulk = law().support().get(0);
            return 1e-13 * (1 + Math.abs(of[3]) / bulk.length());
        }

        @Override
        public String toString() {
            return name + " " + of[0] + " at " + of[3];
        }
    }

    static Stream<Line> lines() {
        return ReferenceValues.lines(ClosedLawsReferenceTest.class, "closed-laws.csv")
                .map(cells -> new Line(cells[0], ReferenceValues.numbers(cells, 1)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void densitiesAndDistributionFunctionsAreThoseOfTheReference(Line line) {
        SpectralLaw law = line.law();
        double x = line.of[3];
        assertThat(law.density(x)).isCloseTo(line.of[4], within(20 * line.rounding() * line.of[4]));
        assertThat(law.cdf(x)).isCloseTo(line.of[5], within(line.rounding()));
        double atoms = law.atoms().stream().mapToDouble(Atom::mass).sum();
        assertThat(law.survival(x)).isCloseTo(1 - line.of[5], within(line.rounding()));
        // The quantile is ill conditioned where the density is small: a share of 1 − atoms moves it through the bulk.
        double back = law.quantile(line.of[5]);
        assertThat(law.cdf(back)).isCloseTo(line.of[5], within(line.rounding() + 4e-16));
        assertThat(back).isCloseTo(x, within(4 * (line.rounding() + 4e-16) / line.of[4]));
        assertThat(law.residual()).isLessThan(1e-11);
        assertThat(atoms).isLessThan(1);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void transformsAreThoseOfTheReference(Line line) {
        Complex m = line.law().stieltjes(new Complex(line.of[3], line.of[6]));
        Complex known = new Complex(line.of[7], line.of[8]);
        assertThat(m.minus(known).abs()).isLessThan(line.rounding() * known.abs());
        // cX has the transform m(z/c)/c, and −cX minus its conjugate at −z̄.
        for (double c : new double[] {1, 2, 0.5}) {
            Complex scaled = line.law().scaled(c).stieltjes(new Complex(c * line.of[3], c * line.of[6]));
            Complex mirrored = line.law().scaled(-c).stieltjes(new Complex(-c * line.of[3], c * line.of[6]));
            assertThat(scaled.minus(m.times(1 / c)).abs()).isLessThan(1e-15 * m.abs() / c);
            assertThat(mirrored.re()).isCloseTo(-m.re() / c, within(1e-15 * m.abs() / c));
            assertThat(mirrored.im()).isCloseTo(m.im() / c, within(1e-15 * m.abs() / c));
        }
        SpectralLaw moved = line.law()
                .scaled(4)
                .scaled(0.25)
                .shifted(0.5)
                .scaled(2)
                .shifted(-1)
                .scaled(0.5);
        assertThat(moved.density(line.of[3])).isEqualTo(line.law().density(line.of[3]));
        assertThat(moved.residual()).isLessThan(1e-11);
    }

    /** No law has a transform on its support, at an atom, below the axis or at infinity. */
    @ParameterizedTest
    @MethodSource("lines")
    void whereThereIsNoTransformThePlaceIsNamed(Line line) {
        SpectralLaw law = line.law();
        double x = line.of[3];
        for (Complex z : new Complex[] {Complex.real(x), new Complex(x, -1e-300), new Complex(x, Double.NaN)}) {
            assertThatThrownBy(() -> law.stieltjes(z))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got " + x + " + " + z.im() + "i");
        }
        assertThatThrownBy(() -> law.stieltjes(Double.NEGATIVE_INFINITY)).hasMessageContaining("-Infinity");
        for (Atom atom : law.atoms()) {
            assertThatThrownBy(() -> law.stieltjes(atom.at())).hasMessageContaining("got " + atom.at());
        }
        double outside = Ends.high(law) * 2 - Ends.low(law);
        assertThat(law.stieltjes(outside)).isNegative();
        assertThat(law.stieltjes(new Complex(x, Double.MIN_NORMAL)).im()).isPositive();
    }

    private static Complex place(SpectralLaw law, int k) {
        double size = Math.max(Math.abs(Ends.low(law)), Math.abs(Ends.high(law)));
        return new Complex(size * 2.3 * Math.sin(1 + 7 * k), size * Math.exp(-k / 3.0));
    }

    /** γσ²zm² + (z − σ²(1 − γ))m + 1 = 0, and of the two roots that with a positive imaginary part, in every unit. */
    @Test
    void theTransformOfMarchenkoAndPasturSolvesItsEquation() {
        for (double ratio : new double[] {1e-6, 0.2, 1, 3, 1e6}) {
            for (double unit : new double[] {1e-150, 1, 1e150}) {
                MarchenkoPastur law = MarchenkoPastur.ofRatio(ratio).variance(unit);
                for (int k = 0; k < 40; k++) {
                    Complex z = place(law, k).times(1 / unit);
                    Complex m = law.stieltjes(place(law, k)).times(unit);
                    Complex square = z.times(m).times(m).times(ratio);
                    Complex linear = z.minus(1 - ratio).times(m);
                    double size = square.abs() + linear.abs() + 1;
                    assertThat(square.plus(linear).plus(1).abs()).isLessThan(1e-13 * size);
                    assertThat(m.im()).isPositive();
                    assertThat(m.abs() * z.im()).isLessThanOrEqualTo(1 + 1e-12);
                }
            }
        }
    }

    /** σ²m² + zm + 1 = 0; y z(1 − z)m² − (a − y − (1 − 2y)z)m + 1 − y = 0 for the law of two matrices. */
    @Test
    void theTransformsOfWignerAndOfManovaSolveTheirs() {
        for (double variance : new double[] {1e-300, 1e-30, 1, 1e30, 1e300}) {
            Semicircle law = Semicircle.ofVariance(variance);
            double sigma = Math.sqrt(variance);
            for (int k = 0; k < 40; k++) {
                Complex z = place(law, k).times(1 / sigma);
                Complex m = law.stieltjes(place(law, k)).times(sigma);
                assertThat(m.times(m).plus(z.times(m)).plus(1).abs())
                        .isLessThan(1e-14 * (2 + z.times(m).abs()));
                assertThat(m.im()).isPositive();
            }
        }
        for (int[] shape : new int[][] {{60, 90, 40}, {30, 90, 40}, {30, 20, 40}, {50, 50, 50}, {1, 1000, 3}}) {
            Manova law = Manova.of(shape[0], shape[1], shape[2]);
            double y = (double) shape[2] / (shape[0] + shape[1]);
            double a = (double) shape[0] / (shape[0] + shape[1]);
            for (int k = 0; k < 40; k++) {
                Complex z = place(law, k);
                Complex m = law.stieltjes(z);
                Complex square = z.times(Complex.ONE.minus(z)).times(m).times(m).times(y);
                Complex linear = z.times(1 - 2 * y).minus(a - y).times(m);
                assertThat(square.plus(linear).plus(1 - y).abs()).isLessThan(1e-12 * (square.abs() + linear.abs() + 1));
                assertThat(m.im()).isPositive();
            }
        }
    }
}
