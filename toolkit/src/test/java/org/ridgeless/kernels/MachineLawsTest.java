package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.random.Seeds;

/** The conditions of Karush, Kuhn and Tucker, units, order and the limit of no penalty for soft margins. */
class MachineLawsTest {
    private static final int N = 12;
    private static final double[] LABELS = new double[N];
    private static final double[][] KERNEL = kernel();

    private static double[][] kernel() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(8).stream());
        double[][] x = new double[N][3];
        for (int i = 0; i < N; i++) {
            Arrays.setAll(x[i], j -> normal.sample());
            LABELS[i] = x[i][0] + normal.sample() > 0 ? 1 : -1;
        }
        double[][] kernel = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double dot = 1 + Vectors.dot(x[i], x[j]);
                kernel[i][j] = dot * dot;
            }
        }
        return kernel;
    }

    /** Beyond the margin no weight, within it the whole box, and between only on it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1, 10, 1e4})
    void theOptimumHasTheConditionsOfKarushKuhnAndTucker(double penalty) {
        double[] alpha = SoftMargin.of(KERNEL, LABELS, penalty).solve(1e-13);
        double[] g = SoftMargin.predict(KERNEL, alpha);
        double box = 1 / (N * penalty);
        for (int i = 0; i < N; i++) {
            double b = alpha[i] * LABELS[i];
            double margin = LABELS[i] * g[i];
            assertThat(b).isBetween(-0.0, box);
            if (margin > 1 + 1e-4) {
                assertThat(b).isLessThan(1e-6 * box);
            } else if (margin < 1 - 1e-4) {
                assertThat(b).isGreaterThan((1 - 1e-6) * box);
            }
        }
    }

    /** A multiple of kernel and penalty is the same function; samples in another order have their weights in that order. */
    @Test
    void machinesKnowNeitherUnitsNorOrder() {
        double[] one = SoftMargin.of(KERNEL, LABELS, 0.1).solve(1e-13);
        double[][] turned = new double[N][N];
        double[][] multiple = new double[N][];
        double[] labels = new double[N];
        for (int i = 0; i < N; i++) {
            labels[i] = LABELS[N - 1 - i];
            multiple[i] = Vectors.map(KERNEL[i], k -> k * 0x1p40);
            for (int j = 0; j < N; j++) {
                turned[i][j] = KERNEL[N - 1 - i][N - 1 - j];
            }
        }
        double[] g = SoftMargin.predict(KERNEL, one);
        double[] other =
                SoftMargin.predict(turned, SoftMargin.of(turned, labels, 0.1).solve(1e-13));
        double[] scaled = SoftMargin.predict(
                multiple, SoftMargin.of(multiple, LABELS, 0.1 * 0x1p40).solve(1e-13));
        for (int i = 0; i < N; i++) {
            assertThat(other[N - 1 - i]).isCloseTo(g[i], within(1e-5));
            assertThat(scaled[i]).isCloseTo(g[i], within(1e-5));
        }
    }

    /** No coefficients do better, and the gap bounds what is lost. */
    @Test
    void theGapBoundsTheLoss() {
        SoftMargin machine = SoftMargin.of(KERNEL, LABELS, 0.1);
        double[] best = machine.solve(1e-13);
        var uniform = Seeds.of(9).stream();
        for (int draw = 0; draw < 200; draw++) {
            double[] feasible = new double[N];
            Arrays.setAll(feasible, i -> LABELS[i] * uniform.nextDouble() / (N * 0.1));
            double lost = machine.objective(feasible) - machine.objective(best);
            assertThat(lost).isGreaterThan(-1e-12).isLessThanOrEqualTo(machine.dualityGap(feasible) + 1e-12);
        }
        assertThat(machine.objective(new double[N])).isEqualTo(1, within(1e-15));
        assertThat(machine.dualityGap(new double[N])).isEqualTo(1, within(1e-15));
    }

    /** Two steps by hand: from 0 each sample takes η/n, then only those within the margin, after decay. */
    @Test
    void descentTakesTheStepsOfItsFormula() {
        double[][] kernel = {{4, 0}, {0, 100}};
        double[][] path = SoftMargin.of(kernel, new double[] {1, -1}, 0.5).descend(0.2, 2);
        assertThat(path[0]).containsExactly(0, 0);
        assertThat(path[1]).containsExactly(0.1, -0.1);
        // y g is 0.4 and 10: the first goes on, both decay by 1 − ηλ = 0.9.
        assertThat(path[2]).usingComparatorWithPrecision(1e-16).containsExactly(0.19, -0.09);
    }

    /** In one dimension: min (1 − wx)₊ + λw²/2 is at 1/x, or at x/λ if that is less. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 3, 1e3})
    void oneInputIsDoneByHand(double penalty) {
        Data data = Data.of(new double[][] {{2}, {-2}}, new double[] {1, -1});
        assertThat(LinearMachine.solve(data, penalty, 1e-14)[0]).isCloseTo(Math.min(0.5, 2 / penalty), within(1e-6));
    }

    /** As the penalty vanishes the direction is that of the largest margin, which another solver finds. */
    @Test
    void withoutPenaltyTheMarginIsTheLargest() {
        Data data = Data.separable(20, 3).seed(2);
        double[] w = LinearMachine.solve(data, 1e-6, 1e-9);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 20; i++) {
            least = Math.min(least, data.label(i) * Vectors.dot(w, data.inputs()[i]) / Vectors.norm(w));
        }
        assertThat(least).isCloseTo(MaxMargin.l2(data).margin(), within(1e-4));
    }

    @Test
    void whatIsNoKernelIsRefused() {
        double[] labels = {1, -1};
        assertThatThrownBy(() -> SoftMargin.of(new double[][] {{1, 0}, {0}}, labels, 1))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> SoftMargin.of(new double[][] {{1, Double.NaN}, {0, 1}}, labels, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> SoftMargin.of(new double[][] {{1, 0}, {0, 0}}, labels, 1))
                .hasMessageContaining("entry 1 is 0.0");
        SoftMargin machine = SoftMargin.of(new double[][] {{1, 0}, {0, 1}}, labels, 1);
        for (double wrong : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> machine.solve(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anInterruptedSearchIsNoOptimum() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> SoftMargin.of(KERNEL, LABELS, 0.1).solve(1e-13))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("duality gap");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
