package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ridgeless.linalg.lapack.Samples.gaussian;
import static org.ridgeless.linalg.lapack.Samples.minor;
import static org.ridgeless.linalg.lapack.Samples.norm;
import static org.ridgeless.linalg.lapack.Samples.orthogonal;
import static org.ridgeless.linalg.lapack.Samples.plus;
import static org.ridgeless.linalg.lapack.Samples.product;
import static org.ridgeless.linalg.lapack.Samples.symmetric;
import static org.ridgeless.linalg.lapack.Samples.transposed;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Inequalities between the spectra of matrices that have to do with each other (R. A. Horn and C. R. Johnson, <i>Matrix Analysis</i>,
 * 2nd ed. 2013, chapters 4 and 7), on either side of the order from which the native library does the work.
 */
class PerturbationLawsTest {
    /** What an eigenvalue may be off by, in units of the norm. */
    private static double slack(int n, double[]... matrices) {
        return 4
                * n
                * Math.ulp(1.0)
                * Arrays.stream(matrices).mapToDouble(Samples::norm).sum();
    }

    /** λᵢ(A) + λⱼ(E) ≤ λᵢ₊ⱼ(A + E), and the same from above, where numbers count from 0: Theorem 4.3.1. */
    @ParameterizedTest
    @ValueSource(ints = {2, 7, 23, 24, 40})
    void eigenvaluesOfASumAreBoundedByWeyl(int n) {
        double[] a = symmetric(n, n);
        double[] e = symmetric(n, n + 1000);
        double[] of = SymmetricEigen.values(a, n);
        double[] by = SymmetricEigen.values(e, n);
        double[] sum = SymmetricEigen.values(plus(a, 1, e), n);
        double slack = slack(n, a, e);
        for (int i = 0; i < n; i++) {
            for (int j = 0; i + j < n; j++) {
                assertThat(sum[i]).isLessThanOrEqualTo(of[i + j] + by[n - 1 - j] + slack);
                assertThat(sum[i + j]).isGreaterThanOrEqualTo(of[i] + by[j] - slack);
            }
        }
    }

    /** Σ (λᵢ(A + E) − λᵢ(A))² ≤ ‖E‖²_F, with equality where E moves along A's own eigenvectors: Theorem 6.3.5. */
    @ParameterizedTest
    @ValueSource(ints = {3, 23, 24, 40})
    void eigenvaluesMoveByNoMoreThanHoffmanAndWielandtAllow(int n) {
        double[] a = symmetric(n, n);
        for (double size : new double[] {1e-8, 1e-3, 1, 1e3}) {
            double[] e = Samples.times(symmetric(n, n + 2000), size);
            double moved = norm(plus(SymmetricEigen.values(plus(a, 1, e), n), -1, SymmetricEigen.values(a, n)));
            assertThat(moved).isLessThanOrEqualTo(norm(e) + slack(n, a, e));
        }
        SymmetricEigen eigen = SymmetricEigen.of(a, n);
        double[] along = new double[n * n];
        for (int k = 0; k < n; k++) {
            double[] v = eigen.vector(k);
            for (int at = 0; at < n * n; at++) {
                along[at] += (k + 1) * v[at / n] * v[at % n];
            }
        }
        double[] moved = plus(SymmetricEigen.values(plus(a, 1, along), n), -1, SymmetricEigen.values(a, n));
        assertThat(norm(moved)).isCloseTo(norm(along), within(slack(n, a, along)));
    }

