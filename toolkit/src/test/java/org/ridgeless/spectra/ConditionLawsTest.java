package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;

/** The laws behind the condition number, each against quadrature, a closed form or the matrices themselves. */
class ConditionLawsTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.999, 1, 1.5, 4})
    void theMarchenkoPasturDensityIntegratesToItsDistributionFunction(double ratio) {
        MarchenkoPastur law = MarchenkoPastur.ofRatio(ratio);
        double a = law.lowerEdge();
        double b = law.upperEdge();
        for (double share : new double[] {0.05, 0.3, 0.7, 1}) {
            double x = a + share * (b - a);
            // The substitution x = a + (b − a) sin²t removes the square-root edges.
            double end = Math.asin(Math.sqrt(share));
            double mass = integral(
                    t -> {
                        double sin = Math.sin(t);
                        return law.density(a + (b - a) * sin * sin) * (b - a) * Math.sin(2 * t);
                    },
                    0,
                    end);
            assertThat(law.massAtZero() + mass).isCloseTo(law.cdf(x), within(1e-9));
        }
        assertThat(law.cdf(b + 1)).isEqualTo(1);
        assertThat(law.cdf(-1)).isZero();
        assertThat(law.cdf(a / 2)).isCloseTo(law.massAtZero(), within(1e-15));
    }

    @Test
    void theEigenvaluesOfALargeSampleCovarianceFollowTheMarchenkoPasturLaw() {
        int n = 600;
        int d = 240;
        double[] singular = GaussianMatrix.of(n, d).singularValues(Seeds.of(3));
        MarchenkoPastur law = MarchenkoPastur.of(n, d);
        double worst = 0;
        for (int i = 0; i < d; i++) {
            double rank = (d - i - 0.5) / d;
            worst = Math.max(worst, Math.abs(law.cdf(singular[i] * singular[i] / n) - rank));
        }
        // Eigenvalues are rigid: they stay within O(log d / d) of their places.
        assertThat(worst).isLessThan(3.0 / d);
    }

    @Test
    void theConditionNumberOfTheLawIsTheSameForARatioAndItsInverse() {
        assertThat(MarchenkoPastur.of(100, 25).conditionNumber()).isCloseTo(3, within(1e-14));
        assertThat(MarchenkoPastur.of(25, 100).conditionNumber()).isCloseTo(3, within(1e-14));
        assertThat(MarchenkoPastur.of(9, 9).conditionNumber()).isInfinite();
    }

    @Test
    void edelmansLawIsConsistent() {
        assertThat(EdelmanSquare.median()).isCloseTo((1 + Math.sqrt(1 + 2 * Math.log(2))) / Math.log(2), within(1e-14));
        assertThat(EdelmanSquare.median()).isCloseTo(3.671, within(5e-4));
        assertThat(EdelmanSquare.meanLog()).isCloseTo(1.537, within(5e-4));
        for (double p : new double[] {1e-6, 0.1, 0.5, 0.9, 1 - 1e-9}) {
            assertThat(EdelmanSquare.cdf(EdelmanSquare.quantile(p))).isCloseTo(p, within(1e-13));
            assertThat(EdelmanSquare.smallestCdf(EdelmanSquare.smallestQuantile(p)))
                    .isCloseTo(p, within(1e-13));
        }
        for (double x : new double[] {0.3, 1, 5, 40}) {
            double slope = (EdelmanSquare.cdf(x + 1e-6) - EdelmanSquare.cdf(x - 1e-6)) / 2e-6;
            assertThat(EdelmanSquare.density(x)).isCloseTo(slope, within(1e-8));
        }
        assertThat(1e6 * (1 - EdelmanSquare.cdf(1e6))).isCloseTo(2, within(1e-3));
    }

    @Test
    void theMeanLogIsThatOfTheDensity() {
        double mean = integral(t -> t * EdelmanSquare.density(Math.exp(t)) * Math.exp(t), -3, 34);
        assertThat(EdelmanSquare.meanLog()).isCloseTo(mean, within(1e-8));
    }

    @Test
    void theMeanLogOfAFiniteMatrixIsSmallerThanThatOfTheLimit() {
        // 1.5166 at n = 100 was computed with SciPy from the Tracy–Widom mean and variance.
        assertThat(EdelmanSquare.meanLog(100)).isCloseTo(1.5166, within(5e-4));
        assertThat(EdelmanSquare.meanLog(1_000_000)).isCloseTo(EdelmanSquare.meanLog(), within(1e-4));
    }

    @Test
    void squareMatricesFollowEdelmansLaws() {
        int n = 60;
        int draws = 2500;
        double[] kappa = new double[draws];
        double[] smallest = new double[draws];
        for (int i = 0; i < draws; i++) {
            double[] s = GaussianMatrix.of(n, n).fastSingularValues(Seeds.of(17).child(i));
            kappa[i] = s[0] / s[n - 1] / n;
            smallest[i] = n * s[n - 1] * s[n - 1];
        }
        assertThat(distance(kappa, EdelmanSquare::cdf)).isLessThan(1.95 / Math.sqrt(draws));
        assertThat(distance(smallest, EdelmanSquare::smallestCdf)).isLessThan(1.95 / Math.sqrt(draws));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 31})
    void theBidiagonalModelHasTheLawOfTheMatrix(int columns) {
        int rows = 12;
        int draws = 3000;
        GaussianMatrix ensemble = GaussianMatrix.of(rows, columns);
        int m = Math.min(rows, columns);
        double[][] dense = new double[m][draws];
        double[][] fast = new double[m][draws];
        for (int i = 0; i < draws; i++) {
            double[] one = ensemble.singularValues(Seeds.of(1).child(i));
            double[] other = ensemble.fastSingularValues(Seeds.of(2).child(i));
            for (int k = 0; k < m; k++) {
                dense[k][i] = one[k];
                fast[k][i] = other[k];
            }
        }
        for (int k : new int[] {0, m / 2, m - 1}) {
            // Two samples of equal size: the distance exceeds 1.95·sqrt(2/N) once in a thousand times.
            assertThat(distance(dense[k], fast[k])).isLessThan(1.95 * Math.sqrt(2.0 / draws));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40, 155})
    void theEndsOfTheBidiagonalModelAreThoseOfItsWholeSpectrum(int columns) {
        GaussianMatrix ensemble = GaussianMatrix.of(40, columns);
        Seeds seeds = Seeds.of(8).child(columns);
        double[][] ends = ensemble.fastEnds(seeds, 3, 20);
        for (int i = 0; i < 20; i++) {
            double[] values = ensemble.fastSingularValues(seeds.child(3 + i));
            assertThat(ends[i][0]).isCloseTo(values[0], within(1e-14 * values[0]));
            assertThat(ends[i][1]).isCloseTo(values[values.length - 1], within(1e-13 * values[values.length - 1]));
            // A lane gives the same bits alone as among others.
            assertThat(ensemble.fastEnds(seeds, 3 + i, 1)[0]).containsExactly(ends[i]);
        }
    }

    @Test
    void theBidiagonalModelPreservesTheMeanOfTheFrobeniusNorm() {
        int draws = 4000;
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            sum += Arrays.stream(GaussianMatrix.of(5, 9)
                            .fastSingularValues(Seeds.of(4).child(i)))
                    .map(s -> s * s)
                    .sum();
        }
        // Its square is chi-squared with 45 degrees of freedom: variance 90.
        assertThat(sum / draws).isCloseTo(45, within(4 * Math.sqrt(90.0 / draws)));
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThatThrownBy(() -> GaussianMatrix.of(0, 3)).hasMessageContaining("0 × 3");
        assertThatThrownBy(() -> GaussianMatrix.of(400_000, 400_000).draw(1)).hasMessageContaining("1280.0 GB");
        assertThatThrownBy(() -> MarchenkoPastur.ofRatio(0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> EdelmanSquare.quantile(1)).hasMessageContaining("got 1.0");
    }

    private static double distance(double[] sample, DoubleUnaryOperator cdf) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, sorted.length)
                .mapToDouble(i -> {
                    double p = cdf.applyAsDouble(sorted[i]);
                    return Math.max((i + 1.0) / sorted.length - p, p - (double) i / sorted.length);
                })
                .max()
                .orElseThrow();
    }

    private static double distance(double[] one, double[] other) {
        double[] sorted = other.clone();
        Arrays.sort(sorted);
        return distance(one, x -> {
            int place = Arrays.binarySearch(sorted, x);
            return (place >= 0 ? place : -place - 1) / (double) sorted.length;
        });
    }

    /** Composite Gauss–Legendre quadrature of order 10. */
    private static double integral(DoubleUnaryOperator f, double from, double to) {
        double[] nodes = {
            0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
        };
        double[] weights = {
            0.2955242247147529, 0.2692667193099963, 0.2190863625159820, 0.1494513491505806, 0.0666713443086881
        };
        int pieces = 20_000;
        double half = (to - from) / pieces / 2;
        double sum = 0;
        for (int p = 0; p < pieces; p++) {
            double middle = from + (2 * p + 1) * half;
            for (int i = 0; i < nodes.length; i++) {
                sum += weights[i]
                        * half
                        * (f.applyAsDouble(middle - half * nodes[i]) + f.applyAsDouble(middle + half * nodes[i]));
            }
        }
        return sum;
    }
}
