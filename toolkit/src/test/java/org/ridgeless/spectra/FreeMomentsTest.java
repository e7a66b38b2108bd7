package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Law;

/** Moments of laws that are known by an equation only: those of free sums and products, blocks and coloured noise. */
class FreeMomentsTest {
    static Stream<Arguments> pairs() {
        SpectralLaw semicircle = Semicircle.ofVariance(0.7);
        SpectralLaw poisson = MarchenkoPastur.ofRatio(0.4);
        SpectralLaw thin = MarchenkoPastur.ofRatio(2.5);
        SpectralLaw coin = FixedSpectrum.of(Law.of(new double[] {0.5, 3}, new double[] {0.3, 0.7}));
        return Stream.of(
                Arguments.of(semicircle, poisson),
                Arguments.of(poisson, thin),
                Arguments.of(coin, semicircle),
                Arguments.of(coin, thin),
                Arguments.of(poisson.scaled(-2), coin));
    }

    /** Of the words of four free letters only abab differs from independent numbers. */
    @ParameterizedTest
    @MethodSource("pairs")
    void sumsHaveTheMomentsOfFreeLetters(SpectralLaw a, SpectralLaw b) {
        SpectralLaw sum = a.plus(b);
        double abab =
                a.moment(2) * square(b.mean()) + square(a.mean()) * b.moment(2) - square(a.mean()) * square(b.mean());
        assertThat(sum.moment(1)).isCloseTo(a.mean() + b.mean(), within(1e-6));
        near(sum.moment(2), a.moment(2) + 2 * a.mean() * b.mean() + b.moment(2));
        near(sum.moment(3), a.moment(3) + 3 * a.moment(2) * b.mean() + 3 * a.mean() * b.moment(2) + b.moment(3));
        near(
                sum.moment(4),
                a.moment(4)
                        + 4 * a.moment(3) * b.mean()
                        + 4 * a.moment(2) * b.moment(2)
                        + 2 * abab
                        + 4 * a.mean() * b.moment(3)
                        + b.moment(4));
    }

    /** ab, abab and ababab for positive letters: A. Nica and R. Speicher, Lectures on the Combinatorics of Free Probability, 14.4. */
    @ParameterizedTest
    @CsvSource({"0.4, 0.6", "0.1, 2.5", "1.5, 2.5"})
    void productsHaveTheMomentsOfFreeLetters(double first, double second) {
        SpectralLaw a = MarchenkoPastur.ofRatio(first);
        SpectralLaw b = MarchenkoPastur.ofRatio(second);
        SpectralLaw product = a.times(b);
        assertThat(product.moment(1)).isCloseTo(1, within(1e-6));
        near(product.moment(2), a.moment(2) + b.moment(2) - 1);
        // Cumulants of Marčenko and Pastur's law are powers of the ratio: the sum over pairs of a partition and its
        // complement.
        double c = first;
        double d = second;
        near(product.moment(3), 1 + 3 * (c + d) + c * c + d * d + 3 * c * d);
    }

    /** A closed walk of 2k steps on a tree goes twice along each edge: sums over rooted plane trees, of which there are 1, 2 and 5. */
    @Test
    void blocksHaveTheMomentsOfWalksOnTrees() {
        double[][] v = {{0.5, 2}, {2, 0.1}};
        double[] w = {0.3, 0.7};
        VarianceProfile law = VarianceProfile.of(v, w);
        double[] row = new double[2];
        for (int a = 0; a < 2; a++) {
            row[a] = w[0] * v[a][0] + w[1] * v[a][1];
        }
        double second = 0;
        double fourth = 0;
        double sixth = 0;
        for (int a = 0; a < 2; a++) {
            second += w[a] * row[a];
            fourth += 2 * w[a] * row[a] * row[a];
            sixth += 2 * w[a] * row[a] * row[a] * row[a];
            for (int b = 0; b < 2; b++) {
                sixth += 3 * w[a] * row[a] * w[b] * v[a][b] * row[b];
            }
        }
        near(law.moment(2), second);
        near(law.moment(4), fourth);
        near(law.moment(6), sixth);
        assertThat(law.moment(3)).isCloseTo(0, within(1e-6));
    }

    /** Rows of law R and columns of law D: m₁ = E R E D and m₂ = E R² (E D)² + c (E R)² E D² at p/n = c. */
    @ParameterizedTest
    @CsvSource({"0.2", "1", "3"})
    void separableCovariancesHaveTheirMoments(double ratio) {
        Law rows = Law.of(new double[] {1, 4}, new double[] {0.6, 0.4});
        Law columns = Law.of(new double[] {0.5, 2}, new double[] {0.7, 0.3});
        SpectralLaw law = SeparableCovariance.of(rows, columns, ratio);
        double r2 = rows.expect(x -> x * x);
        double d2 = columns.expect(x -> x * x);
        near(law.moment(1), rows.mean() * columns.mean());
        near(law.moment(2), r2 * square(columns.mean()) + ratio * square(rows.mean()) * d2);
    }

    /** E|tr U|² is 1 for the unitary ensemble, and E|tr U^k|² = min(k, n): P. Diaconis and M. Shahshahani (1994). */
    @Test
    void tracesOfUnitaryMatricesHaveTheirVariance() {
        int n = 5;
        int draws = 2000;
        double[] power = new double[8];
        for (int draw = 0; draw < draws; draw++) {
            double[] angles = CircularEnsemble.of(n).angles(Seeds.of(21).child(draw));
            for (int k = 1; k < power.length; k++) {
                double re = 0;
                double im = 0;
                for (double angle : angles) {
                    re += Math.cos(k * angle);
                    im += Math.sin(k * angle);
                }
                power[k] += (re * re + im * im) / draws;
            }
        }
        for (int k = 1; k < power.length; k++) {
            // |tr|² is nearly exponential: its deviation is its mean.
            double expected = Math.min(k, n);
            assertThat(power[k]).isCloseTo(expected, within(4 * expected / Math.sqrt(draws)));
        }
    }

    private static double square(double x) {
        return x * x;
    }

    private static void near(double value, double expected) {
        assertThat(value).isCloseTo(expected, within(2e-6 * (1 + Math.abs(expected))));
    }
}
