package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;

class ReluBallTest {
    private static final double[][] INPUTS = PlanarFiltersTest.normals(20, 2, 9);
    private static final double[] SIGNS = FunctionClass.signs(20, Seeds.of(2).stream());

    /** One unit attains the supremum of two layers of any width. */
    @Test
    void ascentFindsTheExactSupremumOfTwoLayersWhateverTheirWidth() {
        double exact = PlanarFilters.of(INPUTS).supremum(SIGNS);
        for (int width : new int[] {1, 4, 16}) {
            assertThat(ReluBall.of(INPUTS, Seeds.of(1), width).supremum(SIGNS))
                    .isBetween(0.99 * exact, exact * (1 + 1e-12));
        }
    }

    @Test
    void theFrobeniusBoundIsNotBelowWhatAscentFinds() {
        for (int[] hidden : new int[][] {{8}, {8, 8}}) {
            Net net = hidden.length == 1 ? Nets.relu(2, 8, 1) : Nets.relu(2, 8, 8, 1);
            double upper = NormBound.FROBENIUS.normalized(net, Data.of(INPUTS, SIGNS));
            double[] draws = ReluBall.of(INPUTS, Seeds.of(1), hidden).draws(20, Seeds.of(7));
            assertThat(java.util.Arrays.stream(draws).average().orElseThrow()).isBetween(0.1 * upper, upper);
        }
    }
}
