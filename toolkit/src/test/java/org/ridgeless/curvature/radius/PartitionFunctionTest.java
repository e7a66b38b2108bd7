package org.ridgeless.curvature.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;

class PartitionFunctionTest {
    @ParameterizedTest
    @CsvSource({"0,1", "2,1", "5,0.3", "-10,4"})
    void theNearestZeroOfTwoClassesIsWhereTheClosedFormSays(double gap, double slope) {
        PartitionFunction f = binary(gap, slope);
        double[] zero = f.nearestZero();
        assertThat(zero[0]).isCloseTo(gap / slope, within(1e-12));
        assertThat(zero[1]).isCloseTo(Math.PI / slope, within(1e-12));
        assertThat(f.radius()).isCloseTo(PartitionFunction.binaryRadius(gap, slope), within(1e-11));
        assertThat(f.radiusFromTaylor(240)).isCloseTo(f.radius(), within(1e-6 * f.radius()));
    }

    @ParameterizedTest
    @CsvSource({"200,1", "800,1", "-800,0.01", "10000,3"})
    void gapsAtWhichATermUnderflowsHaveTheirRadiusToo(double gap, double slope) {
        PartitionFunction f = binary(gap, slope);
        double radius = PartitionFunction.binaryRadius(gap, slope);
        assertThat(f.radius()).isCloseTo(radius, within(1e-12 * radius));
        assertThat(f.zerosWithin(radius * (1 + 1e-8))).isEqualTo(2);
        assertThatThrownBy(() -> f.radiusFromTaylor(100)).hasMessageContaining("give no radius");
    }

    @Test
    void theRadiusHasTheUnitsOfTheInverseSlopes() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(6).stream());
        for (int trial = 0; trial < 20; trial++) {
            double[] z = normal.samples(4).map(v -> 30 * v).toArray();
            double[] a = normal.samples(4).toArray();
            double radius = PartitionFunction.of(z, a).radius();
            for (double c : new double[] {1e-100, 1e-3, 1e5, 1e100}) {
                assertThat(PartitionFunction.of(z, Vectors.scale(a, c)).radius() * c)
                        .isCloseTo(radius, within(1e-11 * radius));
            }
        }
    }

    @Test
    void whatIsNotANumberIsNotClipped() {
        assertThat(StepRadius.clip(10, Double.NaN)).isNaN();
        assertThat(StepRadius.clip(Double.NaN, 1)).isNaN();
        assertThat(StepRadius.of(new double[] {1, Double.NaN}, 2)).isNaN();
        assertThatThrownBy(() -> PartitionFunction.of(new double[] {1, Double.NaN}, new double[] {1, 2}))
                .hasMessageContaining("NaN");
    }

    @Test
    void theTaylorCoefficientsAreTheSumOverAllZeros() {
        // c_n = −(1/n) Σ over all zeros t_m of t_m^{−n}, n ≥ 2 (Hadamard product), summed in conjugate pairs.
        double gap = 1.3;
        double unit = Math.PI / 0.7;
        double[] c = binary(gap, 0.7).taylor(12);
        for (int n = 3; n <= 12; n++) {
            double sum = 0;
            for (int m = 0; m < 20_000; m++) {
                double modulus = Math.hypot(gap, Math.PI * (2 * m + 1)) / 0.7 / unit;
                double angle = Math.atan2(Math.PI * (2 * m + 1), gap);
                sum += 2 * Math.pow(modulus, -n) * Math.cos(n * angle);
            }
            assertThat(c[n - 1]).isCloseTo(-sum / n, within(1e-10));
        }
    }

    @Test
    void theTaylorSeriesSumsToTheLossWithinTheRadiusAndNotBeyond() {
        PartitionFunction f = PartitionFunction.of(new double[] {0.2, -1, 1.5}, new double[] {1, -2, 0.5});
        double[] c = f.taylor(300);
        double inside = 0.8 * f.radius() / f.radiusBound();
        assertThat(sum(c, inside))
                .isCloseTo(
                        f.logLargest(inside)
                                + Math.log(f.at(new Complex(inside, 0)).re()),
                        within(1e-12));
        assertThat(Math.abs(c[298]) * Math.pow(1.2 * f.radius() / f.radiusBound(), 299))
                .isGreaterThan(1e3);
    }

    @Test
    void theNearestZeroIsCertifiedByTheArgumentPrincipleAndBeyondTheBound() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(5).stream());
        for (int trial = 0; trial < 20; trial++) {
            double[] z = new double[5];
            double[] a = new double[5];
            for (int k = 0; k < 5; k++) {
                z[k] = 2 * normal.sample();
                a[k] = normal.sample();
            }
            PartitionFunction f = PartitionFunction.of(z, a);
            double radius = f.radius();
            assertThat(f.zerosWithin(radius * 0.9999)).isZero();
            assertThat(f.zerosWithin(radius * 1.0001)).isEqualTo(2);
            assertThat(radius).isGreaterThanOrEqualTo(f.radiusBound());
        }
    }

    @Test
    void theBatchRadiusIsThatOfTheWidestSpread() {
        assertThat(StepRadius.of(new double[] {1, 2, 5, 1, 1, 1}, 3)).isCloseTo(Math.PI / 4, within(1e-15));
        assertThat(StepRadius.clip(10, 4)).isEqualTo(0.4);
        assertThat(StepRadius.clip(3, 4)).isEqualTo(1);
        assertThatThrownBy(() -> StepRadius.of(new double[7], 3)).hasMessageContaining("7 numbers for 3");
        assertThatThrownBy(() -> binary(1, 0).radius()).hasMessageContaining("spread 0.0");
    }

    private static PartitionFunction binary(double gap, double slope) {
        // The zero is at (z1 − z2 + iπ)/(a2 − a1).
        return PartitionFunction.of(new double[] {gap, 0}, new double[] {0, slope});
    }

    private static double sum(double[] c, double t) {
        double sum = 0;
        double power = 1;
        for (double coefficient : c) {
            power *= t;
            sum += coefficient * power;
        }
        return sum;
    }

    /** f = w x at x = ±1 with targets ±1: the loss ½(w − 1)² from w = 0 is at its start again at w = 2. */
    @Test
    void aParabolaIsAtItsStartAgainAtTwiceItsMinimum() {
        Net net = Nets.linear(1, 1).seed(1).scaled(0);
        Data data = Data.regression(new double[][] {{1}, {-1}}, new double[][] {{1}, {-1}});
        Risk risk = Risk.of(net, data, Loss.SQUARE);
        assertThat(StepRadius.onset(risk, new double[] {0}, new double[] {1}, 0.5, 1.01, 1.001))
                .isBetween(4.0, 4.0 * 1.001);
        assertThat(StepRadius.onset(risk, new double[] {1}, new double[] {1}, 0.5, 1, 2))
                .isEqualTo(1);
    }
}
