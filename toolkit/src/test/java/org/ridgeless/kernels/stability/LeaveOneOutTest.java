package org.ridgeless.kernels.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class LeaveOneOutTest {
    private static Matrix normal(int n, int p, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return Matrix.wrap(sampler.samples((long) n * p).toArray(), n, p);
    }

    @Test
    void theClosedFormIsTheFitWithoutTheSample() {
        Matrix x = normal(25, 3, 1);
        double[] y = normal(25, 1, 2).flat();
        Matrix kernel = new LaplaceKernel(2).between(x, x);
        LeaveOneOut closed = LeaveOneOut.of(kernel, y);
        double[] brute = LeaveOneOut.bruteForce(kernel, y);
        for (int i = 0; i < y.length; i++) {
            assertThat(closed.residuals()[i]).isCloseTo(brute[i], within(1e-11));
            assertThat(Math.abs(brute[i])).isLessThan(closed.conditionBound());
        }
    }

    @Test
    void twoSamplesAreDoneByHand() {
        LeaveOneOut closed = LeaveOneOut.of(Matrix.of(new double[] {2, 1}, new double[] {1, 3}), 5, 7);
        assertThat(closed.residuals()[0]).isCloseTo(5 - 7 / 3.0, within(1e-14));
        assertThat(closed.residuals()[1]).isCloseTo(7 - 5 / 2.0, within(1e-14));
        assertThat(closed.stability(1) - closed.stability(0)).isCloseTo((5 / 3.0 + 5 / 2.0) / 2, within(1e-13));
    }

    @Test
    void stabilityGrowsWithTheSquareOfTheStepOffTheShortestInterpolant() {
        Interpolants family =
                new Interpolants(normal(12, 30, 3), normal(12, 1, 4).flat());
        LeaveOneOut closed = LeaveOneOut.of(family.kernel(), family.labels());
        assertThat(family.stability(0, Seeds.of(1).stream())).isCloseTo(closed.stability(0), within(1e-10));
        double[] draws = new double[200];
        Arrays.setAll(draws, i -> family.stability(1, Seeds.of(5).child(i).stream()));
        double mean = DoubleStream.of(draws).average().orElseThrow();
        double variance =
                DoubleStream.of(draws).map(v -> (v - mean) * (v - mean)).sum() / 199;
        assertThat(mean).isCloseTo(closed.stability(1), within(4 * Math.sqrt(variance / 200)));
    }

    @Test
    void riskDivergesAtTheThresholdAndIsTheSignalFarBeyondIt() {
        assertThat(RidgelessDraw.limit(1, 1, 0.5)).isInfinite();
        assertThat(RidgelessDraw.limit(1e9, 2, 0.5)).isCloseTo(4, within(1e-6));
        assertThat(RidgelessDraw.limit(0.5, 1, 0.5)).isEqualTo(0.25);
    }

    @Test
    void fitsOutsideTheTheoremAreRefused() {
        assertThatThrownBy(() -> new LaplaceKernel(0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new Interpolants(normal(4, 4, 1), new double[4]))
                .hasMessageContaining("4 samples, 4 features");
        assertThatThrownBy(() -> LeaveOneOut.of(normal(3, 2, 1), 1, 2, 3)).hasMessageContaining("3 × 2");
        assertThatThrownBy(() -> LeaveOneOut.of(Matrix.of(new double[] {1, 1}, new double[] {1, 1}), 1, 2))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> RidgelessDraw.limit(-1, 1, 1)).hasMessageContaining("got -1.0");
    }
}
