package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class SoftMarginTest {
    @Test
    void anIdentityKernelHasItsOptimumInClosedForm() {
        // Each sample alone: minimize (1 − g)₊/n + λg²/2, so g = min(1, 1/(nλ)).
        double[][] identity = {{1, 0}, {0, 1}};
        assertThat(SoftMargin.of(identity, new double[] {1, -1}, 0.2).solve(1e-12))
                .containsExactly(1, -1);
        double[] boxed = SoftMargin.of(identity, new double[] {1, -1}, 2).solve(1e-12);
        assertThat(boxed[0]).isCloseTo(0.25, within(1e-14));
        assertThat(boxed[1]).isCloseTo(-0.25, within(1e-14));
    }

    @Test
    void theDualityGapClosesAndDescentApproachesTheSameOptimum() {
        SoftMargin machine = machine(30, 0.05);
        double[] alpha = machine.solve(1e-10);
        assertThat(machine.dualityGap(alpha)).isBetween(-1e-12, 1e-10);
        double[][] path = machine.descend(0.05, 20_000);
        assertThat(machine.objective(path[20_000]))
                .isCloseTo(machine.objective(alpha), within(2e-4))
                .isGreaterThanOrEqualTo(machine.objective(alpha) - 1e-10);
    }

    @Test
    void badInputIsRefusedByItsNumber() {
        double[][] identity = {{1, 0}, {0, 1}};
        assertThatThrownBy(() -> SoftMargin.of(identity, new double[] {1, 2}, 1))
                .hasMessageContaining("label 1 is 2.0");
        assertThatThrownBy(() -> SoftMargin.of(identity, new double[] {1, 1}, -1))
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> SoftMargin.of(identity, new double[3], 1)).hasMessageContaining("3 labels");
    }

    private static SoftMargin machine(int n, double penalty) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(3).stream());
        double[][] x = new double[n][6];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            java.util.Arrays.setAll(x[i], j -> normal.sample());
            y[i] = x[i][0] + 0.5 * normal.sample() > 0 ? 1 : -1;
        }
        return SoftMargin.of(ReluTangentKernel.matrix(x, x), y, penalty);
    }
}
