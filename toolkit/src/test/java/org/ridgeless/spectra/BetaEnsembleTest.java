package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.TridiagonalEigenvalues;
import org.ridgeless.random.Seeds;

/** Draws from tridiagonal and bidiagonal matrices have the law of the full ones. */
class BetaEnsembleTest {
    private static final int DRAWS = 1500;

    @Test
    void theTridiagonalDrawHasTheLawOfTheGaussianOrthogonalEnsemble() {
        int n = 6;
        double[][] fast =
                draws(i -> BetaEnsemble.hermite(n).eigenvalues(Seeds.of(1).child(i)));
        double[][] dense = draws(i -> symmetric(n, Seeds.of(2).child(i)).symmetricEigenvalues());
        assertSameLaws(fast, dense);
    }

    @Test
    void theBidiagonalDrawHasTheLawOfTheWishartMatrix() {
        int n = 9;
        int p = 5;
        double[][] fast =
                draws(i -> BetaEnsemble.laguerre(n, p).eigenvalues(Seeds.of(3).child(i)));
        double[][] dense = draws(i -> {
            double[] singular =
                    GaussianMatrix.of(n, p).singularValues(Seeds.of(4).child(i));
            return Arrays.stream(singular).map(s -> s * s / n).sorted().toArray();
        });
        assertSameLaws(fast, dense);
    }

    @Test
    void theCosinesAndSinesHaveTheLawOfTheDenseMultivariateAnalysisOfVariance() {
        int m = 7;
        int n = 9;
        int p = 4;
        double[][] fast =
                draws(i -> BetaEnsemble.jacobi(m, n, p).eigenvalues(Seeds.of(14).child(i)));
        double[][] dense = draws(i -> {
            // (A + B)⁻¹A has the eigenvalues of the squared singular values of the upper part of an orthonormal basis.
            Matrix stacked = GaussianMatrix.of(m + n, p).draw(Seeds.of(15).child(i));
            double[][] gram = stacked.transpose().times(stacked).toArray();
            double[][] upper = java.util.Arrays.copyOf(stacked.toArray(), m);
            double[] whitened = whiten(upper, gram);
            double[] singular = Matrix.wrap(whitened, m, p).singularValues();
            return Arrays.stream(singular).map(s -> s * s).sorted().toArray();
        });
        assertSameLaws(fast, dense);
        double[] large = BetaEnsemble.jacobi(300, 450, 200).eigenvalues(Seeds.of(16));
        assertThat(Spectrum.ofEigenvalues(large)
                        .against(BetaEnsemble.jacobi(300, 450, 200).law())
                        .distance())
                .isLessThan(Math.log(200) / 200);
    }

    /** X R⁻¹ for the Cholesky factor RᵀR of the Gram matrix. */
    private static double[] whiten(double[][] x, double[][] gram) {
        int p = gram.length;
        double[][] r = new double[p][p];
        for (int i = 0; i < p; i++) {
            for (int j = i; j < p; j++) {
                double sum = gram[i][j];
                for (int k = 0; k < i; k++) {
                    sum -= r[k][i] * r[k][j];
                }
                r[i][j] = i == j ? Math.sqrt(sum) : sum / r[i][i];
            }
        }
        double[] out = new double[x.length * p];
        for (int row = 0; row < x.length; row++) {
            for (int j = 0; j < p; j++) {
                double sum = x[row][j];
                for (int k = 0; k < j; k++) {
                    sum -= out[row * p + k] * r[k][j];
                }
                out[row * p + j] = sum / r[j][j];
            }
        }
        return out;
    }

