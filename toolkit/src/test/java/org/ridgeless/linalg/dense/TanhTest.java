package org.ridgeless.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

class TanhTest {
    /** mpmath.tanh with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "1e-5,    9.999999999666666666666668e-6",
        "0.2,     0.1973753202249040007381573",
        "0.34657, 0.333330141969538357465166",
        "0.5,     0.4621171572600097585023185",
        "1,       0.7615941559557648881194583",
        "3,       0.9950547536867304513318802",
        "9.5,     0.9999999887944071877081204",
        "18.5,    0.9999999999999998293390475"
    })
    void isThatOfMpmathToThreeUnitsInTheLastPlace(double x, double exact) {
        assertThat(Tanh.of(x)).isCloseTo(exact, within(3 * Math.ulp(exact)));
        assertThat(Tanh.of(-x)).isEqualTo(-Tanh.of(x));
    }

    /** Which is itself within 2.5 units of the exact value. */
    @Test
    void agreesWithTheTanhOfJavaOverAllMagnitudes() {
        UniformRandomProvider random = Seeds.of(3).stream();
        for (int i = 0; i < 40_000; i++) {
            double x = Math.scalb(random.nextDouble(-1, 1), random.nextInt(70) - 64);
            double expected = StrictMath.tanh(x);
            assertThat(Math.abs(Tanh.of(x) - expected)).as("tanh %s", x).isLessThanOrEqualTo(5 * Math.ulp(expected));
        }
    }

    @Test
    void takesZeroSubnormalsInfinityAndWhatIsNoNumber() {
        double[] x = {
            0,
            -0.0,
            Double.MIN_VALUE,
            -1e-310,
            1e300,
            -50,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        double[] expected = {0, -0.0, Double.MIN_VALUE, -1e-310, 1, -1, 1, -1, Double.NaN};
        for (int i = 0; i < x.length; i++) {
            assertThat(Double.valueOf(Tanh.of(x[i]))).isEqualTo(Double.valueOf(expected[i]));
        }
    }

    @Test
    void hasTheSameBitsInVectorsWhereverAnEntryStands() {
        UniformRandomProvider random = Seeds.of(4).stream();
        double[] x = new double[1003];
        Arrays.setAll(x, i -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(40) - 34));
        x[11] = Double.NaN;
        x[12] = Double.NEGATIVE_INFINITY;
        x[13] = -0.0;
        x[14] = Double.MIN_VALUE;
        double[] expected = Arrays.stream(x).map(Tanh::of).toArray();
        for (DenseKernels kernels : new DenseKernels[] {DenseKernels.best(), DenseKernels.plain()}) {
            for (int n : new int[] {0, 1, 7, 15, 16, 1000, 1003}) {
                double[] y = x.clone();
                kernels.tanh(n, y, y);
                assertThat(Arrays.copyOf(y, n)).containsExactly(Arrays.copyOf(expected, n));
            }
        }
    }
}
