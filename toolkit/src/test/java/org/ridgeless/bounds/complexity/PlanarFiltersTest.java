package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class PlanarFiltersTest {
    /** Where the largest value is at a kink, a grid misses it by half a step times the slope, at most ‖x‖ for each input. */
    @Test
    void supremumIsTheLargestValueOnAFineGridOfAngles() {
        for (int patches : new int[] {1, 3}) {
            double[][] x = normals(12, 2 * patches, patches);
            double[] signs = FunctionClass.signs(12, Seeds.of(5).stream());
            double grid = 0;
            for (int i = 0; i < 200_000; i++) {
                grid = Math.max(grid, value(x, signs, 2 * Math.PI * i / 200_000));
            }
            double slope = Math.sqrt(NormBound.squares(x) / x.length);
            assertThat(PlanarFilters.of(x).supremum(signs)).isBetween(grid, grid + Math.PI / 200_000 * slope);
        }
    }

    /** One input: φ(w · x) is largest at w = x/‖x‖. */
    @Test
    void aSingleInputGivesItsLength() {
        assertThat(PlanarFilters.of(new double[] {3, 4}).supremum(-1)).isCloseTo(5, within(1e-14));
        assertThat(PlanarFilters.of(new double[] {0, 0}).supremum(1)).isZero();
    }

    /** φ(v·x) − φ(−v·x) = v·x with ‖a‖ = ‖W‖ = √2; and |Σ s φ(h)| costs at most twice the linear class. */
    @Test
    void complexityLiesBetweenHalfAndTwiceThatOfTheLinearBall() {
        double[][] x = normals(8, 2, 3);
        double linear = LinearBallTest.overAllSigns(LinearBall.euclidean(x, 1));
        assertThat(LinearBallTest.overAllSigns(PlanarFilters.of(x))).isBetween(linear / 2, 2 * linear);
    }

    @Test
    void manySamplesReachTheArcCosineProcess() {
        var stream = Seeds.of(4).stream();
        double limit = 0;
        double finite = 0;
        for (int i = 0; i < 4000; i++) {
            limit += PlanarFilters.limit(stream) / 4000;
            double[] signs = FunctionClass.signs(400, stream);
            finite += i < 1000
                    ? Math.sqrt(400) * PlanarFilters.of(normals(400, 2, i)).supremum(signs) / 1000
                    : 0;
        }
        assertThat(finite).isCloseTo(limit, within(0.04 * limit));
    }

    @Test
    void filtersLookAtPairs() {
        assertThatThrownBy(() -> PlanarFilters.of(new double[] {1, 2, 3})).hasMessageContaining("got 3");
    }

    static double[][] normals(int n, int d, long seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] x = new double[n][];
        java.util.Arrays.setAll(x, i -> normal.samples(d).toArray());
        return x;
    }

    private static double value(double[][] x, double[] signs, double angle) {
        double squares = 0;
        for (int p = 0; p < x[0].length / 2; p++) {
            double sum = 0;
            for (int n = 0; n < x.length; n++) {
                double z = Math.cos(angle) * x[n][2 * p] + Math.sin(angle) * x[n][2 * p + 1];
                sum += signs[n] * Math.max(z, 0);
            }
            squares += sum * sum;
        }
        return Math.sqrt(squares) / x.length;
    }
}
