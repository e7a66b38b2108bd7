package org.ridgeless.kernels.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernels.RidgeReadout;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/** Units, permutations and exact limits of leaving one out, ridge regression and ridgeless draws. */
class StabilityLawsTest {
    private static Matrix normal(int n, int p, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return Matrix.wrap(sampler.samples((long) n * p).toArray(), n, p);
    }

    /** Points and scale in another unit are the same kernel; it is 1 at home and obeys the triangle: k(x,z) ≥ k(x,y) k(y,z). */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void theLaplaceKernelHasNoUnit(double unit) {
        Matrix x = normal(6, 3, 1);
        Matrix one = new LaplaceKernel(0.8).between(x, x);
        Matrix moved = Matrix.wrap(Vectors.map(x.flat(), v -> v * unit), 6, 3);
        Matrix other = new LaplaceKernel(0.8 * unit).between(moved, moved);
        for (int i = 0; i < 6; i++) {
            assertThat(other.get(i, i)).isEqualTo(1);
            for (int j = 0; j < 6; j++) {
                assertThat(other.get(i, j)).isCloseTo(one.get(i, j), within(1e-14));
                for (int k = 0; k < 6; k++) {
                    assertThat(one.get(i, k)).isGreaterThan(one.get(i, j) * one.get(j, k) * (1 - 1e-15));
                }
            }
        }
        Matrix there = Matrix.of(new double[] {3 * unit, 4 * unit});
        Matrix origin = Matrix.of(new double[] {0, 0});
        assertThat(new LaplaceKernel(5 * unit).between(origin, there).get(0, 0)).isCloseTo(Math.exp(-1), within(1e-15));
        assertThatThrownBy(() -> new LaplaceKernel(1).between(origin, x)).hasMessageContaining("2 and 3");
    }

    /** A multiple of the kernel is the same interpolant; labels enter linearly; distances carry the unit of the kernel. */
    @ParameterizedTest
    @CsvSource({"3, -2", "1e-200, 1e200", "1e100, 1e-250"})
    void leavingOneOutFollowsItsUnits(double ofKernel, double ofLabels) {
        Matrix x = normal(9, 2, 4);
        double[] y = normal(9, 1, 5).flat();
        Matrix kernel = new LaplaceKernel(1).between(x, x);
        LeaveOneOut one = LeaveOneOut.of(kernel, y);
        Matrix multiple = Matrix.wrap(Vectors.map(kernel.flat(), v -> v * ofKernel), 9, 9);
        LeaveOneOut other = LeaveOneOut.of(multiple, Vectors.map(y, v -> v * ofLabels));
        for (int i = 0; i < 9; i++) {
            assertThat(other.residuals()[i] / ofLabels).isCloseTo(one.residuals()[i], within(1e-12));
            assertThat(Math.abs(other.residuals()[i])).isLessThan(other.conditionBound());
        }
        assertThat(other.conditionBound() / Math.abs(ofLabels) / one.conditionBound())
                .isCloseTo(1, within(1e-9));
        LeaveOneOut zero = LeaveOneOut.of(multiple, new double[9]);
        assertThat(zero.stability(0)).isZero();
        LeaveOneOut plain = LeaveOneOut.of(kernel, new double[9]);
        assertThat(zero.stability(2) / ofKernel).isCloseTo(plain.stability(2), within(1e-12));
    }

    /** Samples in another order, and residuals in that order. */
    @Test
    void leavingOneOutKnowsNoOrder() {
        Matrix x = normal(8, 2, 6);
        double[] y = normal(8, 1, 7).flat();
        double[][] turned = new double[8][];
        double[] labels = new double[8];
        for (int i = 0; i < 8; i++) {
            turned[i] = new double[] {x.get(7 - i, 0), x.get(7 - i, 1)};
            labels[i] = y[7 - i];
        }
        Matrix z = Matrix.of(turned);
        double[] one = LeaveOneOut.of(new LaplaceKernel(1).between(x, x), y).residuals();
        double[] other =
                LeaveOneOut.of(new LaplaceKernel(1).between(z, z), labels).residuals();
        for (int i = 0; i < 8; i++) {
            assertThat(other[i]).isCloseTo(one[7 - i], within(1e-12));
        }
        // Orthogonal features tell nothing of each other: each label is missed by all of it.
        assertThat(LeaveOneOut.of(Matrix.of(new double[] {2, 0}, new double[] {0, 5}), 3, -4)
                        .residuals())
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(3, -4);
    }

