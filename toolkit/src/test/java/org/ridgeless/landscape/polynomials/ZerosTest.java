package org.ridgeless.landscape.polynomials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class ZerosTest {
    /** F. Viète: the zeros of a polynomial sum to −a_{k−1}/a_k, and their product is ±a₀/a_k. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void zerosHaveTheSumAndTheProductOfViete(int degree) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(2).child(degree).stream());
        double[] a = normal.samples(degree + 1).toArray();
        Zeros zeros = Homotopy.to(PolynomialSystem.univariate(a), 0.9).solve();
        assertThat(zeros.count()).isEqualTo(degree);
        double re = 0;
        double im = 0;
        double productRe = 1;
        double productIm = 0;
        for (double[] z : zeros.points()) {
            re += z[0];
            im += z[1];
            double next = productRe * z[0] - productIm * z[1];
            productIm = productRe * z[1] + productIm * z[0];
            productRe = next;
        }
        double product = (degree % 2 == 0 ? 1 : -1) * a[0] / a[degree];
        assertThat(re).isCloseTo(-a[degree - 1] / a[degree], within(1e-11 * (1 + Math.abs(re))));
        assertThat(im).isCloseTo(0, within(1e-11));
        assertThat(productRe).isCloseTo(product, within(1e-11 * Math.abs(product)));
        assertThat(productIm).isCloseTo(0, within(1e-11 * Math.abs(product)));
        assertThat(zeros.residual()).isLessThan(1e-13);
    }

    /** T₆(x) = 32x⁶ − 48x⁴ + 18x² − 1 has its zeros at cos((2j − 1)π/12). */
    @Test
    void chebyshevsPolynomialHasItsNodes() {
        Zeros zeros = Homotopy.to(PolynomialSystem.univariate(-1, 0, 18, 0, -48, 0, 32), 1.3)
                .solve();
        double[] real =
                Arrays.stream(zeros.points()).mapToDouble(z -> z[0]).sorted().toArray();
        for (int j = 0; j < 6; j++) {
            assertThat(real[5 - j]).isCloseTo(Math.cos((2 * j + 1) * Math.PI / 12), within(1e-12));
        }
        assertThat(zeros.real()).isEqualTo(6);
    }

    /** (z − 1)(z − 2)(z² + 1) with z in units of u, and all coefficients in units of v. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-40, 1e-9, 1, 1e9, 1e40})
    void unitsOfTheUnknownAndOfTheEquationChangeNothing(double u) {
        double[] a = {2, -3, 3, -3, 1};
        for (double v : new double[] {1e-100, 1, 1e100}) {
            double[] scaled = new double[5];
            Arrays.setAll(scaled, m -> v * a[m] * Math.pow(u, 4.0 - m));
            Zeros zeros = Homotopy.to(PolynomialSystem.univariate(scaled), 0.7).solve();
            assertThat(zeros.count()).as("u = %s, v = %s", u, v).isEqualTo(4);
            assertThat(zeros.real()).isEqualTo(2);
            double[] sizes = Arrays.stream(zeros.points())
                    .mapToDouble(z -> Vectors.norm(z) / u)
                    .sorted()
                    .toArray();
            assertThat(sizes).containsExactly(new double[] {1, 1, 1, 2}, within(1e-11));
        }
    }

    /** z² (z − 3): 0 is one zero, of which the second path is not made up. */
    @Test
    void zeroIsAZero() {
        Zeros zeros = Homotopy.to(PolynomialSystem.univariate(0, -3, 1), 0.4).solve();
        double[] real =
                Arrays.stream(zeros.points()).mapToDouble(z -> z[0]).sorted().toArray();
        assertThat(real).containsExactly(new double[] {0, 3}, within(1e-12));
        assertThat(zeros.real()).isEqualTo(2);
    }

    /** A. Edelman and E. Kostlan (1995): √k real zeros on average in one unknown. */
    @Test
    void theMeanNumberOfRealZerosIsTheRootOfTheDegree() {
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < 200; seed++) {
            int real = Homotopy.to(PolynomialSystem.kostlan(1, 4, Seeds.of(9).child(seed)), 1)
                    .solve()
                    .real();
            sum += real / 200.0;
            squares += real * real / 200.0;
        }
        assertThat(sum).isCloseTo(2, within(4 * Math.sqrt((squares - sum * sum) / 200)));
    }

    /** The complex derivative by differences along a real and an imaginary step, which Cauchy and Riemann make one. */
    @Test
    void theJacobianIsTheDerivative() {
        PolynomialSystem system = PolynomialSystem.kostlan(2, 3, Seeds.of(3));
        double[] z = {0.3, -0.2, 0.7, 0.5};
        double[] jacobian = new double[8];
        double[] up = new double[4];
        double[] down = new double[4];
        for (int part = 0; part < 4; part++) {
            double[] moved = z.clone();
            moved[part] += 1e-6;
            system.map().evaluate(moved, up, jacobian);
            moved[part] -= 2e-6;
            system.map().evaluate(moved, down, jacobian);
            system.map().evaluate(z, new double[4], jacobian);
            for (int i = 0; i < 2; i++) {
                double re = (up[2 * i] - down[2 * i]) / 2e-6;
                double im = (up[2 * i + 1] - down[2 * i + 1]) / 2e-6;
                int at = 2 * (i * 2 + part / 2);
                boolean imaginary = part % 2 == 1;
                assertThat(imaginary ? im : re).isCloseTo(jacobian[at], within(1e-8));
                assertThat(imaginary ? -re : im).isCloseTo(jacobian[at + 1], within(1e-8));
            }
        }
        assertThat(system.bezout()).isEqualTo(9);
        assertThat(system.degree()).isEqualTo(3);
        assertThat(system.unknowns()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void complexEquationsAreSolved(int n) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(4).stream());
        double[] a = normal.samples(2L * n * n).toArray();
        double[] b = normal.samples(2L * n).toArray();
        // Rows must be exchanged where the first pivot is 0.
        a[0] = 0;
        a[1] = n == 1 ? 2 : 0;
        double[] x = b.clone();
        assertThat(ComplexSolve.solve(a.clone(), x, n)).isTrue();
        for (int i = 0; i < n; i++) {
            double re = 0;
            double im = 0;
            for (int j = 0; j < n; j++) {
                int at = 2 * (i * n + j);
                re += a[at] * x[2 * j] - a[at + 1] * x[2 * j + 1];
                im += a[at] * x[2 * j + 1] + a[at + 1] * x[2 * j];
            }
            assertThat(re).isCloseTo(b[2 * i], within(1e-13));
            assertThat(im).isCloseTo(b[2 * i + 1], within(1e-13));
        }
        assertThat(ComplexSolve.solve(new double[2 * n * n], new double[2 * n], n))
                .isFalse();
    }

    @Test
    void whatIsNoPolynomialIsRefused() {
        for (double[] bad : new double[][] {{}, {1}, {1, 2, 0}, {1, Double.NaN, 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PolynomialSystem.univariate(bad))
                    .withMessageContaining(Arrays.toString(bad));
        }
        PolynomialSystem system = PolynomialSystem.univariate(-1, 0, 1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Homotopy.to(system, 1).solve()).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
