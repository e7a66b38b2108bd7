package org.ridgeless.landscape.polynomials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.landscape.polynomials.Certificates.Certificate;
import org.ridgeless.random.Seeds;

class CertificatesTest {
    /** (z − 1)(z − 2)(z − 3). */
    private static final double[] CUBIC = {-6, 11, -6, 1};

    private static final Certificates OF_CUBIC = new Certificates(PolynomialSystem.univariate(CUBIC));

    /** The norm of a k-th power is the k-th power of the norm, for (1 + z)^k that of (1, 1). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void normOfAPowerIsThePowerOfTheNorm(int k) {
        double[] binomials = new double[k + 1];
        binomials[0] = 1;
        for (int j = 1; j <= k; j++) {
            binomials[j] = binomials[j - 1] * (k + 1 - j) / j;
        }
        assertThat(PolynomialSystem.univariate(binomials).norm())
                .isCloseTo(Math.pow(2, k / 2.0), within(1e-13 * Math.pow(2, k / 2.0)));
    }

    @Test
    void stepAndBoundAreThoseOfTheDefinition() {
        for (double z = -5; z < 5; z += 0.37) {
            double value = ((z - 6) * z + 11) * z - 6;
            double first = (3 * z - 12) * z + 11;
            double second = (6 * z - 12) / 2;
            Certificate found = at(z, 0);
            assertThat(found.beta())
                    .isCloseTo(Math.abs(value / first), within(1e-11 * Math.max(1, Math.abs(value / first))));
            double gamma = Math.max(Math.abs(second / first), Math.sqrt(Math.abs(1 / first)));
            assertThat(found.gamma()).isGreaterThanOrEqualTo(gamma);
        }
    }

    @Test
    void zerosHaveOneAndPointsBetweenThemHaveNot() {
        for (double zero : new double[] {1, 2, 3}) {
            assertThat(at(zero, 0).holds()).isTrue();
            assertThat(at(zero, 1e-12).holds()).isTrue();
            assertThat(at(zero + 0.3, 0).holds()).isFalse();
            assertThat(at(Double.NaN, 0).holds()).isFalse();
        }
        assertThat(at(1, 0).excludes(at(2, 0))).isTrue();
        assertThat(at(1, 0).excludes(at(1 + 1e-12, 1e-12))).isFalse();
        assertThat(at(1, 0).excludes(at(Double.NaN, 0))).isFalse();
    }

    @Test
    void aDoubleZeroHasNone() {
        Certificates certificates = new Certificates(PolynomialSystem.univariate(1, -2, 1));
        for (double away : new double[] {0, 1e-15, 1e-8, 1e-4}) {
            assertThat(certificates.of(new double[] {1 + away, 0}).holds()).isFalse();
        }
    }

    /** Two zeros near each other are two, and the points between them have no certificate. */
    @Test
    void twoZerosVeryCloseToEachOtherAreTwo() {
        double gap = 1e-5;
        Certificates certificates = new Certificates(PolynomialSystem.univariate(1 + gap, -2 - gap, 1));
        Certificate one = certificates.of(new double[] {1, 0});
        Certificate other = certificates.of(new double[] {1 + gap, 0});
        assertThat(one.holds() && other.holds()).isTrue();
        assertThat(one.excludes(other)).isTrue();
        assertThat(certificates.of(new double[] {1 + gap / 2, 0}).holds()).isFalse();
    }

    /** From a point with a certificate each step at least halves the distance, the next one quarters it, and so on. */
    @Test
    void newtonConvergesQuadraticallyFromAPointThatHasOne() {
        PolynomialSystem system = PolynomialSystem.kostlan(3, 2, Seeds.of(5));
        Certificates certificates = new Certificates(system);
        double[][] zeros = Homotopy.to(system, 1).solve().points();
        assertThat(zeros).hasDimensions(8, 6);
        for (double[] zero : zeros) {
            double[] z = zero.clone();
            double start = 0.02 / certificates.of(zero).gamma();
            z[0] += start;
            Certificate certificate = certificates.of(z);
            assertThat(certificate.holds()).isTrue();
            assertThat(certificate.beta()).isBetween(start / 2, 2 * start);
            double bound = start;
            for (int step = 1; step <= 4; step++) {
                newton(system, z);
                bound = start * Math.pow(0.5, Math.pow(2, step) - 1);
                assertThat(distance(z, zero)).isLessThan(bound + 1e-13);
            }
        }
    }

    private static Certificate at(double re, double im) {
        return OF_CUBIC.of(new double[] {re, im});
    }

    private static void newton(PolynomialSystem system, double[] z) {
        double[] step = new double[z.length];
        double[] jacobian = new double[z.length * z.length / 2];
        system.map().evaluate(z, step, jacobian);
        ComplexSolve.solve(jacobian, step, z.length / 2);
        for (int i = 0; i < z.length; i++) {
            z[i] -= step[i];
        }
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }
}
