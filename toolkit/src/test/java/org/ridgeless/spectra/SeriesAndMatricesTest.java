package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;

/** What the laws are made of: Chebyshev series, small complex matrices, inverted distribution functions, moved laws. */
class SeriesAndMatricesTest {
    /** Polynomials of the degree are reproduced, and e^x to rounding, on any interval. */
    @ParameterizedTest
    @CsvSource({"-1, 1", "2, 5", "-1e-9, 3e-9", "1e6, 1e6"})
    void seriesReproduceWhatTheyInterpolate(double low, double up) {
        double high = up == low ? low + 3 : up;
        double unit = high - low;
        ChebyshevSeries cubic = ChebyshevSeries.of(x -> Math.pow((x - low) / unit, 3) - 2, low, high, 3);
        ChebyshevSeries inside = ChebyshevSeries.inside(x -> Math.pow((x - low) / unit, 3) - 2, low, high, 4);
        ChebyshevSeries exp = ChebyshevSeries.of(x -> Math.exp((x - low) / unit), low, high, 20);
        for (double t : new double[] {0, 0.1, 0.5, 0.77, 1}) {
            double x = low + t * unit;
            assertThat(cubic.at(x)).isCloseTo(t * t * t - 2, within(1e-9));
            assertThat(inside.at(x)).isCloseTo(t * t * t - 2, within(1e-9));
            assertThat(exp.at(x)).isCloseTo(Math.exp(t), within(1e-9));
            assertThat(exp.integral().at(x) / unit).isCloseTo(Math.expm1(t), within(1e-9));
        }
        assertThat(exp.tail()).isLessThan(1e-9);
        assertThat(ChebyshevSeries.of(Math::abs, -1, 1, 20).tail()).isGreaterThan(1e-4);
        assertThat(exp.low()).isEqualTo(low);
        assertThat(exp.high()).isEqualTo(high);
    }

    /** cos(πk/n), symmetric to the last bit. */
    @Test
    void pointsAreSymmetric() {
        double[] points = ChebyshevSeries.points(-2, 2, 8);
        for (int k = 0; k <= 8; k++) {
            assertThat(points[k]).isCloseTo(2 * Math.cos(Math.PI * k / 8), within(1e-15));
            assertThat(points[8 - k]).isEqualTo(-points[k]);
        }
        // T₃ has one coefficient: the integral from −1 to 1 of an odd polynomial is 0.
        ChebyshevSeries t3 = ChebyshevSeries.of(x -> 4 * x * x * x - 3 * x, -1, 1, 5);
        assertThat(t3.integral().at(1)).isCloseTo(0, within(1e-15));
        assertThat(t3.integral().at(0)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void inversesUndoTheirMatrices() {
        Complex[][] matrix = {
            {Complex.ZERO, new Complex(1, 2), new Complex(0, -1)},
            {new Complex(3, 0), new Complex(-1, 1), Complex.ONE},
            {Complex.I, new Complex(2, 2), new Complex(0.5, 0)}
        };
        Complex[][] inverse = inverse(matrix);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                Complex sum = Complex.ZERO;
                for (int k = 0; k < 3; k++) {
                    sum = sum.plus(matrix[i][k].times(inverse[k][j]));
                }
                assertThat(sum.minus(i == j ? 1 : 0).abs()).isLessThan(1e-14);
            }
        }
        assertThat(matrix[0][0]).isEqualTo(Complex.ZERO);
        Complex[][] singular = {{Complex.ONE, Complex.I}, {Complex.I, new Complex(-1, 0)}};
        assertThat(inverse(singular)[0][0].isFinite()).isFalse();
    }