    /** Cauchy: λᵢ(A) ≤ λᵢ(B) ≤ λᵢ₊₁(A) for B without one row and column: Theorem 4.3.17. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 24, 25, 40})
    void eigenvaluesOfAMinorLieBetween(int n) {
        double[] a = symmetric(n, n);
        double[] all = SymmetricEigen.values(a, n);
        double slack = slack(n, a);
        for (int left : new int[] {0, n / 2, n - 1}) {
            double[] some = SymmetricEigen.values(minor(a, n, left), n - 1);
            for (int i = 0; i < n - 1; i++) {
                assertThat(some[i]).isBetween(all[i] - slack, all[i + 1] + slack);
            }
        }
    }

    /** A change of rank one moves each eigenvalue at most to the next, and all together by its trace: Corollary 4.3.9. */
    @ParameterizedTest
    @ValueSource(ints = {2, 23, 40})
    void aChangeOfRankOneInterlaces(int n) {
        double[] a = symmetric(n, n);
        double[] x = gaussian(n, 1, n + 3000);
        double[] changed = a.clone();
        Arrays.setAll(changed, at -> a[at] + x[at / n] * x[at % n]);
        double[] before = SymmetricEigen.values(a, n);
        double[] after = SymmetricEigen.values(changed, n);
        double slack = slack(n, a, changed);
        for (int i = 0; i < n; i++) {
            assertThat(after[i]).isGreaterThanOrEqualTo(before[i] - slack);
            assertThat(after[i]).isLessThanOrEqualTo(i + 1 < n ? before[i + 1] + slack : Double.POSITIVE_INFINITY);
        }
        double trace = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        assertThat(trace).isCloseTo(norm(x) * norm(x), within(n * slack));
    }

    /** Courant and Fischer through Ky Fan: the trace on any k-space is between the sums of the k smallest and of the k largest. */
    @ParameterizedTest
    @ValueSource(ints = {4, 24, 40})
    void noSpaceHasALargerTraceThanThatOfTheTopEigenvectors(int n) {
        double[] a = symmetric(n, n);
        SymmetricEigen eigen = SymmetricEigen.of(a, n);
        double[] values = eigen.values();
        double[] random = orthogonal(n, n + 4000);
        double low = 0;
        double high = 0;
        double attained = 0;
        double trace = 0;
        for (int k = 0; k < n; k++) {
            low += values[k];
            high += values[n - 1 - k];
            trace += form(a, Arrays.copyOfRange(random, k * n, (k + 1) * n));
            attained += form(a, eigen.vector(n - 1 - k));
            assertThat(trace).isBetween(low - slack(n, a), high + slack(n, a));
            assertThat(attained).isCloseTo(high, within(slack(n, a)));
        }
    }

