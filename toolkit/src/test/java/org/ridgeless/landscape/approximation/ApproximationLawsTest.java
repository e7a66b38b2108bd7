package org.ridgeless.landscape.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class ApproximationLawsTest {
    /** E_n(|x|) by the exchange of Remez in monomials with 40 digits (mpmath 1.3.0); R. Varga and A. Carpenter have 0.0676208992… */
    @ParameterizedTest
    @CsvSource({
        "4, 0.067620899277784275",
        "6, 0.045929062066862564",
        "8, 0.034689728084381587",
        "20, 0.013986621688598691"
    })
    void errorsOfBestPolynomialsAreThoseOfFortyDigits(int degree, double error) {
        BestPolynomial best = BestPolynomial.ofModulus(degree);
        assertThat(best.error()).isCloseTo(error, within(1e-10 * error));
        assertThat(best.degree()).isEqualTo(degree);
        // p(x²) is even, and its value at 0 is the error itself.
        assertThat(best.modulus(-0.4)).isEqualTo(best.modulus(0.4));
        assertThat(best.modulus(0)).isCloseTo(error, within(1e-10 * error));
    }

    /** The same coefficients as those of 40 digits: ½x + ½(0.06762… + 1.93029…x² − 1.06554…x⁴). */
    @Test
    void coefficientsOfTheBestQuarticAreThoseOfFortyDigits() {
        assertThat(BestPolynomial.ofModulus(4).reluCoefficients(1))
                .containsExactly(
                        new double[] {
                            0.0676208992777842753 / 2, 0.5, 1.93029936974494625 / 2, 0, -1.0655411683005148 / 2
                        },
                        within(1e-9));
    }

    /** ReLU is homogeneous, and so is its best polynomial on [−R, R]. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 3, 1e100})
    void theRadiusIsAUnit(double radius) {
        BestPolynomial best = BestPolynomial.ofModulus(6);
        for (double x : new double[] {-1, -0.3, 0, 0.8}) {
            assertThat(best.relu(x * radius, radius) / radius).isCloseTo(best.relu(x, 1), within(1e-15));
        }
    }

    /** Halving cells halves the error of constants and quarters that of multilinear functions, for every smooth f. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4"})
    void errorsOfTablesFallWithTheirOrder(int order, double factor) {
        double coarse = tableError(order == 1 ? 40 : 41, order);
        double fine = tableError(order == 1 ? 80 : 81, order);
        assertThat(coarse / fine).isCloseTo(factor, within(0.03 * factor));
    }

    private static double tableError(int perAxis, int order) {
        Table.OfPoint f = x -> Math.sin(2 * x[0] + x[1]);
        Table table = Table.of(f, 2, perAxis, order);
        double largest = 0;
        for (int i = 0; i <= 600; i++) {
            for (int j = 0; j <= 60; j++) {
                double[] x = {-1 + i / 300.0, -1 + j / 30.0};
                largest = Math.max(largest, Math.abs(table.at(x) - f.at(x)));
            }
        }
        return largest;
    }

    /** Errors ε of constituents grow to Σ (2L)^k ε at most. */
    @Test
    void errorsOfATreeAreBoundedByItsAmplification() {
        TreeFunction f = TreeFunction.distinct(8, 0.5, Seeds.of(1));
        TreeFunction table = f.tabulated(15, 2);
        Data sample = f.sample(500, Seeds.of(2));
        double[] exact = f.values(sample.flatInputs());
        double[] near = table.values(sample.flatInputs());
        double furthest = 0;
        for (int i = 0; i < 500; i++) {
            furthest = Math.max(furthest, Math.abs(exact[i] - near[i]));
            assertThat(Math.abs(exact[i])).isLessThanOrEqualTo(1);
        }
        double constituent = f.furthestConstituent(table, 301);
        assertThat(furthest).isPositive().isLessThanOrEqualTo(f.amplification() * constituent);
        assertThat(f.furthestConstituent(f, 11)).isZero();
        // At the nodes of the tables there is no distance.
        assertThat(f.furthestConstituent(table, 15)).isLessThan(1e-15);
        assertThat(sample.flatTargets()).containsExactly(exact);
        assertThat(f.levels()).isEqualTo(3);
        assertThat(f.inputs()).isEqualTo(8);
    }

    /** 1 is the error of the mean, and factors of the function cancel. */
    @Test
    void relativeErrorsAreMeasuredInStandardDeviations() {
        Data sample = Data.regression(new double[][] {{0}, {1}, {2}}, new double[][] {{1}, {3}, {8}});
        assertThat(TreeFunction.relativeError(new double[] {4, 4, 4}, sample)).isCloseTo(1, within(1e-15));
        assertThat(TreeFunction.relativeError(new double[] {1, 3, 8}, sample)).isZero();
        assertThat(TreeFunction.relativeError(new double[] {2, 3, 8}, sample))
                .isCloseTo(Math.sqrt(1 / 26.0), within(1e-15));
    }

    /** On the torus the distance has Lipschitz constant 1 and no seam. */
    @Test
    void theDistanceToTheNearestPointIsLipschitzAndPeriodic() {
        NearestPoint points = NearestPoint.draw(300, 2, Seeds.of(3).stream());
        var stream = Seeds.of(4).stream();
        for (int i = 0; i < 300; i++) {
            double x = stream.nextDouble();
            double y = stream.nextDouble();
            double there = Math.min(0.999, x + 1e-3);
            assertThat(Math.abs(points.at(x, y) - points.at(there, y))).isLessThanOrEqualTo(there - x + 1e-15);
            assertThat(points.at(0, y)).isCloseTo(points.at(1 - 1e-12, y), within(2e-12));
            assertThat(points.at(x, y)).isBetween(0.0, Math.sqrt(0.5));
        }
        // One point on the circle is a quarter of it away on average.
        assertThat(NearestPoint.mean(1, 1)).isCloseTo(0.25, within(1e-15));
        assertThat(NearestPoint.mean(1_000_000, 3) / NearestPoint.mean(8_000_000, 3))
                .isCloseTo(2, within(1e-5));
    }

    /** Polynomials of the space may be added to the values, and their unit is that of the distance. */
    @Test
    void theDistanceFromASpaceIsThatOfTheRest() {
        double[][] x = new double[60][];
        double[] y = new double[60];
        double[] moved = new double[60];
        var stream = Seeds.of(5).stream();
        for (int i = 0; i < 60; i++) {
            x[i] = new double[] {2 * stream.nextDouble() - 1, 2 * stream.nextDouble() - 1};
            y[i] = Math.exp(x[i][0] * x[i][1]);
            moved[i] = 1e6 * (y[i] + 3 - x[i][0] + 5 * x[i][0] * x[i][1] - x[i][1] * x[i][1]);
        }
        PolynomialSpace space = new PolynomialSpace(2, 2);
        double distance = space.distance(x, y);
        assertThat(distance).isGreaterThan(1e-3);
        assertThat(space.distance(x, moved) / 1e6).isCloseTo(distance, within(1e-12));
        assertThat(new PolynomialSpace(2, 4).distance(x, y)).isLessThan(distance);
        // (3, 4) is the height of a triangle away from the direction (1, 1).
        assertThat(PolynomialSpace.distance(Matrix.of(new double[] {1}, new double[] {1}), new double[] {3, 4}))
                .isCloseTo(Math.sqrt(0.5 / 2), within(1e-15));
    }

    /** Through one point: Σ_{|k| ≤ n} (1 + |k|)^{−2p} cos k(x − x₀), divided by its value at x₀. */
    @ParameterizedTest
    @CsvSource({"3, 0", "5, 1", "2, 2.5"})
    void throughOnePointTheLeastPolynomialIsAKernel(int degree, double smoothness) {
        double at = 0.7;
        double[] values = TrigonometricFit.of(new double[] {at}, new double[] {2}, degree, smoothness)
                .onGrid(40);
        for (int i = 0; i < 40; i++) {
            double x = 2 * Math.PI * i / 40;
            double kernel = 1;
            double top = 1;
            for (int k = 1; k <= degree; k++) {
                double weight = 2 * Math.pow(1 + k, -2 * smoothness);
                kernel += weight * Math.cos(k * (x - at));
                top += weight;
            }
            assertThat(values[i]).isCloseTo(2 * kernel / top, within(1e-13));
        }
    }

    /** Fewer coefficients than points: degree 0 is the mean, and its residual the largest distance from it. */
    @Test
    void theConstantOfLeastSquaresIsTheMean() {
        TrigonometricFit fit = TrigonometricFit.of(new double[] {0, 1, 2}, new double[] {1, 2, 6}, 0, 1);
        assertThat(fit.onGrid(4)).containsOnly(new double[] {3}, within(1e-15));
        assertThat(fit.residual()).isCloseTo(3, within(1e-15));
        assertThatIllegalArgumentException().isThrownBy(() -> fit.onGrid(6)).withMessageContaining("got 6");
    }

    /** Moving all points by a step of the grid moves the fit with them. */
    @Test
    void fitsMoveWithTheirPoints() {
        double step = 2 * Math.PI / 16;
        double[] x = {0.1, 1.3, 2.9, 4};
        double[] y = {1, -1, 0.5, 2};
        double[] moved = Arrays.stream(x).map(v -> v + 3 * step).toArray();
        double[] one = TrigonometricFit.of(x, y, 6, 1).onGrid(16);
        double[] other = TrigonometricFit.of(moved, y, 6, 1).onGrid(16);
        for (int i = 0; i < 16; i++) {
            assertThat(other[(i + 3) % 16]).isCloseTo(one[i], within(1e-12));
        }
    }
}