    @Test
    void theUnitaryEnsembleHasTheLawOfTheComplexMatrix() {
        // A Hermitian A + iB is the real symmetric [[A, −B], [B, A]] with every eigenvalue twice.
        int n = 5;
        double[][] fast = draws(
                i -> BetaEnsemble.hermite(n).beta(2).eigenvalues(Seeds.of(5).child(i)));
        double[][] dense = draws(i -> {
            double[] real = GaussianMatrix.of(n, n)
                    .draw(Seeds.of(6).child(i).child("re"))
                    .flat();
            double[] imaginary = GaussianMatrix.of(n, n)
                    .draw(Seeds.of(6).child(i).child("im"))
                    .flat();
            double[] full = new double[4 * n * n];
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    double a = (real[j * n + k] + real[k * n + j]) / (2 * Math.sqrt(n));
                    double b = (imaginary[j * n + k] - imaginary[k * n + j]) / (2 * Math.sqrt(n));
                    full[j * 2 * n + k] = full[(n + j) * 2 * n + n + k] = a;
                    full[j * 2 * n + n + k] = -b;
                    full[(n + j) * 2 * n + k] = b;
                }
            }
            double[] twice = Matrix.wrap(full, 2 * n, 2 * n).symmetricEigenvalues();
            double[] once = new double[n];
            for (int j = 0; j < n; j++) {
                once[j] = twice[2 * j];
            }
            return once;
        });
        assertSameLaws(fast, dense);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void theLargestEigenvalueFluctuatesByTheTracyWidomLaw(double beta) {
        int n = 200;
        int count = 1200;
        // One scale for all β: that of the quaternion law differs from Tracy and Widom's by 2^(1/6).
        double unit = beta == 4 ? Math.pow(2, 1 / 6.0) : 1;
        double[] scaled = new double[count];
        for (int i = 0; i < count; i++) {
            double[] values =
                    BetaEnsemble.hermite(n).beta(beta).eigenvalues(Seeds.of(7).child(i));
            scaled[i] = (values[n - 1] - 2) * Math.pow(n, 2 / 3.0) * unit;
        }
        Arrays.sort(scaled);
        TracyWidom law = TracyWidom.ofBeta((int) beta);
        double worst = 0;
        for (int i = 0; i < count; i++) {
            worst = Math.max(worst, Math.abs(law.cdf(scaled[i]) - (i + 0.5) / count));
        }
        // The plain centre leaves an error of order n^(-1/3) for β = 1 and 4.
        assertThat(worst).isLessThan(1.95 / Math.sqrt(count) + 0.4 * Math.pow(n, -1 / 3.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2, 8})
    void theBulkIsTheSameForEveryTemperature(double beta) {
        double[] hermite = BetaEnsemble.hermite(400).beta(beta).eigenvalues(Seeds.of(8));
        double[] laguerre = BetaEnsemble.laguerre(600, 300).beta(beta).eigenvalues(Seeds.of(9));
        assertThat(Spectrum.ofEigenvalues(hermite)
                        .against(Semicircle.standard())
                        .distance())
                .isLessThan(0.02);
        assertThat(Spectrum.ofEigenvalues(laguerre)
                        .against(MarchenkoPastur.of(600, 300))
                        .distance())
                .isLessThan(0.02);
    }

    @Test
    void tridiagonalEigenvaluesAreThoseOfTheSecondDifference() {
        int n = 40;
        double[] diagonal = new double[n];
        double[] beside = new double[n - 1];
        Arrays.fill(diagonal, 2);
        Arrays.fill(beside, -1);
        double[] values = TridiagonalEigenvalues.of(diagonal, beside);
        for (int k = 0; k < n; k++) {
            double exact = 4 * Math.pow(Math.sin((k + 1) * Math.PI / (2 * (n + 1))), 2);
            assertThat(values[k]).isCloseTo(exact, within(1e-14 * 4));
        }
        assertThatThrownBy(() -> TridiagonalEigenvalues.of(diagonal, diagonal)).hasMessageContaining("40 and 40");
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> BetaEnsemble.laguerre(3, 4)).hasMessageContaining("p = 4");
        assertThatThrownBy(() -> BetaEnsemble.jacobi(3, 9, 4)).hasMessageContaining("m = 3");
        assertThatThrownBy(() -> BetaEnsemble.hermite(3).beta(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> BetaEnsemble.hermite(0)).hasMessageContaining("0");
    }

    private static double[][] draws(IntFunction<double[]> draw) {
        double[][] all = new double[DRAWS][];
        for (int i = 0; i < DRAWS; i++) {
            all[i] = draw.apply(i);
        }
        return all;
    }

    private static Matrix symmetric(int n, Seeds seeds) {
        double[] g = GaussianMatrix.of(n, n).draw(seeds).flat();
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (g[i * n + j] + g[j * n + i]) / Math.sqrt(2 * n);
            }
        }
        return Matrix.wrap(s, n, n);
    }

    /** Each order statistic of the two samples, by the two-sample test of Kolmogorov and Smirnov at 0.01 %. */
    private static void assertSameLaws(double[][] one, double[][] other) {
        for (int k = 0; k < one[0].length; k++) {
            int at = k;
            double[] a = Arrays.stream(one).mapToDouble(d -> d[at]).sorted().toArray();
            double[] b = Arrays.stream(other).mapToDouble(d -> d[at]).sorted().toArray();
            double worst = 0;
            int j = 0;
            for (int i = 0; i < a.length; i++) {
                while (j < b.length && b[j] <= a[i]) {
                    j++;
                }
                worst = Math.max(worst, Math.abs((i + 1.0) / a.length - (double) j / b.length));
            }
            assertThat(worst).as("eigenvalue %s", k).isLessThan(2.225 * Math.sqrt(2.0 / DRAWS));
        }
    }

    /** One eigenvalue: normal of variance 2/β, χ² of βn degrees over βn, Beta(βm/2, βn/2); three: the printed joint density. */
    @Test
    void theJointDensityIsThatOfItsSingleEigenvalue() {
        double b = 1.5;
        assertThat(BetaEnsemble.hermite(1).beta(b).logDensity(0.7)).isCloseTo(-b * 0.49 / 4, within(1e-15));
        assertThat(BetaEnsemble.laguerre(4, 1).beta(b).logDensity(0.7))
                .isCloseTo((b * 2 - 1) * Math.log(0.7) - b * 2 * 0.7, within(1e-15));
        assertThat(BetaEnsemble.jacobi(4, 6, 1).beta(b).logDensity(0.7))
                .isCloseTo((b * 2 - 1) * Math.log(0.7) + (b * 3 - 1) * Math.log(0.3), within(1e-15));
        assertThat(BetaEnsemble.hermite(3).logDensity(1, -1, 0)).isCloseTo(Math.log(2) - 3.0 / 2, within(1e-15));
        assertThat(BetaEnsemble.laguerre(4, 2).logDensity(-1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> BetaEnsemble.hermite(3).logDensity(1)).hasMessageContaining("3 eigenvalues, got 1");
    }
}
