package org.ridgeless.kernels.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.random.Seeds;

/** Draws without data have the law of draws from data. */
class RidgelessDrawTest {
    private static final int SAMPLES = 12;
    private static final int DRAWS = 2000;
    /** Two-sample Kolmogorov–Smirnov at a level of 10⁻⁴: √(−log(α/2)/2) √(2/n). */
    private static final double LARGEST = Math.sqrt(-Math.log(5e-5) / DRAWS);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 11, 12, 13, 30})
    void excessAndConditionHaveTheLawOfThoseOfAFit(int d) {
        Seeds seeds = Seeds.of(1).child(d);
        RidgelessDraw[] data = draws(
                i -> RidgelessDraw.of(SAMPLES, d, 1.5, 0.5, seeds.child("data").child(i)));
        RidgelessDraw[] fast = draws(i ->
                RidgelessDraw.fast(SAMPLES, d, 1.5, 0.5, seeds.child("fast").child(i)));
        assertThat(distance(data, fast, RidgelessDraw::excess)).isLessThan(LARGEST);
        assertThat(distance(data, fast, draw -> Math.round(draw.condition() * 1e9) / 1e9))
                .isLessThan(LARGEST);
        // Their joint law, through a function of both.
        assertThat(distance(data, fast, draw -> draw.excess() / draw.condition()))
                .isLessThan(LARGEST);
    }

    private static RidgelessDraw[] draws(IntFunction<RidgelessDraw> one) {
        RidgelessDraw[] draws = new RidgelessDraw[DRAWS];
        Arrays.setAll(draws, one);
        return draws;
    }

    /** The largest difference of the two empirical distribution functions. */
    private static double distance(RidgelessDraw[] a, RidgelessDraw[] b, ToDoubleFunction<RidgelessDraw> value) {
        double[] x = Arrays.stream(a).mapToDouble(value).sorted().toArray();
        double[] y = Arrays.stream(b).mapToDouble(value).sorted().toArray();
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            double at = Math.min(x[i], y[j]);
            while (i < x.length && x[i] <= at) {
                i++;
            }
            while (j < y.length && y[j] <= at) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / x.length - (double) j / y.length));
        }
        return largest;
    }
}