    /** What holds up to the condition number holds for kernels that are singular to rounding, too. */
    @Test
    void theBoundHoldsForNearlySingularKernels() {
        for (double apart : new double[] {1e-6, 1e-10, 1e-14, 4e-16}) {
            Matrix kernel = Matrix.of(new double[] {1, 1 - apart}, new double[] {1 - apart, 1});
            LeaveOneOut left = LeaveOneOut.of(kernel, 1, -1);
            assertThat(left.residuals()[0]).isCloseTo(2 - apart, within(1e-6));
            assertThat(left.conditionBound()).isGreaterThan(1);
        }
        assertThatThrownBy(() -> LeaveOneOut.of(Matrix.of(new double[] {1, 0}, new double[] {0, 1}), 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    /** For orthonormal features ridge regression shrinks each weight by 1/(1 + λ), and leaves (λ/(1 + λ))² of the labels. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 0.3, 1e9})
    void ridgeShrinks(double ridge) {
        double root = Math.sqrt(2);
        double[] labels = {3, -1};
        RidgeReadout readout = RidgeReadout.of(new double[] {root, 0, 0, root}, labels);
        assertThat(readout.gram()).usingComparatorWithPrecision(1e-15).containsExactly(1, 0, 0, 1);
        RidgeReadout.Fit fit = readout.fit(ridge);
        double kept = 1 / (1 + ridge);
        assertThat(fit.weights()[0] * (1 + ridge)).isCloseTo(3 / root, within(1e-14));
        assertThat(fit.weights()[1] * (1 + ridge)).isCloseTo(-1 / root, within(1e-14));
        assertThat(fit.train() / (ridge * kept * ridge * kept * 5)).isCloseTo(1, within(1e-14));
        assertThat(readout.resolvent(ridge)[0]).isCloseTo(kept, within(1e-15));
        // New samples: scores 6/√2·kept and 0 against the targets 1 and 2.
        double miss = 6 / root * kept - 1;
        assertThat(fit.test(new double[] {2, 0, 0, 0}, new double[] {1, 2}))
                .isCloseTo((miss * miss + 4) / 2, within(1e-13));
    }

    @Test
    void ridgeReadoutsRefuseWhatHasNoFit() {
        RidgeReadout readout = RidgeReadout.of(new double[] {1, 2, 3, 4}, new double[] {1, 2});
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> readout.fit(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        RidgeReadout.Fit fit = readout.fit(1);
        assertThatThrownBy(() -> fit.test(new double[0], new double[0])).hasMessageContaining("0 targets");
        assertThatThrownBy(() -> fit.test(new double[3], new double[1])).hasMessageContaining("got 3");
        assertThatThrownBy(() -> RidgeReadout.of(new double[3], new double[2])).hasMessageContaining("2 labels");
    }

    /** The risk of finite n and d approaches the limit like 1/n, on both sides of the threshold. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.9, 1.5, 8})
    void meansApproachTheLimit(double gamma) {
        double limit = RidgelessDraw.limit(gamma, 1.3, 0.7);
        double coarse = RidgelessDraw.mean(1_000, (int) Math.round(1_000 * gamma), 1.3, 0.7) - limit;
        double fine = RidgelessDraw.mean(10_000, (int) Math.round(10_000 * gamma), 1.3, 0.7) - limit;
        assertThat(coarse / fine).isBetween(9.0, 12.0);
        assertThat(Math.abs(fine) / limit).isLessThan(0.01);
    }

    /** Without noise only what no sample sees is missed; with it the mean is exact within the error of the draws. */
    @ParameterizedTest
    @CsvSource({"8, 20, 1.5, 0", "20, 8, 1.5, 0", "6, 20, 1, 0.5", "20, 6, 1, 0.5"})
    void drawsHaveTheMean(int n, int d, double radius, double sigma) {
        for (boolean fast : new boolean[] {false, true}) {
            double[] excess = new double[600];
            Arrays.setAll(excess, i -> {
                Seeds seeds = Seeds.of(11).child(i);
                return (fast
                                ? RidgelessDraw.fast(n, d, radius, sigma, seeds)
                                : RidgelessDraw.of(n, d, radius, sigma, seeds))
                        .excess();
            });
            double mean = Arrays.stream(excess).average().orElseThrow();
            double error = Math.sqrt(
                    Arrays.stream(excess).map(e -> (e - mean) * (e - mean)).sum() / 599 / 600);
            assertThat(mean).isCloseTo(RidgelessDraw.mean(n, d, radius, sigma), within(4 * error + 1e-12));
        }
    }

    @Test
    void drawsOfNothingAreRefused() {
        Seeds seeds = Seeds.of(1);
        assertThatThrownBy(() -> RidgelessDraw.of(0, 3, 1, 1, seeds)).hasMessageContaining("n = 0");
        assertThatThrownBy(() -> RidgelessDraw.fast(3, 0, 1, 1, seeds)).hasMessageContaining("d = 0");
        assertThatThrownBy(() -> RidgelessDraw.fast(3, 5, Double.NaN, 1, seeds)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> RidgelessDraw.mean(3, 9, 1, -1)).hasMessageContaining("-1.0");
        assertThat(RidgelessDraw.mean(10, 9, 1, 1)).isInfinite();
        assertThat(RidgelessDraw.mean(10, 11, 1, 1)).isInfinite();
        assertThat(RidgelessDraw.mean(10, 8, 1, 1)).isEqualTo(8);
        assertThat(RidgelessDraw.mean(10, 12, 0, 1)).isEqualTo(10);
    }
}
