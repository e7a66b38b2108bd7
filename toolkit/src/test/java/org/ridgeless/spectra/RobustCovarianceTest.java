package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.random.Seeds;

/** Equations, units and symmetries of robust scatter, distances of covariances and directions of arrival. */
class RobustCovarianceTest {
    private static final int P = 5;
    private static final int N = 40;

    private static Matrix normal(int rows, int columns, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return Matrix.wrap(sampler.samples((long) rows * columns).toArray(), rows, columns);
    }

    private static Matrix times(Matrix x, double factor) {
        return Matrix.wrap(Vectors.map(x.flat(), v -> v * factor), x.rows(), x.columns());
    }

    /** γ solves its equation, and is the inverse of the unit of τ. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-250, 1, 1e250})
    void gammaIsTheInverseOfASize(double unit) {
        Maronna maronna = Maronna.of(0.3, 0.25);
        double[] taus = {0.1, 1, 1, 7};
        double gamma = maronna.gamma(Vectors.map(taus, t -> t * unit));
        assertThat(gamma * unit / maronna.gamma(taus)).isCloseTo(1, within(1e-12));
        double sum = 0;
        for (double tau : taus) {
            double psi = gamma * unit * tau * maronna.leaveOneOutWeight(gamma * unit * tau);
            sum += psi / (1 + 0.25 * psi) / taus.length;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        // Sizes far apart are cut: the factor of the largest is bounded by (1 + a)/(γ(1 − c(1 + a))).
        double bound = 1.3 / (1 - 0.25 * 1.3) / maronna.gamma(0.1, 1, 1, 1e9);
        assertThat(maronna.factors(0.1, 1, 1, 1e9)[3]).isLessThan(bound).isCloseTo(bound, within(1e-6 * bound));
    }

    /** The samples times A are scattered like A Ĉ Aᵀ; in another unit by its square. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-20, 1e20, 1e150})
    void maronnaIsAffinelyEquivariant(double unit) {
        Matrix x = normal(P, N, 1);
        Maronna maronna = Maronna.of(0.5, (double) P / N);
        double[] one = maronna.estimate(x);
        double[] other = maronna.estimate(times(x, unit));
        for (int i = 0; i < one.length; i++) {
            assertThat(other[i] / unit / unit).isCloseTo(one[i], within(1e-7));
        }
        Matrix a = normal(P, P, 2);
        Matrix expected = a.times(Matrix.wrap(one, P, P)).times(a.transpose());
        double[] turned = maronna.estimate(a.times(x));
        for (int i = 0; i < one.length; i++) {
            assertThat(turned[i]).isCloseTo(expected.flat()[i], within(1e-6 * Vectors.largest(expected.flat())));
        }
    }

    /** Tyler's equation holds at the estimate, and sizes of samples do not matter, be they as far apart as numbers are. */
    @ParameterizedTest
    @CsvSource({"0.2, 1e-200, 1e200", "0.7, 1e-3, 1e5", "1, 1, 1"})
    void tylerSolvesItsEquationWhateverTheSizes(double shrinkage, double first, double others) {
        Matrix x = normal(P, N, 3);
        double[] estimate = ShrunkTyler.of(shrinkage).estimate(x);
        double[] sized = x.flat().clone();
        for (int i = 0; i < sized.length; i++) {
            sized[i] *= i % N == 0 ? first : others;
        }
        double[] other = ShrunkTyler.of(shrinkage).estimate(Matrix.wrap(sized, P, N));
        double[] inverse = Cholesky.of(estimate, P).inverse();
        double[] right = new double[P * P];
        for (int j = 0; j < N; j++) {
            double form = 0;
            for (int i = 0; i < P * P; i++) {
                form += x.get(i / P, j) * inverse[i] * x.get(i % P, j) / P;
            }
            for (int i = 0; i < P * P; i++) {
                right[i] += (1 - shrinkage) / N * x.get(i / P, j) * x.get(i % P, j) / form;
            }
        }
        for (int i = 0; i < P * P; i++) {
            assertThat(estimate[i]).isCloseTo(right[i] + (i % (P + 1) == 0 ? shrinkage : 0), within(1e-7));
            assertThat(other[i]).isCloseTo(estimate[i], within(1e-6));
        }
    }

    /** δ solves δ = (1/p) Σ t/((1 − ρ)t/δ + ρ), carries the unit of the variances, and is their mean for ρ = 1. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void deltaIsAVariance(double unit) {
        double[] variances = {unit, 2 * unit, 9 * unit};
        assertThat(ShrunkTyler.of(1).delta(variances) / unit).isCloseTo(4, within(1e-14));
        double delta = ShrunkTyler.of(0.3).delta(variances) / unit;
        double sum = 0;
        for (double t : new double[] {1, 2, 9}) {
            sum += t / (0.7 * t / delta + 0.3) / 3;
        }
        assertThat(sum).isCloseTo(delta, within(1e-13));
    }

    /** No portfolio of the same estimate has less variance by it: Lagrange's condition Ĉw ∝ 1. */
    @Test
    void thePortfolioHasTheLeastVariance() {
        double[] estimate = ShrunkTyler.of(0.4).estimate(normal(P, N, 5));
        double[] weights = ShrunkTyler.portfolio(estimate, P);
        double[] slope = Matrix.wrap(estimate, P, P).times(weights);
        double sum = 0;
        for (int i = 0; i < P; i++) {
            assertThat(slope[i] / slope[0]).isCloseTo(1, within(1e-12));
            sum += weights[i];
        }
        assertThat(sum).isCloseTo(1, within(1e-14));
    }