    /** Where the function is flat Newton's steps are infinite, and bisection finds the place. */
    @Test
    void distributionFunctionsAreInvertedWhereTheyAreFlat() {
        assertThat(Probability.invert(x -> x * x * x - 8, x -> 3 * x * x, 0, 10))
                .isCloseTo(2, within(1e-15));
        assertThat(Probability.invert(x -> Math.cbrt(x - 0.3), x -> 0, -1, 1)).isCloseTo(0.3, within(1e-15));
        assertThat(Probability.invert(x -> x < 0.25 ? -1 : 1, x -> 0, 0, 1)).isCloseTo(0.25, within(1e-15));
        assertThatThrownBy(() -> Probability.invert(x -> Double.NaN, x -> 1, 0, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not a number");
        for (double bad : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Semicircle.standard().quantile(bad))
                    .withMessageContaining(Double.toString(bad));
        }
    }

    /** E e^X = I₁(2) and E e^{2X} = I₁(4)/2 for the semicircle, Bessel's functions by mpmath. */
    @Test
    void exponentialsOfASemicircleHaveBesselMoments() {
        Distribution law = new Exponential(Semicircle.standard());
        assertThat(law.moment(1)).isCloseTo(1.590636854637329, within(1e-5));
        assertThat(law.moment(2)).isCloseTo(4.879732576852225, within(1e-4));
        assertThat(law.quantile(0.3)).isCloseTo(Math.exp(Semicircle.standard().quantile(0.3)), within(1e-14));
        assertThat(law.cdf(law.quantile(0.3))).isCloseTo(0.3, within(1e-12));
        assertThat(law.cdf(2) + law.survival(2)).isCloseTo(1, within(1e-15));
        assertThat(law.cdf(-1)).isZero();
        assertThat(law.survival(0)).isEqualTo(1);
        assertThat(law.density(-1)).isZero();
        double difference = (law.cdf(1.5 + 1e-6) - law.cdf(1.5 - 1e-6)) / 2e-6;
        assertThat(law.density(1.5)).isCloseTo(difference, within(1e-8));
    }

    /** (E log U − E V)/2: the first by a sum over the density, the second −1.2065335745820 as published for Tracy and Widom's law. */
    @Test
    void halfTheGapOfLogarithmsHasItsMean() {
        Distribution u = TracyWidom.real().scaled(0.5).shifted(5);
        Distribution law = HalfGap.of(u, TracyWidom.real());
        double meanOfLogarithm = 0;
        for (double x = -8.5; x < 7; x += 0.01) {
            meanOfLogarithm += 0.01 * TracyWidom.real().density(x) * Math.log(5 + x / 2);
        }
        assertThat(law.mean()).isCloseTo((meanOfLogarithm + 1.2065335745820) / 2, within(1e-6));
        for (double p : new double[] {0.01, 0.5, 0.9}) {
            assertThat(law.cdf(law.quantile(p))).isCloseTo(p, within(1e-12));
        }
        assertThat(law.cdf(0.4) + law.survival(0.4)).isCloseTo(1, within(1e-12));
        double difference = (law.cdf(0.4 + 1e-5) - law.cdf(0.4 - 1e-5)) / 2e-5;
        assertThat(law.density(0.4)).isCloseTo(difference, within(1e-7));
    }

    /** 3 − 2X: mirrored and moved; its tail is the other tail, and its moments are binomial sums. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, 0.5, 1e-200, -1e200})
    void movedLawsAreExact(double factor) {
        Distribution law = MarchenkoPastur.ofRatio(0.5);
        double offset = 3 * Math.abs(factor);
        Distribution moved = law.scaled(factor).shifted(offset);
        double x = law.quantile(0.3);
        assertThat(moved.quantile(factor > 0 ? 0.3 : 0.7) / factor).isCloseTo(x + offset / factor, within(1e-12));
        assertThat(moved.cdf(factor * x + offset)).isCloseTo(factor > 0 ? 0.3 : 0.7, within(1e-9));
        assertThat(moved.survival(factor * x + offset)).isCloseTo(factor > 0 ? 0.7 : 0.3, within(1e-9));
        assertThat(moved.density(factor * x + offset) * Math.abs(factor)).isCloseTo(law.density(x), within(1e-9));
        assertThat(moved.mean() / factor).isCloseTo(1 + offset / factor, within(1e-9));
        assertThat(moved.median() / factor).isCloseTo(law.median() + offset / factor, within(1e-12));
        if (Math.abs(factor) < 1e100 && Math.abs(factor) > 1e-100) {
            assertThat(moved.variance() / factor / factor).isCloseTo(law.variance(), within(1e-9));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> law.scaled(0)).withMessageContaining("0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> law.shifted(Double.NaN))
                .withMessageContaining("NaN");
    }

    /** Draws are quantiles at the seed's numbers: twice the law has twice the draws. */
    @Test
    void drawsMoveWithTheirLaw() {
        double[] one = Semicircle.standard().sample(5, Seeds.of(1));
        double[] twice = Semicircle.standard().scaled(2).sample(5, Seeds.of(1));
        for (int i = 0; i < 5; i++) {
            assertThat(twice[i]).isCloseTo(2 * one[i], within(1e-14));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Semicircle.standard().sample(0, Seeds.of(1)))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(2, Double.NaN))
                .withMessageContaining("NaN");
        assertThat(new Interval(1, 3).length()).isEqualTo(2);
        assertThat(new Interval(1, 3).holds(3)).isFalse();
    }

    /** An enclosure by norms holds the edges of the law, and those of the mirror image of the expression. */
    @Test
    void enclosuresHoldTheSpectrum() {
        MatrixExpression expression =
                Matrices.wigner(40).plus(Matrices.wishart(40, 80)).times(3);
        Interval interval = Enclosure.of(expression);
        SpectralLaw law = expression.law();
        assertThat(interval.low()).isLessThan(law.leftEdge());
        assertThat(interval.high()).isGreaterThan(law.rightEdge());
        Interval inverse = Enclosure.of(Matrices.wishart(40, 400).inverse());
        SpectralLaw inverted = Matrices.wishart(40, 400).inverse().law();
        assertThat(inverse.low()).isLessThan(inverted.leftEdge());
        assertThat(inverse.high()).isGreaterThan(inverted.rightEdge());
    }

    private static Complex[][] inverse(Complex[][] matrix) {
        int n = matrix.length;
        SmallMatrix small = new SmallMatrix(n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                small.add(i, j, matrix[i][j].re(), matrix[i][j].im());
            }
        }
        small.invert();
        Complex[][] inverse = new Complex[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] = new Complex(small.re[i * n + j], small.im[i * n + j]);
            }
        }
        return inverse;
    }
}