    private static double form(double[] a, double[] v) {
        double[] image = product(a, v, v.length, v.length, 1);
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * image[i];
        }
        return sum;
    }

    /** Sylvester: SᵀDS has as many positive, zero and negative eigenvalues as D: Theorem 4.5.8. */
    @ParameterizedTest
    @ValueSource(ints = {3, 23, 24, 40})
    void congruenceKeepsTheInertia(int n) {
        int negative = n / 3;
        int zero = n / 4;
        double[] s = gaussian(n, n, n + 5000);
        double[] ds = s.clone();
        Arrays.setAll(ds, at -> (at / n < negative ? -1 - at / n : at / n < negative + zero ? 0 : 1 + at / n) * s[at]);
        double[] congruent = product(transposed(s, n, n), ds, n, n, n);
        double slack = slack(n, congruent);
        double[] values = SymmetricEigen.values(congruent, n);
        assertThat(Arrays.stream(values).filter(v -> v < -slack).count()).isEqualTo(negative);
        assertThat(Arrays.stream(values).filter(v -> v > slack).count()).isEqualTo(n - negative - zero);
    }

    /** Weyl and Mirsky for singular values, and σᵢ₊ⱼ(A B) ≤ σᵢ(A) σⱼ(B): Corollary 7.3.5 and problem 7.3.P16. */
    @ParameterizedTest
    @ValueSource(ints = {2, 11, 23, 24, 40})
    void singularValuesObeyTheSameInequalities(int d) {
        int n = d + 5;
        double[] a = gaussian(n, d, d);
        double[] e = gaussian(n, d, d + 6000);
        double[] of = SingularValues.of(a, n, d);
        double[] by = SingularValues.of(e, n, d);
        double[] sum = SingularValues.of(plus(a, 1, e), n, d);
        double[] right = gaussian(d, d, d + 7000);
        double[] factor = SingularValues.of(right, d, d);
        double[] times = SingularValues.of(product(a, right, n, d, d), n, d);
        double slack = slack(n, a, e);
        assertThat(norm(plus(sum, -1, of))).isLessThanOrEqualTo(norm(e) + slack);
        for (int i = 0; i < d; i++) {
            for (int j = 0; i + j < d; j++) {
                assertThat(sum[i + j]).isLessThanOrEqualTo(of[i] + by[j] + slack);
                assertThat(times[i + j]).isLessThanOrEqualTo(of[i] * factor[j] * (1 + 1e-12) + slack);
            }
        }
    }

    /** Without its last column a matrix has singular values that interlace: Corollary 7.3.6. */
    @ParameterizedTest
    @ValueSource(ints = {2, 12, 24, 25, 40})
    void singularValuesOfAPartLieBetween(int d) {
        int n = d + 3;
        double[] a = gaussian(n, d, d);
        double[] part = new double[n * (d - 1)];
        Arrays.setAll(part, at -> a[at / (d - 1) * d + at % (d - 1)]);
        double[] all = SingularValues.of(a, n, d);
        double[] some = SingularValues.of(part, n, d - 1);
        for (int i = 0; i < d - 1; i++) {
            assertThat(some[i]).isBetween(all[i + 1] - slack(n, a), all[i] + slack(n, a));
        }
    }

    /** Neither side's rotation, nor an order of rows or columns, nor the sign of one, nor a transposition changes singular values. */
    @ParameterizedTest
    @ValueSource(ints = {5, 23, 24, 40})
    void singularValuesAreUnitarilyInvariant(int d) {
        int n = d + 2;
        double[] a = gaussian(n, d, d);
        double[] values = SingularValues.of(a, n, d);
        double[] turned = product(product(orthogonal(n, d), a, n, n, d), orthogonal(d, d + 1), n, d, d);
        double[] moved = new double[n * d];
        Arrays.setAll(moved, at -> a[(at / d + 1) % n * d + (at % d + 2) % d]);
        for (int j = 0; j < n; j++) {
            moved[j * d] = -moved[j * d];
        }
        for (double[] other : new double[][] {turned, moved}) {
            assertThat(SingularValues.of(other, n, d)).containsExactly(values, within(slack(n, a)));
            assertThat(SingularDecomposition.of(other, n, d).values()).containsExactly(values, within(slack(n, a)));
        }
        assertThat(SingularValues.of(transposed(a, n, d), d, n)).containsExactly(values, within(slack(n, a)));
    }

    /** Schur: the moduli of eigenvalues are within the singular values, products of the largest and the sum of squares. */
    @ParameterizedTest
    @ValueSource(ints = {2, 9, 23, 24, 40})
    void eigenvaluesAreMajorizedBySingularValues(int n) {
        double[] a = gaussian(n, n, n);
        GeneralEigenvalues eigen = GeneralEigenvalues.of(a, n);
        double[] singular = SingularValues.of(a, n, n);
        double moduli = 1;
        double values = 1;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double modulus = Math.hypot(eigen.real()[i], eigen.imaginary()[i]);
            moduli *= modulus;
            values *= singular[i];
            squares += modulus * modulus;
            assertThat(moduli).isLessThanOrEqualTo(values * (1 + 1e-10));
        }
        // Both products are |det A|.
        assertThat(moduli).isCloseTo(values, within(1e-9 * values));
        assertThat(squares).isLessThanOrEqualTo(norm(a) * norm(a) * (1 + 1e-12));
        double imaginary = Arrays.stream(eigen.imaginary()).sum();
        assertThat(imaginary).isCloseTo(0, within(slack(n, a)));
    }
}