    @Test
    void whatHasNoScatterIsRefused() {
        Maronna maronna = Maronna.of(0.5, 0.1);
        assertThatThrownBy(maronna::gamma).isInstanceOf(IllegalArgumentException.class);
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> maronna.gamma(1, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        ShrunkTyler tyler = ShrunkTyler.of(0.5);
        assertThatThrownBy(() -> tyler.estimate(Matrix.wrap(new double[4], 2, 2)))
                .hasMessageContaining("sample 0");
        assertThatThrownBy(() -> tyler.estimate(Matrix.wrap(new double[] {1, Double.NaN, 1, 1}, 2, 2)))
                .hasMessageContaining("sample 1");
        assertThatThrownBy(() -> tyler.delta(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tyler.delta(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CovarianceDistance.of(new double[] {2, 1}, 9, 9))
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> CovarianceDistance.of(new double[] {1, Double.NaN}, 9, 9))
                .hasMessageContaining("NaN");
    }

    /** Fisher's distance knows no order: the eigenvalues of the other quotient are the inverses, with the samples exchanged. */
    @ParameterizedTest
    @CsvSource({"12, 20", "40, 9", "15, 15"})
    void fishersDistanceIsSymmetric(int n1, int n2) {
        double[] values = {0.2, 0.5, 0.8, 1.1, 1.9, 3.3};
        double[] inverses = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            inverses[i] = 1 / values[values.length - 1 - i];
        }
        CovarianceDistance one = CovarianceDistance.of(values, n1, n2);
        CovarianceDistance other = CovarianceDistance.of(inverses, n2, n1);
        assertThat(other.fisher()).isCloseTo(one.fisher(), within(1e-8));
        assertThat(other.meanLog()).isCloseTo(-one.meanLog(), within(1e-12));
    }

    /** A factor c between the covariances adds log c to the mean logarithm, and log² c + 2 log c · E log to Fisher's distance. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-60, 0.1, 7, 1e60})
    void aFactorMovesLogarithms(double factor) {
        double[] values = {0.2, 0.5, 0.8, 1.1, 1.9, 3.3};
        CovarianceDistance one = CovarianceDistance.of(values, 20, 30);
        CovarianceDistance other = CovarianceDistance.of(Vectors.map(values, v -> v * factor), 20, 30);
        double log = Math.log(factor);
        assertThat(other.meanLog()).isCloseTo(one.meanLog() + log, within(1e-12 * (1 + Math.abs(log))));
        assertThat(other.fisher())
                .isCloseTo(one.fisher() + 2 * log * one.meanLog() + log * log, within(1e-9 * (1 + log * log)));
        assertThat(other.meanEigenvalue() / factor).isCloseTo(one.meanEigenvalue(), within(1e-12));
    }

    /** Without noise MUSIC is 0 at the sources, symmetric to the broadside, and 1 where a steering vector is orthogonal. */
    @Test
    void musicSeesSourcesWithoutUnits() {
        int p = 8;
        int n = 200;
        for (double unit : new double[] {1e-100, 1, 1e100}) {
            double[] a = DirectionFinder.steering(p, 20);
            double[] real = new double[p * n];
            double[] imaginary = new double[p * n];
            Matrix signal = normal(2, n, 7);
            Matrix noise = normal(2 * p, n, 8);
            for (int k = 0; k < p; k++) {
                for (int j = 0; j < n; j++) {
                    double re = signal.get(0, j);
                    double im = signal.get(1, j);
                    real[k * n + j] = unit * (a[k] * re - a[p + k] * im + 1e-5 * noise.get(k, j));
                    imaginary[k * n + j] = unit * (a[k] * im + a[p + k] * re + 1e-5 * noise.get(p + k, j));
                }
            }
            DirectionFinder finder = DirectionFinder.of(Matrix.wrap(real, p, n), Matrix.wrap(imaginary, p, n), 1);
            assertThat(finder.music(20)).isCloseTo(0, within(1e-9));
            assertThat(finder.gMusic(20)).isCloseTo(0, within(1e-9));
            // A full turn of phase along the line: sin θ = sin 20° + 2/p is orthogonal.
            double away = Math.toDegrees(Math.asin(Math.sin(Math.toRadians(20)) + 2.0 / p));
            assertThat(finder.music(away)).isCloseTo(1, within(1e-8));
            assertThat(finder.music(-40)).isBetween(0.5, 1.0);
        }
    }
}
